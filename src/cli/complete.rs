//! What a shell is told when somebody presses Tab. The shell's script, which `wasmfix completions` prints, asks for it.

use clap_complete::CompleteEnv;
use clap_complete::engine::{CompletionCandidate, PathCompleter};
use clap_complete::env::Shells;

use super::config::{Configuration, Origin};
use super::sources::may_hold_cells;
use crate::host::Host;
use crate::rules::definitions;

/// The variable by which a shell asks.
const ASKED: &str = "WASMFIX_COMPLETE";

/// Answers a shell that asks, and ends the process then.
pub fn answer() {
    CompleteEnv::with_factory(super::command).var(ASKED).complete();
}

/// The script that makes a shell ask.
///
/// # Errors
/// If it is no shell that can be asked from.
pub fn script(shell: &str) -> std::io::Result<Vec<u8>> {
    let shells = Shells::builtins();
    let known = shells.completer(shell).ok_or_else(|| std::io::Error::other(format!("no completions for {shell}")))?;
    let mut script = Vec::new();
    known.write_registration(ASKED, "wasmfix", "wasmfix", "wasmfix", &mut script)?;
    Ok(script)
}

/// The ids of all problems, with those of the project that this folder belongs to.
pub fn ids() -> Vec<CompletionCandidate> {
    let here = std::env::current_dir().unwrap_or_default().join("notebook.py");
    let local = Configuration::new(Origin::Nearest).of(&here).map(|settings| settings.local).unwrap_or_default();
    let all = definitions().iter().chain(local.iter());
    all.map(|definition| CompletionCandidate::new(&definition.id).help(Some((&definition.summary).into()))).collect()
}

/// The marimo releases that were measured.
pub fn releases() -> Vec<CompletionCandidate> {
    Host::known().iter().flat_map(|host| host.measured).map(CompletionCandidate::new).collect()
}

/// Notebooks, and folders that may hold some.
pub fn notebooks() -> PathCompleter {
    PathCompleter::any().filter(|path| path.is_dir() || may_hold_cells(path))
}
