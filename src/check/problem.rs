//! What a check finds: a [`Problem`] with its level, its place and its words.

use std::sync::Arc;

use super::public::Publication;
use crate::notebook::{NodeId, Span};
use crate::packages::{Package, Status};
use crate::rules::{Definition, Finder, Level};

/// How many problems a comment, an option or the configuration hides. Advice is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Ignored {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Ignored {
    /// In words: `2 errors`, `1 error and 1 warning`; nothing if it is nothing.
    pub fn in_words(&self) -> String {
        let counted = |count: usize, noun: &str| match count {
            0 => None,
            1 => Some(format!("1 {noun}")),
            _ => Some(format!("{count} {noun}s")),
        };
        let parts = [counted(self.errors, "error"), counted(self.warnings, "warning")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    pub(super) fn count(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Advice => {}
        }
    }
}

/// The answer for a notebook: the worst level found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verdict {
    /// It runs in the browser.
    Pass,
    /// It likely runs; something is degraded or not verified.
    Warn,
    /// Something in it fails in the browser.
    Fail,
}

impl Verdict {
    /// The worst level among packages and problems. Warnings about the script block do not count: what the host has loads
    /// from its import anyway.
    pub fn of<'a>(
        problems: impl IntoIterator<Item = &'a Problem>,
        packages: impl IntoIterator<Item = &'a Package>,
    ) -> Verdict {
        let counts = |problem: &&Problem| {
            problem.level == Level::Error || problem.definition.find.finder != Some(Finder::ScriptBlock)
        };
        let problems = problems.into_iter().filter(counts).map(|problem| match problem.level {
            Level::Error => Verdict::Fail,
            Level::Warning => Verdict::Warn,
            Level::Advice => Verdict::Pass,
        });
        let packages = packages.into_iter().map(|package| match package.status {
            Status::Fail => Verdict::Fail,
            Status::Warn => Verdict::Warn,
            Status::Ok => Verdict::Pass,
        });
        problems.chain(packages).max().unwrap_or(Verdict::Pass)
    }
}

/// Something found in a notebook.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The id: the name of its folder in `fixes/`; `local/` and the name of a project's own folder.
    pub id: String,
    /// What that folder says.
    pub definition: Arc<Definition>,
    /// How bad it is on the hosts in question.
    pub level: Level,
    /// One sentence: what is wrong.
    pub message: String,
    /// Why; where guidance and measurement differ, both.
    pub reason: String,
    /// What to do, by hand or by a fix.
    pub suggestion: String,
    /// Where.
    pub span: Span,
    /// The cell it is in, an index into the notebook's cells; none for the script block and the app.
    pub cell: Option<usize>,
    /// What the finder matched, for the verbs of a fix.
    pub subject: Subject,
}

/// What a finder matched.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The notebook as a whole.
    Notebook,
    /// Something that is told and needs no fix any more.
    Settled,
    /// A call or a reference, by its resolved dotted name: `subprocess.run`.
    Use {
        /// The expression: the call, or the bare reference.
        node: NodeId,
        /// The resolved name.
        name: String,
    },
    /// Variables of the environment that are read or asked for.
    Variable {
        /// The read, or the test for it.
        node: NodeId,
        /// The names that are known.
        keys: Vec<String>,
        /// The name or names in one text, for a message.
        name: String,
        /// Whether the notebook cannot go on without it.
        required: bool,
    },
    /// A file that is read.
    File {
        /// The call that reads it.
        call: NodeId,
        /// The resolved name of what it calls.
        name: String,
        /// The expression of the path, or of the query that names it.
        at: NodeId,
        /// The expression of the path, if an address can stand in its place.
        address: Option<NodeId>,
        /// The path as a person reads it.
        path: String,
        /// The place in `public/` of what it stands for; or why that has none, and what to do by hand.
        publication: Result<Publication, String>,
    },
    /// A folder that something is written into, and that the browser does not have.
    Folder {
        /// The call that writes.
        call: NodeId,
        /// The folder, relative to the notebook's.
        folder: String,
    },
    /// Imports and uses of one top-level module.
    Module {
        /// The module's name as imported: `torch`.
        module: String,
        /// Why a guard in the notebook is no cure, if it is none.
        obstacle: Option<Obstacle>,
    },
    /// Names that the script block should list.
    Dependencies {
        /// The requirements to add, as they will be written.
        add: Vec<String>,
        /// Whether a person must say so: a guess, or a block that changes what the notebook runs in. Then the fixes that ask
        /// are those for it, and no others.
        ask: bool,
        /// Imports that no package is known for, in backticks: a new block would be incomplete.
        unknown: Vec<String>,
        /// Where one of them would break the install, in a half sentence: on an older release that is judged, too.
        breaks_on: Option<String>,
    },
    /// An id in a comment that suppresses nothing.
    Suppression {
        /// The id.
        id: String,
        /// The list that it stands in: what is between the brackets.
        list: Span,
        /// Why it must stay although nothing is there to suppress; what to do by hand.
        kept: Option<String>,
    },
    /// An entry of the script block.
    Requirement {
        /// Its index.
        index: usize,
        /// The package's name, as written.
        package: String,
        /// What the transaction itself suggests, or why it suggests nothing.
        cure: Result<Cure, String>,
        /// The distribution that brings the same modules in the browser, if the package has no build for it.
        other: Option<&'static str>,
    },
}

/// Why guarding the imports of a module in the notebook is no cure, and what to do by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Only an older one of the hosts judged lacks the module: cells would stop where they work.
    OlderHost(String),
    /// A module beside the notebook imports it, too.
    Sibling(String),
}

impl Subject {
    /// A module of which nothing more is to be said.
    pub fn module(module: impl Into<String>) -> Subject {
        Subject::Module { module: module.into(), obstacle: None }
    }
}

/// A change of the script block with which the transaction succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// The entry is written so instead.
    Write(String),
    /// In the browser another entry asks for these versions too: its index, and the versions.
    Narrow(usize, String),
    /// In the browser this is asked for too: a name and its versions.
    Add(String),
    /// In the browser the released distribution of this name takes its place.
    Release(String),
}
