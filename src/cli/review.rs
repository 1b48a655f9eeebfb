//! `--interactive`: every fix as a diff, applied on confirmation, with the keys of `git add -p`.
//!
//! After each accepted fix the new text is read and checked again, so each fix is shown as it will be made. What was
//! declined is not offered again. Files are written by the caller when the review has ended, however it ended.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Instant;

use anstyle::Style;

use super::explain;
use super::job::{Checked, Fixing};
use super::output::{Output, stderr_styled};
use super::prompt::{Answer, Prompt};
use crate::check::{FileCopy, Safety};
use crate::edit;
use crate::edit::diff::coloured;
use crate::fix::Fix;
use crate::harmless;
use crate::report::{Finding, Report, path_label};

/// More fixes of one file than this are no review: something feeds on itself.
const MOST_FIXES: usize = 1000;

/// How a review ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything was decided.
    Done,
    /// The person quit.
    Quit,
    /// Ctrl-C.
    Interrupted,
}

/// Asks about every fix of every notebook, and leaves what was accepted in [`Checked::fixing`].
pub fn run(notebooks: &mut [Checked], output: &Output) -> End {
    let prompt = Prompt::new();
    let mut reviews: Vec<Review> = notebooks.iter().map(|notebook| Review::new(notebook, &prompt)).collect();
    let offered = reviews.iter().any(|review| !review.undecided().is_empty());
    let end = ask_all(&mut reviews, &prompt);
    if offered {
        let count = |of: fn(&Review) -> usize| reviews.iter().map(of).sum::<usize>();
        let accepted = count(|review| review.applied().len());
        let declined = count(|review| review.refusals);
        let left = match count(|review| review.undecided().len()) {
            0 => String::new(),
            left => format!(", {left} left undecided"),
        };
        output.say("");
        output.say(format_args!("Review: {accepted} accepted, {declined} declined{left}"));
    } else {
        output.say("Nothing to review: no problem has a fix that can be made");
    }
    let fixings: Vec<_> = reviews.into_iter().map(|review| review.fixing.map(Rc::unwrap_or_clone)).collect();
    for (notebook, fixing) in notebooks.iter_mut().zip(fixings) {
        notebook.fixing = fixing;
    }
    end
}

/// Goes through the notebooks, and back where the last answer is taken back.
fn ask_all(reviews: &mut [Review], prompt: &Prompt) -> End {
    let mut at = 0;
    loop {
        let Some(review) = reviews.get_mut(at) else { return End::Done };
        match review.file() {
            Step::Done if reviews.iter().all(|review| review.undecided().is_empty()) => return End::Done,
            Step::Done => at = next_open(reviews, at, Direction::Forward),
            Step::Forward => at = next_open(reviews, at, Direction::Forward),
            Step::Backward => at = next_open(reviews, at, Direction::Backward),
            Step::Back => {
                let answered = reviews.iter().enumerate().filter(|(_, review)| !review.history.is_empty());
                let last = answered.max_by_key(|(_, review)| review.history.last().map(|before| before.when));
                match last.map(|(last, _)| last) {
                    Some(last) => at = last,
                    None => prompt.show("There is no answer to undo yet\n"),
                }
                if let Some(review) = reviews.get_mut(at) {
                    review.undo();
                }
            }
            Step::End(end) => return end,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// The next notebook in that direction where something is undecided, from the end on to the other one.
fn next_open(reviews: &mut [Review], from: usize, direction: Direction) -> usize {
    let count = reviews.len();
    let way = (1..=count).map(|step| match direction {
        Direction::Forward => (from + step) % count,
        Direction::Backward => (from + count - step) % count,
    });
    let open = |at: &usize| reviews.get(*at).map_or(0, |review| review.undecided().len());
    let Some((at, open)) = way.map(|at| (at, open(&at))).find(|(_, open)| *open > 0) else { return from };
    if let Some(review) = reviews.get_mut(at) {
        review.at = if direction == Direction::Forward { 0 } else { open - 1 };
    }
    at
}

/// How the questions of one notebook ended.
enum Step {
    /// Everything was decided.
    Done,
    /// The rest stays undecided for now: the next notebook is wanted.
    Forward,
    /// The same for the notebook before.
    Backward,
    /// The last answer is to be taken back, whichever notebook it was given to.
    Back,
    /// The review ends.
    End(End),
}

/// How a problem is known again in a text that has changed: by its id, its line's text, and which of several it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Mark {
    id: String,
    line: String,
    nth: usize,
}

/// A finding that is still to be decided: its index in the report, and how it is known again.
type Open = (usize, Mark);

struct Review<'a> {
    notebook: &'a Checked,
    prompt: &'a Prompt,
    fixing: Option<Rc<Fixing>>,
    declined: HashSet<Mark>,
    /// How many problems the person declined.
    refusals: usize,
    /// The texts that there were so far, the first one as read.
    texts: Vec<String>,
    /// What was before each answer, for its undoing.
    history: Vec<Before>,
    /// Which of the undecided problems is shown.
    at: usize,
}

/// What a review knew before an answer.
struct Before {
    when: Instant,
    fixing: Option<Rc<Fixing>>,
    declined: HashSet<Mark>,
    refusals: usize,
    texts: usize,
    at: usize,
}

impl<'a> Review<'a> {
    fn new(notebook: &'a Checked, prompt: &'a Prompt) -> Review<'a> {
        Review {
            notebook,
            prompt,
            fixing: None,
            declined: HashSet::new(),
            refusals: 0,
            texts: vec![notebook.report.notebook.text.as_str().to_owned()],
            history: Vec::new(),
            at: 0,
        }
    }

    /// Asks about the fixes of the file, until all are decided.
    fn file(&mut self) -> Step {
        let mut chosen = 0;
        loop {
            let open = self.undecided();
            self.at = if self.at < open.len() { self.at } else { 0 };
            let at = self.at;
            let Some((index, mark)) = open.get(at).cloned() else {
                return Step::Done;
            };
            let decided = self.applied().len() + self.refusals;
            let Some((question, safety, fixes)) = self.show(index, chosen, (decided + at + 1, decided + open.len()))
            else {
                self.declined.insert(mark);
                continue;
            };
            let enter = if safety == Safety::Safe { Answer::Apply } else { Answer::Decline };
            let alternative = std::mem::take(&mut chosen);
            let answer = self.prompt.ask(&question, enter, fixes, || self.why(index));
            if matches!(answer, Answer::Apply | Answer::Decline | Answer::ApplyRest | Answer::DeclineRest) {
                self.remember();
            }
            match answer {
                Answer::Apply => self.apply(index, &mark, alternative),
                Answer::Decline => self.decline(mark),
                Answer::ApplyRest => {
                    self.apply(index, &mark, alternative);
                    while let Some((index, mark)) = self.undecided().get(at).cloned() {
                        let finding = self.report().findings.get(index);
                        if finding.is_some_and(|finding| finding.fixes.iter().all(|fix| fix.ask)) {
                            // Nobody has picked it.
                            self.decline(mark);
                        } else {
                            self.apply(index, &mark, 0);
                        }
                    }
                }
                Answer::DeclineRest => open.into_iter().for_each(|(_, mark)| self.decline(mark)),
                Answer::Undo => return Step::Back,
                Answer::Next if at + 1 == open.len() => return Step::Forward,
                Answer::Next => self.at += 1,
                Answer::Previous if at == 0 => return Step::Backward,
                Answer::Previous => self.at = at - 1,
                Answer::Again => chosen = alternative,
                Answer::Alternative(index) => chosen = index,
                Answer::Quit => return Step::End(End::Quit),
                Answer::Interrupted => return Step::End(End::Interrupted),
            }
        }
    }

    fn decline(&mut self, mark: Mark) {
        self.declined.insert(mark);
        self.refusals += 1;
    }

    fn remember(&mut self) {
        self.history.push(Before {
            when: Instant::now(),
            fixing: self.fixing.clone(),
            declined: self.declined.clone(),
            refusals: self.refusals,
            texts: self.texts.len(),
            at: self.at,
        });
    }

    /// Takes the last answer back.
    fn undo(&mut self) {
        let Some(before) = self.history.pop() else { return };
        (self.fixing, self.declined, self.refusals) = (before.fixing, before.declined, before.refusals);
        self.texts.truncate(before.texts);
        self.at = before.at;
    }

    /// What `wasmfix explain` says of a problem.
    fn why(&self, index: usize) -> String {
        let definition = self.report().findings.get(index).map(|finding| finding.problem.definition);
        definition.map(|definition| format!("\n{}\n", explain::page(definition, stderr_styled()))).unwrap_or_default()
    }

    fn applied(&self) -> &[(String, String)] {
        self.fixing.as_ref().map_or(&[], |fixing| &fixing.applied)
    }

    fn report(&self) -> &Report {
        self.fixing.as_ref().map_or(&self.notebook.report, |fixing| &fixing.report)
    }

    fn undecided(&self) -> Vec<Open> {
        let report = self.report();
        let marks = report.findings.iter().zip(marks(report)).enumerate();
        marks
            .filter(|(_, (finding, mark))| !finding.fixes.is_empty() && !self.declined.contains(mark))
            .map(|(index, (_, mark))| (index, mark))
            .collect()
    }

    /// Shows a problem with one of its fixes; gives the question, the fix's class and how many fixes there are.
    fn show(&self, index: usize, chosen: usize, (at, of): (usize, usize)) -> Option<(String, Safety, usize)> {
        let report = self.report();
        let finding = report.findings.get(index)?;
        let fix = finding.fixes.get(chosen)?;
        let Ok(new) = edit::apply(report.notebook.text.as_str(), &fix.edits) else {
            self.refuse(fix, "its edits do not fit the text");
            return None;
        };
        let head = self.head(finding, (at, of));
        let copies: String = fix
            .copies
            .iter()
            .map(|copy| format!("  copies {} to {}\n", harmless::line(&copy.from), harmless::line(&copy.to)))
            .collect();
        self.prompt.show(&(head + &copies + &coloured(report.notebook.text.as_str(), &new)));
        let safety = fix.safety.label();
        Some((format!("{} ({safety})?", harmless::line(&fix.title)), fix.safety, finding.fixes.len()))
    }

    fn head(&self, finding: &Finding, (at, of): (usize, usize)) -> String {
        let (report, problem) = (self.report(), &finding.problem);
        let (bold, style) = (Style::new().bold(), problem.level.style());
        let path = path_label(&report.notebook.path);
        let cell = report.cell_label(finding).map(|cell| format!(", {cell}")).unwrap_or_default();
        let line = report.notebook.text.position(problem.span.start).0;
        let mut head =
            format!("\n{bold}{}{}, line {line}{bold:#} ({at} of {of})\n", harmless::line(&path), harmless::line(&cell));
        let (level, message) = (problem.level.label(), harmless::line(&problem.message));
        let _ = writeln!(head, "{style}{level}[{}]{style:#}: {message}", problem.id);
        if !problem.reason.is_empty() {
            let _ = writeln!(head, "  {}", harmless::line(&problem.reason));
        }
        if finding.fixes.len() > 1 {
            for (number, fix) in finding.fixes.iter().enumerate() {
                let _ = writeln!(head, "  {}: {} ({})", number + 1, harmless::line(&fix.title), fix.safety.label());
            }
        }
        head
    }

    /// Applies a fix and checks the new text. A fix that cannot be applied, or leaves its problem, counts as declined.
    fn apply(&mut self, index: usize, mark: &Mark, chosen: usize) {
        let before = self.report();
        let Some(finding) = before.findings.get(index) else {
            return;
        };
        let Some(fix) = finding.fixes.get(chosen).or(finding.fixes.first()) else {
            return;
        };
        let (level, fix) = (finding.problem.level, fix.clone());
        let mut copies = self.fixing.as_ref().map(|fixing| fixing.copies.clone()).unwrap_or_default();
        copies.extend(fix.copies.iter().filter(|copy| !copies.contains(copy)).cloned().collect::<Vec<_>>());
        let (report, bytes) = match self.edited(before, &fix, &copies) {
            Ok(edited) => edited,
            Err(reason) => {
                self.refuse(&fix, &reason);
                self.declined.insert(mark.clone());
                return;
            }
        };
        let left = |report: &Report| {
            marks(report).iter().filter(|other| other.id == mark.id && other.line == mark.line).count()
        };
        if left(&report) < left(before) {
            // Those behind it move up by one.
            let moved = |other: Mark| {
                let later = other.id == mark.id && other.line == mark.line && other.nth > mark.nth;
                Mark { nth: other.nth - usize::from(later), ..other }
            };
            self.declined = std::mem::take(&mut self.declined).into_iter().map(moved).collect();
        } else {
            self.declined.insert(mark.clone());
        }
        self.texts.push(report.notebook.text.as_str().to_owned());
        let (mut applied, mut levels) =
            self.fixing.take().map(|fixing| (fixing.applied.clone(), fixing.levels.clone())).unwrap_or_default();
        applied.push((mark.id.clone(), fix.title));
        levels.push(level);
        self.fixing = Some(Rc::new(Fixing { bytes, report, applied, copies, levels }));
    }

    fn edited(&self, before: &Report, fix: &Fix, copies: &[FileCopy]) -> Result<(Report, Vec<u8>), String> {
        let text = &before.notebook.text;
        let new = edit::apply(text.as_str(), &fix.edits).map_err(|error| error.to_string())?;
        if self.texts.contains(&new) || self.texts.len() > MOST_FIXES {
            return Err("it would undo another fix".into());
        }
        let bytes = text.with_source(new).encode().map_err(|error| format!("the new text {error}"))?;
        let checked = self.notebook.recheck.read_and_check(&self.notebook.source.path, &bytes, copies);
        let report = checked.map_err(|_| "the file would be no notebook any more".to_owned())?;
        if report.notebook.tree.errors().len() > before.notebook.tree.errors().len() {
            return Err("the notebook would not parse any more".into());
        }
        Ok((report, bytes))
    }

    fn refuse(&self, fix: &Fix, reason: &str) {
        self.prompt.show(&format!("Not applied: {}: {}\n", harmless::line(&fix.title), harmless::line(reason)));
    }
}

fn marks(report: &Report) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        let id = finding.problem.id.clone();
        // Without its indentation, which a guard around it changes.
        let line = report.notebook.slice(report.notebook.text.line(finding.problem.span.start)).trim().to_owned();
        let nth = marks.iter().filter(|mark| mark.id == id && mark.line == line).count();
        marks.push(Mark { id, line, nth });
    }
    marks
}
