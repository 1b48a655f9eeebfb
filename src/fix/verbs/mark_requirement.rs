//! `mark-requirement`: a requirement gets `; sys_platform != 'emscripten'`.

use super::{entry, is_misnamed};
use crate::check::{Cure, Problem, Subject};
use crate::fix::Plan;
use crate::packages::{Requirement, RequirementKind, with_marker};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    if is_misnamed(plan, problem) {
        return Ok(());
    }
    let (index, text, quote) = entry(plan, problem)?;
    mark(plan, index, text, quote)?;
    if let Subject::Requirement { cure: Ok(Cure::Release(name)), .. } = &problem.subject
        && let Some(texts) = plan.block.replace.get_mut(&index)
    {
        texts.push(with_marker(name, &format!("sys_platform == {quote}emscripten{quote}")));
    }
    Ok(())
}

/// Gives an entry the marker, in the quotes that its string leaves free.
pub(super) fn mark(plan: &mut Plan, index: usize, text: &str, quote: char) -> Result<(), String> {
    if matches!(Requirement::read(text).kind, RequirementKind::Invalid(_)) {
        return Err("it is no requirement that could take a marker; mend or remove it by hand".to_owned());
    }
    let marked = with_marker(text, &format!("sys_platform != {quote}emscripten{quote}"));
    plan.block.replace.insert(index, vec![marked]);
    Ok(())
}
