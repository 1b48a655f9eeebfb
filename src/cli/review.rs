//! `--interactive`: every fix as a diff, applied on confirmation, with the keys of `git add -p`.
//!
//! After each accepted fix the new text is read and checked again, so each fix is shown as it will be made. What was
//! declined is not offered again. At the end the person says whether what was accepted is written; the caller writes it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Instant;

use anstyle::{AnsiColor, Style};

use super::explain;
use super::job::{Checked, Fixing};
use super::output::{Output, stderr_styled};
use super::prompt::{Answer, Prompt};
use super::tally::{Accepted, Fate, Tally};
use crate::check::FileCopy;
use crate::edit;
use crate::edit::diff::coloured;
use crate::fix::Fix;
use crate::harmless;
use crate::report::{Finding, Report, path_label};
use crate::rules::Safety;

/// More fixes of one file than this are no review: something feeds on itself.
const MOST_FIXES: usize = 1000;

const UNSAFE: Style = AnsiColor::Yellow.on_default().bold();

/// How a review ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What was accepted is to be written.
    Confirmed,
    /// Nothing is to be written.
    Discarded,
    /// Ctrl-C: nothing is to be written.
    Interrupted,
}

/// Asks about every fix of every notebook, and leaves what was accepted and confirmed in [`Checked::fixing`].
pub fn run(notebooks: &mut [Checked], output: &Output) -> End {
    let prompt = Prompt::new();
    let mut reviews: Vec<Review> = notebooks.iter().map(|notebook| Review::new(notebook, &prompt)).collect();
    if reviews.iter().all(|review| review.undecided().is_empty()) {
        output.say("Nothing to review: no problem has a fix that can be made");
        return End::Discarded;
    }
    let end = ask_all(&mut reviews, &prompt);
    if end != End::Confirmed {
        output.say(match tally(&reviews).accepted() {
            0 => "Nothing is written".to_owned(),
            1 => "Nothing is written: the fix that was accepted is dropped".to_owned(),
            count => format!("Nothing is written: the {count} fixes that were accepted are dropped"),
        });
        return end;
    }
    let fixings: Vec<_> = reviews.into_iter().map(|review| review.fixing.map(Rc::unwrap_or_clone)).collect();
    for (notebook, fixing) in notebooks.iter_mut().zip(fixings) {
        notebook.fixing = fixing;
    }
    end
}

fn tally(reviews: &[Review]) -> Tally {
    let mut tally = Tally::default();
    for review in reviews {
        tally.add(review.notebook, &review.accepted, review.report(), &review.fates());
    }
    tally
}

/// Goes through the notebooks, and back where the last answer is taken back, until the end is confirmed.
fn ask_all(reviews: &mut [Review], prompt: &Prompt) -> End {
    let mut at = 0;
    loop {
        let Some(review) = reviews.get_mut(at) else { return End::Discarded };
        match review.file() {
            Step::Done if reviews.iter().all(|review| review.undecided().is_empty()) => {
                match ask_end(reviews, prompt) {
                    Some(end) => return end,
                    None => at = take_back(reviews, prompt).unwrap_or(at),
                }
            }
            Step::Done => at = next_open(reviews, at, Direction::Forward),
            Step::Forward => at = next_open(reviews, at, Direction::Forward),
            Step::Backward => at = next_open(reviews, at, Direction::Backward),
            Step::Back => at = take_back(reviews, prompt).unwrap_or(at),
            // A clear wish, and nothing that could be lost.
            Step::Quit if tally(reviews).accepted() == 0 => {
                prompt.show(&tally(reviews).in_words());
                return End::Discarded;
            }
            // Taken back, it is as if `q` had not been said.
            Step::Quit => {
                if let Some(end) = ask_end(reviews, prompt) {
                    return end;
                }
            }
            Step::End(end) => {
                prompt.show(&tally(reviews).in_words());
                return end;
            }
        }
    }
}

/// Shows what was decided, and asks whether it is written; nothing if the last answer is to be taken back.
fn ask_end(reviews: &[Review], prompt: &Prompt) -> Option<End> {
    let tally = tally(reviews);
    prompt.show(&tally.in_words());
    loop {
        match prompt.ask_end(&tally.question()) {
            Answer::Apply if tally.accepted() > 0 => return Some(End::Confirmed),
            Answer::Interrupted => return Some(End::Interrupted),
            Answer::Undo => return None,
            Answer::Again => {}
            _ => return Some(End::Discarded),
        }
    }
}

/// Takes back the last answer, whichever notebook it was given to, and tells which one that was.
fn take_back(reviews: &mut [Review], prompt: &Prompt) -> Option<usize> {
    let answered = reviews.iter().enumerate().filter(|(_, review)| !review.history.is_empty());
    let last = answered.max_by_key(|(_, review)| review.history.last().map(|before| before.when));
    let last = last.map(|(last, _)| last);
    match last.and_then(|last| reviews.get_mut(last)) {
        Some(review) => review.undo(),
        None => prompt.show("There is no answer to undo yet\n"),
    }
    last
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
    /// The review ends, and what was accepted waits for a last word.
    Quit,
    /// The review ends at once.
    End(End),
}

/// What `a` is to do.
enum Rest {
    /// Apply the rest of the file, with its unsafe fixes or without.
    Apply { unsafe_too: bool },
    /// Nothing: the fix is shown again.
    Back,
    /// The questions end.
    End(Step),
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
    /// The fixes that were made.
    accepted: Vec<Accepted>,
    /// What is not offered again.
    declined: HashMap<Mark, Fate>,
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
    accepted: usize,
    declined: HashMap<Mark, Fate>,
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
            accepted: Vec::new(),
            declined: HashMap::new(),
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
            let decided = self.accepted.len() + self.refusals;
            let Some((question, safety, fixes)) = self.show(index, chosen, (decided + at + 1, decided + open.len()))
            else {
                self.declined.insert(mark, Fate::Uncured);
                continue;
            };
            let enter = if safety == Safety::Safe { Answer::Apply } else { Answer::Decline };
            let alternative = std::mem::take(&mut chosen);
            let answer = self.prompt.ask(&question, enter, fixes);
            let unsafe_too = match answer {
                Answer::ApplyRest => match self.ask_rest(at, alternative) {
                    Rest::Apply { unsafe_too } => unsafe_too,
                    Rest::Back => {
                        chosen = alternative;
                        continue;
                    }
                    Rest::End(step) => return step,
                },
                _ => false,
            };
            if matches!(answer, Answer::Apply | Answer::Decline | Answer::ApplyRest | Answer::DeclineRest) {
                self.remember();
            }
            match answer {
                Answer::Apply => self.apply(index, &mark, alternative),
                Answer::Decline => self.decline(mark),
                Answer::ApplyRest => self.apply_rest(at, alternative, unsafe_too),
                Answer::DeclineRest => open.into_iter().for_each(|(_, mark)| self.decline(mark)),
                Answer::Undo => return Step::Back,
                Answer::Next if at + 1 == open.len() => return Step::Forward,
                Answer::Next => self.at += 1,
                Answer::Previous if at == 0 => return Step::Backward,
                Answer::Previous => self.at = at - 1,
                Answer::Again => chosen = alternative,
                Answer::Why => {
                    self.prompt.show(&self.why(index));
                    chosen = alternative;
                }
                Answer::Alternative(index) => chosen = index,
                Answer::Quit => return Step::Quit,
                Answer::Discard => return Step::End(End::Discarded),
                Answer::Interrupted => return Step::End(End::Interrupted),
            }
        }
    }

    /// Asks once more if unsafe fixes are among what is shown and the rest of the file.
    fn ask_rest(&self, at: usize, chosen: usize) -> Rest {
        let open = self.undecided();
        let findings = open.iter().skip(at).filter_map(|(index, _)| self.report().findings.get(*index));
        let fixes: Vec<&Fix> = findings
            .enumerate()
            .filter_map(|(nth, finding)| of_rest(finding, (nth == 0).then_some(chosen)))
            .map(|(_, fix)| fix)
            .collect();
        let question = match (fixes.iter().filter(|fix| fix.safety == Safety::Unsafe).count(), fixes.len()) {
            (0, _) => return Rest::Apply { unsafe_too: false },
            (_, 1) => "This fix is unsafe. Apply it?".to_owned(),
            (1, all) => format!("1 of these {all} fixes is unsafe. Apply it with the others?"),
            (some, all) => format!("{some} of these {all} fixes are unsafe. Apply them with the others?"),
        };
        loop {
            match self.prompt.ask_all(&question) {
                Answer::Apply => return Rest::Apply { unsafe_too: true },
                Answer::Decline => return Rest::Apply { unsafe_too: false },
                Answer::Again => {}
                Answer::Interrupted => return Rest::End(Step::End(End::Interrupted)),
                Answer::Discard => return Rest::End(Step::End(End::Discarded)),
                Answer::Quit => return Rest::End(Step::Quit),
                _ => return Rest::Back,
            }
        }
    }

    /// Applies what is shown and all that comes behind it; what is not among that stays undecided.
    fn apply_rest(&mut self, mut at: usize, chosen: usize, unsafe_too: bool) {
        let mut shown = Some(chosen);
        while let Some((index, mark)) = self.undecided().get(at).cloned() {
            let fix = self.report().findings.get(index).and_then(|finding| of_rest(finding, shown.take()));
            match fix.filter(|(_, fix)| fix.safety == Safety::Safe || unsafe_too).map(|(chosen, _)| chosen) {
                Some(chosen) => self.apply(index, &mark, chosen),
                None => at += 1,
            }
        }
    }

    fn decline(&mut self, mark: Mark) {
        self.declined.insert(mark, Fate::Declined);
        self.refusals += 1;
    }

    fn remember(&mut self) {
        self.history.push(Before {
            when: Instant::now(),
            fixing: self.fixing.clone(),
            accepted: self.accepted.len(),
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
        self.accepted.truncate(before.accepted);
        self.texts.truncate(before.texts);
        self.at = before.at;
    }

    /// What `wasmfix explain` says of a problem.
    fn why(&self, index: usize) -> String {
        let definition = self.report().findings.get(index).map(|finding| &finding.problem.definition);
        definition.map(|definition| format!("\n{}\n", explain::page(definition, stderr_styled()))).unwrap_or_default()
    }

    fn report(&self) -> &Report {
        self.fixing.as_ref().map_or(&self.notebook.report, |fixing| &fixing.report)
    }

    fn undecided(&self) -> Vec<Open> {
        let report = self.report();
        let marks = report.findings.iter().zip(marks(report)).enumerate();
        marks
            .filter(|(_, (finding, mark))| !finding.fixes.is_empty() && !self.declined.contains_key(mark))
            .map(|(index, (_, mark))| (index, mark))
            .collect()
    }

    /// What became of each problem that is there now.
    fn fates(&self) -> Vec<Fate> {
        let report = self.report();
        let fate = |(finding, mark): (&Finding, Mark)| match finding.fixes.is_empty() {
            true => Fate::Unfixable,
            false => self.declined.get(&mark).copied().unwrap_or(Fate::Undecided),
        };
        report.findings.iter().zip(marks(report)).map(fate).collect()
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
        let title = harmless::line(&fix.title);
        let question = match fix.safety {
            Safety::Safe => format!("{title} (safe)?"),
            Safety::Unsafe => format!("{title} ({UNSAFE}unsafe: it may change what the notebook does{UNSAFE:#})?"),
        };
        Some((question, fix.safety, finding.fixes.len()))
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
        let fix = fix.clone();
        let mut copies = self.fixing.as_ref().map(|fixing| fixing.copies.clone()).unwrap_or_default();
        copies.extend(fix.copies.iter().filter(|copy| !copies.contains(copy)).cloned().collect::<Vec<_>>());
        let (report, bytes) = match self.edited(before, &fix, &copies) {
            Ok(edited) => edited,
            Err(reason) => {
                self.refuse(&fix, &reason);
                self.declined.insert(mark.clone(), Fate::Uncured);
                return;
            }
        };
        let left = |report: &Report| {
            marks(report).iter().filter(|other| other.id == mark.id && other.line == mark.line).count()
        };
        if left(&report) < left(before) {
            // Those behind it move up by one.
            let moved = |(other, fate): (Mark, Fate)| {
                let later = other.id == mark.id && other.line == mark.line && other.nth > mark.nth;
                (Mark { nth: other.nth - usize::from(later), ..other }, fate)
            };
            self.declined = std::mem::take(&mut self.declined).into_iter().map(moved).collect();
        } else {
            self.declined.insert(mark.clone(), Fate::Uncured);
        }
        self.texts.push(report.notebook.text.as_str().to_owned());
        let mut applied = self.fixing.take().map(|fixing| fixing.applied.clone()).unwrap_or_default();
        applied.push((mark.id.clone(), fix.title.clone()));
        self.accepted.push(Accepted { id: mark.id.clone(), title: fix.title, safety: fix.safety });
        self.fixing = Some(Rc::new(Fixing { bytes, report, applied, copies }));
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

/// The fix that `a` makes of a problem, and its number: the one that is shown, else the first that nobody has to pick.
fn of_rest(finding: &Finding, shown: Option<usize>) -> Option<(usize, &Fix)> {
    let mut fixes = finding.fixes.iter().enumerate();
    match shown {
        Some(chosen) => fixes.nth(chosen),
        None => fixes.find(|(_, fix)| !fix.ask),
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
