//! `add-dependency`: names into the script block, which is made if there is none.

use crate::check::{Problem, Subject, pip_install};
use crate::fix::Plan;
use crate::packages::{Requirement, RequirementKind};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let installed;
    let add = match &problem.subject {
        Subject::Dependencies { add, .. } => add,
        Subject::Use { node, .. } => {
            installed = pip_install(plan.facts(), *node).unwrap_or_default();
            &installed
        }
        _ => return Err("nothing is known that could be added".to_owned()),
    };
    let named = |entry: &String| matches!(Requirement::read(entry).kind, RequirementKind::Named(_));
    if let Some(other) = add.iter().find(|entry| !named(entry)) {
        return Err(format!("`{other}` is no name of a package; add it by hand"));
    }
    for requirement in add {
        if !plan.block.add.contains(requirement) && !plan.replaced.contains(&Requirement::read(requirement).name) {
            plan.block.add.push(requirement.clone());
        }
    }
    Ok(())
}
