//! The hosts a notebook is judged for, and what was measured on all of them.

use std::str::FromStr;
use std::sync::Arc;

use super::{Host, LockFile, Version};

/// The hosts a notebook is judged for.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// At least one, the oldest first.
    pub list: Vec<Host>,
    /// What a report must say about the choice.
    pub notes: Vec<String>,
    asked: Option<Version>,
}

impl Hosts {
    /// Chooses the hosts: with `--marimo` exactly one, else all that the lower bound of the notebook's own
    /// requirement leaves.
    pub fn choose(marimo_flag: Option<&Version>, requirement_lower_bound: Option<&Version>) -> Hosts {
        let known = Host::known();
        if let Some(asked) = marimo_flag {
            let host = known.iter().rev().find(|host| from(host) <= *asked).or(known.first());
            let notes = host.and_then(|host| note(asked, host)).into_iter().collect();
            return Hosts { list: host.into_iter().cloned().collect(), notes, asked: Some(asked.clone()) };
        }
        let mut list: Vec<Host> = known.to_vec();
        if let Some(bound) = requirement_lower_bound {
            let first = known.iter().rposition(|host| from(host) <= *bound).unwrap_or(0);
            list.drain(..first);
        }
        Hosts { list, notes: Vec::new(), asked: None }
    }

    /// The same hosts with another lock.
    pub fn with_lock(mut self, file: &Arc<LockFile>) -> Hosts {
        self.list = self.list.into_iter().map(|host| host.with_lock(Arc::clone(file))).collect();
        self
    }

    /// In words: `marimo 0.25 (Pyodide 314.0.0)`, or `every known host: marimo up to 0.22 (Pyodide 0.27.7), ...`.
    pub fn describe(&self) -> String {
        if let (Some(asked), Some(host)) = (&self.asked, self.list.first()) {
            return format!("marimo {asked} (Pyodide {})", host.pyodide);
        }
        let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
        for host in &self.list {
            match groups.last_mut() {
                Some((pyodide, names)) if *pyodide == host.pyodide => names.push(series(host)),
                _ => groups.push((host.pyodide, vec![series(host)])),
            }
        }
        let words: Vec<String> =
            groups.iter().map(|(pyodide, names)| format!("marimo {} (Pyodide {pyodide})", names.join(", "))).collect();
        let every = if self.list.len() == Host::known().len() { "every known host" } else { "known hosts" };
        match self.list.as_slice() {
            [host] => host.describe(),
            _ => format!("{every}: {}", words.join(", ")),
        }
    }
}

fn from(host: &Host) -> Version {
    version(host.from)
}

fn version(text: &str) -> Version {
    Version::from_str(text).unwrap_or_else(|_| Version::new([0]))
}

/// `up to 0.22`, `0.23`, `0.25 and later`.
pub(super) fn series(host: &Host) -> String {
    if from(host) > Version::new([0]) {
        return host.from.to_owned();
    }
    let last = host.measured.last().map(|text| version(text));
    last.map_or_else(String::new, |last| format!("up to {}", short(&last)))
}

fn short(version: &Version) -> String {
    version.release().iter().take(2).map(u64::to_string).collect::<Vec<_>>().join(".")
}

/// What to say of a release that was not run.
fn note(asked: &Version, host: &Host) -> Option<String> {
    let same_series = |text: &&str| short(&version(text)) == short(asked);
    if host.measured.iter().any(same_series) {
        return None;
    }
    let lower = host.measured.iter().rev().find(|text| version(text) <= *asked);
    let last = Host::known().last().and_then(|last| last.measured.last()).map(|text| version(text));
    let why = match (lower, last) {
        (None, _) => "is older than every measured release",
        (_, Some(last)) if *asked > last => "is newer than every measured release",
        _ => "lies between two measured releases",
    };
    let judged = lower.or(host.measured.first())?;
    Some(format!("marimo {asked} {why}: judged as marimo {judged} (Pyodide {})", host.pyodide))
}
