//! What to check for and how: what the command line and the settings come to for one notebook.

use std::sync::Arc;

use super::FileCopy;
use crate::host::{LockFile, Version};
use crate::questions::{Answers, Shell};
use crate::rules::{self, Definition, Definitions};
use crate::surroundings::Surroundings;

/// What to check for and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--marimo`: judge by what was measured on these releases' hosts, alone. Empty: the default's hosts.
    pub marimo: Vec<Version>,
    /// `--measured`: judge by measurement alone.
    pub measured: bool,
    /// Only these problems; all if empty.
    pub select: Vec<String>,
    /// Not these problems.
    pub ignore: Vec<String>,
    /// A Pyodide lock file to use instead of the host's own.
    pub lock: Option<Arc<LockFile>>,
    /// The project's own problems and fixes, from [`crate::rules::of_project`].
    pub local: Definitions,
    /// Who answers what the core asks; `None` is the disk alone (`--offline`).
    pub shell: Option<Arc<dyn Shell>>,
    /// Whether the servers of the data that the notebook reads may be asked about it.
    pub online_data: bool,
    /// Whether no flag publishes a file: a project's settings alone do not.
    pub unpublished: bool,
    /// Whether the notebook comes from a stream, so that no fix may ask for another file to be written.
    pub from_stream: bool,
    /// The project above the notebook; the default is none.
    pub surroundings: Arc<Surroundings>,
    /// Copies that fixes have made so far, and that are on no disk yet.
    pub copied: Vec<FileCopy>,
}

impl Options {
    /// The definition of a problem, built in or the project's own.
    pub fn definition(&self, id: &str) -> Option<&Arc<Definition>> {
        self.local.iter().find(|definition| definition.id == id).or_else(|| rules::definition(id))
    }

    /// What the shell knows and can find out.
    pub(super) fn answers(&self) -> Answers {
        #[cfg(feature = "cli")]
        let alone = || Answers::of(Arc::new(crate::disk::Files));
        #[cfg(not(feature = "cli"))]
        let alone = Answers::default;
        self.shell.clone().map_or_else(alone, Answers::of)
    }
}
