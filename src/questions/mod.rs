//! What the core must know of the world and does not: it asks here, the shell answers, and the work is done again.
//!
//! A stage takes [`Answers`] and asks them; what they do not know yet they note as a [`Question`], and say "no" for the time
//! being. Whoever called the stage has the questions answered ([`Answers::lacking`], [`Answers::learn`]) and calls it again,
//! until nothing is lacking. The work must do the same each time and change nothing outside.

pub mod pages;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something that the core wants to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What is at a path; links are followed.
    Entry(PathBuf),
    /// The names in a folder, sorted.
    Names(PathBuf),
    /// The text of a file.
    Text(PathBuf),
    /// The modules that a distribution of the package index brings to its top level, by its normalised name.
    Modules(String),
}

/// What the shell says to a question; `None` where there is no such thing, or where it cannot be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Question::Entry`].
    Entry(Option<Entry>),
    /// To [`Question::Names`] and [`Question::Modules`].
    Names(Option<Arc<[String]>>),
    /// To [`Question::Text`].
    Text(Option<Arc<str>>),
}

/// What can be at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File,
    /// A folder.
    Folder,
}

/// What is known so far, and what has been asked beyond it.
#[derive(Debug, Default)]
pub struct Answers {
    known: BTreeMap<Question, Answer>,
    lacking: RefCell<BTreeSet<Question>>,
}

impl Answers {
    /// What was asked and is not known; empties the list.
    pub fn lacking(&self) -> BTreeSet<Question> {
        self.lacking.take()
    }

    /// Takes answers in.
    pub fn learn(&mut self, answers: impl IntoIterator<Item = (Question, Answer)>) {
        self.known.extend(answers);
    }

    /// Whether a file is at a path.
    pub fn is_file(&self, path: &Path) -> bool {
        self.entry(path) == Some(Entry::File)
    }

    /// Whether a folder is at a path.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.entry(path) == Some(Entry::Folder)
    }

    /// The names in a folder, sorted; none if it is no folder.
    pub fn names(&self, folder: &Path) -> Arc<[String]> {
        match self.answer(Question::Names(folder.to_owned())) {
            Some(Answer::Names(Some(names))) => names,
            _ => Arc::default(),
        }
    }

    /// The text of a file; `None` if there is none, or it is not UTF-8.
    pub fn text(&self, path: &Path) -> Option<Arc<str>> {
        match self.answer(Question::Text(path.to_owned())) {
            Some(Answer::Text(text)) => text,
            _ => None,
        }
    }

    /// What a distribution of the index brings: `google.genai` for `google-genai`. `None` if that is not known: offline, or no
    /// wheel says it.
    pub fn modules(&self, distribution: &str) -> Option<Arc<[String]>> {
        match self.answer(Question::Modules(distribution.to_owned())) {
            Some(Answer::Names(modules)) => modules,
            _ => None,
        }
    }

    fn entry(&self, path: &Path) -> Option<Entry> {
        match self.answer(Question::Entry(path.to_owned())) {
            Some(Answer::Entry(entry)) => entry,
            _ => None,
        }
    }

    fn answer(&self, question: Question) -> Option<Answer> {
        let known = self.known.get(&question).cloned();
        if known.is_none() {
            self.lacking.borrow_mut().insert(question);
        }
        known
    }
}
