//! GitHub's workflow commands: `::error file=...,line=...::message`.

use std::fmt::Write as _;

use super::Report;
use super::place::{Place, path_label};
use crate::rules::Level;

pub(super) fn render(reports: &[&Report]) -> String {
    let mut lines = String::new();
    for report in reports {
        // All of them at every notebook: a pull request shows only those in the files that it changes.
        for finding in &report.findings {
            let (problem, place) = (&finding.problem, Place::of(report, finding));
            let command = match problem.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Advice => "notice",
            };
            // GitHub drops an annotation whose columns are on two lines.
            let columns = if place.line == place.end_line {
                format!(",col={},endColumn={}", place.column, place.end_column)
            } else {
                String::new()
            };
            let mut text = problem.message.clone();
            if let Some(cell) = report.cell_label(finding) {
                let _ = write!(text, " ({cell})");
            }
            for part in [&problem.reason, &problem.suggestion] {
                if !part.is_empty() {
                    let _ = write!(text, "\n{part}");
                }
            }
            let _ = writeln!(
                lines,
                "::{command} file={},line={},endLine={}{columns},title={}::{}",
                property(&path_label(&report.notebook.path)),
                place.line,
                place.end_line,
                property(&format!("wasmfix: {}", problem.id)),
                data(&text)
            );
        }
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
