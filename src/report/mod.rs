//! What a person or a program reads of a check: one file per output format.

mod concise;
mod destinations;
mod full;
mod github;
mod harmless;
mod html;
mod json;
mod junit;
mod markdown;
mod markup;
mod place;
mod sarif;
mod statistics;
mod summary;
mod wrap;

use crate::check::{Ignored, Problem, Verdict};
use crate::fix::{Fix, Withheld};
use crate::notebook::Notebook;
use crate::packages::{Download, Package, Status};
use crate::rules::Safety;

pub(crate) use destinations::{destinations, export_command};
pub use place::{path_argument, path_label};
pub use statistics::render as render_statistics;
pub use summary::Summary;
pub use wrap::Look;

/// How a report is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// For a terminal: the sections of the guidance, each problem with its source line.
    #[default]
    Full,
    /// One line a problem.
    Concise,
    /// The sections of the guidance, for a page or a pull request.
    Markdown,
    /// Version 1 of wasmfix's own data.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub shows at the lines of a pull request.
    Github,
    /// JUnit's XML, for the test reports of other CI services.
    Junit,
    /// One page to look at, with each problem beside its code and its diff.
    Html,
}

/// Renders the reports of one run.
///
/// For people the worst verdicts come first; data stays in the order given. `look` is for the formats of a terminal.
pub fn render(reports: &[Report], summary: &Summary, format: Format, look: Look) -> String {
    let for_people: Vec<Report> = match format {
        // They hold every word as it is.
        Format::Json | Format::Sarif => Vec::new(),
        _ => reports.iter().map(harmless::report).collect(),
    };
    let mut worst_first: Vec<&Report> = for_people.iter().collect();
    worst_first.sort_by_key(|report| std::cmp::Reverse(report.verdict));
    match format {
        Format::Full => full::render(&worst_first, look),
        Format::Concise => concise::render(&worst_first, look.styled),
        Format::Markdown => markdown::render(&worst_first),
        Format::Json => crate::harmless::json(&json::render(reports, summary)),
        Format::Sarif => crate::harmless::json(&sarif::render(reports)),
        Format::Github => github::render(&worst_first),
        Format::Junit => junit::render(&for_people),
        Format::Html => html::render(&worst_first, summary),
    }
}

/// A problem and what can be done about it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The problem.
    pub problem: Problem,
    /// The fixes that can be made here, the default (safe) one first.
    pub fixes: Vec<Fix>,
    /// The fixes that cannot be made here, and why.
    pub withheld: Vec<Withheld>,
}

/// All that is known of one notebook after a check.
#[derive(Clone, Debug)]
pub struct Report {
    /// The notebook the report is about.
    pub notebook: Notebook,
    /// The answer.
    pub verdict: Verdict,
    /// What was found and is not in the findings, because something ignores it.
    pub ignored: Ignored,
    /// The host or hosts it was judged for, in words: `marimo 0.25.2 (Pyodide 314.0.0)`.
    pub host: String,
    /// The same in short: `marimo 0.25.2`.
    pub releases: String,
    /// What the report must say about the choice of host (`after the last known host the last is taken` ...).
    pub host_notes: Vec<String>,
    /// The packages, sorted by name; of the standard library only what is not OK.
    pub packages: Vec<Package>,
    /// The findings, in the order of the file.
    pub findings: Vec<Finding>,
    /// Where it runs and what each place needs, one sentence each: `HTML export: ...`, `playground: ...`.
    pub destinations: Vec<String>,
    /// The command that makes the page, if no error is left.
    pub export: Option<String>,
    /// What the browser downloads before the first cell runs, if no error is left.
    pub download: Option<Download>,
    /// Further recommendations, one sentence each (CORS, hosted API ...).
    pub recommendations: Vec<String>,
}

impl Report {
    /// The verdict, and what is hidden from it: `PASS, 2 errors ignored`.
    pub fn verdict_in_words(&self) -> String {
        let ignored = self.ignored.in_words();
        let label = self.verdict.label();
        if ignored.is_empty() { label.to_owned() } else { format!("{label}, {ignored} ignored") }
    }
}

impl Finding {
    /// The fix that a run with `--fix` makes, or one with `--unsafe-fixes` too.
    pub fn default_fix(&self, unsafe_fixes: bool) -> Option<&Fix> {
        self.fixes.iter().find(|fix| (fix.safety == Safety::Safe || unsafe_fixes) && !fix.ask)
    }
}

impl Status {
    /// The status as the report's table writes it.
    pub fn label(self) -> &'static str {
        match self {
            Status::Ok => "OK",
            Status::Warn => "WARN",
            Status::Fail => "FAIL",
        }
    }
}
