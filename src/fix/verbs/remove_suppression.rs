//! `remove-suppression`: an id goes from the list of a `# wasmfix: ignore[...]` comment, with the last one the comment.

use crate::check::{Problem, Subject};
use crate::fix::Plan;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::Suppression { id, list, kept } = &problem.subject else { return Err("it is no comment".to_owned()) };
    if let Some(reason) = kept {
        return Err(reason.clone());
    }
    plan.unsuppressed.entry((list.start, list.end)).or_default().insert(id.clone());
    Ok(())
}
