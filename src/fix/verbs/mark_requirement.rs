//! `mark-requirement`: a requirement gets `; sys_platform != 'emscripten'`.

use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::packages::{self, Requirement, RequirementKind};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let notebook = plan.facts().notebook;
    let Subject::Requirement { index, .. } = problem.subject else {
        return Err("it is no entry of the script block".to_owned());
    };
    let Some(requirement) = notebook.script.requirements().get(index) else {
        return Err("it is no entry of the script block".to_owned());
    };
    // The marker takes the quotes that the TOML string has not.
    let quote = if notebook.slice(requirement.span.clone()).starts_with('\'') { '"' } else { '\'' };
    if matches!(Requirement::read(&requirement.text).kind, RequirementKind::Invalid(_)) {
        return Err("it is no requirement that could take a marker; mend or remove it by hand".to_owned());
    }
    let marked = packages::with_marker(&requirement.text, &format!("sys_platform != {quote}emscripten{quote}"));
    plan.block.replace.insert(index, vec![marked]);
    Ok(())
}
