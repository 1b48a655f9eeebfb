//! A report for people's eyes: none of its words steers a terminal or begins a line of its own.
//!
//! It takes each type apart by all of its fields, so what is added to a report is not forgotten here.

use std::borrow::Cow;
use std::path::PathBuf;

use super::{Finding, Report};
use crate::check::{FileCopy, Problem};
use crate::fix::{Fix, Withheld};
use crate::harmless::{code, line};
use crate::packages::Package;

fn one(text: String) -> String {
    line(&text).into_owned()
}

fn all(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(one).collect()
}

pub(super) fn report(report: &Report) -> Report {
    let Report {
        mut notebook,
        verdict,
        ignored,
        host,
        releases,
        host_notes,
        packages,
        findings,
        destinations,
        export,
        download,
        recommendations,
    } = report.clone();
    if let Cow::Owned(shown) = code(notebook.text.as_str()) {
        notebook.text = notebook.text.with_source(shown);
    }
    notebook.path = PathBuf::from(one(notebook.path.to_string_lossy().into_owned()));
    for cell in &mut notebook.cells {
        cell.name = one(std::mem::take(&mut cell.name));
    }
    Report {
        notebook,
        verdict,
        ignored,
        host: one(host),
        releases: one(releases),
        host_notes: all(host_notes),
        packages: packages.into_iter().map(package).collect(),
        findings: findings.into_iter().map(finding).collect(),
        destinations: all(destinations),
        export: export.map(one),
        download,
        recommendations: all(recommendations),
    }
}

fn package(package: Package) -> Package {
    let Package { name, status, notes } = package;
    Package { name: one(name), status, notes: one(notes) }
}

fn finding(finding: Finding) -> Finding {
    let Finding { problem, fixes, withheld } = finding;
    let Problem { id, definition, level, message, reason, suggestion, span, cell, subject } = problem;
    let (message, reason, suggestion) = (one(message), one(reason), one(suggestion));
    Finding {
        problem: Problem { id: one(id), definition, level, message, reason, suggestion, span, cell, subject },
        fixes: fixes.into_iter().map(fix).collect(),
        withheld: withheld
            .into_iter()
            .map(|Withheld { id, reason }| Withheld { id: one(id), reason: one(reason) })
            .collect(),
    }
}

fn fix(fix: Fix) -> Fix {
    let Fix { id, title, safety, ask, edits, copies } = fix;
    let copies = copies.into_iter().map(|FileCopy { from, to }| FileCopy { from: one(from), to: one(to) });
    Fix { id: one(id), title: one(title), safety, ask, edits, copies: copies.collect() }
}
