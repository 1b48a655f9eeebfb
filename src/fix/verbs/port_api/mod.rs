//! `port-api`: one library becomes another, by the closed world of its `api.toml`. What the table does not list withholds
//! all of it.
//!
//! [`kinds`] says what each expression is, [`uses`] finds every use and holds it to the table, [`rules`] knows what no
//! table can, [`imports`] and [`render`] write the new code.

mod addresses;
mod arguments;
mod drivers;
mod errors;
mod fits;
mod flow;
mod functions;
mod imports;
mod kinds;
mod literals;
mod mysql;
mod postgres;
mod render;
mod rows;
mod rules;
mod servers;
mod sql;
mod sqlite;
mod sqlite_cursors;
mod sqlite_errors;
mod stand_in;
mod statements;
mod templates;
mod texts;
mod uses;

use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::packages::{Requirement, normalise};
use crate::rules::definitions;
use crate::rules::port::Port;
pub(super) use stand_in::apply as stand_in;
use uses::Uses;

/// The table of the library that a problem is about.
fn table(problem: &Problem) -> Result<&'static Port, String> {
    let Subject::Module { module, .. } = &problem.subject else { return Err("it is no module".to_owned()) };
    let mut tables = definitions().iter().filter_map(|definition| definition.port());
    tables.find(|port| port.module == *module).ok_or_else(|| format!("no table says how `{module}` is ported"))
}

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let port = table(problem)?;
    let facts = plan.facts();
    let uses = Uses::gather(facts, port)?;
    for rule in &port.only_if {
        rules::notebook_rule(rule, &uses)?;
    }
    render::render(plan, &uses)?;
    plan.edits.extend(addresses::edits(facts, port)?);
    requirements(plan, port)
}

/// The new library's requirements take the place of the old one's.
fn requirements(plan: &mut Plan, port: &Port) -> Result<(), String> {
    let script = &plan.facts().notebook.script;
    let old = |text: &str| {
        let name = Requirement::read(text).name;
        port.requirements.remove.iter().any(|removed| normalise(removed) == name)
    };
    let listed: Vec<usize> = script
        .requirements()
        .iter()
        .enumerate()
        .filter(|(_, entry)| old(&entry.text))
        .map(|(index, _)| index)
        .collect();
    // What another fix of this pass lists for the old import, or would list.
    plan.block.add.retain(|text| !old(text));
    plan.replaced.extend(port.requirements.remove.iter().map(|removed| normalise(removed)));
    match listed[..] {
        [] => plan.block.add.extend(port.requirements.add.iter().cloned()),
        [index] => {
            plan.block.replace.insert(index, port.requirements.add.clone());
        }
        _ => return Err(format!("the script block lists `{}` more than once; keep one entry", port.module)),
    }
    Ok(())
}
