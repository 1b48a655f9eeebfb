//! How much the browser downloads before the first cell runs.

use std::collections::BTreeSet;

use super::requirement::{Marker, Requirement};
use crate::host::{Host, normalise};

/// What the browser downloads before the first cell runs, without the page's own scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Download {
    /// Bytes of Pyodide, of marimo and of the packages of the lock whose size is known (`host/data/sizes.tsv`).
    pub bytes: u64,
    /// Packages of the lock whose size is not known.
    pub unknown: Vec<String>,
    /// Packages that micropip takes from the package index, without those that they depend on.
    pub from_index: Vec<String>,
}

impl Download {
    /// What a host downloads for what it loads by itself ([`super::loaded_by_imports`]) and for the script block.
    pub fn of(requirements: &[Requirement], loaded: &BTreeSet<String>, host: &Host) -> Download {
        let mut download = Download { bytes: host.runtime, ..Download::default() };
        // The runtime holds micropip's and marimo's own names in several spellings; only what the lock has weighs.
        let mut open: Vec<String> =
            loaded.iter().map(|name| normalise(name)).filter(|name| host.lock(name).is_some()).collect();
        let wanted = |requirement: &&Requirement| {
            !requirement.name.is_empty()
                && requirement.name != "marimo"
                && requirement.marker(host) == Marker::Holds
                && !loaded.contains(&requirement.written)
        };
        for requirement in requirements.iter().filter(wanted) {
            match host.lock(&requirement.name) {
                Some(_) => open.push(requirement.name.clone()),
                None => download.from_index.push(requirement.written.clone()),
            }
        }
        let mut seen = BTreeSet::new();
        while let Some(name) = open.pop() {
            let Some(package) = host.lock(&name).filter(|_| !seen.contains(&name)) else { continue };
            match package.size {
                Some(size) => download.bytes += size,
                None => download.unknown.push(package.written.to_owned()),
            }
            open.extend(package.depends.split_whitespace().map(str::to_owned));
            seen.insert(name);
        }
        download.unknown.sort();
        download
    }

    /// In words: `about 21 MB before the first cell, and plotly from PyPI`.
    pub fn describe(&self) -> String {
        let megabytes = self.bytes.div_ceil(1_000_000);
        let mut text = format!("about {megabytes} MB before the first cell");
        let more = self.unknown.iter().map(String::as_str).chain(self.from_index.iter().map(String::as_str));
        let more: Vec<&str> = more.collect();
        match more.as_slice() {
            [] => {}
            [all @ .., last] if all.len() < 4 => {
                let all: Vec<String> = all.iter().chain([last]).map(|name| format!("`{name}`")).collect();
                text += &format!(", and {}, whose size is not known", all.join(", "));
            }
            all => text += &format!(", and {} packages whose size is not known", all.len()),
        }
        text
    }
}
