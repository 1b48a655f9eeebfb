//! The counts of a run and the lines that close it.

use std::collections::BTreeMap;

use super::Report;
use crate::check::{Ignored, Verdict};
use crate::rules::Level;

/// What a run found, in numbers. `errors`, `warnings` and `advice` are what is there after fixing.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Notebooks checked.
    pub files: usize,
    /// Notebooks with the verdict PASS.
    pub pass: usize,
    /// Notebooks with the verdict WARN.
    pub warn: usize,
    /// Notebooks with the verdict FAIL.
    pub fail: usize,
    /// Errors left.
    pub errors: usize,
    /// Warnings left.
    pub warnings: usize,
    /// Advice left.
    pub advice: usize,
    /// Problems that were there before the fixes of this run, and are no more.
    pub fixed: usize,
    /// Problems that are there since the fixes only.
    pub new: usize,
    /// Problems left that `--fix` cures.
    pub fixable: usize,
    /// Further ones that need `--unsafe-fixes`.
    pub fixable_unsafe: usize,
    /// What something ignores.
    pub ignored: Ignored,
    /// What was found before the fixes: errors, warnings, advice.
    #[serde(skip)]
    found: [usize; 3],
    /// Whether fixes changed a notebook, also if that cured nothing on one of the releases judged.
    #[serde(skip)]
    changed: bool,
    /// The new problems by id.
    #[serde(skip)]
    new_ids: BTreeMap<String, usize>,
}

impl Summary {
    /// Counts what the reports say. `before` are those on the same notebooks before their fixes; empty if there were none.
    pub fn of(reports: &[Report], before: &[&Report]) -> Summary {
        let mut summary = Summary { files: reports.len(), ..Summary::default() };
        for (before, after) in before.iter().zip(reports) {
            summary.compare(before, after);
        }
        if before.is_empty() {
            reports.iter().for_each(|report| summary.count_found(report));
        }
        for report in reports {
            match report.verdict {
                Verdict::Pass => summary.pass += 1,
                Verdict::Warn => summary.warn += 1,
                Verdict::Fail => summary.fail += 1,
            }
            summary.ignored.errors += report.ignored.errors;
            summary.ignored.warnings += report.ignored.warnings;
            for finding in &report.findings {
                match finding.problem.level {
                    Level::Error => summary.errors += 1,
                    Level::Warning => summary.warnings += 1,
                    Level::Advice => summary.advice += 1,
                }
                if finding.default_fix(false).is_some() {
                    summary.fixable += 1;
                } else if finding.default_fix(true).is_some() {
                    summary.fixable_unsafe += 1;
                }
            }
        }
        summary
    }

    fn count_found(&mut self, report: &Report) {
        for finding in &report.findings {
            let [errors, warnings, advice] = &mut self.found;
            *match finding.problem.level {
                Level::Error => errors,
                Level::Warning => warnings,
                Level::Advice => advice,
            } += 1;
        }
    }

    /// What of a notebook's problems is gone, and what is new. They are told apart by their ids alone: the line of one
    /// that is left may have changed with its neighbour's fix.
    fn compare(&mut self, before: &Report, after: &Report) {
        self.count_found(before);
        self.changed |= before.notebook.text.as_str() != after.notebook.text.as_str();
        let (old, new) = (by_id(before), by_id(after));
        let left = |id: &str| old.get(id).min(new.get(id)).copied().unwrap_or_default();
        self.fixed += old.iter().map(|(id, count)| count - left(id)).sum::<usize>();
        for (id, more) in new.iter().map(|(id, count)| (id, count - left(id))).filter(|(_, more)| *more > 0) {
            self.new += more;
            *self.new_ids.entry((*id).to_owned()).or_default() += more;
        }
    }

    /// The lines that close a run. `written` tells whether the fixes were made, or only shown.
    pub fn closing(&self, written: bool) -> String {
        if self.files == 0 {
            return "No notebooks found".into();
        }
        let found = self.found.iter().sum();
        let mut lines = vec![match found {
            0 => format!("No problems found in {}", counted(self.files, "notebook")),
            _ => format!("Found {} ({}{})", counted(found, "problem"), self.levels(), self.fates(found, written)),
        }];
        let ignored = self.ignored.in_words();
        if !ignored.is_empty() {
            lines[0].push_str(&format!("; {ignored} ignored"));
        }
        match (self.fixable, self.fixable_unsafe) {
            (0, 0) => {}
            (0, more) => lines.push(format!("{more} fixable with --fix --unsafe-fixes")),
            (safe, 0) => lines.push(format!("{safe} fixable with --fix")),
            (safe, more) => lines.push(format!("{safe} fixable with --fix, {more} more with --unsafe-fixes")),
        }
        if self.files > 1 {
            lines.push(format!("{} notebooks: {} PASS, {} WARN, {} FAIL", self.files, self.pass, self.warn, self.fail));
        }
        lines.join("\n")
    }

    fn levels(&self) -> String {
        let [errors, warnings, advice] = self.found;
        let counts = [(errors, "error", "errors"), (warnings, "warning", "warnings"), (advice, "advice", "advice")];
        let counts = counts.iter().filter(|(count, ..)| *count > 0);
        counts
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What became of what was found: it is fixed or left, and what is new was not found before.
    fn fates(&self, found: usize, written: bool) -> String {
        if !self.changed && (self.fixed, self.new) == (0, 0) {
            return String::new();
        }
        let fixed = if written { "fixed" } else { "would be fixed" };
        let mut fates = format!("; {} {fixed}, {} left", self.fixed, found.saturating_sub(self.fixed));
        if self.new > 0 {
            let ids: Vec<String> = self.new_ids.iter().map(|(id, count)| times(id, *count)).collect();
            fates.push_str(&format!(", {} new: {}", self.new, ids.join(", ")));
        }
        fates
    }
}

fn by_id(report: &Report) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    report.findings.iter().for_each(|finding| *counts.entry(finding.problem.id.as_str()).or_default() += 1);
    counts
}

/// `local-file`, or `local-file (2)`.
fn times(id: &str, count: usize) -> String {
    if count == 1 { id.to_owned() } else { format!("{id} ({count})") }
}

/// `1 notebook`, `2 notebooks`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
