//! One `micropip.install([...])`, played through in rounds.
//!
//! micropip starts all requirements at once, and each goes on when its answer comes. Taken that answers take equally
//! long, that is: all that is open is met from what is there or from the lock, or asks for its project's page; then
//! wheels are chosen in the order of the requirements; then their metadata name what is open next. What would come out
//! otherwise if two answers of a round changed places is a race, and said to be one.
//!
//! What the index has not been asked yet stays open; [`Answers::complete`] plays again when the answers are there.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::MarkerEnvironment;

use super::choice::{Choice, choose};
use super::failure::{Clash, Failure, What};
use super::requirement::{Requirement, RequirementKind, environment};
use super::tags::{Tags, WheelName};
use crate::host::{Host, NATIVE_PACKAGES, NativePackage};
use crate::questions::Answers;
use crate::questions::pages::{Metadata, Project, WheelFile};

/// At most so many distributions are looked at for one notebook; more than any real one needs.
const LIMIT: usize = 400;
/// The first micropip that takes withdrawn versions last.
const KNOWS_YANKED: [u64; 2] = [0, 10];

pub(super) struct Transaction<'a> {
    pub(super) host: &'a Host,
    pub(super) index: Option<&'a Answers>,
    /// Worked out when the first wheel is looked at.
    tags: OnceCell<Tags>,
    environment: MarkerEnvironment,
    /// Normalised name -> version (empty: not known) of what is there before micropip runs.
    installed: BTreeMap<String, String>,
    locked: BTreeMap<String, Locked>,
    entries: Vec<Entry>,
    open: Vec<Task>,
    looked_at: usize,
}

/// What has become of an entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    written: String,
    pub(super) outcome: Option<Outcome>,
    pub(super) failure: Option<Failure>,
    /// Something it needs, about which the index or a wheel said nothing.
    pub(super) unread: Option<String>,
}

/// How the entry itself is met.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// By the lock.
    Lock,
    /// By what another requirement, or marimo, has brought: its version.
    There(String),
    /// By a wheel of the index.
    Wheel(Choice),
    /// By a wheel at an address.
    Address,
}

/// A wheel that was chosen: micropip's `locked`.
struct Locked {
    version: Version,
    by: usize,
    specifiers: VersionSpecifiers,
    round: usize,
}

/// A requirement that is open.
struct Task {
    entry: usize,
    chain: Vec<String>,
    requirement: Requirement,
    specifiers: VersionSpecifiers,
}

impl<'a> Transaction<'a> {
    pub(super) fn new(host: &'a Host, loaded: &'a BTreeSet<String>, index: Option<&'a Answers>) -> Transaction<'a> {
        let installed = loaded.iter().map(|name| crate::host::normalise(name)).filter_map(|name| {
            let version = host.lock(&name)?.version.to_owned();
            Some((name, version))
        });
        Transaction {
            host,
            index,
            tags: OnceCell::new(),
            environment: environment(host),
            // marimo itself is not among them: what is there is called `marimo-base`.
            installed: installed.collect(),
            locked: BTreeMap::new(),
            entries: Vec::new(),
            open: Vec::new(),
            looked_at: 0,
        }
    }

    /// Gives micropip a requirement; the answer is the entry's number.
    pub(super) fn add(&mut self, requirement: &Requirement) -> usize {
        let specifiers = requirement.specifiers();
        let entry = self.entries.len();
        self.entries.push(Entry { written: requirement.written.clone(), ..Entry::default() });
        self.open.push(Task { entry, chain: Vec::new(), requirement: requirement.clone(), specifiers });
        entry
    }

    pub(super) fn entry(&self, entry: usize) -> Option<&Entry> {
        self.entries.get(entry)
    }

    /// The wheels that were chosen: names and versions.
    pub(super) fn wheels(&self) -> Vec<(String, String)> {
        self.locked.iter().map(|(name, locked)| (name.clone(), locked.version.to_string())).collect()
    }

    /// Plays the transaction through.
    pub(super) fn run(&mut self) {
        let mut round = 0;
        while !self.open.is_empty() {
            let open = std::mem::take(&mut self.open);
            let asking: Vec<Task> = open.into_iter().filter_map(|task| self.begin(task, round)).collect();
            let Some(index) = self.index else {
                asking.iter().for_each(|task| self.leave(task));
                return;
            };
            let page = |task: &Task| match &task.requirement.kind {
                RequirementKind::Named(_) => index.project(&task.requirement.name).map(Page::Project),
                _ => Ok(Page::Address),
            };
            let mut taken: Vec<(Task, WheelFile)> = Vec::new();
            for task in asking {
                let Ok(page) = page(&task) else {
                    self.leave(&task);
                    continue;
                };
                if let Some(file) = self.take(&task, &page, round) {
                    taken.push((task, file));
                }
            }
            for (task, file) in taken {
                let metadata = match &task.requirement.kind {
                    RequirementKind::Named(_) => Ok(index.metadata(&file)),
                    _ if index.asks_addresses() => index.wheel(&file.url),
                    _ => Ok(None),
                };
                match metadata {
                    Ok(Some(metadata)) => self.open_needs(&task, &metadata),
                    Ok(None) => self.leave(&task),
                    Err(why) => self.fail(&task, What::Address(why)),
                }
            }
            round += 1;
        }
    }

    fn leave(&mut self, task: &Task) {
        if let Some(entry) = self.entries.get_mut(task.entry) {
            entry.unread.get_or_insert_with(|| task.requirement.written.clone());
        }
    }

    fn fail(&mut self, task: &Task, what: What) {
        if let Some(entry) = self.entries.get_mut(task.entry) {
            entry.failure.get_or_insert(Failure { chain: task.chain.clone(), what });
        }
    }

    fn met(&mut self, task: &Task, outcome: Outcome) {
        if let Some(entry) = self.entries.get_mut(task.entry)
            && task.chain.is_empty()
        {
            entry.outcome = Some(outcome);
        }
    }

    /// What needs no answer of the index. A task that needs one is given back.
    fn begin(&mut self, task: Task, round: usize) -> Option<Task> {
        let name = &task.requirement.name;
        if !name.is_empty()
            && let Some((version, by, _)) = self.present(name)
        {
            if meets(&task.specifiers, &version) {
                self.met(&task, Outcome::There(version));
            } else {
                let clash = Clash { name: name.clone(), version, by, wanted: task.specifiers.to_string() };
                let race = self.might_be_first(&task, round);
                self.fail(&task, if race { What::Race(clash) } else { What::Conflict(clash) });
            }
            return None;
        }
        if !matches!(task.requirement.kind, RequirementKind::Named(_)) {
            return Some(task);
        }
        // What the lock meets is not remembered: micropip lets a later requirement take another version from the index.
        if let Some(package) = self.host.lock(name)
            && meets(&task.specifiers, package.version)
        {
            self.met(&task, Outcome::Lock);
            return None;
        }
        if task.specifiers.is_empty() && native(name).is_some_and(|package| package.guidance && !package.installs) {
            self.fail(&task, What::NoWheel { newest: None, lock: None });
            return None;
        }
        Some(task)
    }

    /// Whether a requirement might as well have come before the one that excludes it, and then all would be well.
    /// Measured: what the notebook lists itself is always first; further down, the next round may overtake.
    fn might_be_first(&self, task: &Task, round: usize) -> bool {
        let Some(locked) = self.locked.get(&task.requirement.name) else { return false };
        if locked.round == 0 || round > locked.round + 1 {
            return false;
        }
        let own = self.host.lock(&task.requirement.name);
        if own.is_some_and(|package| meets(&task.specifiers, package.version)) {
            return true;
        }
        let project = self.index.and_then(|index| index.project(&task.requirement.name).ok().flatten());
        let tags = self.tags.get_or_init(|| Tags::of(self.host));
        let choice = project.and_then(|project| choose(&project, &task.specifiers, tags, self.yanked_last()));
        choice.is_some_and(|choice| locked.specifiers.contains(&choice.version))
    }

    /// The version of a distribution that is there or chosen, the entry that brought it, and the round.
    fn present(&self, name: &str) -> Option<(String, String, Option<&Locked>)> {
        if let Some(locked) = self.locked.get(name) {
            let by = self.entries.get(locked.by).map_or(String::new(), |entry| entry.written.clone());
            return Some((locked.version.to_string(), by, Some(locked)));
        }
        self.installed.get(name).map(|version| (version.clone(), String::new(), None))
    }

    /// Chooses a wheel for a task whose page has come.
    fn take(&mut self, task: &Task, page: &Page, round: usize) -> Option<WheelFile> {
        self.looked_at += 1;
        if self.looked_at > LIMIT {
            self.leave(task);
            return None;
        }
        let name = task.requirement.name.clone();
        let project = match page {
            Page::Project(Some(project)) => project,
            Page::Project(None) => {
                self.fail(task, What::NotOnIndex(task.requirement.written.clone()));
                return None;
            }
            Page::Address => return self.take_address(task, round),
        };
        let tags = self.tags.get_or_init(|| Tags::of(self.host));
        let Some(choice) = choose(project, &task.specifiers, tags, self.yanked_last()) else {
            let newest = choose(project, &VersionSpecifiers::empty(), tags, true);
            let lock = self.host.lock(&name).map(|package| package.version.to_owned());
            let newest = newest.map(|choice| choice.version.to_string());
            self.fail(task, What::NoWheel { newest, lock: lock.filter(|version| !version.is_empty()) });
            return None;
        };
        // Another one of this round may have been quicker.
        let mut clash = None;
        if let Some((version, by, locked)) = self.present(&name) {
            let own_meets_first = locked.is_none_or(|locked| locked.specifiers.contains(&choice.version));
            let there = meets(&task.specifiers, &version);
            let racing = locked.is_some_and(|locked| locked.round == round) && !task.chain.is_empty();
            let words = Clash { name: name.clone(), version, by, wanted: task.specifiers.to_string() };
            clash = match (there, own_meets_first) {
                (true, true) => None,
                (true, false) if racing => Some(What::Race(words)),
                (true, false) => None,
                (false, true) if racing => Some(What::Race(words)),
                (false, _) => Some(What::Conflict(words)),
            };
        }
        if let Some(what) = clash {
            self.fail(task, what);
            return None;
        }
        // What was taken in this round already is taken again, with the extras that are asked for here.
        let file = choice.file.clone();
        let (version, specifiers) = (choice.version.clone(), task.specifiers.clone());
        self.locked.insert(name, Locked { version, by: task.entry, specifiers, round });
        self.met(task, Outcome::Wheel(choice));
        Some(file)
    }

    fn take_address(&mut self, task: &Task, round: usize) -> Option<WheelFile> {
        let RequirementKind::Url(url) = &task.requirement.kind else {
            self.fail(task, What::Address("only wheels can be installed from an address".to_owned()));
            return None;
        };
        let (fits, name, version) = wheel_at(url, self.tags.get_or_init(|| Tags::of(self.host)));
        let (true, Some(version)) = (fits, version) else {
            self.fail(task, What::Address("the wheel at this address is not for the browser".to_owned()));
            return None;
        };
        let specifiers = VersionSpecifiers::empty();
        self.locked.insert(name, Locked { version, by: task.entry, specifiers, round });
        self.met(task, Outcome::Address);
        Some(WheelFile { filename: String::new(), url: url.clone(), yanked: false, described: false })
    }

    fn yanked_last(&self) -> bool {
        let version = self.host.lock("micropip").and_then(|package| Version::from_str(package.version).ok());
        version.is_none_or(|version| version >= Version::new(KNOWS_YANKED))
    }

    /// Opens what a wheel needs: what holds here, and what holds with one of the extras that are asked for.
    fn open_needs(&mut self, task: &Task, metadata: &Metadata) {
        let written = &task.requirement.written;
        let provided: BTreeSet<String> = metadata.provides_extra.iter().map(|extra| safe_extra(extra)).collect();
        let extras = &task.requirement.extras_written;
        let mut needs = Vec::new();
        for line in &metadata.requires_dist {
            let need = Requirement::read(line);
            let RequirementKind::Named(specifiers) = &need.kind else {
                if let RequirementKind::Invalid(_) = need.kind {
                    return self.fail(task, What::Metadata { name: written.clone(), line: line.clone() });
                }
                needs.push((need, VersionSpecifiers::empty()));
                continue;
            };
            let specifiers = specifiers.clone();
            needs.push((need, specifiers));
        }
        if let Some(extra) = extras.iter().find(|extra| !provided.contains(&safe_extra(extra))) {
            let same = |other: &&String| crate::host::normalise(other) == crate::host::normalise(extra);
            let spelt = metadata.provides_extra.iter().find(same).cloned();
            return self.fail(task, What::Extra { name: written.clone(), extra: extra.clone(), spelt });
        }
        for (need, specifiers) in needs {
            let holds = need.holds(&self.environment, None)
                || extras.iter().any(|extra| need.holds(&self.environment, Some(extra)));
            if holds {
                let step =
                    if specifiers.is_empty() { need.written.clone() } else { format!("{} {specifiers}", need.written) };
                let chain = task.chain.iter().cloned().chain([step]).collect();
                self.open.push(Task { entry: task.entry, chain, requirement: need, specifiers });
            }
        }
    }
}

/// What came of asking for a task.
enum Page {
    Project(Option<std::sync::Arc<Project>>),
    /// Nothing was asked: the requirement names an address.
    Address,
}

/// Whether a version meets specifiers; pre-releases are allowed where a version is given already, and what is not known
/// meets everything.
pub(super) fn meets(specifiers: &VersionSpecifiers, version: &str) -> bool {
    specifiers.is_empty()
        || version.is_empty()
        || Version::from_str(version).is_ok_and(|version| specifiers.contains(&version))
}

/// What the list of native packages says of a distribution.
pub(super) fn native(name: &str) -> Option<&'static NativePackage> {
    NATIVE_PACKAGES.binary_search_by(|package| package.name.cmp(name)).ok().and_then(|at| NATIVE_PACKAGES.get(at))
}

/// Whether the file at an address is a wheel that fits, and the name and version in its name.
pub(super) fn wheel_at(address: &str, tags: &Tags) -> (bool, String, Option<Version>) {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let file = path.rsplit('/').next().unwrap_or(path).replace("%2B", "+").replace("%2b", "+");
    match WheelName::read(&file) {
        Some(wheel) => {
            let version = Version::from_str(wheel.version).ok();
            (tags.rank(&wheel).is_some(), crate::host::normalise(wheel.distribution), version)
        }
        None => (false, String::new(), None),
    }
}

/// As micropip compares extras: case does not count, `-` and `_` are two letters.
fn safe_extra(extra: &str) -> String {
    let mut safe = String::new();
    for letter in extra.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-') {
            safe.push(letter.to_ascii_lowercase());
        } else if !safe.ends_with('_') {
            safe.push('_');
        }
    }
    safe
}
