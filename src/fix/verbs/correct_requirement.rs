//! `correct-requirement`: a name that no index has becomes the one that was meant, in the browser and elsewhere.

use super::entry;
use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::packages::{Requirement, misnamed, normalise};

/// Wants nothing where the name is right: that is the rule, and no reason to withhold.
pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    if !matches!(problem.subject, Subject::Requirement { .. }) {
        return Ok(());
    }
    let (index, text, _) = entry(plan, problem)?;
    let requirement = Requirement::read(text);
    let Some(right) = misnamed(&requirement.name) else { return Ok(()) };
    let written = plan.facts().notebook.script.requirements().iter().map(|entry| entry.text.as_str());
    let planned = plan.block.replace.iter().filter(|(at, _)| **at != index).flat_map(|(_, texts)| texts);
    let mut others = written.chain(planned.map(String::as_str)).map(Requirement::read);
    if others.any(|other| other.name == normalise(right)) {
        return Err(format!("`{right}` is listed already; take `{}` out by hand", requirement.written));
    }
    let extras =
        if requirement.extras.is_empty() { String::new() } else { format!("[{}]", requirement.extras.join(",")) };
    // No version of a wrong name means one of the right one.
    let marker = text.split_once(';').map_or(String::new(), |(_, marker)| format!("; {}", marker.trim()));
    plan.block.replace.insert(index, vec![format!("{right}{extras}{marker}")]);
    Ok(())
}
