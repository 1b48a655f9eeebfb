//! What becomes of a requirement in the browser: micropip's algorithm on one host.

use std::collections::BTreeSet;

use super::Status;
use super::index::Index;
use super::notes;
use super::requirement::{Marker, Requirement, RequirementKind};
use super::tags::{Tags, WheelName};
use super::transaction::Transaction;
use crate::host::{Host, LockPackage, NATIVE_PACKAGES, PURE_PACKAGES, find_pair};

/// What becomes of a requirement on a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageVerdict {
    /// The name as written, or the whole text where there is no name.
    pub name: String,
    /// OK, WARN or FAIL.
    pub status: Status,
    /// Why, for the report.
    pub notes: String,
    /// Why, for a finder.
    pub reason: Reason,
}

/// Why a requirement is judged as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// In the lock, or in marimo itself.
    BuiltIn {
        /// The lock's version; empty where it is not known.
        version: String,
    },
    /// A wheel on the index fits, as far as known with all it depends on.
    Pure {
        /// The version micropip takes; empty where only the list of known packages was asked.
        version: String,
    },
    /// No wheel of it, or of something it depends on, fits.
    Native {
        /// What stands in the way.
        why: String,
    },
    /// The index has no project of this name, or of the name of something it depends on.
    NotOnIndex,
    /// The lock has another version and no wheel on the index fits: no requirement of the notebook is installed.
    PinNotInLock {
        /// The lock's version.
        lock_version: String,
    },
    /// Excludes what another requirement of the notebook brings.
    Conflict {
        /// In words.
        why: String,
    },
    /// Nothing micropip could install.
    Unsupported(Unsupported),
    /// Not known.
    Unverified,
    /// A marker leaves it out in the browser.
    ExcludedByMarker,
}

/// What micropip cannot install at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// `git+...`.
    Git,
    /// A path on this computer.
    Path,
    /// `-e`.
    Editable,
    /// An address of no wheel, or of one that does not fit.
    Url,
    /// An extra that the distribution does not have.
    Extra,
    /// No requirement.
    Invalid,
}

/// Judges one requirement on its own.
///
/// `loaded` are the names that the notebook's imports and marimo load ([`super::loaded_by_imports`]): a requirement
/// of exactly such a name is dropped with its pin. `index` is `None` offline.
pub fn verdict(
    requirement: &Requirement,
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Index>,
) -> PackageVerdict {
    let mut transaction = Transaction::new(host, loaded, index);
    judge(requirement, &mut transaction)
}

/// Judges the requirements of a notebook as the one transaction they are: what one brings may exclude another.
pub fn verdicts(
    requirements: &[Requirement],
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Index>,
) -> Vec<PackageVerdict> {
    let mut transaction = Transaction::new(host, loaded, index);
    let first: Vec<PackageVerdict> =
        requirements.iter().map(|requirement| judge_alone(requirement, &mut transaction)).collect();
    // micropip starts all of them at once and then works through what they depend on.
    first.into_iter().map(|verdict| transaction.finish(verdict)).collect()
}

fn judge(requirement: &Requirement, transaction: &mut Transaction<'_>) -> PackageVerdict {
    let verdict = judge_alone(requirement, transaction);
    transaction.finish(verdict)
}

fn judge_alone(requirement: &Requirement, transaction: &mut Transaction<'_>) -> PackageVerdict {
    let host = transaction.host;
    let name = if requirement.written.is_empty() { requirement.text.trim() } else { &requirement.written };
    let answer = |status, notes: String, reason| PackageVerdict { name: name.to_owned(), status, notes, reason };
    let unsupported = |what, notes: &str| answer(Status::Fail, notes.to_owned(), Reason::Unsupported(what));
    let invalid = |why: &str| unsupported(Unsupported::Invalid, &format!("not a requirement: {why}"));
    if let RequirementKind::Invalid(why) = &requirement.kind {
        return invalid(why);
    }
    if requirement.marker(host) != Marker::Holds {
        return answer(Status::Ok, notes::EXCLUDED.to_owned(), Reason::ExcludedByMarker);
    }
    if requirement.name == "marimo" {
        return answer(
            Status::Ok,
            "available in the WASM runtime".to_owned(),
            Reason::BuiltIn { version: String::new() },
        );
    }
    if !requirement.written.is_empty() && transaction.loaded.contains(&requirement.written) {
        let package = host.lock(&requirement.name);
        let note =
            package.map_or("available in the WASM runtime".to_owned(), |package| notes::built_in(&package, host));
        let version = package.map_or(String::new(), |package| package.version.to_owned());
        return answer(Status::Ok, note, Reason::BuiltIn { version });
    }
    match &requirement.kind {
        RequirementKind::Invalid(why) => invalid(why),
        RequirementKind::Git => {
            unsupported(Unsupported::Git, "a repository cannot be installed in the browser: publish a wheel")
        }
        RequirementKind::Path => {
            unsupported(Unsupported::Path, "a path on this computer does not exist in the browser")
        }
        RequirementKind::Editable => {
            unsupported(Unsupported::Editable, "an editable install is not possible in the browser")
        }
        RequirementKind::Url(address) => match wheel_fits(address, host) {
            Some(true) => answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: String::new() }),
            Some(false) => unsupported(Unsupported::Url, "the wheel at this address is not for the browser"),
            None => unsupported(Unsupported::Url, "only wheels can be installed from an address"),
        },
        RequirementKind::Named(_) => named(requirement, transaction),
    }
}

/// Whether the file at an address is a wheel that fits; `None` if it is no wheel.
fn wheel_fits(address: &str, host: &Host) -> Option<bool> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let file = path.rsplit('/').next().unwrap_or(path);
    let wheel = WheelName::read(file)?;
    Some(Tags::of(host).rank(&wheel).is_some())
}

fn named(requirement: &Requirement, transaction: &mut Transaction<'_>) -> PackageVerdict {
    let host = transaction.host;
    let specifiers =
        if host.specifiers_kept { requirement.specifiers() } else { pep440_rs::VersionSpecifiers::empty() };
    let answer =
        |status, notes: String, reason| PackageVerdict { name: requirement.written.clone(), status, notes, reason };
    let lock = host.lock(&requirement.name);
    if let Some(package) = lock {
        // Where the lock's version is not known (what marimo adds), a pin can be neither met nor missed for sure.
        if package.version.is_empty() && !specifiers.is_empty() && transaction.index.is_none() {
            return answer(
                Status::Warn,
                format!("{}; its version is not known", notes::built_in(&package, host)),
                Reason::Unverified,
            );
        }
        if package.version.is_empty() || transaction.satisfies(&specifiers, package.version) {
            return answer(
                Status::Ok,
                notes::built_in(&package, host),
                Reason::BuiltIn { version: package.version.to_owned() },
            );
        }
    }
    let native = NATIVE_PACKAGES.binary_search_by(|package| package.name.cmp(requirement.name.as_str()));
    let native = native.ok().and_then(|at| NATIVE_PACKAGES.get(at));
    if let Some(package) = native.filter(|package| lock.is_none() && (package.guidance || transaction.index.is_none()))
    {
        return answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() });
    }
    if let Some(resolved) = transaction.resolve(requirement, &specifiers) {
        return match resolved {
            Ok((version, pure)) => {
                let note = if pure { notes::PURE } else { "a wheel for the browser, installed by micropip" };
                answer(Status::Ok, note.to_owned(), Reason::Pure { version })
            }
            Err(failure) => match (lock, native) {
                (Some(package), _) => pin(requirement, &package, host),
                (None, Some(package)) => {
                    answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() })
                }
                (None, None) => failure.verdict(&requirement.written),
            },
        };
    }
    match lock {
        // Unreachable is like offline: what the lists know counts.
        None if let Some(package) = native => {
            answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() })
        }
        // Another version of a pure package may be on the index; one of a compiled package is not.
        Some(package) if !package.pure => pin(requirement, &package, host),
        Some(package) => answer(
            Status::Warn,
            format!("the lock has {}; whether another version fits could not be verified", package.version),
            Reason::Unverified,
        ),
        None if find_pair(PURE_PACKAGES, &requirement.name).is_some() => {
            answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: String::new() })
        }
        None => answer(Status::Warn, notes::UNVERIFIED.to_owned(), Reason::Unverified),
    }
}

fn pin(requirement: &Requirement, package: &LockPackage<'_>, host: &Host) -> PackageVerdict {
    PackageVerdict {
        name: requirement.written.clone(),
        status: Status::Fail,
        notes: notes::not_in_lock(requirement.text.trim(), package.version, host),
        reason: Reason::PinNotInLock { lock_version: package.version.to_owned() },
    }
}

/// Puts the verdicts of one requirement on several hosts together: FAIL if it fails on all, WARN if on some or if one
/// is WARN, with the words of the worst (the last host's among equals).
pub fn over_hosts(verdicts: &[PackageVerdict]) -> Option<PackageVerdict> {
    let worst = verdicts.iter().max_by_key(|verdict| verdict.status)?;
    let everywhere = verdicts.iter().all(|verdict| verdict.status == Status::Fail);
    let status = if worst.status == Status::Fail && !everywhere { Status::Warn } else { worst.status };
    Some(PackageVerdict { status, ..worst.clone() })
}
