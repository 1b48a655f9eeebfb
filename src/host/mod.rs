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
pub use hosts::newest;
pub use hosts::{Bound, Hosts};
pub use lock::{LockError, LockFile, LockPackage, normalise};
pub use pep440_rs::{Version, VersionSpecifiers};
pub use stdlib::ModuleFact;
pub use tables::NativePackage;

pub(crate) use tables::{
    GUIDANCE_PACKAGES, IMPORT_NAMES, KNOWN_PACKAGES, MODULES, NATIVE_PACKAGES, PURE_PACKAGES, RENAMED_PACKAGES,
    WRONG_NAMES,
};

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
    /// What becomes of the markers in a script block.
    pub markers: Markers,
    /// Whether the versions in a script block reach micropip; older releases strip them.
    pub specifiers_kept: bool,
    /// Whether a requirement is left out if its name alone is loaded or imported already; else its whole text must be.
    pub compared_by_name: bool,
    /// Whether the packages of imports are installed where the script block lists none.
    pub unlisted: bool,
    /// Whether a use of duckdb loads what SQL needs, not only the text `mo.sql`.
    pub duckdb_loads: bool,
    /// Whether marimo has its own threads and processes.
    pub adapters: bool,
    /// Whether marimo reads an address for polars, which cannot do so itself.
    pub polars_urls: bool,
    /// Whether marimo reads an address for duckdb and `mo.sql`.
    pub duckdb_urls: bool,
    /// Whether an HTML export packs the modules beside the notebook.
    pub local_modules: bool,
    /// Whether islands install what the notebook lists.
    pub islands: bool,
    /// The marimo releases whose wheels were read, the oldest first.
    pub releases: &'static [&'static str],
    /// Those that were run.
    pub measured: &'static [&'static str],
    /// Bytes of Pyodide itself on the wire.
    pub core: u64,
    /// The release that it was chosen for; none in the table itself.
    pub release: Option<Version>,
    column: usize,
    lock: Lock,
}

/// What marimo does with the markers in a script block before micropip sees its requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markers {
    /// The text is cut at the first `==`, `>=`, `<=` or `~=`, wherever that stands; a marker before it is left.
    Left,
    /// All from the first `;` on is cut off: the requirement holds in the browser whatever its marker says.
    Cut,
    /// They are asked.
    Honoured,
}

impl Host {
    /// All known hosts, the oldest first.
    pub fn known() -> &'static [Host] {
        tables::HOSTS
    }

    /// Whether some host has a module of that name.
    pub fn knows_module(name: &str) -> bool {
        Host::known().iter().any(|host| host.is_stdlib(name) || host.lock_package_of_import(name).is_some())
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

    /// The first release of which something holds; empty if it holds of none.
    pub(crate) fn since(test: impl Fn(&Host) -> bool) -> &'static str {
        Host::known().iter().find(|host| test(host)).map_or("", |host| host.from)
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
