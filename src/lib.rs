//! wasmfix tells whether a marimo notebook can run in the browser, and rewrites it so that it can.
//!
//! Data flows one way: bytes -> [`notebook`] -> [`syntax`] -> [`check`] (with [`host`] and [`packages`]) -> [`fix`] -> [`edit`] -> bytes.
//! [`report`] renders what was found; [`cli`] is the command line. [`check()`] and [`fix()`] are the whole of it in two calls.

pub mod check;
pub mod cli;
pub mod edit;
pub mod fix;
pub mod host;
pub mod notebook;
pub mod packages;
pub mod report;
pub mod syntax;

use std::path::PathBuf;

use notebook::Notebook;
use report::Report;

/// What to check for and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--marimo`: judge by what was measured on this release's host, alone.
    pub marimo: Option<host::Version>,
    /// Only these problems; all if empty.
    pub select: Vec<String>,
    /// Not these problems.
    pub ignore: Vec<String>,
    /// A Pyodide lock file to use instead of the host's own.
    pub lock_file: Option<PathBuf>,
    /// How packages that no table knows are looked up; `None` is `--offline`.
    pub index: Option<packages::IndexOptions>,
}

/// A notebook after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The report on the new text.
    pub report: Report,
    /// What was done, in order: problem id and the fix's title.
    pub applied: Vec<(String, String)>,
    /// What must be said about the fixing itself: fixes that undid each other, a verification that failed.
    pub notes: Vec<String>,
}

/// Checks a notebook.
pub fn check(notebook: Notebook, options: &Options) -> Report {
    let _ = (notebook, options);
    todo!()
}

/// Checks a notebook and applies the default fixes, the unsafe ones too if told so, until nothing changes.
pub fn fix(notebook: Notebook, options: &Options, unsafe_fixes: bool) -> Fixed {
    let _ = (notebook, options, unsafe_fixes);
    todo!()
}
