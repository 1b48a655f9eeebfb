//! How bad a problem is: "the level is the worse of what the guidance says and what was measured; with `--marimo`,
//! what was measured on that host, alone".

use super::Level;
use super::Words;
use crate::host::Outcome;

/// What a set of hosts makes of a use: fails on every host: error; on some, or degraded: warning; works: nothing.
pub(super) fn measured(outcomes: &[Outcome]) -> Option<Level> {
    if outcomes.is_empty() || outcomes.iter().all(|outcome| *outcome == Outcome::Works) {
        None
    } else if outcomes.iter().all(|outcome| *outcome == Outcome::Fails) {
        Some(Level::Error)
    } else {
        Some(Level::Warning)
    }
}

/// The level of a problem. `outcomes` are the hosts' measurements, if there are any for it.
pub(super) fn of(words: &Words, outcomes: Option<&[Outcome]>, by_measurement: bool) -> Option<Level> {
    let measured = match outcomes {
        Some(outcomes) => measured(outcomes),
        None => words.measured,
    };
    if by_measurement { measured } else { words.guidance.max(measured) }
}
