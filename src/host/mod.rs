//! What a marimo host offers: standard library, lock packages, calls. Sorted tables in the binary.
//!
//! The tables are made from `src/host/data` at build time and cost nothing at start: every question is a binary search.

mod calls;
mod errors;
mod hosts;
mod lock;
mod stdlib;
mod tables;

pub use calls::{CallFact, Outcome};
pub use errors::error_is_caught_by;
pub use hosts::{Bound, Hosts};
pub use lock::{LockError, LockFile, LockPackage, normalise};
pub use pep440_rs::{Version, VersionSpecifiers};
pub use stdlib::ModuleFact;
pub use tables::NativePackage;

pub(crate) use tables::{GUIDANCE_PACKAGES, IMPORT_NAMES, NATIVE_PACKAGES, PURE_PACKAGES, RENAMED_PACKAGES};

pub(crate) use lock::prefixes;

use lock::Lock;

/// A marimo release and the Pyodide under it: one row of `data/hosts.tsv`.
#[derive(Clone, Debug)]
pub struct Host {
    /// The lowest marimo release this holds for; it ends where the next host begins.
    pub from: &'static str,
    /// The version of Pyodide.
    pub pyodide: &'static str,
    /// The full version of Python.
    pub python: &'static str,
    /// Platform tags of wheels, the best first.
    pub platforms: &'static [&'static str],
    /// `platform_release` of a marker: the version of Emscripten.
    pub platform_release: &'static str,
    /// Whether marimo hands requirements to micropip as written; older releases strip the versions.
    pub specifiers_kept: bool,
    /// Whether marimo has its own threads and processes.
    pub shims: bool,
    /// The marimo releases that were run.
    pub measured: &'static [&'static str],
    /// Bytes of Pyodide itself on the wire.
    pub core: u64,
    /// The release that it was chosen for; none in the table itself.
    pub release: Option<Version>,
    column: usize,
    lock: Lock,
}

impl Host {
    /// All known hosts, the oldest first.
    pub fn known() -> &'static [Host] {
        tables::HOSTS
    }

    /// The same host with another lock in place of its own.
    pub fn with_lock(mut self, file: std::sync::Arc<LockFile>) -> Host {
        self.lock = Lock::File(file);
        self
    }

    /// Major and minor version of Python.
    pub fn python_series(&self) -> (u32, u32) {
        let mut parts = self.python.split('.').map(|part| part.parse().unwrap_or(0));
        (parts.next().unwrap_or(3), parts.next().unwrap_or(0))
    }

    /// In words: `marimo 0.25.2 (Pyodide 314.0.0)`.
    pub fn describe(&self) -> String {
        format!("marimo {} (Pyodide {})", self.release(), self.pyodide)
    }

    /// Whether Python has imported a module of this name when micropip is asked: marimo drops a requirement called so.
    pub fn is_running(&self, module: &str) -> bool {
        tables::RUNNING.binary_search(&module).is_ok()
    }

    /// The packages that marimo loads for every notebook, as the lock writes them.
    pub fn loaded(&self) -> &'static [&'static str] {
        tables::LOADED
    }
}

/// Finds a row of a table that is sorted by name.
fn find<'a, T>(table: &'a [T], name: &str, key: impl Fn(&T) -> &str) -> Option<&'a T> {
    table.binary_search_by(|row| key(row).cmp(name)).ok().and_then(|at| table.get(at))
}

/// Looks a name up in a sorted table of pairs.
pub(crate) fn find_pair(table: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    find(table, name, |row| row.0).map(|row| row.1)
}
