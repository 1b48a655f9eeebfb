//! Where a finding is, in the words of a reader: lines and columns from 1, cells by name or number.

use std::borrow::Cow;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::{Finding, Report};
use crate::check::Verdict;
use crate::notebook::{CellKind, Span};
use crate::rules::Level;
use crate::rules::Safety;

/// Problems of a whole file that a folder of notebooks often shares; people read them once.
const SAID_ONCE: [&str; 1] = ["missing-script-block"];

/// Where a finding begins and ends; the end is the column after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Place {
    pub fn of(report: &Report, finding: &Finding) -> Place {
        Place::of_span(report, &finding.problem.span)
    }

    pub fn of_span(report: &Report, span: &Span) -> Place {
        let length = report.notebook.text.as_str().len();
        let start = span.start.min(length);
        let (line, column) = report.notebook.text.position(start);
        let (end_line, end_column) = report.notebook.text.position(span.end.clamp(start, length));
        Place { line, column, end_line, end_column }
    }
}

/// The path as reports write it: with forward slashes on every system.
pub fn path_label(path: &Path) -> String {
    with_slashes(&path.to_string_lossy(), std::path::MAIN_SEPARATOR)
}

/// The path as an argument of a command that a person can copy into a shell.
pub fn path_argument(path: &Path) -> String {
    let label = path_label(path);
    let label = if label.starts_with('-') { format!("./{label}") } else { label };
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+~:".contains(letter);
    match label {
        label if label.chars().all(plain) => label,
        // Every shell reads these quotes, that of Windows too; but in some of them other letters have a meaning.
        label if !label.contains(['"', '$', '`', '\\', '!', '%']) => format!("\"{label}\""),
        label => shlex::try_quote(&label).map_or(label.clone(), Cow::into_owned),
    }
}

/// The path of a system with that separator; elsewhere a backslash is a letter like any other. The marks of Windows'
/// long form are left out: no other program reads them with forward slashes.
fn with_slashes(path: &str, separator: char) -> String {
    if separator != '\\' {
        return path.to_owned();
    }
    let path = match path.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => path.strip_prefix(r"\\?\").unwrap_or(path).to_owned(),
    };
    path.replace('\\', "/")
}

/// A finding as people get to read it.
pub(super) struct Shown<'a> {
    pub finding: &'a Finding,
    pub message: Cow<'a, str>,
}

/// The findings of each report for people: what many notebooks share is said at the first of them, with a count.
pub(super) fn shown<'a>(reports: &[&'a Report]) -> Vec<Vec<Shown<'a>>> {
    let count = |id: &str| reports.iter().filter(|report| has(report, id)).count();
    let mut said: Vec<&str> = Vec::new();
    let mut result = Vec::with_capacity(reports.len());
    for report in reports {
        let mut findings = Vec::new();
        for finding in &report.findings {
            let problem = &finding.problem;
            let mut message = Cow::Borrowed(problem.message.as_str());
            if let Some(id) = SAID_ONCE.into_iter().find(|&id| id == problem.id) {
                if said.contains(&id) {
                    continue;
                }
                said.push(id);
                let count = count(id);
                if count > 1 {
                    message = format!("{} (so in {count} of {} notebooks)", problem.message, reports.len()).into();
                }
            }
            findings.push(Shown { finding, message });
        }
        result.push(findings);
    }
    result
}

fn has(report: &Report, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.problem.id == id)
}

impl Report {
    /// The cell a finding is in: ``cell `load` ``, `cell 3` if it has no name of its own; none outside the cells.
    pub fn cell_label(&self, finding: &Finding) -> Option<String> {
        let index = finding.problem.cell?;
        match self.notebook.cells.get(index) {
            Some(cell) if cell.kind == CellKind::Setup => Some("setup cell".into()),
            Some(cell) if !cell.name.chars().all(|character| character == '_') => Some(format!("cell `{}`", cell.name)),
            _ => Some(format!("cell {}", index + 1)),
        }
    }
}

impl Level {
    /// Its colour on a terminal.
    pub fn style(self) -> Style {
        let colour = match self {
            Level::Error => AnsiColor::BrightRed,
            Level::Warning => AnsiColor::Yellow,
            Level::Advice => AnsiColor::BrightCyan,
        };
        colour.on_default().bold()
    }

    /// The level as reports write it.
    pub fn label(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        }
    }
}

impl Verdict {
    /// The verdict as reports write it.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Pass => "PASS",
            Verdict::Warn => "WARN",
            Verdict::Fail => "FAIL",
        }
    }
}

impl Safety {
    /// The class as reports write it.
    pub fn label(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_slashes;

    #[test]
    fn backslashes_are_separators_on_windows_alone() {
        assert_eq!(with_slashes(r"notebooks\drafts\a.py", '\\'), "notebooks/drafts/a.py");
        assert_eq!(with_slashes(r"C:\work\a.py", '\\'), "C:/work/a.py");
        assert_eq!(with_slashes(r"\\?\C:\work\a.py", '\\'), "C:/work/a.py");
        assert_eq!(with_slashes(r"\\?\UNC\server\share\a.py", '\\'), "//server/share/a.py");
        assert_eq!(with_slashes(r"odd\name.py", '/'), r"odd\name.py");
    }
}
