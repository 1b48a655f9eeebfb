//! What becomes of a requirement in the browser: micropip's algorithm on one host.

use std::collections::BTreeSet;

use pep440_rs::{Operator, VersionSpecifier};

use super::Status;
use super::failure::{Failure, What};
use super::notes;
use super::requirement::{Requirement, RequirementKind};
use super::tags::Tags;
use super::transaction::{Outcome, Transaction, meets, native, wheel_at};
use crate::host::{Host, KNOWN_PACKAGES, LockPackage, Markers, find_pair};
use crate::questions::Answers;

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
    /// That it is installed in another version than one would think.
    pub other: Option<Other>,
    /// Whether the package index was not asked, or gave no answer, for something that counts here.
    pub open: bool,
}

/// In which way a version is another one than one would think.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// An old one: the newest has no wheel for the browser.
    Older {
        /// The one that is installed.
        version: String,
        /// The newest.
        newest: String,
    },
    /// The requirement excludes it, but micropip never sees the requirement so.
    NotAsPinned {
        /// The one that is there.
        version: String,
    },
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
        /// The distribution of which two versions are asked for, normalised.
        name: String,
        /// What the requirement that fails asks for: `<4,>=3.18`.
        wanted: String,
        /// Whether the other version is loaded before micropip runs.
        loaded: bool,
        /// Whether it depends on which answer of the index comes first.
        chance: bool,
    },
    /// Nothing micropip could install.
    Unsupported(Unsupported),
    /// Not known.
    Unverified,
    /// A marker leaves it out in the browser.
    ExcludedByMarker,
}

/// What micropip cannot install at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// `git+...`.
    Git,
    /// A path on this computer.
    Path,
    /// `-e`.
    Editable,
    /// An address of no wheel, or of one that does not fit.
    Url,
    /// An extra that the distribution does not have, as written; or one that it writes otherwise.
    Extra {
        /// As written.
        extra: String,
        /// As the distribution writes it.
        spelt: Option<String>,
    },
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
    index: Option<&Answers>,
) -> PackageVerdict {
    let mut all = verdicts(std::slice::from_ref(requirement), host, loaded, index);
    all.pop().unwrap_or_else(|| answer(requirement, Status::Warn, notes::UNVERIFIED.to_owned(), Reason::Unverified))
}

/// Judges the requirements of a notebook as the one transaction they are: what one brings may exclude another.
pub fn verdicts(
    requirements: &[Requirement],
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Answers>,
) -> Vec<PackageVerdict> {
    resolve(requirements, host, loaded, index).verdicts
}

/// Judges what a cell hands to `micropip.install` itself: marimo drops and rewrites nothing of it.
pub fn verdicts_by_hand(
    requirements: &[Requirement],
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Answers>,
) -> Vec<PackageVerdict> {
    let mut host = host.clone();
    host.specifiers_kept = true;
    host.markers = Markers::Honoured;
    play(requirements, &host, loaded, index, false).verdicts
}

/// What a transaction comes to.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// One for each requirement, in their order.
    pub verdicts: Vec<PackageVerdict>,
    /// The wheels that micropip takes from the index or an address: normalised names and versions.
    pub wheels: Vec<(String, String)>,
}

/// Plays the transaction of a notebook's requirements through.
pub fn resolve(
    requirements: &[Requirement],
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Answers>,
) -> Resolution {
    play(requirements, host, loaded, index, true)
}

/// `drops`: whether marimo leaves out what is there by its name, before micropip sees it.
fn play(
    requirements: &[Requirement],
    host: &Host,
    loaded: &BTreeSet<String>,
    index: Option<&Answers>,
    drops: bool,
) -> Resolution {
    let mut transaction = Transaction::new(host, loaded, index);
    // What micropip never sees, or refuses at once; the others' numbers.
    let known: Vec<Result<PackageVerdict, usize>> = requirements
        .iter()
        .map(|requirement| {
            let Some(handed) = requirement.handed(host) else {
                return Ok(answer(requirement, Status::Ok, notes::EXCLUDED.to_owned(), Reason::ExcludedByMarker));
            };
            match before(requirement, &handed, host, loaded, drops) {
                Some(verdict) => Ok(verdict),
                None => Err(transaction.add(&handed)),
            }
        })
        .collect();
    transaction.run();
    let judge = |(requirement, known): (&Requirement, Result<PackageVerdict, usize>)| match known {
        Ok(verdict) => verdict,
        Err(entry) => after(requirement, entry, &transaction),
    };
    let verdicts = requirements.iter().zip(known).map(judge).collect();
    Resolution { verdicts, wheels: transaction.wheels() }
}

fn answer(requirement: &Requirement, status: Status, notes: String, reason: Reason) -> PackageVerdict {
    let name = if requirement.written.is_empty() { requirement.text.trim() } else { &requirement.written };
    PackageVerdict { name: name.to_owned(), status, notes, reason, other: None, open: false }
}

/// The verdict on a requirement that nobody installs in the browser, for another reason than its marker.
pub(crate) fn left_out(requirement: &Requirement, notes: &str) -> PackageVerdict {
    answer(requirement, Status::Ok, notes.to_owned(), Reason::ExcludedByMarker)
}

/// The verdict on a requirement that marimo drops, or micropip refuses before it looks for anything. `handed`: what is left
/// of it; `drops`: whether marimo leaves out what is there.
fn before(
    requirement: &Requirement,
    handed: &Requirement,
    host: &Host,
    loaded: &BTreeSet<String>,
    drops: bool,
) -> Option<PackageVerdict> {
    let answer = |status, notes: String, reason| Some(answer(requirement, status, notes, reason));
    let unsupported = |what, notes: &str| answer(Status::Fail, notes.to_owned(), Reason::Unsupported(what));
    if let RequirementKind::Invalid(why) = &requirement.kind {
        return unsupported(Unsupported::Invalid, &format!("not a requirement: {why}"));
    }
    if let RequirementKind::Invalid(_) = &handed.kind {
        let why = format!("no requirement any more once this marimo has cut it to `{}`", handed.text);
        return unsupported(Unsupported::Invalid, &why);
    }
    // Where the whole text is compared, `marimo[sql]` goes to micropip.
    let dropped_by_name = drops && (host.compared_by_name || handed.text.trim() == requirement.written);
    if requirement.name == "marimo" && dropped_by_name {
        let reason = Reason::BuiltIn { version: String::new() };
        return answer(Status::Ok, notes::IN_THE_RUNTIME.to_owned(), reason);
    }
    if dropped_by_name && loaded.contains(&requirement.written) {
        let package = host.lock(&requirement.name);
        let note = package.map_or(notes::IN_THE_RUNTIME.to_owned(), |package| notes::built_in(&package, host));
        let version = package.map_or(String::new(), |package| package.version.to_owned());
        let reason = Reason::BuiltIn { version: version.clone() };
        let verdict = answer(Status::Ok, note, reason);
        return verdict.map(|verdict| not_as_pinned(verdict, requirement, &version, host));
    }
    if dropped_by_name && host.is_running(&requirement.written) {
        let notes = "left out: marimo takes it for the module of this name, which is there".to_owned();
        return answer(Status::Ok, notes, Reason::BuiltIn { version: String::new() });
    }
    match &handed.kind {
        RequirementKind::Git => {
            unsupported(Unsupported::Git, "a repository cannot be installed in the browser: publish a wheel")
        }
        RequirementKind::Path => {
            unsupported(Unsupported::Path, "a path on this computer does not exist in the browser")
        }
        RequirementKind::Editable => {
            unsupported(Unsupported::Editable, "an editable install is not possible in the browser")
        }
        RequirementKind::Url(address) => {
            let path = address.split(['?', '#']).next().unwrap_or(address);
            match wheel_at(address, &Tags::of(host)) {
                _ if !path.ends_with(".whl") => {
                    unsupported(Unsupported::Url, "only wheels can be installed from an address")
                }
                (true, _, Some(_)) => None,
                (true, _, None) => unsupported(Unsupported::Url, "the wheel at this address has no valid version"),
                (false, ..) => unsupported(Unsupported::Url, "the wheel at this address is not for the browser"),
            }
        }
        RequirementKind::Invalid(_) | RequirementKind::Named(_) => None,
    }
}

/// The verdict on a requirement that was part of the transaction.
fn after(requirement: &Requirement, entry: usize, transaction: &Transaction<'_>) -> PackageVerdict {
    let host = transaction.host;
    let answer = |status, notes: String, reason| answer(requirement, status, notes, reason);
    let Some(entry) = transaction.entry(entry) else {
        return answer(Status::Warn, notes::UNVERIFIED.to_owned(), Reason::Unverified);
    };
    let lock = host.lock(&requirement.name);
    let native = native(&requirement.name).filter(|_| lock.is_none());
    if let Some(package) = native.filter(|package| package.guidance) {
        return answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() });
    }
    if let Some(failure) = &entry.failure {
        let old = matches!(&entry.outcome, Some(Outcome::Wheel(choice)) if choice.newest.is_some());
        return match (&failure.what, lock, native) {
            (What::NoWheel { newest, .. }, Some(package), _) if failure.chain.is_empty() => {
                pin(requirement, &package, newest.as_deref(), host)
            }
            (What::NoWheel { newest: None, .. } | What::NotOnIndex(_), None, Some(package))
                if failure.chain.is_empty() =>
            {
                answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() })
            }
            // In another spelling than the lock's, marimo does not drop a pin of what it has loaded.
            (What::Conflict(clash), Some(package), _) if clash.by.is_empty() && failure.chain.is_empty() => {
                pin(requirement, &package, None, host)
            }
            // The version that is taken elsewhere may have the extra.
            (What::Extra { .. }, ..) if old && failure.chain.is_empty() => {
                let why = failure.notes();
                answer(Status::Fail, why.clone(), Reason::Native { why })
            }
            _ => answer(status_of(failure), failure.notes(), failure.reason()),
        };
    }
    let verdict = match (&entry.outcome, &lock) {
        (Some(Outcome::Lock), Some(package)) => from_lock(requirement, package, transaction),
        (Some(Outcome::There(version)), Some(package)) if *version == package.version => {
            from_lock(requirement, package, transaction)
        }
        (Some(Outcome::There(version)), _) => {
            answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: version.clone() })
        }
        (Some(Outcome::Wheel(choice)), _) => {
            let version = choice.version.to_string();
            let notes = if choice.pure { notes::pure(&version) } else { notes::for_the_browser(&version) };
            let verdict = answer(Status::Ok, notes, Reason::Pure { version: version.clone() });
            match &choice.newest {
                Some(newest) => older(verdict, &version, &newest.to_string()),
                None => not_as_pinned(verdict, requirement, &version, host),
            }
        }
        (Some(Outcome::Address), _) => {
            answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: String::new() })
        }
        (Some(Outcome::Lock), None) | (None, _) => {
            // A table that knows of native code, and the runtime itself, leave nothing to ask.
            let open = native.is_none() && requirement.name != "marimo";
            return PackageVerdict { open, ..unasked(requirement, lock, transaction) };
        }
    };
    let verdict = PackageVerdict { open: verdict.open || entry.unread.is_some(), ..verdict };
    match &entry.unread {
        // Whoever is offline knows that little was asked.
        Some(unread) if transaction.index.is_some_and(|index| index.asks_addresses() || requirement.is_named()) => {
            let notes = format!("{}; what {unread} needs could not be verified", verdict.notes);
            PackageVerdict { status: verdict.status.max(Status::Warn), notes, ..verdict }
        }
        _ => verdict,
    }
}

fn status_of(failure: &Failure) -> Status {
    if matches!(failure.what, What::Race(_)) { Status::Warn } else { Status::Fail }
}

fn from_lock(requirement: &Requirement, package: &LockPackage<'_>, transaction: &Transaction<'_>) -> PackageVerdict {
    let host = transaction.host;
    let built_in = notes::built_in(package, host);
    // Where the lock's version is not known (what marimo adds), a pin can be neither met nor missed for sure.
    if package.version.is_empty() && requirement.handed(host).is_some_and(|handed| handed.is_pinned()) {
        let notes = format!("{built_in}; its version is not known");
        return PackageVerdict { open: true, ..answer(requirement, Status::Warn, notes, Reason::Unverified) };
    }
    let reason = Reason::BuiltIn { version: package.version.to_owned() };
    not_as_pinned(answer(requirement, Status::Ok, built_in, reason), requirement, package.version, host)
}

/// The verdict where the index is not asked or not reached: what the lists know counts.
fn unasked(requirement: &Requirement, lock: Option<LockPackage<'_>>, transaction: &Transaction<'_>) -> PackageVerdict {
    let answer = |status, notes: String, reason| answer(requirement, status, notes, reason);
    match (lock, native(&requirement.name)) {
        (None, Some(package)) => {
            answer(Status::Fail, notes::native(package), Reason::Native { why: package.why.to_owned() })
        }
        // Another version of a pure package may be on the index; one of a compiled package is not.
        (Some(package), _) if !package.pure => pin(requirement, &package, None, transaction.host),
        (Some(package), _) => answer(
            Status::Warn,
            format!("the lock has {}; whether another version fits could not be verified", package.version),
            Reason::Unverified,
        ),
        (None, None) if super::misnamed(&requirement.name).is_some() => {
            answer(Status::Fail, notes::NO_SUCH_NAME.to_owned(), Reason::NotOnIndex)
        }
        (None, None) if matches!(requirement.kind, RequirementKind::Url(_)) => {
            answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: String::new() })
        }
        (None, None) if requirement.name == "marimo" => {
            answer(Status::Ok, notes::IN_THE_RUNTIME.to_owned(), Reason::BuiltIn { version: String::new() })
        }
        (None, None) if super::is_listed_as_pure(&requirement.name) => {
            // The list knows the newest version by its bare name, and no other version, and no extra.
            if requirement.extras.is_empty()
                && requirement.handed(transaction.host).is_none_or(|handed| !handed.is_pinned())
            {
                answer(Status::Ok, notes::PURE.to_owned(), Reason::Pure { version: String::new() })
            } else {
                answer(Status::Warn, notes::PURE_AS_NAMED.to_owned(), Reason::Unverified)
            }
        }
        (None, None) => {
            match find_pair(KNOWN_PACKAGES, &requirement.name).and_then(|needs| missing(requirement, needs)) {
                Some(why) => answer(Status::Fail, format!("no WASM build: {why}"), Reason::Native { why }),
                None => answer(Status::Warn, notes::UNVERIFIED.to_owned(), Reason::Unverified),
            }
        }
    }
}

/// What keeps a package out of the browser by the table of known ones. What only its newest version is known to need says
/// nothing of an older one.
fn missing(requirement: &Requirement, needs: &str) -> Option<String> {
    let newest = |specifier: &VersionSpecifier| {
        matches!(specifier.operator(), Operator::GreaterThan | Operator::GreaterThanEqual | Operator::NotEqual)
    };
    match needs {
        "." => Some(notes::NO_WHEEL.to_owned()),
        needs if requirement.specifiers().iter().all(newest) => Some(notes::needs(needs)),
        _ => None,
    }
}

/// Says that an old version is installed, since the newest has no wheel for the browser.
fn older(verdict: PackageVerdict, version: &str, newest: &str) -> PackageVerdict {
    let notes = format!("{}; {newest} has no wheel for this host", verdict.notes);
    let other = Other::Older { version: version.to_owned(), newest: newest.to_owned() };
    PackageVerdict { status: Status::Warn, notes, other: Some(other), ..verdict }
}

/// Says that the version is none that the requirement allows, if so.
fn not_as_pinned(verdict: PackageVerdict, requirement: &Requirement, version: &str, host: &Host) -> PackageVerdict {
    if meets(&requirement.specifiers(), version) {
        return verdict;
    }
    let why = if host.specifiers_kept {
        "is loaded before the script block is looked at"
    } else {
        "is installed, because this marimo strips the versions"
    };
    let notes =
        format!("{}; `{}` asks for another version, but {version} {why}", verdict.notes, requirement.text.trim());
    let other = Other::NotAsPinned { version: version.to_owned() };
    PackageVerdict { status: Status::Warn, notes, other: Some(other), ..verdict }
}

fn pin(requirement: &Requirement, package: &LockPackage<'_>, newest: Option<&str>, host: &Host) -> PackageVerdict {
    let notes = notes::not_in_lock(requirement.text.trim(), package.version, newest, host);
    let reason = Reason::PinNotInLock { lock_version: package.version.to_owned() };
    answer(requirement, Status::Fail, notes, reason)
}

/// Puts the verdicts of one requirement on several hosts together: the worst, of equals the last host's.
pub fn over_hosts(verdicts: &[PackageVerdict]) -> Option<PackageVerdict> {
    let worst = verdicts.iter().max_by_key(|verdict| verdict.status)?;
    let open = verdicts.iter().any(|verdict| verdict.open);
    Some(PackageVerdict { open, ..worst.clone() })
}
