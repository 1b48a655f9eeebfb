//! Requirement -> verdict: import names, markers, wheel tags.
//!
//! What micropip would do on a host, worked out without a browser. What the lock or a table knows costs no request.

mod choice;
mod download;
mod failure;
mod handed;
mod names;
mod notes;
mod requirement;
mod tags;
mod transaction;
mod verdict;

pub use crate::host::normalise;
pub use download::{Download, download};
pub use names::{bringing, brings, distribution_of, is_runtime_module, loaded_by_imports, provides};
pub use requirement::{Marker, Requirement, RequirementKind, with_marker};
pub use tags::{Tags, WheelName};
pub(crate) use verdict::left_out;
pub use verdict::{
    Other, PackageVerdict, Reason, Resolution, Unsupported, over_hosts, resolve, verdict, verdicts, verdicts_by_hand,
};

/// Status of a package in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// In the host, or pure Python.
    Ok,
    /// Not verified, or works with limits.
    Warn,
    /// No build for the browser.
    Fail,
}

/// A row of the package report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Package {
    /// The distribution's (or the standard library module's) name.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// Why.
    pub notes: String,
}

/// The distribution that an import needs: the newest host that knows it decides.
pub fn distribution_on(dotted: &str, hosts: &crate::host::Hosts) -> Option<String> {
    hosts.list.iter().rev().find_map(|host| distribution_of(dotted, host))
}

/// Whether the published guidance names a distribution as one without a build.
pub fn guidance_says_native(name: &str) -> bool {
    transaction::native(name).is_some_and(|package| package.guidance)
}

/// Whether the lists know a distribution, by its bare name, as pure Python.
pub fn is_listed_as_pure(name: &str) -> bool {
    crate::host::find_pair(crate::host::PURE_PACKAGES, name).is_some()
        || crate::host::find_pair(crate::host::KNOWN_PACKAGES, name) == Some("-")
}

/// Whether micropip installs a distribution of which the guidance says that it cannot be used.
pub fn installs_all_the_same(name: &str) -> bool {
    transaction::native(name).is_some_and(|package| package.guidance && package.installs)
}

/// Whether importing a module works on all hosts (`true`) or on none of them (`false`).
pub fn importable(module: &str, hosts: &crate::host::Hosts) -> Option<bool> {
    let top = module.split('.').next().unwrap_or(module);
    if is_runtime_module(top) {
        return Some(true);
    }
    let mut outcomes = hosts.list.iter().map(|host| match host.module(module) {
        Some(fact) => Some(fact.imports()),
        None if host.lock_package_of_import(top).is_some() => Some(true),
        None => {
            let requirement = Requirement::read(&distribution_of(module, host)?);
            let reason = verdict(&requirement, host, &std::collections::BTreeSet::new(), None).reason;
            matches!(reason, Reason::Native { .. }).then_some(false)
        }
    });
    let first = outcomes.next()??;
    outcomes.all(|outcome| outcome == Some(first)).then_some(first)
}

/// What the guidance or the lists name to use instead of a package without a build.
pub fn instead(name: &str) -> Option<&'static str> {
    transaction::native(name).map(|package| package.instead).filter(|instead| !instead.is_empty())
}

/// The distribution that brings the same modules in the browser as one that fails there: `polars` for `polars-lts-cpu`.
/// Takes a normalised name; measured, see `data/renamed.tsv`.
pub fn renamed(name: &str) -> Option<&'static str> {
    crate::host::find_pair(crate::host::RENAMED_PACKAGES, name).or_else(|| misnamed(name))
}

/// The distribution that is meant by a name that no index can install: `python-dateutil` for `dateutil`. Takes a normalised
/// name; see `data/wrong-names.tsv`.
pub fn misnamed(name: &str) -> Option<&'static str> {
    crate::host::find_pair(crate::host::WRONG_NAMES, name)
}
