//! What cells install themselves: `await micropip.install("humanize")`, judged as the transaction that it is.

use std::collections::BTreeSet;

use super::requirements::loaded;
use super::transaction::problem_of;
use super::{Context, Level, Subject, Variant, level};
use crate::host::Outcome;
use crate::notebook::NodeId;
use crate::packages::{self, Package, PackageVerdict, Reason, Requirement, Status, Unsupported};
use crate::syntax::{Facts, Value};

/// A call that installs, and what it installs as far as that is known.
struct Install {
    call: NodeId,
    callee: String,
    /// Each with whether it surely comes.
    requirements: Vec<(Requirement, bool)>,
    /// `deps=False`: what the requirements need is left alone.
    alone: bool,
    /// `index_urls=...`: from an index that is not known here.
    elsewhere: bool,
}

/// The calls of the notebook that install.
fn installs(facts: &Facts) -> Vec<Install> {
    let tree = &facts.notebook.tree;
    let calls = tree.all().filter(|&node| tree.kind(node) == "call");
    calls
        .filter_map(|call| {
            let callee = facts.callee(call)?;
            let keyword = match callee.as_str() {
                "micropip.install" => "requirements",
                "pyodide_js.loadPackage" => "names",
                _ => return None,
            };
            let given = facts.argument(call, 0, keyword)?;
            let deps = facts.argument(call, 2, "deps").map(|deps| facts.value(deps));
            Some(Install {
                call,
                requirements: requirements(&facts.value(given), true),
                alone: deps == Some(Value::Bool(false)),
                elsewhere: facts.argument(call, 5, "index_urls").is_some(),
                callee,
            })
        })
        .collect()
}

/// The requirements in a text, in a list, or in what may be one of several; `certain`: whether that surely comes.
fn requirements(value: &Value, certain: bool) -> Vec<(Requirement, bool)> {
    match value {
        Value::Str(text) => vec![(Requirement::read(text), certain)],
        Value::Items(items) => items.iter().flat_map(|item| requirements(item, certain)).collect(),
        Value::Several(_) => {
            let each = value.possible().into_iter();
            each.flat_map(|one| requirements(&one.value, certain && one.is_certain())).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of what cells install, normalised: imports of it need nothing of the script block.
pub(super) fn names(facts: &Facts) -> BTreeSet<String> {
    installs(facts)
        .into_iter()
        .flat_map(|install| install.requirements)
        .map(|(requirement, _)| requirement.name)
        .collect()
}

pub(super) fn find(context: &mut Context) {
    for install in installs(context.facts).iter().filter(|install| install.callee == "micropip.install") {
        judge(context, install);
    }
}

fn judge(context: &mut Context, install: &Install) {
    if install.elsewhere {
        return;
    }
    // Without the needs of what is installed only the lists and the names themselves decide.
    let index = if install.alone { None } else { context.index };
    let (requirements, certain): (Vec<Requirement>, Vec<bool>) = install.requirements.iter().cloned().unzip();
    let by_host: Vec<Vec<PackageVerdict>> = context
        .hosts
        .list
        .iter()
        .map(|host| packages::verdicts_by_hand(&requirements, host, &loaded(context, host), index))
        .collect();
    for (at, (requirement, certain)) in requirements.iter().zip(certain).enumerate() {
        let verdicts: Vec<PackageVerdict> = by_host.iter().filter_map(|all| all.get(at).cloned()).collect();
        let Some(overall) = packages::over_hosts(&verdicts) else { continue };
        context.found.packages_open |= overall.open && !install.alone;
        // Alone, a package may install of which the lists know that its needs do not.
        let cap =
            if install.alone && matches!(overall.reason, Reason::Native { .. }) { Status::Warn } else { Status::Fail };
        let outcomes: Vec<Outcome> = verdicts.iter().map(|verdict| outcome(verdict.status.min(cap))).collect();
        let error = error_of(&overall.reason);
        let reach = context.reach(install.call, &[error]);
        let kind = problem_of(&overall, requirement);
        let variant = match kind {
            Some(("unverified-package", _)) if install.alone => continue,
            Some(("unverified-package", _)) => Variant::Unverified,
            Some(("native-package", Variant::Installs) | ("other-version", _)) | None => Variant::Works,
            Some(_) => Variant::Plain,
        };
        let level = if variant == Variant::Works { None } else { level::measured(&outcomes) };
        let level = if certain { level } else { level.min(Some(Level::Warning)) };
        let level = context.reached_level(level, reach);
        let fill = [
            ("requirement", requirement.text.as_str()),
            ("package", overall.name.as_str()),
            ("why", overall.notes.as_str()),
            ("error", error),
        ];
        let subject = Subject::Use { node: install.call, name: install.callee.clone() };
        let span = context.notebook.tree.span(install.call);
        context.report("micropip-install", variant, level, span, subject, &fill);
        let status = match level {
            Some(Level::Error) => Status::Fail,
            Some(Level::Warning) => Status::Warn,
            _ => Status::Ok,
        };
        let known = context.requirements.iter().any(|entry| entry.name == requirement.name);
        let told = level.is_some() || overall.status == Status::Ok;
        if told && !known && !requirement.name.is_empty() {
            context.found.packages.push(Package { name: overall.name, status, notes: overall.notes });
        }
    }
}

/// What micropip raises (seen with 0.11.1; what it says of no requirement is a ValueError, too).
fn error_of(reason: &Reason) -> &'static str {
    match reason {
        Reason::Unsupported(Unsupported::Extra { .. }) => "KeyError",
        _ => "ValueError",
    }
}

fn outcome(status: Status) -> Outcome {
    match status {
        Status::Ok => Outcome::Works,
        Status::Warn => Outcome::Degraded,
        Status::Fail => Outcome::Fails,
    }
}
