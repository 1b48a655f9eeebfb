//! `cache-cells`: `[tool.marimo.runtime] cache_cells = true`, so that an export with `--execute` runs the cells once and
//! the browser reads their results. The package itself is listed for computers only.

use super::{entry_at, is_misnamed, mark_requirement};
use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::host::Host;
use crate::packages::{self, Marker, Requirement, normalise};

const SETTING: &[&str] = &["tool", "marimo", "runtime", "cache_cells"];

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    if is_misnamed(plan, problem) {
        return Ok(());
    }
    if let Subject::Module { module, .. } = &problem.subject {
        mark(plan, module)?;
    }
    plan.block.set.insert(SETTING, "true");
    Ok(())
}

/// Marks the requirement that brings a module, if it is not marked.
fn mark(plan: &mut Plan, module: &str) -> Result<(), String> {
    let facts = plan.facts();
    let imports = facts.names.imports().iter().filter(|import| import.top_level() == module);
    let names: Vec<String> = imports
        .filter_map(|import| {
            let hosts = Host::known().iter().rev();
            hosts.into_iter().find_map(|host| packages::distribution_of(&import.full_name(), host))
        })
        .chain([module.to_owned()])
        .map(|name| normalise(&name))
        .collect();
    let entries = facts.notebook.script.requirements().iter();
    let own = entries.map(|entry| Requirement::read(&entry.text)).position(|entry| names.contains(&entry.name));
    let Some(index) = own else {
        return Err(format!("the script block does not list the package of `{module}`; list it first"));
    };
    let (index, text, quote) = entry_at(plan, index)?;
    let requirement = Requirement::read(text);
    if Host::known().iter().any(|host| requirement.marker(host) == Marker::Holds) {
        mark_requirement::mark(plan, index, text, quote)?;
    }
    Ok(())
}
