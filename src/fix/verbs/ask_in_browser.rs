//! `ask-in-browser`: a text field in a cell of its own gives in the browser what a variable of the environment gives elsewhere.
//! Where no other text can stand in the place of the read (its name comes from a list, or from a caller), the variable is set.

use super::guard::{live_sites, place_to_stop};
use crate::check::{Problem, Subject, begins_a_field, takes_empty};
use crate::fix::Plan;
use crate::fix::reads::{Instead, Read};
use crate::rules::EditDefinition;

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let facts = plan.facts();
    let read = Read::of(plan, problem)?;
    let template = edit.message.as_deref().unwrap_or("This cell needs {name}, to be filled in above.");
    if let Err(why) = read.takes(facts, Instead::Field) {
        let Subject::Variable { name, .. } = &problem.subject else { return Err(why) };
        let known = read.keys.join("` or `") == *name;
        return if known && read.can_be_set(facts) { set(plan, &read, template) } else { Err(why) };
    }
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
    for site in live_sites(facts, read.node) {
        let statement = place_to_stop(facts, site).ok_or("it stands in no statement")?;
        if let Some(cell) = facts.cell_of(statement).filter(|&cell| cell != read.cell) {
            plan.field_for(key, cell, facts.notebook.tree.start(statement))?;
        }
        plan.wait_for(statement, (key, &field), template)?;
    }
    Ok(())
}

/// Sets the variables before the statements that come to the read.
fn set(plan: &mut Plan, read: &Read, template: &str) -> Result<(), String> {
    let facts = plan.facts();
    let sites = live_sites(facts, read.node);
    if sites.is_empty() {
        return Err("no cell calls the function it stands in".to_owned());
    }
    for site in sites {
        let statement = place_to_stop(facts, site).ok_or("it stands in no statement")?;
        let cell = facts.cell_of(statement).ok_or("it stands in no cell")?;
        for key in read.keys_at(facts, site) {
            let field = plan.field_for(&key, cell, facts.notebook.tree.start(statement))?;
            plan.wait_for(statement, (&key, &field), template)?;
            plan.set_to_field(cell, &key, &field);
        }
    }
    Ok(())
}
