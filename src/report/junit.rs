//! JUnit's XML, as test dashboards read it: a suite for each notebook, a case for each problem.
//!
//! Errors are failures; what does not fail a run counts as skipped, so a dashboard is red exactly if the run is.

use std::fmt::Write as _;

use super::markup::escaped;
use super::place::{Place, path_label};
use super::{Finding, Report};
use crate::rules::Level;

pub(super) fn render(reports: &[Report]) -> String {
    let errors = |report: &Report| report.findings.iter().filter(|one| one.problem.level == Level::Error).count();
    let cases = |report: &Report| report.findings.len().max(1);
    let mut page = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (all, failed): (usize, usize) = (reports.iter().map(cases).sum(), reports.iter().map(errors).sum());
    let _ = writeln!(page, "<testsuites name=\"wasmfix\" tests=\"{all}\" failures=\"{failed}\">");
    for report in reports {
        let path = escaped(&path_label(&report.notebook.path));
        let (all, failed) = (cases(report), errors(report));
        let skipped = report.findings.len() - failed;
        let _ =
            writeln!(page, "  <testsuite name=\"{path}\" tests=\"{all}\" failures=\"{failed}\" skipped=\"{skipped}\">");
        if report.findings.is_empty() {
            let _ = writeln!(page, "    <testcase classname=\"{path}\" name=\"runs in the browser\"/>");
        }
        for finding in &report.findings {
            case(&mut page, report, finding, &path);
        }
        page.push_str("  </testsuite>\n");
    }
    page + "</testsuites>\n"
}

fn case(page: &mut String, report: &Report, finding: &Finding, path: &str) {
    let (problem, line) = (&finding.problem, Place::of(report, finding).line);
    let id = escaped(&problem.id);
    let _ = writeln!(
        page,
        "    <testcase classname=\"{path}\" name=\"{id}, line {line}\" file=\"{path}\" line=\"{line}\">"
    );
    let message = escaped(&problem.message.replace(['\r', '\n'], " "));
    let parts = [&problem.reason, &problem.suggestion];
    let more: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
    let element = if problem.level == Level::Error { "failure" } else { "skipped" };
    let kind = if problem.level == Level::Error { " type=\"error\"" } else { "" };
    let _ = writeln!(page, "      <{element}{kind} message=\"{message}\">{}</{element}>", more.join("\n"));
    page.push_str("    </testcase>\n");
}
