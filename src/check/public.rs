//! Where a file that the notebook reads can be published: `public/` beside the notebook.
//!
//! A file keeps its name there; if that is taken by another file, its folders too (`data/x.csv` -> `public/data/x.csv`).

use std::path::{Component, Path, PathBuf};

use super::Context;
use super::project::may_be_published;
use crate::syntax::{Base, Place};

/// 100 MB, where the guidance begins to warn.
pub(super) const LARGE: u64 = 100 * 1_000_000;
/// Marks that mean something in an address, and quotes; a name with one of them is not written down for anyone.
const AWKWARD: [char; 6] = ['#', '?', '%', '"', '\\', '\''];

/// A file to be copied. Both paths are relative to the notebook's folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileCopy {
    /// The file.
    pub from: String,
    /// What it is copied to; nothing is there, or the very same bytes.
    pub to: String,
}

/// A file beside the notebook, and its place in `public/`.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The file as the notebook names it: below the current folder, or below the notebook's own.
    pub place: Place,
    /// Its place in `public/`, relative to the notebook's folder: `public/x.csv`.
    pub public: String,
    /// The copy that this takes; none if the file is there already.
    pub copy: Option<FileCopy>,
    /// Why only a person may choose that copy; a flag may, too, if there is no reason.
    pub ask: Option<String>,
}

/// Where a file can be published.
///
/// # Errors
/// Why it cannot be, and what to do by hand.
pub(super) fn publication(context: &Context, place: &Place) -> Result<Publication, String> {
    if !place.whole {
        return Err("the path is put together at run time; put the files into `public/`, and begin it with \
                    `mo.notebook_location() / \"public\"` by hand"
            .to_owned());
    }
    if let Some(line) = changes_folder(context) {
        return Err(format!(
            "line {line} changes the current folder; name the file from the notebook's folder by hand"
        ));
    }
    let rest = plain(&place.rest).filter(|_| matches!(place.base, Base::Text | Base::Current | Base::Notebook));
    let Some(rest) = rest else {
        return Err("it lies outside of the notebook's folder; copy it into `public/` beside the notebook by hand, \
                    and read it from there"
            .to_owned());
    };
    let folder = folder_of(&context.notebook.path);
    let file = folder.join(&rest);
    if file.is_dir() {
        return Err(format!("`{rest}` is a folder; name its files, and read each of them from `public/`"));
    }
    if !file.is_file() {
        return Err(format!("there is no `{rest}` beside the notebook; put it into `public/`, and read it from there"));
    }
    if !lies_in(&file, folder) {
        return Err(format!(
            "`{rest}` is a link out of the notebook's folder; copy what it names to `public/` by hand"
        ));
    }
    if file.metadata().is_ok_and(|data| data.len() > LARGE) {
        return Err(format!("`{rest}` is larger than 100 MB; publish a sample of it"));
    }
    if rest.contains(AWKWARD) || rest.contains(char::is_control) {
        return Err(format!("`{rest}` has a mark in its name that an address gives a meaning; rename it first"));
    }
    let place = Place { rest: rest.clone(), whole: true, base: place.base };
    if rest.starts_with("public/") {
        return Ok(Publication { place, public: rest, copy: None, ask: None });
    }
    let name = rest.rsplit('/').next().unwrap_or(&rest);
    let mut candidates = vec![format!("public/{name}"), format!("public/{rest}")];
    candidates.dedup();
    for to in &candidates {
        let copy = FileCopy { from: rest.clone(), to: to.clone() };
        let copied = context.options.copied.iter().find(|other| other.to == *to);
        let is_free = match copied {
            Some(other) => other.from == rest,
            None => is_free(folder, &copy),
        };
        if !is_free {
            continue;
        }
        let is_there = copied.is_some() || folder.join(to).exists();
        if !is_there && context.options.from_stream {
            return Err(format!(
                "a file would have to be copied, which standard input cannot ask for; name the notebook, or copy \
                 `{rest}` to `{to}` first"
            ));
        }
        // What is there already is public, and was put there by a person.
        let ask = if is_there { None } else { may_be_published(folder, &rest)? };
        return Ok(Publication { place, public: to.clone(), copy: (!is_there).then_some(copy), ask });
    }
    let taken: Vec<String> = candidates.iter().map(|to| format!("`{to}`")).collect();
    Err(format!("`{rest}` cannot be copied: something else is at {}; rename one of them", taken.join(" and at ")))
}

/// Whether a file in `public/` is there, or will be.
pub(super) fn is_published(context: &Context, rest: &str) -> bool {
    context.options.copied.iter().any(|copy| copy.to == rest) || folder_of(&context.notebook.path).join(rest).exists()
}

/// Whether nothing is in the copy's way, or the same bytes are there; a link that leads elsewhere is in the way.
fn is_free(folder: &Path, copy: &FileCopy) -> bool {
    let to = folder.join(&copy.to);
    let parents = to.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        match parent.symlink_metadata() {
            Ok(_) if !parent.is_dir() || !lies_in(parent, folder) => return false,
            _ => {}
        }
    }
    match to.symlink_metadata() {
        Err(_) => true,
        Ok(data) => data.is_file() && same_bytes(&folder.join(&copy.from), &to),
    }
}

/// Whether two files hold the same bytes.
pub fn same_bytes(one: &Path, other: &Path) -> bool {
    let length = |path: &Path| path.metadata().map(|data| data.len()).ok();
    length(one) == length(other) && matches!((std::fs::read(one), std::fs::read(other)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a path lies in a folder once all links are followed.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    matches!((path.canonicalize(), folder.canonicalize()), (Ok(path), Ok(folder)) if path.starts_with(&folder))
}

/// The folder that a notebook lies in.
pub fn folder_of(notebook: &Path) -> &Path {
    notebook.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path without `.` and doubled `/`; none if it is absolute, goes up or starts at `~`.
fn plain(rest: &str) -> Option<String> {
    if rest.is_empty() || rest.starts_with('~') || rest.as_bytes().get(1) == Some(&b':') {
        return None;
    }
    let mut parts = PathBuf::new();
    for part in Path::new(rest).components() {
        match part {
            Component::Normal(part) => parts.push(part),
            Component::CurDir => {}
            _ => return None,
        }
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The line that makes another folder the current one.
fn changes_folder(context: &Context) -> Option<usize> {
    let tree = &context.notebook.tree;
    let calls = tree.all().filter(|&node| tree.kind(node) == "call");
    calls
        .filter(|&call| matches!(context.facts.callee(call).as_deref(), Some("os.chdir" | "contextlib.chdir")))
        .map(|call| context.notebook.text.position(tree.start(call)).0)
        .next()
}
