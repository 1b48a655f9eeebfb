//! `ask-in-browser`: a text field in a cell of its own gives in the browser what a variable of the environment gives elsewhere.

use super::guard::{live_sites, place_to_stop};
use crate::check::{EditDefinition, Problem, begins_a_field, takes_empty};
use crate::fix::Plan;
use crate::fix::reads::{Instead, Read};

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let facts = plan.facts();
    let read = Read::of(plan, problem)?;
    read.takes(facts, Instead::Field)?;
    if begins_a_field(facts, read.node) && takes_empty(facts, read.node, false).is_ok() {
        return Err(format!("the field that line {} makes asks for it", read.line));
    }
    read.is_alone_or_among_such(facts, Instead::Field)?;
    let key = read.keys.first().ok_or("the name of the variable is not known")?;
    // What goes on without it is no reason to ask everybody.
    plan.ask |= !read.required;
    let field = plan.field_for(key, read.cell, facts.notebook.tree.start(read.node))?;
    plan.choose_read(&read, &format!("{field}.value"))?;
    if takes_empty(facts, read.node, false).is_ok() || !read.required {
        return Ok(());
    }
    // Until it is filled in it is empty, and something would raise.
    let template = edit.message.unwrap_or("This cell needs {name}, to be filled in above.");
    let sites = match facts.called_definition(read.node) {
        Some(_) => live_sites(facts, read.node),
        None => vec![read.node],
    };
    for site in sites {
        let statement = place_to_stop(facts, site).ok_or("it stands in no statement")?;
        if let Some(cell) = facts.cell_of(statement).filter(|&cell| cell != read.cell) {
            plan.field_for(key, cell, facts.notebook.tree.start(statement))?;
        }
        plan.wait_for(statement, (key, &field), template)?;
    }
    Ok(())
}
