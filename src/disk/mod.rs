//! The shell's hands on the disk: answers the questions that are about files, keeps what projects say for the run, writes and
//! copies files.

pub mod copies;
pub mod write;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::questions::{Answer, Answers, Entry, Question, Shell};
use crate::surroundings::{ProjectFiles, Surroundings};

/// The largest file of a project that is read, in bytes: a `uv.lock` of a thousand packages has about 2 MB.
const LARGEST: u64 = 32 << 20;

/// A shell that has files alone: the rest of the world is unknown to it.
#[derive(Debug)]
pub struct Files;

impl Shell for Files {
    fn at_hand(&self, question: &Question) -> Option<Answer> {
        Some(match question {
            Question::Entry(path) => Answer::Entry(entry(path)),
            Question::Names(folder) => Answer::Names(names(folder).map(Into::into)),
            Question::Text(path) => Answer::Text(text(path)),
            _ => Answer::Unknown,
        })
    }

    fn complete(&self, _: BTreeSet<Question>, _: &mut dyn FnMut() -> BTreeSet<Question>) {}
}

fn entry(path: &Path) -> Option<Entry> {
    let kind = fs::metadata(path).ok()?.file_type();
    match kind {
        _ if kind.is_file() => Some(Entry::File),
        _ if kind.is_dir() => Some(Entry::Folder),
        _ => None,
    }
}

fn names(folder: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort_unstable();
    Some(names)
}

fn text(path: &Path) -> Option<Arc<str>> {
    // A pipe or a device would be waited for.
    let readable = fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
    readable.then(|| fs::read_to_string(path).ok())?.map(Into::into)
}

/// What the projects around notebooks say, each folder read once a run.
#[derive(Debug, Default)]
pub struct Projects {
    read: Mutex<HashMap<PathBuf, Arc<ProjectFiles>>>,
}

impl Projects {
    /// What is known around a notebook before it is looked at.
    pub fn around(&self, notebook: &Path) -> Surroundings {
        let path = std::path::absolute(notebook).unwrap_or_else(|_| notebook.to_owned());
        let folder = path.parent().unwrap_or(&path);
        Surroundings::gather(folder, |folder| {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(
                read.entry(folder.to_owned())
                    .or_insert_with(|| Arc::new(ProjectFiles::read(folder, &Answers::of(Arc::new(Files))))),
            )
        })
    }
}
