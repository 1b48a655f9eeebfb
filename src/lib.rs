//! wasmfix tells whether a marimo notebook can run in the browser, and rewrites it so that it can.
//!
//! Data flows one way: bytes -> [`notebook`] -> [`syntax`] -> [`check`] (with [`host`] and [`packages`]) -> [`fix`] -> [`edit`] -> bytes.
//! [`report`] renders what was found. [`check()`] and [`fix()`] are the whole of it in two calls. What they must know of the world
//! they ask a [`Shell`](questions::Shell); the feature `cli` brings one: `cli`, the command line, with `disk` and `net`.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod disk;
pub mod edit;
pub mod fix;
pub mod harmless;
pub mod host;
#[cfg(feature = "cli")]
pub mod net;
pub mod notebook;
pub mod packages;
pub mod questions;
pub mod report;
pub mod rules;
pub mod surroundings;
pub mod syntax;

use std::collections::HashSet;

pub use check::Options;
use notebook::Notebook;
use report::{Finding, Report};
use syntax::Facts;

/// A notebook after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The report on the new text.
    pub report: Report,
    /// What was done, in order: problem id and the fix's title.
    pub applied: Vec<(String, String)>,
    /// The files to copy along with the new text, which is wrong without them.
    pub copies: Vec<check::FileCopy>,
    /// What must be said about the fixing itself: fixes that undid each other, a verification that failed.
    pub notes: Vec<String>,
}

/// How often fixes are applied and the result checked again before that is given up.
const PASSES: usize = 10;

/// Checks a notebook.
pub fn check(notebook: Notebook, options: &Options) -> Report {
    let (findings, found, hosts) = examine(&notebook, options, |facts, hosts, mut found| {
        let uncured = fix::Uncured::of(facts, &found.problems, fix::Allowed::Unsafe);
        let problems = std::mem::take(&mut found.problems).into_iter().map(|problem| {
            let (fixes, withheld) = fix::offers(facts, &problem, &uncured);
            Finding { problem, fixes, withheld }
        });
        (problems.collect::<Vec<_>>(), found, hosts.clone())
    });
    let verdict = found.verdict_on(findings.iter().map(|finding| &finding.problem));
    Report {
        verdict,
        ignored: found.ignored,
        host: hosts.describe(),
        releases: by_verdict(&notebook, &hosts, options, verdict).unwrap_or_else(|| hosts.releases()),
        host_notes: hosts.notes,
        packages: found.packages,
        destinations: report::destinations(verdict, &found.needs, found.download.as_ref()),
        export: report::export_command(&notebook, &found.needs).filter(|_| verdict != check::Verdict::Fail),
        download: found.download.filter(|_| verdict != check::Verdict::Fail),
        recommendations: found.recommendations,
        findings,
        notebook,
    }
}

/// The releases by their verdicts, the worst first, if they differ: `marimo 0.23.9; PASS on 0.25.2`.
fn by_verdict(notebook: &Notebook, hosts: &host::Hosts, options: &Options, worst: check::Verdict) -> Option<String> {
    if hosts.list.len() < 2 || worst == check::Verdict::Pass {
        return None;
    }
    let on = |host: &host::Host| {
        let alone = host::Hosts { list: vec![host.clone()], notes: Vec::new() };
        check::examine(notebook, &alone, options, |_, _, found| found.verdict())
    };
    let verdicts: Vec<check::Verdict> = hosts.list.iter().map(on).collect();
    let of = |verdict: check::Verdict| {
        let releases = hosts.list.iter().zip(&verdicts).filter(|(_, one)| **one == verdict);
        let list: Vec<host::Host> = releases.map(|(host, _)| host.clone()).collect();
        (!list.is_empty()).then(|| host::Hosts { list, notes: Vec::new() }.releases())
    };
    // What fails on no release alone is said of all of them.
    let mut words = of(worst).filter(|_| verdicts.iter().any(|one| *one != worst))?;
    for verdict in [check::Verdict::Warn, check::Verdict::Pass].into_iter().filter(|verdict| *verdict < worst) {
        if let Some(releases) = of(verdict) {
            words.push_str(&format!("; {} on {}", verdict.label(), releases.trim_start_matches("marimo ")));
        }
    }
    Some(words)
}

/// Gathers a notebook's facts, checks them, and hands both on.
fn examine<R>(
    notebook: &Notebook,
    options: &Options,
    then: impl FnOnce(&Facts, &host::Hosts, check::Findings) -> R,
) -> R {
    check::examine(notebook, &hosts_of(notebook, options), options, then)
}

fn hosts_of(notebook: &Notebook, options: &Options) -> host::Hosts {
    let hosts = if options.marimo.is_empty() {
        let listed = notebook.script.requirements().iter().map(|entry| packages::Requirement::read(&entry.text));
        let own = listed.filter(|requirement| requirement.name == "marimo").map(|requirement| host::Bound {
            allows: requirement.specifiers(),
            says: format!("the script block lists `{}`", requirement.text.trim()),
        });
        let locked = options.surroundings.locked("marimo");
        let project = options.surroundings.versions("marimo").map(|allows| host::Bound {
            says: match locked {
                Some(version) => format!("the project's lock has {version}"),
                None => format!("the project requires `marimo{allows}`"),
            },
            allows,
        });
        host::Hosts::by_default(&own.chain(project).collect::<Vec<_>>())
    } else {
        host::Hosts::of_releases(&options.marimo)
    };
    hosts.with_lock(options.lock.as_ref())
}

/// Checks a notebook and applies the default fixes, the unsafe ones too if told so, until nothing changes.
///
/// Each pass takes the fixes that do not touch each other, verifies the new text, and checks it again.
pub fn fix(notebook: Notebook, options: &Options, unsafe_fixes: bool) -> Fixed {
    let (mut applied, mut notes) = (Vec::new(), Vec::new());
    let mut seen = HashSet::from([notebook.text.as_str().to_owned()]);
    let original = notebook.clone();
    let mut notebook = notebook;
    let mut options = options.clone();
    let before = options.copied.len();
    for pass in 0..=PASSES {
        let (edits, taken, copies) = pass_over(&notebook, &options, unsafe_fixes);
        if edits.is_empty() {
            break;
        }
        let names: Vec<String> = taken.iter().map(|(id, _)| id.clone()).collect();
        if pass == PASSES {
            // A fix that does not cure its own problem must not pile up.
            notes.push(format!(
                "gave up after {PASSES} passes, nothing is changed; still changing: {}",
                names.join(", ")
            ));
            (notebook, applied) = (original, Vec::new());
            options.copied.truncate(before);
            break;
        }
        match rewritten(&notebook, &edits) {
            Ok(next) if !seen.insert(next.text.as_str().to_owned()) => {
                notes.push(format!(
                    "these fixes undo each other, so none of them is applied again: {}",
                    names.join(", ")
                ));
                break;
            }
            Ok(next) => {
                notebook = next;
                applied.extend(taken);
                options.copied.extend(copies);
            }
            Err(why) => {
                notes.push(format!("not applied, because {why}: {}", names.join(", ")));
                break;
            }
        }
    }
    let report = check(notebook, &options);
    Fixed { report, applied, copies: options.copied.split_off(before), notes }
}

/// The edits of one pass, what they are for, and the files to copy with them.
fn pass_over(
    notebook: &Notebook,
    options: &Options,
    unsafe_fixes: bool,
) -> (Vec<edit::Edit>, Vec<(String, String)>, Vec<check::FileCopy>) {
    examine(notebook, options, |facts, _, found| {
        let mut taken = Vec::new();
        let allowed = match (unsafe_fixes, options.unpublished) {
            (false, _) => fix::Allowed::Safe,
            (true, true) => fix::Allowed::Unpublished,
            (true, false) => fix::Allowed::Unsafe,
        };
        let uncured = fix::Uncured::of(facts, &found.problems, allowed);
        let mut plan = fix::Plan::new(facts).among(&uncured);
        for problem in &found.problems {
            if let Some(title) = fix::take(&mut plan, problem, allowed) {
                taken.push((problem.id.clone(), title));
            }
        }
        let copies = plan.copies();
        (plan.into_accepted(), taken, copies)
    })
}

/// The notebook with edits applied, read again and verified.
///
/// # Errors
/// Why the result is no good; the notebook stays as it is.
pub fn rewritten(notebook: &Notebook, edits: &[edit::Edit]) -> Result<Notebook, String> {
    let source = edit::apply(notebook.text.as_str(), edits).map_err(|error| error.to_string())?;
    let bytes = notebook.text.with_source(source).encode().map_err(|error| error.to_string())?;
    let next = Notebook::read(&notebook.path, &bytes).map_err(|error| error.to_string())?;
    edit::verify(notebook, &next, edits)?;
    Ok(next)
}
