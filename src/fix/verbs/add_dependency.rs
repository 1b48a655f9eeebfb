//! `add-dependency`: names into the script block, which is made if there is none.

use crate::check::{Problem, Subject};
use crate::fix::Plan;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::Dependencies { add } = &problem.subject else {
        return Err("nothing is known that could be added".to_owned());
    };
    if add.is_empty() {
        return Err("no table knows which package it is; add it by hand".to_owned());
    }
    for requirement in add {
        if !plan.block.add.contains(requirement) {
            plan.block.add.push(requirement.clone());
        }
    }
    Ok(())
}
