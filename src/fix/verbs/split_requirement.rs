//! `split-requirement`: a pin that the browser cannot meet holds outside of it; inside, the host's own version does.

use super::entry;
use crate::check::Problem;
use crate::fix::Plan;
use crate::host::Host;
use crate::packages::{Marker, Requirement, RequirementKind, with_marker};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let (index, text, quote) = entry(plan, problem)?;
    let requirement = Requirement::read(text);
    if !matches!(requirement.kind, RequirementKind::Named(_)) || !requirement.is_pinned() {
        return Err("there is no pin to keep out of the browser; mend it by hand".to_owned());
    }
    plan.block.replace.insert(index, halves(&requirement, &requirement.written, quote));
    Ok(())
}

/// A requirement as it is, outside the browser; and inside, the distribution `name` with the same extras, of any version.
/// A marker that holds in the browser only leaves the second half.
pub(super) fn halves(requirement: &Requirement, name: &str, quote: char) -> Vec<String> {
    let text = requirement.text.as_str();
    let extras =
        if requirement.extras.is_empty() { String::new() } else { format!("[{}]", requirement.extras.join(",")) };
    // A marker of its own holds on both sides.
    let marker = text.split_once(';').map_or(String::new(), |(_, marker)| format!("; {}", marker.trim()));
    let bare = format!("{name}{extras}{marker}");
    let elsewhere = with_marker(text, &format!("sys_platform != {quote}emscripten{quote}"));
    let browser = with_marker(&bare, &format!("sys_platform == {quote}emscripten{quote}"));
    let never = |host: &Host| Requirement::read(&elsewhere).marker(host) == Marker::Never;
    if Host::known().iter().all(never) { vec![bare] } else { vec![elsewhere, browser] }
}
