//! What became of each problem in a review, in words: what was accepted, what was declined, what is left.

use std::fmt::Write as _;

use super::job::Checked;
use crate::harmless;
use crate::report::{Finding, Report, Summary, path_label};
use crate::rules::Safety;

/// More of one kind than this are counted, not named.
const NAMED: usize = 12;

/// What became of a problem that is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The person said no.
    Declined,
    /// The fix could not be made, or did not cure it.
    Uncured,
    /// Nothing was said.
    Undecided,
    /// There is no fix to decide about.
    Unfixable,
}

/// The problems of a review by what became of them, a line of words for each.
#[derive(Default)]
pub struct Tally {
    accepted: Vec<String>,
    declined: Vec<String>,
    uncured: Vec<String>,
    undecided: Vec<String>,
    unfixable: Vec<String>,
    /// How many went away with the fix of another.
    along: usize,
    files: usize,
    unsafe_fixes: usize,
}

impl Tally {
    /// Takes in a notebook: the fixes that were accepted, and what became of the problems that are there after them.
    pub fn add(&mut self, notebook: &Checked, accepted: &[Accepted], after: &Report, fates: &[Fate]) {
        let path = path_label(&after.notebook.path);
        self.files += usize::from(!accepted.is_empty());
        self.unsafe_fixes += accepted.iter().filter(|fix| fix.safety == Safety::Unsafe).count();
        let named =
            accepted.iter().map(|Accepted { id, title, safety }| format!("{path}, {id}: {title} ({})", safety.label()));
        self.accepted.extend(named);
        for (finding, fate) in after.findings.iter().zip(fates) {
            let list = match fate {
                Fate::Declined => &mut self.declined,
                Fate::Uncured => &mut self.uncured,
                Fate::Undecided => &mut self.undecided,
                Fate::Unfixable => &mut self.unfixable,
            };
            list.push(named_finding(&path, after, finding));
        }
        let fixed = Summary::of(std::slice::from_ref(after), &[&notebook.report]).fixed;
        self.along += fixed.saturating_sub(accepted.len());
    }

    /// How many fixes were accepted.
    pub fn accepted(&self) -> usize {
        self.accepted.len()
    }

    /// The question at the end.
    pub fn question(&self) -> String {
        let files = format!("{} notebook{}", self.files, if self.files == 1 { "" } else { "s" });
        let unsafe_fixes = match self.unsafe_fixes {
            0 => String::new(),
            count => format!(" ({count} unsafe)"),
        };
        match self.accepted.len() {
            0 => "There is nothing to write. End here?".to_owned(),
            1 => format!("Write 1 fix{unsafe_fixes} to {files}?"),
            count => format!("Write {count} fixes{unsafe_fixes} to {files}?"),
        }
    }

    /// The counts, which add up, and a line for each problem.
    pub fn in_words(&self) -> String {
        let kinds = [
            (&self.accepted, "accepted"),
            (&self.declined, "declined"),
            (&self.uncured, "not cured"),
            (&self.undecided, "left undecided"),
            (&self.unfixable, "without a fix"),
        ];
        let problems = self.along + kinds.iter().map(|(list, _)| list.len()).sum::<usize>();
        // What was asked about is said even if it is none.
        let said = kinds.iter().filter(|(list, kind)| !list.is_empty() || matches!(*kind, "accepted" | "declined"));
        let mut counts: Vec<String> = said.map(|(list, kind)| format!("{} {kind}", list.len())).collect();
        if self.along > 0 {
            counts.push(format!("{} cured along with others", self.along));
        }
        let mut words =
            format!("\nReview of {problems} problem{}: {}\n", if problems == 1 { "" } else { "s" }, counts.join(", "));
        for (list, kind) in kinds {
            for one in list.iter().take(NAMED) {
                let _ = writeln!(words, "  {kind}: {}", harmless::line(one));
            }
            if list.len() > NAMED {
                let _ = writeln!(words, "  {kind}: {} more", list.len() - NAMED);
            }
        }
        words
    }
}

/// A fix that the person accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The problem.
    pub id: String,
    /// The fix.
    pub title: String,
    /// Its class.
    pub safety: Safety,
}

fn named_finding(path: &str, report: &Report, finding: &Finding) -> String {
    let line = report.notebook.text.position(finding.problem.span.start).0;
    let what = finding.fixes.first().map_or(finding.problem.message.as_ref(), |fix| fix.title.as_str());
    format!("{path}, line {line}, {}: {what}", finding.problem.id)
}
