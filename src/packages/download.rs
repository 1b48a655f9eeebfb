//! What a browser downloads before the first cell runs: Pyodide, marimo, and the packages of the host's lock.

use std::collections::BTreeSet;

use super::verdict::{PackageVerdict, Reason};
use crate::host::{Host, normalise};

/// An estimate, not a measurement of the page: sizes are those of files of the same name, and of near versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Download {
    /// Pyodide itself and all packages whose size is known.
    bytes: u64,
    /// Packages that micropip takes from PyPI; what they need besides is not counted.
    pub from_index: usize,
    /// Packages of the lock whose size is not known.
    pub of_unknown_size: usize,
}

impl Download {
    /// Whole megabytes (10^6 bytes): the estimate knows no more.
    pub fn megabytes(&self) -> u64 {
        (self.bytes + 500_000) / 1_000_000
    }
}

/// Adds up what is there before micropip runs (`loaded`), what the lock has of the requirements, and all that these need.
pub fn download(host: &Host, loaded: &BTreeSet<String>, requirements: &[PackageVerdict]) -> Download {
    let from_lock = requirements.iter().filter(|verdict| matches!(verdict.reason, Reason::BuiltIn { .. }));
    let mut open: Vec<String> = loaded
        .iter()
        .map(String::as_str)
        .chain(from_lock.map(|verdict| verdict.name.as_str()))
        .map(normalise)
        .collect();
    let from_index = requirements.iter().filter(|verdict| matches!(verdict.reason, Reason::Pure { .. })).count();
    let mut download = Download { bytes: host.core, from_index, of_unknown_size: 0 };
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some(package) = host.lock(&name).filter(|_| seen.insert(name.clone())) else { continue };
        match package.size {
            Some(size) => download.bytes += size,
            None => download.of_unknown_size += 1,
        }
        open.extend(package.depends.split_whitespace().map(normalise));
    }
    download
}
