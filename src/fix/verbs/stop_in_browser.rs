//! `stop-in-browser`: a cell stops before it reads what the browser does not have, and names it.

use super::guard::{live_sites, place_to_stop};
use crate::check::Problem;
use crate::fix::Plan;
use crate::fix::reads::Read;
use crate::rules::EditDefinition;

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let facts = plan.facts();
    let read = Read::of(plan, problem)?;
    // What goes on without it needs no stop.
    if !read.required {
        return Ok(());
    }
    let sites = live_sites(facts, read.node);
    if sites.is_empty() {
        return Err("no cell calls the function it stands in".to_owned());
    }
    let message = edit.message.as_deref().unwrap_or("This cell needs {name}.");
    for site in sites {
        let statement = place_to_stop(facts, site).ok_or("it stands in no statement")?;
        plan.stop_without(statement, &read.keys_at(facts, site), message)?;
    }
    Ok(())
}
