//! What the core must know of the world and does not: it asks here, and the shell answers.
//!
//! A stage takes [`Answers`] and asks them. What the shell can say at once it says. What others must be waited for is noted as a
//! [`Question`], "no" for the time being; then all of that is asked together and the work is done again, until nothing is
//! lacking ([`Answers::complete`]). The work must do the same each time and change nothing outside.

pub mod pages;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pages::{Metadata, Project, Served, WheelFile};

/// Something that the core wants to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What is at a path; links are followed.
    Entry(PathBuf),
    /// The names in a folder, sorted.
    Names(PathBuf),
    /// The text of a file.
    Text(PathBuf),
    /// What the package index lists of a project, by its normalised name.
    Project(String),
    /// What a wheel of the index says of itself.
    Metadata {
        /// Where the wheel is.
        url: String,
        /// False if the index says that there is no file with its metadata beside it.
        described: bool,
    },
    /// The modules that a distribution of the package index brings to its top level, by its normalised name.
    Modules(String),
    /// What a wheel says of itself that a notebook names by its address.
    Wheel(String),
    /// What a server says of a file at an address.
    Address(String),
}

/// What the shell says to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Question::Entry`]; `None` where nothing is.
    Entry(Option<Entry>),
    /// To [`Question::Names`] and [`Question::Modules`]; `None` where there is no such thing.
    Names(Option<Arc<[String]>>),
    /// To [`Question::Text`]; `None` where there is no file, or it is not UTF-8.
    Text(Option<Arc<str>>),
    /// To [`Question::Project`]; `None` if the index has no such project.
    Project(Option<Arc<Project>>),
    /// To [`Question::Metadata`] and [`Question::Wheel`]; `None` if the wheel cannot be read.
    Metadata(Option<Arc<Metadata>>),
    /// To [`Question::Address`].
    Served(Served),
    /// To [`Question::Wheel`]: why a browser cannot fetch it.
    Refused(String),
    /// It cannot be found out.
    Unknown,
}

/// What can be at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File,
    /// A folder.
    Folder,
}

/// Who answers.
pub trait Shell: Debug + Send + Sync {
    /// What can be said without waiting for anybody else; `None` if others must be asked.
    fn at_hand(&self, question: &Question) -> Option<Answer>;

    /// Whether there is a package index that can be asked.
    fn has_index(&self) -> bool {
        false
    }

    /// Whether the servers of wheels that a notebook names by their address may be asked.
    fn asks_addresses(&self) -> bool {
        false
    }

    /// Asks others, and has the work done `again` when there are answers at hand, until it lacks none. `again` returns what it
    /// lacks.
    fn complete(&self, lacking: BTreeSet<Question>, again: &mut dyn FnMut() -> BTreeSet<Question>);
}

/// What is known so far, and what has been asked beyond it.
#[derive(Debug, Default)]
pub struct Answers {
    shell: Option<Arc<dyn Shell>>,
    known: BTreeMap<Question, Answer>,
    lacking: RefCell<BTreeSet<Question>>,
}

/// The package index gives no answer, or none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

impl Answers {
    /// The answers of a shell.
    pub fn of(shell: Arc<dyn Shell>) -> Answers {
        Answers { shell: Some(shell), ..Answers::default() }
    }

    /// Does a piece of work that wants to know things, with as few waits as can be.
    pub fn complete<T>(&self, work: impl Fn(&Answers) -> T) -> T {
        let mut result = work(self);
        if let Some(shell) = &self.shell {
            let lacking = self.lacking();
            if !lacking.is_empty() {
                shell.complete(lacking, &mut || {
                    result = work(self);
                    self.lacking()
                });
            }
        }
        result
    }

    /// What was asked and is not known; empties the list.
    pub fn lacking(&self) -> BTreeSet<Question> {
        self.lacking.take()
    }

    /// Takes answers in.
    pub fn learn(&mut self, answers: impl IntoIterator<Item = (Question, Answer)>) {
        self.known.extend(answers);
    }

    /// These answers, if a package index can be asked.
    pub fn index(&self) -> Option<&Answers> {
        self.shell.as_ref().is_some_and(|shell| shell.has_index()).then_some(self)
    }

    /// Whether the servers of wheels that a notebook names by their address may be asked.
    pub fn asks_addresses(&self) -> bool {
        self.shell.as_ref().is_some_and(|shell| shell.asks_addresses())
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

    /// What the index lists of a project; `None` if the index has no such project.
    ///
    /// # Errors
    /// If the index gives no usable answer, or none yet.
    pub fn project(&self, name: &str) -> Result<Option<Arc<Project>>, NoAnswer> {
        match self.answer(Question::Project(name.to_owned())) {
            Some(Answer::Project(project)) => Ok(project),
            _ => Err(NoAnswer),
        }
    }

    /// What a wheel of the index says of itself; `None` if it cannot be read, or not yet.
    pub fn metadata(&self, file: &WheelFile) -> Option<Arc<Metadata>> {
        match self.answer(Question::Metadata { url: file.url.clone(), described: file.described }) {
            Some(Answer::Metadata(metadata)) => metadata,
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

    /// What a wheel at an address says of itself; `None` if nothing can be said.
    ///
    /// # Errors
    /// Why a browser cannot fetch the wheel.
    pub fn wheel(&self, url: &str) -> Result<Option<Arc<Metadata>>, String> {
        match self.answer(Question::Wheel(url.to_owned())) {
            Some(Answer::Metadata(metadata)) => Ok(metadata),
            Some(Answer::Refused(why)) => Err(why),
            _ => Ok(None),
        }
    }

    /// What a server says of a file at an address.
    pub fn served(&self, url: &str) -> Served {
        match self.answer(Question::Address(url.to_owned())) {
            Some(Answer::Served(served)) => served,
            _ => Served::Unknown,
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
        let answer = known.or_else(|| self.shell.as_ref()?.at_hand(&question));
        if answer.is_none() {
            self.lacking.borrow_mut().insert(question);
        }
        answer
    }
}
