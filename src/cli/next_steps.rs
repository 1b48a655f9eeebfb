//! The last lines of a run: the command that comes next, and what stands in the way of notebooks that fail all the same.

use super::args::CheckArgs;
use super::job::Checked;
use super::output::attended;
use crate::check::Verdict;
use crate::packages::Status;
use crate::report::{Finding, Report, path_argument, path_label};
use crate::rules::Level;

/// More notebooks that fail than this are counted.
const NAMED: usize = 3;

/// What comes next, a line each.
pub fn after(notebooks: &[Checked], args: &CheckArgs) -> Vec<String> {
    let fixing = args.fix || args.diff || args.interactive;
    if !fixing {
        return look(notebooks, args).into_iter().collect();
    }
    // A diff has made no page yet.
    let page = if args.diff { None } else { page(notebooks) };
    page.into_iter().chain(failing(notebooks, args)).collect()
}

/// After a check that a person looks at.
fn look(notebooks: &[Checked], args: &CheckArgs) -> Option<String> {
    let from_stream = args.paths.iter().any(|path| path.as_os_str() == "-");
    if from_stream || args.quiet || !attended() || notebooks.is_empty() {
        return None;
    }
    let mut findings = notebooks.iter().flat_map(|notebook| &notebook.report.findings);
    let paths = match (notebooks, args.paths.as_slice()) {
        ([notebook], _) => path_argument(&notebook.source.path),
        (_, []) => ".".to_owned(),
        (_, paths) => paths.iter().map(|path| path_argument(path)).collect::<Vec<_>>().join(" "),
    };
    if findings.clone().any(|finding| finding.default_fix(false).is_some()) {
        return Some(format!("Next: wasmfix --diff {paths} shows the safe fixes, wasmfix --fix {paths} makes them"));
    }
    if findings.clone().any(|finding| !finding.fixes.is_empty()) {
        return Some(format!("Next: wasmfix -i {paths} shows each fix and asks"));
    }
    if let Some(finding) = findings.find(|finding| finding.problem.level == Level::Error) {
        return Some(format!("Next: wasmfix explain {} says what to do by hand", finding.problem.id));
    }
    notebooks.iter().find_map(|notebook| notebook.report.export.as_ref()).map(|export| format!("Next: {export}"))
}

/// After fixes that left no error: how the page is made.
fn page(notebooks: &[Checked]) -> Option<String> {
    let fixed = notebooks.iter().filter(|notebook| notebook.fixing.is_some());
    let mut commands = fixed.filter_map(|notebook| notebook.final_report().export.as_deref());
    let (first, others) = (commands.next()?, commands.count());
    Some(match others {
        0 => format!("Next: {first}"),
        _ => format!("Next: {first}, and so for {others} more"),
    })
}

/// After fixes that were not enough: what must be done first.
fn failing(notebooks: &[Checked], args: &CheckArgs) -> Vec<String> {
    let reports = notebooks.iter().map(Checked::final_report);
    let failing: Vec<&Report> = reports.filter(|report| report.verdict == Verdict::Fail).collect();
    let mut lines: Vec<String> = failing.iter().take(NAMED).flat_map(|report| in_the_way(report, args)).collect();
    if failing.len() > NAMED {
        lines.push(format!(
            "{} more notebooks {}",
            failing.len() - NAMED,
            if args.diff { "would still fail" } else { "still fail" }
        ));
    }
    lines
}

fn in_the_way(report: &Report, args: &CheckArgs) -> Vec<String> {
    let path = path_label(&report.notebook.path);
    let fails = if args.diff { "would still fail" } else { "still fails" };
    let errors = || report.findings.iter().filter(|finding| finding.problem.level == Level::Error);
    // What nothing offers to cure comes first: until it is mended, no fix makes the notebook run.
    let first = errors().find(|finding| finding.fixes.is_empty()).or_else(|| errors().next());
    let Some(finding) = first else {
        let package = report.packages.iter().find(|package| package.status == Status::Fail);
        let why = package.map(|package| format!(": {}: {}", package.name, package.notes)).unwrap_or_default();
        return vec![format!("{path} {fails}{why}")];
    };
    let line = report.notebook.text.position(finding.problem.span.start).0;
    let (id, message) = (&finding.problem.id, &finding.problem.message);
    vec![
        format!("{path} {fails}, line {line}, {id}: {message}"),
        format!("  first: {}", cure(report, finding, args.interactive)),
    ]
}

/// What a person can do about a problem.
fn cure(report: &Report, finding: &Finding, asked: bool) -> String {
    let path = path_argument(&report.notebook.path);
    let suggestion = &finding.problem.suggestion;
    match finding.fixes.is_empty() {
        false if !asked => format!("wasmfix -i {path} shows what can be done"),
        _ if suggestion.is_empty() => format!("wasmfix explain {} says what to do", finding.problem.id),
        _ => suggestion.to_string(),
    }
}
