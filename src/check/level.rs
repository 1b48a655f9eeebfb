//! How bad a problem is: the worse of what the guidance says and what was measured on the hosts judged; with `--marimo` or
//! `--measured` what was measured, alone.

use super::Level;
use super::Words;
use crate::host::Outcome;

/// What the hosts judged make of a use. The worst of them counts: somebody runs the notebook there.
pub(super) fn measured(outcomes: &[Outcome]) -> Option<Level> {
    match outcomes.iter().max()? {
        Outcome::Fails => Some(Level::Error),
        Outcome::Silent | Outcome::Degraded => Some(Level::Warning),
        Outcome::Works => None,
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
