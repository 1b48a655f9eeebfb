//! Fixed notebooks -> one diff, whose paths are those that `git apply` looks for.
//!
//! In a repository git takes every path from its top, whichever folder it runs in, and passes over what lies outside of
//! that folder without a word. So paths are from the top of the notebook's own repository, and where `git apply` would
//! not come by in this folder, that is said.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf, absolute};

use anstyle::{AnsiColor, Style};

use super::job::Checked;
use crate::edit::diff;
use crate::harmless::pictured;
use crate::report::{path_argument, path_label};

/// The changes of a run.
pub struct Patch {
    /// What `git apply` takes; empty if nothing changes.
    pub bytes: Vec<u8>,
    /// What must be said of where to apply it.
    pub note: Option<String>,
}

/// A changed notebook in the eyes of git.
struct Place {
    /// The folder that its path begins at.
    top: PathBuf,
    /// Its path from there.
    path: PathBuf,
    /// Whether `git apply` in this folder changes it.
    reached: bool,
}

/// The diff of all notebooks that change.
pub fn of(notebooks: &[Checked]) -> Patch {
    let here = std::env::current_dir().unwrap_or_default();
    let here = fs::canonicalize(&here).unwrap_or(here);
    let (mut bytes, mut copied) = (Vec::new(), HashSet::new());
    let (mut tops, mut beyond) = (BTreeSet::new(), Vec::new());
    for notebook in notebooks {
        let Some(fixing) = &notebook.fixing else { continue };
        let place = Place::of(&notebook.source.path, &here);
        for copy in &fixing.copies {
            let (from, to) = (place.path.with_file_name(&copy.from), place.path.with_file_name(&copy.to));
            // Several notebooks may read one file.
            if copied.insert((place.top.clone(), to.clone())) {
                bytes.extend_from_slice(diff::copy(&from, &to).as_bytes());
            }
        }
        bytes.extend(diff::unified(&place.path, &notebook.bytes, &fixing.bytes));
        if !place.reached {
            beyond.push(path_label(&notebook.source.path));
        }
        tops.insert(place.top);
    }
    Patch { bytes, note: note(&beyond, &tops) }
}

impl Place {
    fn of(notebook: &Path, here: &Path) -> Place {
        // Git changes the file behind a link, not the link.
        let file = fs::canonicalize(notebook).unwrap_or_else(|_| lexical(&here.join(notebook)));
        let folder = file.parent().unwrap_or(&file);
        let top = repository(folder).map(Path::to_owned);
        let reached = file.starts_with(here) && top.as_deref() == repository(here);
        let top = top.unwrap_or_else(|| {
            let root = file.ancestors().last().unwrap_or(here);
            if file.starts_with(here) { here.to_owned() } else { root.to_owned() }
        });
        Place { path: diff::relative(&file, &top), top, reached }
    }
}

/// A path that need not be there, without `.` and, where its folder is there, through its links.
fn lexical(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// The top of the repository that a folder lies in. In a worktree and a submodule `.git` is a file.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| {
        let own = folder.join(".git");
        own.is_file() || own.join("HEAD").exists()
    })
}

fn note(beyond: &[String], tops: &BTreeSet<PathBuf>) -> Option<String> {
    let (path, others) = beyond.split_first()?;
    let which = match others.len() {
        0 => format!("{path} lies"),
        others => format!("{path} and {others} more lie"),
    };
    let (Some(top), 1) = (tops.first(), tops.len()) else {
        let tops: Vec<String> = tops.iter().map(|top| path_argument(top)).collect();
        return Some(format!(
            "{which} in another repository, and a diff is applied in one: run wasmfix for each of {}",
            tops.join(", ")
        ));
    };
    let top = path_argument(top);
    Some(format!(
        "{which} outside of what `git apply` changes in this folder: apply the diff with `git -C {top} apply`"
    ))
}

/// A diff for a terminal, in git's colours if it is to have any.
pub fn painted(patch: &[u8], styled: bool) -> String {
    let mut shown = String::new();
    for line in String::from_utf8_lossy(patch).split_inclusive('\n') {
        let style = match line.as_bytes() {
            [b'd', ..] => Style::new().bold(),
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => Style::new().bold(),
            [b'@', ..] => AnsiColor::Cyan.on_default(),
            [b'-', ..] => AnsiColor::Red.on_default(),
            [b'+', ..] => AnsiColor::Green.on_default(),
            _ => Style::new(),
        };
        let style = if styled { style } else { Style::new() };
        let _ = writeln!(shown, "{style}{}{style:#}", pictured(line.trim_end_matches(['\r', '\n'])));
    }
    shown
}
