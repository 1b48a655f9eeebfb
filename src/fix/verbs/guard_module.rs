//! `guard-module`: imports of a module run only outside the browser, and the cells that use it stop there.

use std::collections::{BTreeMap, BTreeSet};

use super::guard::{dispensable, live_sites, place_to_stop};
use crate::check::{Obstacle, Problem, Subject, filled, module_use};
use crate::fix::Plan;
use crate::notebook::NodeId;
use crate::rules::EditDefinition;

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let Subject::Module { module, obstacle } = &problem.subject else {
        return Err("it is no module".to_owned());
    };
    if let Some(Obstacle::OlderHost(why) | Obstacle::Sibling(why)) = obstacle {
        return Err(why.clone());
    }
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let found = module_use(facts, module);
    let beside = module.split('.').next().unwrap_or_default();
    let message = edit.message.as_deref().unwrap_or("No `{module}` in a browser.");
    let message = filled(message, &[("module", module), ("name", module)]);
    let mut imports: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
    let mut sites: Vec<NodeId> = found.uses.iter().chain(&found.untested).chain(&found.swallowed).copied().collect();
    for import in &found.imports {
        if import.member.as_deref() == Some("*") {
            let (line, _) = facts.notebook.text.position(tree.start(import.statement));
            return Err(format!("line {line} imports all names of `{module}`; name them, then guard them by hand"));
        }
        // Inside of a function the import stays: whoever calls the function is stopped.
        if facts.enclosing_definition(import.statement).is_some() {
            sites.push(import.clause);
        } else {
            imports.entry(import.statement).or_default().insert(import.clause);
        }
    }
    for site in sites {
        for live in live_sites(facts, site) {
            // The guarded statements themselves use nothing.
            if imports.keys().any(|&statement| tree.span(statement).contains(&tree.start(live))) {
                continue;
            }
            if let Some(statement) = place_to_stop(facts, live) {
                plan.stop_or_guard(statement, dispensable(facts, live), beside, &message)?;
            }
        }
    }
    plan.beside.insert(beside.to_owned());
    let missing = plan.missing.entry(module.clone()).or_default();
    missing.imports.extend(imports);
    missing.message = message;
    Ok(())
}
