//! What becomes of each entry of the script block: what micropip makes of them all, in one transaction, on each host.

use pep440_rs::Operator;

use super::requirements::{imports_live, loaded};
use super::{Context, Cure, Level, Subject, Variant, imported, islands, level};
use crate::host::{Host, Markers, Outcome, Version};
use crate::packages::{self, Other, PackageVerdict, Reason, Requirement, Unsupported};
use crate::packages::{Package, Status};

pub(super) fn find(context: &mut Context) {
    let written = context.notebook.script.requirements();
    let entries = context.requirements;
    let judged = |host| {
        let ignored = islands::verdicts(context, host, entries);
        ignored.unwrap_or_else(|| packages::verdicts(entries, host, &loaded(context, host), context.index))
    };
    let by_host: Vec<Vec<PackageVerdict>> = context.hosts.list.iter().map(judged).collect();
    if let (Some(host), Some(verdicts)) = (context.hosts.list.last(), by_host.last()) {
        context.found.download = Some(packages::download(host, &loaded(context, host), verdicts));
    }
    let broken = by_host.iter().flatten().any(|verdict| verdict.status == Status::Fail);
    let needs_install = |host: &Host| broken && imported::needs_install(context, host);
    let needed: Vec<bool> = context.hosts.list.iter().map(needs_install).collect();
    for (index, entry) in entries.iter().enumerate() {
        let verdicts: Vec<PackageVerdict> = by_host.iter().filter_map(|all| all.get(index).cloned()).collect();
        let Some(mut overall) = packages::over_hosts(&verdicts) else { continue };
        overall.notes.push_str(&context.on_some(verdicts.iter().map(|verdict| verdict.status == overall.status)));
        if overall.other.as_ref().is_some_and(|other| !is_told(other, entry)) && overall.status == Status::Warn {
            overall.status = Status::Ok;
        }
        context.found.packages_open |= overall.open;
        let Some((id, mut variant)) = problem_of(&overall, entry) else {
            let (name, status, notes) = (overall.name, overall.status, overall.notes);
            context.found.packages.push(Package { name, status, notes });
            continue;
        };
        let other = packages::renamed(&entry.name).filter(|other| {
            let in_lock = |host: &Host| host.lock(&packages::normalise(other)).is_some();
            id == "native-package" && context.hosts.list.iter().all(in_lock)
        });
        if let Some(other) = other {
            variant = if packages::misnamed(&entry.name) == Some(other) { Variant::Misnamed } else { Variant::Renamed };
        }
        if is_cut(context, id, variant, &verdicts) {
            variant = Variant::Cut;
        }
        let needed = needs(context, variant, entry, &needed);
        let judged = verdicts.iter().zip(&needed);
        let outcomes: Vec<Outcome> = judged.map(|(verdict, &needed)| outcome(verdict.status, needed)).collect();
        let words = super::definition(id).map(|definition| definition.words(variant));
        let level = words.and_then(|words| level::of(&words, Some(&outcomes), context.by_measurement()));
        // What takes nothing that is needed with it is no error by the guidance either.
        let fatal = needed.contains(&true) || variant == Variant::Installs;
        let level = if fatal { level } else { level.min(Some(Level::Warning)) };
        let others = not_installed(context, index);
        let alternative =
            packages::instead(&entry.name).map_or(String::new(), |instead| format!("; instead: {instead}"));
        let (version, newest) = match &overall.other {
            Some(Other::Older { version, newest }) => (version.as_str(), newest.as_str()),
            Some(Other::NotAsPinned { version }) => (version.as_str(), ""),
            None => ("", ""),
        };
        let fill = [
            ("requirement", written[index].text.as_str()),
            ("package", overall.name.as_str()),
            ("why", overall.notes.as_str()),
            ("others", others.as_str()),
            ("alternative", alternative.as_str()),
            ("version", version),
            ("newest", newest),
            ("other", other.unwrap_or_default()),
            ("since", Host::since(|host| host.markers == Markers::Honoured)),
        ];
        // What only older hosts cannot install is no reason to change what works on the newest.
        let newest_fails = verdicts.last().is_some_and(|verdict| problem_of(verdict, entry).is_some());
        let cure = cure(context, index, &overall);
        // Nor is a package taken out that is installed on some visits.
        let markers = context.hosts.list.last().is_some_and(|host| host.markers == Markers::Honoured);
        let subject =
            if newest_fails && (markers || variant != Variant::Cut) && (variant != Variant::Race || cure.is_ok()) {
                Subject::Requirement { index, package: overall.name.clone(), other, cure }
            } else {
                Subject::Settled
            };
        let before = context.found.problems.iter().position(|problem| problem.id == "other-version");
        context.report(id, variant, level, written[index].span.clone(), subject, &fill);
        // Said once a notebook: what more there is stands in the reason of the first.
        if let (Some(first), "other-version", true) = (before, id, level.is_some())
            && let Some(again) = context.found.problems.pop()
        {
            context.found.problems[first].reason.push_str(&format!("; likewise {}", again.message));
        }
        if let Some(problem) = context.found.problems.last_mut()
            && variant != Variant::Installs
            && breaks_install(&overall)
            && !fatal
            && level.is_some()
        {
            problem.reason.push_str("; no cell imports any of that, so no cell fails by it");
        }
        let status = match level {
            Some(Level::Error) => Status::Fail,
            Some(Level::Warning) => Status::Warn,
            _ => Status::Ok,
        };
        context.found.packages.push(Package { name: overall.name.clone(), status, notes: overall.notes.clone() });
    }
}

/// Whether a host on which the entry fails cuts off the marker that would mend it.
fn is_cut(context: &Context, id: &str, variant: Variant, verdicts: &[PackageVerdict]) -> bool {
    let by_marker = matches!((id, variant), ("native-package", Variant::Plain | Variant::Absent | Variant::Renamed))
        || (id, variant) == ("unsupported-requirement", Variant::Plain);
    let fails =
        |(host, verdict): (&Host, &PackageVerdict)| verdict.status == Status::Fail && host.markers != Markers::Honoured;
    by_marker && context.hosts.list.iter().zip(verdicts).any(fails)
}

/// The other entries that micropip does not install because of one: what the imports load is there all the same.
fn not_installed(context: &Context, index: usize) -> String {
    const NAMED: usize = 4;
    let Some(host) = context.hosts.list.last() else { return String::new() };
    let loaded = loaded(context, host);
    let waits = |(other, entry): (usize, &Requirement)| {
        let there = entry.name == "marimo" || loaded.contains(&entry.written) || host.is_running(&entry.written);
        let own = there || entry.handed(host).is_none();
        (other != index && !own && !entry.written.is_empty()).then(|| format!("`{}`", entry.written))
    };
    let others: Vec<String> = context.requirements.iter().enumerate().filter_map(waits).collect();
    match others.as_slice() {
        [] => "nothing is installed".to_owned(),
        [other] => format!("{other} is not installed either"),
        [all @ .., last] if others.len() <= NAMED => format!("none of {} and {last} is installed", all.join(", ")),
        _ => {
            let named = others.get(..NAMED - 1).unwrap_or_default().join(", ");
            format!("none of {named} and {} others is installed", others.len() + 1 - NAMED)
        }
    }
}

/// Whether another version is worth a word: where one was pinned, or where it is another major version.
fn is_told(other: &Other, entry: &Requirement) -> bool {
    let major = |version: &Version| version.release().first().copied();
    match other {
        Other::Older { version, newest } => match (version.parse(), newest.parse()) {
            (Ok(version), Ok(newest)) => major(&version) != major(&newest),
            _ => true,
        },
        Other::NotAsPinned { version } => {
            let Ok(there) = version.parse::<Version>() else { return true };
            entry.specifiers().iter().filter(|specifier| !specifier.contains(&there)).any(|specifier| {
                use Operator::{Equal, ExactEqual, LessThan, NotEqual, NotEqualStar};
                let bound = specifier.version();
                match specifier.operator() {
                    Equal | ExactEqual | NotEqual | NotEqualStar => true,
                    // `<2` means the versions below it.
                    LessThan if bound.release().iter().skip(1).all(|part| *part == 0) => true,
                    _ => major(bound) != major(&there),
                }
            })
        }
    }
}

/// The problem that a verdict is, with its variant.
pub(super) fn problem_of(verdict: &PackageVerdict, entry: &Requirement) -> Option<(&'static str, Variant)> {
    match &verdict.reason {
        Reason::Native { .. } if packages::installs_all_the_same(&entry.name) => {
            Some(("native-package", Variant::Installs))
        }
        Reason::Native { .. } => Some(("native-package", Variant::Plain)),
        Reason::PinNotInLock { .. } => Some(("pin-not-in-lock", Variant::Plain)),
        Reason::Conflict { chance: false, .. } => Some(("requirement-conflict", Variant::Plain)),
        Reason::Conflict { .. } => Some(("requirement-conflict", Variant::Race)),
        Reason::Unsupported(Unsupported::Invalid) => Some(("unsupported-requirement", Variant::Invalid)),
        Reason::Unsupported(Unsupported::Extra { .. }) => Some(("unknown-extra", Variant::Plain)),
        Reason::Unsupported(_) => Some(("unsupported-requirement", Variant::Plain)),
        Reason::NotOnIndex => Some(("native-package", Variant::Absent)),
        Reason::Unverified if packages::is_listed_as_pure(&entry.name) => {
            Some(("unverified-package", Variant::Version))
        }
        Reason::Unverified => Some(("unverified-package", Variant::Plain)),
        Reason::BuiltIn { .. } | Reason::Pure { .. } if verdict.status == Status::Warn => match &verdict.other {
            Some(Other::Older { .. }) => Some(("other-version", Variant::Older)),
            Some(Other::NotAsPinned { .. }) => Some(("other-version", Variant::Plain)),
            None => None,
        },
        Reason::BuiltIn { .. } | Reason::Pure { .. } | Reason::ExcludedByMarker => None,
    }
}

/// For each host whether the notebook fails if the entry does. What cannot be installed takes the whole install with it;
/// what installs and is of no use takes itself.
fn needs(context: &Context, variant: Variant, entry: &Requirement, install: &[bool]) -> Vec<bool> {
    match variant {
        Variant::Installs => vec![imports_live(context, &entry.name); install.len()],
        _ => install.to_vec(),
    }
}

/// Whether all other entries fall with this one.
fn breaks_install(verdict: &PackageVerdict) -> bool {
    verdict.status == Status::Fail && !matches!(verdict.reason, Reason::BuiltIn { .. } | Reason::Pure { .. })
}

fn outcome(status: Status, needed: bool) -> Outcome {
    match status {
        Status::Ok => Outcome::Works,
        Status::Fail if needed => Outcome::Fails,
        Status::Warn | Status::Fail => Outcome::Degraded,
    }
}

/// What would make the transaction succeed, tried on the newest host.
fn cure(context: &Context, index: usize, verdict: &PackageVerdict) -> Result<Cure, String> {
    let nothing = || Err("the transaction suggests nothing; mend it by hand".to_owned());
    let Some(entry) = context.requirements.get(index) else { return nothing() };
    match &verdict.reason {
        Reason::Unsupported(Unsupported::Extra { extra, spelt }) => match entry.with_extra(extra, spelt.as_deref()) {
            Some(text) => Ok(Cure::Write(text)),
            None => nothing(),
        },
        // A repository of a package that is known, and that the notebook imports.
        Reason::Unsupported(Unsupported::Git) if !entry.name.is_empty() && imports_live(context, &entry.written) => {
            let release = Requirement::read(&entry.written);
            let on = |host: &Host| packages::verdict(&release, host, &loaded(context, host), None).status;
            let installs = context.hosts.list.last().is_some_and(|host| on(host) == Status::Ok);
            if installs { Ok(Cure::Release(entry.written.clone())) } else { nothing() }
        }
        Reason::Conflict { name, loaded: true, .. } => {
            Err(format!("{name} is loaded before the script block is looked at; no entry can change its version"))
        }
        Reason::Conflict { name, wanted, .. } => narrowed(context, index, name, wanted),
        _ => nothing(),
    }
}

/// Asks for the versions of `name` that the failing entry wants, from the start, if all succeed then.
fn narrowed(context: &Context, index: usize, name: &str, wanted: &str) -> Result<Cure, String> {
    let Some(host) = context.hosts.list.last() else { return Err("there is no host to try it on".to_owned()) };
    let holds = |entry: &Requirement| entry.handed(host).is_some();
    let same = |(_, entry): &(usize, &Requirement)| entry.name == name && holds(entry);
    let listed = context.requirements.iter().enumerate().find(same).map(|(at, _)| at);
    let mut tried = context.requirements.to_vec();
    let cure = match listed {
        Some(at) if at == index => return Err(format!("two entries ask for other versions of `{name}`; keep one")),
        Some(at) => {
            let Some(other) = tried.get_mut(at) else { return Err("it is no entry of the script block".to_owned()) };
            *other = Requirement::read(&other.narrowed(wanted));
            Cure::Narrow(at, wanted.to_owned())
        }
        None => {
            let requirement = format!("{name}{}", wanted.replace(' ', ""));
            tried.push(Requirement::read(&requirement));
            Cure::Add(requirement)
        }
    };
    let verdicts = packages::verdicts(&tried, host, &loaded(context, host), context.index);
    let bad = |at: usize| {
        verdicts
            .get(at)
            .is_none_or(|verdict| matches!(verdict.reason, Reason::Conflict { .. }) || verdict.status == Status::Fail)
    };
    let touched = listed.unwrap_or(tried.len() - 1);
    if bad(index) || bad(touched) {
        return Err(format!("no version of `{name}` that the browser can install suits all who need it"));
    }
    Ok(cure)
}
