//! What a call does in the browser: `data/calls.tsv`, measured on Pyodide 314.0.0 and in marimo 0.25.2.

use super::{Host, find, tables};

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// As on a computer.
    Works,
    /// It does something, with limits.
    Degraded,
    /// It does nothing and says nothing.
    Silent,
    /// It raises, or never returns.
    Fails,
}

/// What was measured of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFact {
    /// What becomes of it.
    pub outcome: Outcome,
    /// The class of the exception; `Exception` if it was not measured which; empty if nothing is raised (it hangs, or
    /// says nothing).
    pub error: &'static str,
    /// The exception's message, or what happens instead; may be empty.
    pub detail: &'static str,
}

/// A row of `data/calls.tsv`.
#[derive(Debug)]
pub struct CallRow {
    /// The dotted name, with `()` for a call's result and `[]` for a look-up.
    pub name: &'static str,
    /// In Pyodide without marimo.
    pub plain: CallFact,
    /// In marimo, where it was measured.
    pub marimo: Option<CallFact>,
    /// Whether `marimo` holds only where marimo's shims exist.
    pub shims: bool,
}

impl Host {
    /// What a call does here, by its dotted name with call results: `os.system`, `socket.socket().connect`,
    /// `os.environ[]`.
    ///
    /// Measurements in marimo count; where there is none, those in plain Pyodide; where there is none for this
    /// version, those of 314.0.0. What marimo's shims changed counts only on hosts that have them. `None`: never
    /// measured.
    pub fn call(&self, dotted: &str) -> Option<CallFact> {
        let row = find(tables::CALLS, dotted, |row| row.name).or_else(|| {
            // `xmlrpc.client.ServerProxy().*`: whatever is called on what a call gives.
            let (object, _) = dotted.rsplit_once("().")?;
            find(tables::CALLS, &format!("{object}().*"), |row| row.name)
        })?;
        Some(if row.shims && !self.adapters { row.plain } else { row.marimo.unwrap_or(row.plain) })
    }

    /// Why the standard library has a name no more, or not here; `None` if it has it, or the name is none of those that
    /// were compared (`data/missing-names.tsv`).
    pub fn lacks(&self, dotted: &str) -> Option<&'static str> {
        let (_, missing, why) = find(tables::MISSING_NAMES, dotted, |row| row.0)?;
        missing.get(self.column).copied().unwrap_or_default().then_some(*why)
    }

    /// All dotted names that were measured, sorted.
    pub fn calls() -> impl Iterator<Item = &'static str> {
        tables::CALLS.iter().map(|row| row.name)
    }
}
