//! What a person or a program reads of a check: one file per output format.

use crate::check::{Problem, Verdict};
use crate::fix::{Fix, Withheld};
use crate::notebook::Notebook;

/// Status of a package in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// In the host, or pure Python.
    Ok,
    /// Not verified, or works with limits.
    Warn,
    /// No build for the browser.
    Fail,
}

/// A row of the package report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Package {
    /// The distribution's (or the standard library module's) name.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// Why.
    pub notes: String,
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
    /// The host or hosts it was judged for, in words: `marimo 0.25 (Pyodide 314.0.0)`.
    pub host: String,
    /// What the report must say about the choice of host (`after the last known host the last is taken` ...).
    pub host_notes: Vec<String>,
    /// The packages, sorted by name; of the standard library only what is not OK.
    pub packages: Vec<Package>,
    /// The findings, in the order of the file.
    pub findings: Vec<Finding>,
    /// Where it runs and what each place needs, one sentence each: `HTML export: ...`, `playground: ...`.
    pub destinations: Vec<String>,
    /// Further recommendations, one sentence each (CORS, hosted API ...).
    pub recommendations: Vec<String>,
}
