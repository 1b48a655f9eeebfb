//! Where a file that the notebook reads can be published: `public/` beside the notebook.
//!
//! A file keeps its name there; if that is taken by another file, its folders too (`data/x.csv` -> `public/data/x.csv`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::on_disk::Search;
use super::project::may_be_published;
use super::{Context, Subject};
use crate::notebook::NodeId;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The file, relative to the notebook's folder.
    pub file: String,
    /// Its place in `public/`, relative to the notebook's folder: `public/x.csv`.
    pub public: String,
    /// The copy that this takes; none if the file is there already.
    pub copy: Option<FileCopy>,
}

/// All files that a read may need, and their places.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The files, at least one.
    pub files: Vec<Published>,
    /// The variable of their folder or of the file itself: with another value all reads that go through it stay as they are.
    pub constant: Option<Constant>,
    /// How a text names the file, if it is one that only mentions it.
    pub named: Option<String>,
    /// Why only a person may choose the copies; a flag may, too, if there is no reason.
    pub ask: Option<String>,
}

/// A variable that can name a place in `public/` instead of one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Its value.
    pub value: NodeId,
    /// The place: `public`, `public/x.csv`.
    pub public: String,
}

/// Where the file or folder that a path names can be published.
///
/// # Errors
/// Why it cannot be, and what to do by hand.
pub(super) fn publication(context: &Context, place: &Place) -> Result<Publication, String> {
    let rest = below_notebook(context, place)?;
    if folder_of(&context.notebook.path).join(&rest).is_dir() {
        return searched_for(context, &Search::new(&rest, true, true));
    }
    together(context, [(rest.clone(), vec![in_public(&rest)])])
}

/// Where all the files can be published that the paths name. What is not there now is left out, as long as something is.
///
/// # Errors
/// Why one of them cannot be, and what to do by hand.
pub(super) fn publications(context: &Context, places: &[Place]) -> Result<Publication, String> {
    let folder = folder_of(&context.notebook.path);
    let is_there = |place: &&Place| below_notebook(context, place).is_ok_and(|rest| folder.join(rest).exists());
    let there: Vec<&Place> = places.iter().filter(is_there).collect();
    match (&there[..], places) {
        ([], [first, ..]) => publication(context, first),
        ([only], _) => publication(context, only),
        (all, _) => {
            let mut files = Vec::new();
            for place in all {
                let rest = below_notebook(context, place)?;
                if folder.join(&rest).is_dir() {
                    return Err(format!("`{rest}` is a folder among files; read each file of it by its name"));
                }
                files.push((rest.clone(), vec![in_public(&rest)]));
            }
            together(context, files)
        }
    }
}

/// Where the files of a folder, or those that a pattern finds, can be published.
///
/// # Errors
/// Why one of them cannot be, and what to do by hand.
pub(super) fn searched_for(context: &Context, search: &Search) -> Result<Publication, String> {
    let found = search.files(folder_of(&context.notebook.path))?;
    let files = found.into_iter().map(|below| match search.folder.as_str() {
        "" => (below.clone(), vec![format!("public/{below}")]),
        folder => (format!("{folder}/{below}"), vec![format!("public/{below}")]),
    });
    together(context, files)
}

/// Of files with one name none goes ahead: each keeps its folders too.
pub(super) fn keep_apart(context: &mut Context) {
    let folder = folder_of(&context.notebook.path);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for problem in &context.found.problems {
        let Subject::File { publication: Ok(publication), .. } = &problem.subject else { continue };
        for file in publication.files.iter().filter_map(|file| file.copy.as_ref()) {
            found.entry(in_public(&file.from)).or_default().insert(file.from.clone());
        }
    }
    let shared: BTreeSet<String> = found.into_values().filter(|files| files.len() > 1).flatten().collect();
    let taken = |to: &str| context.options.copied.iter().any(|copy| copy.to == to);
    for problem in &mut context.found.problems {
        let Subject::File { publication: Ok(publication), .. } = &mut problem.subject else { continue };
        for file in publication.files.iter_mut().filter(|file| file.copy.is_some() && shared.contains(&file.file)) {
            let copy = FileCopy { from: file.file.clone(), to: format!("public/{}", file.file) };
            if !taken(&copy.to) && is_free(folder, &copy) {
                file.public.clone_from(&copy.to);
                file.copy = (!folder.join(&copy.to).exists()).then_some(copy);
            }
        }
    }
}

/// A file keeps its name.
fn in_public(rest: &str) -> String {
    format!("public/{}", rest.rsplit('/').next().unwrap_or(rest))
}

/// The path below the notebook's folder.
///
/// # Errors
/// If it lies elsewhere, or that is not known.
pub(super) fn below_notebook(context: &Context, place: &Place) -> Result<String, String> {
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
    rest.ok_or_else(|| {
        "it lies outside of the notebook's folder; copy it into `public/` beside the notebook by hand, \
                    and read it from there"
            .to_owned()
    })
}

/// The places of some files, each with where it would be best.
fn together(context: &Context, files: impl IntoIterator<Item = (String, Vec<String>)>) -> Result<Publication, String> {
    let mut all = Publication { files: Vec::new(), constant: None, named: None, ask: None };
    for (rest, candidates) in files {
        if all.files.iter().any(|known| known.file == rest) {
            continue;
        }
        let (file, ask) = published(context, &rest, candidates, &all.files)?;
        all.files.push(file);
        all.ask = all.ask.or(ask);
    }
    Ok(all)
}

/// The place of one file, beside those that come with it; and why only a person may choose that.
fn published(
    context: &Context,
    rest: &str,
    mut candidates: Vec<String>,
    others: &[Published],
) -> Result<(Published, Option<String>), String> {
    let folder = folder_of(&context.notebook.path);
    can_be_copied(folder, rest)?;
    if rest.starts_with("public/") {
        return Ok((Published { file: rest.to_owned(), public: rest.to_owned(), copy: None }, None));
    }
    candidates.push(format!("public/{rest}"));
    // A fix before this one may have copied it already.
    let known = context.options.copied.iter().find(|copy| copy.from == rest).map(|copy| copy.to.clone());
    candidates.splice(0..0, known);
    candidates.dedup();
    for to in &candidates {
        let copy = FileCopy { from: rest.to_owned(), to: to.clone() };
        let copied = context.options.copied.iter().find(|other| other.to == *to);
        let is_free = match copied {
            Some(other) => other.from == rest,
            None => is_free(folder, &copy),
        };
        if !is_free || others.iter().any(|other| other.public == *to) {
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
        let ask = if is_there { None } else { may_be_published(folder, rest)? };
        return Ok((Published { file: rest.to_owned(), public: to.clone(), copy: (!is_there).then_some(copy) }, ask));
    }
    let taken: Vec<String> = candidates.iter().map(|to| format!("`{to}`")).collect();
    Err(format!("`{rest}` cannot be copied: something else is at {}; rename one of them", taken.join(" and at ")))
}

/// Whether a file is there, small enough, and has a name that an address takes.
fn can_be_copied(folder: &Path, rest: &str) -> Result<(), String> {
    let file = folder.join(rest);
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
    Ok(())
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
