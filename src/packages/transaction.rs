//! One `micropip.install([...])`: what was chosen so far, and the way from a requirement to wheels and what they
//! depend on.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::{ExtraName, MarkerEnvironment};

use super::Status;
use super::index::Index;
use super::pages::{Metadata, WheelFile};
use super::requirement::{Requirement, RequirementKind, environment};
use super::tags::{Tags, WheelName};
use super::verdict::{PackageVerdict, Reason, Unsupported};
use crate::host::{Host, NATIVE_PACKAGES, normalise};

/// At most so many distributions are looked at for one notebook; more than any real one needs.
const LIMIT: usize = 400;

pub(super) struct Transaction<'a> {
    pub(super) host: &'a Host,
    pub(super) loaded: &'a BTreeSet<String>,
    pub(super) index: Option<&'a Index>,
    /// Worked out when the first wheel is looked at.
    tags: OnceCell<Tags>,
    environment: MarkerEnvironment,
    /// Normalised name -> version (empty: not known).
    chosen: BTreeMap<String, String>,
    extras: BTreeSet<String>,
    /// What remains to be looked at: the requirement in the notebook it is for, and the requirement.
    open: VecDeque<(String, Requirement)>,
    failures: BTreeMap<String, Failure>,
    /// Requirements of the notebook some of whose dependencies could not be read.
    unread: BTreeSet<String>,
    looked_at: usize,
}

/// Why a requirement cannot be met.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    NotOnIndex(String),
    NoWheel(String),
    Conflict(String),
    Extra(String),
}

impl Failure {
    pub(super) fn verdict(&self, written: &str) -> PackageVerdict {
        let (notes, reason) = match self {
            Failure::NotOnIndex(name) => {
                (format!("{name} is not on the package index: check the name"), Reason::NotOnIndex)
            }
            Failure::NoWheel(name) if *name == written || normalise(name) == normalise(written) => (
                "no WASM build: the package index has no wheel that a browser can install".to_owned(),
                Reason::Native { why: "no wheel that a browser can install".to_owned() },
            ),
            Failure::NoWheel(name) => {
                let why = format!("needs {name}, which has no WASM build");
                (why.clone(), Reason::Native { why })
            }
            Failure::Conflict(why) => (why.clone(), Reason::Conflict { why: why.clone() }),
            Failure::Extra(why) => (why.clone(), Reason::Unsupported(Unsupported::Extra)),
        };
        PackageVerdict { name: written.to_owned(), status: Status::Fail, notes, reason }
    }
}

impl<'a> Transaction<'a> {
    pub(super) fn new(host: &'a Host, loaded: &'a BTreeSet<String>, index: Option<&'a Index>) -> Transaction<'a> {
        let version = |name: &str| host.lock(name).map_or(String::new(), |package| package.version.to_owned());
        let chosen = loaded.iter().map(|name| normalise(name)).map(|name| (name.clone(), version(&name))).collect();
        Transaction {
            host,
            loaded,
            index,
            tags: OnceCell::new(),
            environment: environment(host),
            chosen,
            extras: BTreeSet::new(),
            open: VecDeque::new(),
            failures: BTreeMap::new(),
            unread: BTreeSet::new(),
            looked_at: 0,
        }
    }

    /// Whether a version meets the specifiers; pre-releases are allowed where a version is given already.
    pub(super) fn satisfies(&self, specifiers: &VersionSpecifiers, version: &str) -> bool {
        specifiers.is_empty() || Version::from_str(version).is_ok_and(|version| specifiers.contains(&version))
    }

    /// Finds a wheel for a requirement of the notebook and queues what it depends on. `None`: the index cannot be
    /// asked. The answer is the version, and whether the wheel is pure.
    pub(super) fn resolve(
        &mut self,
        requirement: &Requirement,
        specifiers: &VersionSpecifiers,
    ) -> Option<Result<(String, bool), Failure>> {
        self.index?;
        self.extras.extend(requirement.extras.iter().cloned());
        if let Some(version) = self.chosen.get(&requirement.name)
            && !version.is_empty()
        {
            return Some(if self.satisfies(specifiers, version) {
                Ok((version.clone(), true))
            } else {
                Err(conflict(&requirement.text, &requirement.name, version))
            });
        }
        self.take(&requirement.written, requirement, specifiers)
    }

    fn take(
        &mut self,
        root: &str,
        requirement: &Requirement,
        specifiers: &VersionSpecifiers,
    ) -> Option<Result<(String, bool), Failure>> {
        let index = self.index?;
        self.looked_at += 1;
        if self.looked_at > LIMIT {
            return None;
        }
        let files = match index.wheels(&requirement.name).ok()? {
            Some(files) => files,
            None => return Some(Err(Failure::NotOnIndex(requirement.written.clone()))),
        };
        let Some((version, file, pure)) = self.best(&files, specifiers) else {
            return Some(Err(Failure::NoWheel(requirement.written.clone())));
        };
        self.chosen.insert(requirement.name.clone(), version.clone());
        match index.metadata(file) {
            Ok(Some(metadata)) => {
                if let Err(failure) = self.queue(root, requirement, &metadata) {
                    return Some(Err(failure));
                }
            }
            Ok(None) | Err(_) => {
                self.unread.insert(root.to_owned());
            }
        }
        Some(Ok((version, pure)))
    }

    /// Newest version first, yanked ones last; within a version the wheel with the best tag.
    fn best<'f>(
        &self,
        files: &'f [WheelFile],
        specifiers: &VersionSpecifiers,
    ) -> Option<(String, &'f WheelFile, bool)> {
        let mut candidates: Vec<(Version, usize, &WheelFile, bool)> = Vec::new();
        for file in files {
            let Some(wheel) = WheelName::read(&file.filename).filter(|wheel| wheel.is_candidate(&file.filename)) else {
                continue;
            };
            let Ok(version) = Version::from_str(wheel.version) else { continue };
            if let Some(rank) = self.tags.get_or_init(|| Tags::of(self.host)).rank(&wheel)
                && specifiers.contains(&version)
            {
                candidates.push((version, rank, file, wheel.is_pure()));
            }
        }
        let named = specifiers.iter().any(|specifier| specifier.version().any_prerelease());
        let final_ones = candidates.iter().any(|candidate| !candidate.0.any_prerelease());
        if !named && final_ones {
            candidates.retain(|candidate| !candidate.0.any_prerelease());
        }
        candidates.sort_by(|a, b| (a.2.yanked, &b.0, a.1).cmp(&(b.2.yanked, &a.0, b.1)));
        candidates.first().map(|(version, _, file, pure)| (version.to_string(), *file, *pure))
    }

    fn queue(&mut self, root: &str, requirement: &Requirement, metadata: &Metadata) -> Result<(), Failure> {
        let provided: BTreeSet<String> = metadata.provides_extra.iter().map(|extra| normalise(extra)).collect();
        if let Some(extra) = requirement.extras.iter().find(|extra| !provided.contains(*extra)) {
            return Err(Failure::Extra(format!("{} has no extra `{extra}`", requirement.written)));
        }
        let extras: Vec<ExtraName> = self.extras.iter().filter_map(|extra| ExtraName::from_str(extra).ok()).collect();
        for text in &metadata.requires_dist {
            let dependency = Requirement::read(text);
            if dependency.holds(&self.environment, &extras) {
                self.open.push_back((root.to_owned(), dependency));
            }
        }
        Ok(())
    }

    /// Works through what the requirements depend on, then corrects a verdict by what was met on the way.
    pub(super) fn finish(&mut self, verdict: PackageVerdict) -> PackageVerdict {
        while let Some((root, dependency)) = self.open.pop_front() {
            if let Some(Err(failure)) = self.add(&root, &dependency) {
                self.failures.entry(root).or_insert(failure);
            }
        }
        if verdict.status == Status::Fail {
            return verdict;
        }
        if let Some(failure) = self.failures.get(&verdict.name) {
            return failure.verdict(&verdict.name);
        }
        if self.unread.contains(&verdict.name) && matches!(verdict.reason, Reason::Pure { .. }) {
            let notes = format!("{}; its dependencies could not be verified", verdict.notes);
            return PackageVerdict { status: Status::Warn, notes, ..verdict };
        }
        verdict
    }

    fn add(&mut self, root: &str, dependency: &Requirement) -> Option<Result<(), Failure>> {
        let RequirementKind::Named(specifiers) = &dependency.kind else {
            return Some(Err(Failure::NoWheel(dependency.text.clone())));
        };
        self.extras.extend(dependency.extras.iter().cloned());
        if let Some(version) = self.chosen.get(&dependency.name) {
            if version.is_empty() || self.satisfies(specifiers, version) {
                return Some(Ok(()));
            }
            return Some(Err(conflict(&dependency.text, &dependency.name, version)));
        }
        // What the lock meets is not remembered: micropip 0.11.1 lets a later requirement take another version from
        // the index.
        if let Some(package) = self.host.lock(&dependency.name)
            && (package.version.is_empty() || self.satisfies(specifiers, package.version))
        {
            return Some(Ok(()));
        }
        let native = NATIVE_PACKAGES.binary_search_by(|package| package.name.cmp(dependency.name.as_str()));
        if native
            .ok()
            .and_then(|at| NATIVE_PACKAGES.get(at))
            .is_some_and(|package| package.guidance && !package.installs)
        {
            return Some(Err(Failure::NoWheel(dependency.written.clone())));
        }
        match self.take(root, dependency, specifiers) {
            Some(taken) => Some(taken.map(|_| ())),
            None => {
                self.unread.insert(root.to_owned());
                None
            }
        }
    }
}

fn conflict(text: &str, name: &str, version: &str) -> Failure {
    let text = text.split(';').next().unwrap_or(text).trim();
    Failure::Conflict(format!(
        "`{text}` excludes {name} {version}, which is chosen already: no requirement is installed then"
    ))
}
