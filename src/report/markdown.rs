//! The four sections of the guidance as Markdown: Compatibility, Package report, Code issues, Recommendations.

use std::fmt::Write as _;

use super::place::{Place, Shown, path_argument, path_label, shown};
use super::{Report, Summary};

pub(super) fn render(reports: &[&Report]) -> String {
    let sections: Vec<String> =
        reports.iter().zip(shown(reports)).map(|(report, findings)| one(report, &findings)).collect();
    sections.join("\n")
}

fn one(report: &Report, findings: &[Shown]) -> String {
    let mut page = format!("# {}\n\n", path_label(&report.notebook.path));
    let _ = writeln!(page, "**Compatibility: {}** on {}\n", report.verdict_in_words(), report.host);
    list(&mut page, report.destinations.iter().chain(&report.host_notes));

    page.push_str("**Package report**\n\n");
    if report.packages.is_empty() {
        page.push_str("No packages.\n\n");
    } else {
        page.push_str("| Package | Status | Notes |\n|---|---|---|\n");
        for package in &report.packages {
            let _ =
                writeln!(page, "| {} | {} | {} |", cell(&package.name), package.status.label(), cell(&package.notes));
        }
        page.push('\n');
    }

    page.push_str("**Code issues**\n\n");
    if findings.is_empty() {
        page.push_str("None.\n");
    }
    for shown in findings {
        issue(&mut page, report, shown);
    }

    page.push_str("\n**Recommendations**\n\n");
    let recommendations = recommendations(report);
    if recommendations.is_empty() {
        page.push_str("None.\n");
    } else {
        list(&mut page, &recommendations);
        page.pop();
    }
    page
}

fn issue(page: &mut String, report: &Report, shown: &Shown) {
    let problem = &shown.finding.problem;
    let line = Place::of(report, shown.finding).line;
    let place = match report.cell_label(shown.finding) {
        Some(cell) => format!("{cell}, line {line}"),
        None => format!("line {line}"),
    };
    let _ = writeln!(page, "- **{}** `{}`, {place}: {}", problem.level.label(), problem.id, flat(&shown.message));
    for (word, text) in [("Reason", &problem.reason), ("Suggestion", &problem.suggestion)] {
        if !text.is_empty() {
            let _ = writeln!(page, "  - {word}: {}", flat(text));
        }
    }
    for fix in &shown.finding.fixes {
        let _ = writeln!(page, "  - Fix ({}): {}", fix.safety.label(), flat(&fix.title));
    }
    for withheld in &shown.finding.withheld {
        let _ = writeln!(page, "  - Fix `{}` withheld: {}", withheld.id, flat(&withheld.reason));
    }
}

/// What the report recommends, and the command that makes the fixes it has.
pub(super) fn recommendations(report: &Report) -> Vec<String> {
    let mut recommendations = report.recommendations.clone();
    let summary = Summary::of(std::slice::from_ref(report), &[]);
    if path_label(&report.notebook.path).starts_with('<') {
        // Standard input has no name that a command could take.
        return recommendations;
    }
    let path = path_argument(&report.notebook.path);
    if summary.fixable > 0 {
        let what = match (summary.fixable, report.findings.len()) {
            (1, 1) => "the problem".to_owned(),
            (cured, all) if cured == all => format!("all {all} problems"),
            (cured, all) => format!("{cured} of the {all} problems"),
        };
        recommendations.push(format!("`wasmfix --fix {path}` cures {what}."));
    }
    if summary.fixable_unsafe > 0 {
        let what = if summary.fixable > 0 { "more after your confirmation" } else { "after your confirmation" };
        recommendations.push(format!("`wasmfix -i {path}` cures {} {what}.", summary.fixable_unsafe));
    }
    recommendations
}

fn list<'a>(page: &mut String, items: impl IntoIterator<Item = &'a String>) {
    let before = page.len();
    for item in items {
        let _ = writeln!(page, "- {}", flat(item));
    }
    if page.len() > before {
        page.push('\n');
    }
}

fn cell(text: &str) -> String {
    flat(text).replace('|', "\\|")
}

fn flat(text: &str) -> String {
    text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
