//! `drop-specifier`: a requirement without its versions, so that the browser takes the host's own.

use super::entry;
use crate::check::Problem;
use crate::fix::Plan;
use crate::packages::{Requirement, RequirementKind};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let (index, text, _) = entry(plan, problem)?;
    let requirement = Requirement::read(text);
    if !matches!(requirement.kind, RequirementKind::Named(_)) || !requirement.is_pinned() {
        return Err("there are no versions to drop; mend it by hand".to_owned());
    }
    // The name with its extras and the marker stay as they are written.
    let (head, marker) = text.split_at(text.find(';').unwrap_or(text.len()));
    let extras = head.find(']').map(|close| close + 1);
    let end = extras.unwrap_or_else(|| head.find(['=', '<', '>', '!', '~', '(']).unwrap_or(head.len()));
    let (name, versions) = head.split_at(end);
    let space = if marker.is_empty() { "" } else { &versions[versions.trim_end().len()..] };
    let bare = format!("{}{space}{marker}", name.trim_end());
    plan.block.replace.insert(index, vec![bare]);
    Ok(())
}
