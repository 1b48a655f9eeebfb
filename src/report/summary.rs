//! The counts of a run and the lines that close it.

use super::Report;
use crate::check::{Ignored, Level, Verdict};

/// What a run found, in numbers. `errors`, `warnings` and `advice` are what is left after fixing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
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
    /// Problems that fixes cured in this run.
    pub fixed: usize,
    /// Problems left that `--fix` cures.
    pub fixable: usize,
    /// Further ones that need `--unsafe-fixes`.
    pub fixable_unsafe: usize,
    /// What something ignores.
    pub ignored: Ignored,
    #[serde(skip)]
    fixed_levels: [usize; 3],
}

impl Summary {
    /// Counts what the reports say; `fixed` are the levels of the problems that are no longer in them.
    pub fn of(reports: &[Report], fixed: &[Level]) -> Summary {
        let mut summary = Summary { files: reports.len(), fixed: fixed.len(), ..Summary::default() };
        for &level in fixed {
            match level {
                Level::Error => summary.fixed_levels[0] += 1,
                Level::Warning => summary.fixed_levels[1] += 1,
                Level::Advice => summary.fixed_levels[2] += 1,
            }
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

    /// The lines that close a run. `written` tells whether the fixes were made, or only shown.
    pub fn closing(&self, written: bool) -> String {
        if self.files == 0 {
            return "No notebooks found".into();
        }
        let remaining = self.errors + self.warnings + self.advice;
        let found = remaining + self.fixed;
        let mut lines = vec![match found {
            0 => format!("No problems found in {}", counted(self.files, "notebook")),
            _ => format!("Found {} ({}{})", counted(found, "problem"), self.levels(), self.fates(remaining, written)),
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
        let [errors, warnings, advice] = self.fixed_levels;
        let counts = [
            (self.errors + errors, "error", "errors"),
            (self.warnings + warnings, "warning", "warnings"),
            (self.advice + advice, "advice", "advice"),
        ];
        let counts = counts.iter().filter(|(count, ..)| *count > 0);
        counts
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn fates(&self, remaining: usize, written: bool) -> String {
        match (self.fixed, written) {
            (0, _) => String::new(),
            (fixed, true) => format!("; {fixed} fixed, {remaining} remaining"),
            (fixed, false) => format!("; {fixed} would be fixed, {remaining} would remain"),
        }
    }
}

/// `1 notebook`, `2 notebooks`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
