//! `rename-requirement`: a distribution without a build stays outside the browser; inside, the one with the same modules
//! takes its place.

use super::split_requirement::halves;
use super::{entry, is_misnamed};
use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::host::Host;
use crate::packages::{Marker, Requirement, normalise};

/// Wants nothing where no other distribution has the same modules: that is the rule, and no reason to withhold.
pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::Requirement { other: Some(other), .. } = problem.subject else { return Ok(()) };
    if is_misnamed(plan, problem) {
        return Ok(());
    }
    let (index, text, quote) = entry(plan, problem)?;
    let mut halves = halves(&Requirement::read(text), other, quote);
    // What is listed already needs no second entry: in the block, or from another entry of the same fix.
    let written = plan.facts().notebook.script.requirements().iter().map(|entry| entry.text.as_str());
    let planned = plan.block.replace.iter().filter(|(at, _)| **at != index).flat_map(|(_, texts)| texts);
    let listed = written.chain(planned.map(String::as_str)).map(Requirement::read).any(|entry| {
        let holds = |host: &Host| entry.marker(host) == Marker::Holds;
        entry.name == normalise(other) && Host::known().iter().all(holds)
    });
    if listed && halves.len() > 1 {
        halves.pop();
    }
    plan.block.replace.insert(index, halves);
    Ok(())
}
