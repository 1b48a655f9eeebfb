//! One line a problem: `path:line:column: level[id] message [fixable]`.

use std::fmt::Write as _;

use anstyle::Style;

use super::Report;
use super::place::{Place, path_label, shown};

pub(super) fn render(reports: &[&Report], styled: bool) -> String {
    let mut lines = String::new();
    for (report, findings) in reports.iter().zip(shown(reports)) {
        let path = path_label(&report.notebook.path);
        for shown in findings {
            let (problem, place) = (&shown.finding.problem, Place::of(report, shown.finding));
            let marker = match (shown.finding.default_fix(false), shown.finding.default_fix(true)) {
                (Some(_), _) => " [fixable]",
                (None, Some(_)) => " [fixable, unsafe]",
                (None, None) => "",
            };
            let style = if styled { problem.level.style() } else { Style::new() };
            let (level, message) = (problem.level.label(), &shown.message);
            let _ = writeln!(
                lines,
                "{path}:{}:{}: {style}{level}[{}]{style:#} {message}{marker}",
                place.line, place.column, problem.id
            );
        }
    }
    lines
}
