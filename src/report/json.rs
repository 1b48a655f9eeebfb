//! The report as data, version 1: lines and columns from 1, edits in bytes of the file.

use serde::Serialize;

use super::place::{Place, path_label};
use super::{Report, Summary};
use crate::check::{Ignored, Verdict};
use crate::packages::Package;
use crate::rules::{Level, Safety};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    files: Vec<File<'a>>,
    summary: &'a Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: String,
    verdict: Verdict,
    /// What something ignores; it has no say in the verdict.
    ignored: Ignored,
    host: &'a str,
    /// An estimate, in whole megabytes; null if errors are left.
    download_bytes: Option<u64>,
    packages: &'a [Package],
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    id: &'a str,
    level: Level,
    message: &'a str,
    /// The cell's number in the file, from 1 like lines; null outside the cells.
    cell: Option<usize>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    fixes: Vec<Fix<'a>>,
    /// Fixes that would be right elsewhere, and why they are not made here.
    withheld: Vec<Withheld<'a>>,
}

#[derive(Serialize)]
struct Withheld<'a> {
    id: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    id: &'a str,
    title: &'a str,
    safety: Safety,
    /// Whether a person must choose it, in the review: then its edits are not handed out.
    ask: bool,
    edits: Vec<Edit<'a>>,
    /// Files to copy along with the edits, relative to the notebook's folder.
    copies: Vec<Copy<'a>>,
}

#[derive(Serialize)]
struct Copy<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

pub(super) fn render(reports: &[Report], summary: &Summary) -> String {
    let document = Document { version: VERSION, files: reports.iter().map(file).collect(), summary };
    // Strings, numbers and enums always serialise.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn file(report: &Report) -> File<'_> {
    File {
        path: path_label(&report.notebook.path),
        verdict: report.verdict,
        ignored: report.ignored,
        host: &report.host,
        download_bytes: report.download.map(|download| download.megabytes() * 1_000_000),
        packages: &report.packages,
        problems: report.findings.iter().map(|finding| problem(report, finding)).collect(),
    }
}

fn problem<'a>(report: &'a Report, finding: &'a super::Finding) -> Problem<'a> {
    let Place { line, column, end_line, end_column } = Place::of(report, finding);
    let text = &report.notebook.text;
    let edit = |edit: &'a crate::edit::Edit| Edit {
        start: text.file_offset(edit.span.start),
        end: text.file_offset(edit.span.end),
        text: &edit.text,
    };
    let fix = |fix: &'a crate::fix::Fix| Fix {
        id: &fix.id,
        title: &fix.title,
        safety: fix.safety,
        ask: fix.ask,
        edits: fix.edits.iter().filter(|_| !fix.ask).map(edit).collect(),
        copies: fix.copies.iter().filter(|_| !fix.ask).map(|copy| Copy { from: &copy.from, to: &copy.to }).collect(),
    };
    Problem {
        id: &finding.problem.id,
        level: finding.problem.level,
        message: &finding.problem.message,
        cell: finding.problem.cell.map(|index| index + 1),
        line,
        column,
        end_line,
        end_column,
        fixes: finding.fixes.iter().map(fix).collect(),
        withheld: finding.withheld.iter().map(|one| Withheld { id: &one.id, reason: &one.reason }).collect(),
    }
}
