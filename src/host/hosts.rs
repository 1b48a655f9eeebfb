//! Which hosts a notebook is judged for, and what a report says of the choice.

use std::str::FromStr;
use std::sync::Arc;

use pep440_rs::VersionSpecifiers;

use super::{Host, LockFile, Version};

/// The hosts a notebook is judged for.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// At least one, the oldest first. Each knows the release that it was chosen for.
    pub list: Vec<Host>,
    /// What a report must say about the choice.
    pub notes: Vec<String>,
}

/// The marimo releases that a notebook or its project allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The versions: `<0.24`.
    pub allows: VersionSpecifiers,
    /// Who says so, as a half sentence: ``the script block lists `marimo<0.24` ``.
    pub says: String,
}

impl Hosts {
    /// The hosts of a check without `--marimo`: the newest release that is known, because the playground and a fresh export
    /// run it; and for each bound that rules it out the newest release that the bound allows, because the author's own
    /// export runs that.
    pub fn by_default(bounds: &[Bound]) -> Hosts {
        let newest = newest();
        let mut hosts = Hosts { list: Vec::new(), notes: Vec::new() };
        hosts.add(newest.clone());
        for bound in bounds.iter().filter(|bound| !bound.allows.contains(&newest)) {
            let says = &bound.says;
            match newest_allowed(&bound.allows) {
                Some(release) if hosts.has(&release) => {}
                Some(release) => {
                    hosts.notes.push(format!("marimo {release} is judged because {says}"));
                    hosts.notes.extend(note(&release));
                    hosts.add(release);
                }
                None => {
                    hosts.notes.push(format!("{says}; marimo {newest} is the newest that is known, so that is judged"))
                }
            }
        }
        hosts.sorted()
    }

    /// The hosts of these releases; a release of two parts, `0.25`, is the newest of those that are known.
    pub fn of_releases(asked: &[Version]) -> Hosts {
        let mut hosts = Hosts { list: Vec::new(), notes: Vec::new() };
        for release in asked {
            let known = releases()
                .filter(|known| release.release().len() < 3 && known.release().starts_with(release.release()));
            let release = known.max().unwrap_or_else(|| release.clone());
            if !hosts.has(&release) {
                hosts.notes.extend(note(&release));
                hosts.add(release);
            }
        }
        hosts.sorted()
    }

    /// All known hosts.
    pub fn all() -> Hosts {
        let mut hosts = Hosts { list: Vec::new(), notes: Vec::new() };
        Host::known().iter().filter_map(newest_of).for_each(|release| hosts.add(release));
        hosts.sorted()
    }

    fn add(&mut self, release: Version) {
        let known = Host::known();
        let host = known.iter().rev().find(|host| version(host.from) <= release).or(known.first());
        if let Some(host) = host {
            self.list.push(Host { release: Some(release), ..host.clone() });
        }
    }

    fn has(&self, release: &Version) -> bool {
        self.list.iter().any(|host| host.release.as_ref() == Some(release))
    }

    fn sorted(mut self) -> Hosts {
        self.list.sort_by(|one, other| one.release.cmp(&other.release));
        self
    }

    /// Whether all known hosts are among them.
    pub fn are_all(&self) -> bool {
        Host::known().iter().all(|known| self.list.iter().any(|host| host.from == known.from))
    }

    /// The same hosts with another lock, if there is one.
    pub fn with_lock(mut self, file: Option<&Arc<LockFile>>) -> Hosts {
        if let Some(file) = file {
            self.list = self.list.into_iter().map(|host| host.with_lock(Arc::clone(file))).collect();
        }
        self
    }

    /// In words: `marimo 0.23.9 (Pyodide 0.27.7) and marimo 0.25.2 (Pyodide 314.0.0)`.
    pub fn describe(&self) -> String {
        in_words(self.list.iter().map(Host::describe).collect())
    }

    /// The releases alone: `marimo 0.23.9 and 0.25.2`.
    pub fn releases(&self) -> String {
        format!("marimo {}", in_words(self.list.iter().map(Host::release).collect()))
    }
}

impl Host {
    /// The release that it was chosen for; the lowest that it holds for if it was not chosen for one.
    pub fn release(&self) -> String {
        self.release.as_ref().map_or_else(|| self.from.to_owned(), Version::to_string)
    }

    /// The releases that are known, in words: `marimo 0.17.8 to 0.25.2`.
    pub fn known_releases() -> String {
        format!("marimo {} to {}", oldest(), newest())
    }
}

/// `a`, `a and b`, `a, b and c`.
fn in_words(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

fn version(text: &str) -> Version {
    Version::from_str(text).unwrap_or_else(|_| Version::new([0]))
}

/// The releases that are known: those whose wheels were read.
fn releases() -> impl Iterator<Item = Version> {
    Host::known().iter().flat_map(|host| host.releases).map(|release| version(release))
}

/// The newest release that is known.
pub fn newest() -> Version {
    releases().max().unwrap_or_else(|| Version::new([0]))
}

fn oldest() -> Version {
    releases().min().unwrap_or_else(|| Version::new([0]))
}

/// The newest release that is known of a host.
fn newest_of(host: &Host) -> Option<Version> {
    host.releases.last().map(|release| version(release))
}

/// The newest release that is known and allowed. What a bound itself names counts as known: the rows of the table hold for
/// all releases between them.
fn newest_allowed(bound: &VersionSpecifiers) -> Option<Version> {
    let newest = newest();
    let named = bound.iter().map(|specifier| specifier.version().clone());
    releases().chain(named).filter(|release| *release <= newest && bound.contains(release)).max()
}

/// What to say of a release that no row of the table is about.
fn note(release: &Version) -> Option<String> {
    let (oldest, newest) = (oldest(), newest());
    if *release > newest {
        Some(format!("marimo {release} is newer than all that are known, so it is judged as marimo {newest}"))
    } else if *release < oldest {
        Some(format!("marimo {release} is older than all that are known, so it is judged as marimo {oldest}"))
    } else {
        None
    }
}
