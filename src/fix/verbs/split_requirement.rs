//! `split-requirement`: a pin that the browser cannot meet holds outside of it; inside, the host's own version does.

use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::packages::{Requirement, RequirementKind, with_marker};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let notebook = plan.facts().notebook;
    let Subject::Requirement { index, .. } = problem.subject else {
        return Err("it is no entry of the script block".to_owned());
    };
    let Some(entry) = notebook.script.requirements().get(index) else {
        return Err("it is no entry of the script block".to_owned());
    };
    let requirement = Requirement::read(&entry.text);
    if !matches!(requirement.kind, RequirementKind::Named(_)) || !requirement.is_pinned() {
        return Err("there is no pin to keep out of the browser; mend it by hand".to_owned());
    }
    let quote = if notebook.slice(entry.span.clone()).starts_with('\'') { '"' } else { '\'' };
    let extras =
        if requirement.extras.is_empty() { String::new() } else { format!("[{}]", requirement.extras.join(",")) };
    // A marker of its own holds on both sides.
    let marker = entry.text.split_once(';').map_or(String::new(), |(_, marker)| format!("; {}", marker.trim()));
    let bare = format!("{}{extras}{marker}", requirement.written);
    let elsewhere = with_marker(&entry.text, &format!("sys_platform != {quote}emscripten{quote}"));
    let browser = with_marker(&bare, &format!("sys_platform == {quote}emscripten{quote}"));
    plan.block.replace.insert(index, vec![elsewhere, browser]);
    Ok(())
}
