//! Which files of a project may be published: what git tracks or would track, and nobody calls a secret.
//!
//! `public/` is part of the page that everyone can read, so a flag copies a file there only if nothing speaks against it.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::secrets;

/// Whether a file may be published, given the notebook's folder and its path from there.
///
/// `Ok(None)`: a flag may copy it. `Ok(Some(why))`: a person may, who is told why that is asked.
///
/// # Errors
/// Why nobody should.
pub(super) fn may_be_published(folder: &Path, rest: &str) -> Result<Option<String>, String> {
    let named = folder.join(rest);
    let what = named.symlink_metadata().map_err(|error| format!("`{rest}` cannot be read: {error}"))?;
    if !what.is_file() {
        return Err(format!("`{rest}` is a link; copy what it names to `public/` by hand, if everyone may read it"));
    }
    if has_other_names(&what) {
        return Err(format!(
            "`{rest}` is the same file as another one elsewhere (a hard link); copy it to `public/` by hand, if \
             everyone may read it"
        ));
    }
    let unread = |error: std::io::Error| format!("`{rest}` cannot be read: {error}");
    let file = named.canonicalize().map_err(unread)?;
    let top = top_of(&folder.canonicalize().map_err(unread)?);
    let Ok(inside) = file.strip_prefix(&top) else {
        return Err(format!(
            "`{rest}` lies outside of the project; copy it to `public/` by hand, if everyone may read it"
        ));
    };
    let inside = slashed(inside);
    if is_hidden(rest) || is_hidden(&inside) {
        return Err(format!("`{rest}` is hidden, as settings and secrets are; everyone could read it in `public/`"));
    }
    if let Some(what) = secrets::by_name(rest).or_else(|| secrets::by_name(&inside)) {
        return Err(format!("`{rest}` looks like {what} by its name; everyone could read it in `public/`"));
    }
    if let Some(what) = secrets::in_bytes(&std::fs::read(&file).map_err(unread)?) {
        return Err(format!("`{rest}` holds {what}; everyone could read it in `public/`"));
    }
    if is_ignored(&top, &file) && !is_tracked(&top, &inside) {
        return Ok(Some("git ignores it, and everyone can read what lies in `public/`".to_owned()));
    }
    if !secrets::is_data(rest) {
        return Ok(Some("its ending is none of data, and everyone can read what lies in `public/`".to_owned()));
    }
    Ok(None)
}

/// The top of the git repository; else the folder of the nearest pyproject.toml; else the folder itself.
fn top_of(folder: &Path) -> PathBuf {
    let with = |name: &str| folder.ancestors().find(|folder| folder.join(name).exists());
    with(".git").or_else(|| with("pyproject.toml")).unwrap_or(folder).to_owned()
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') && part != "." && part != "..")
}

#[cfg(unix)]
fn has_other_names(file: &std::fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &std::fs::Metadata) -> bool {
    false
}

/// Whether git passes a file over: by the `.gitignore` files from the top down to it, the repository's own list, and the
/// user's. The last word counts, and what lies in a folder that is ignored is ignored.
fn is_ignored(top: &Path, file: &Path) -> bool {
    let of_file = |root: &Path, file: &Path| {
        let mut builder = GitignoreBuilder::new(root);
        // A line that git cannot read either is passed over.
        let _ = builder.add(file);
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    };
    let of_user = GitignoreBuilder::new(top).build_global().0;
    let mut rules = vec![of_user, of_file(top, &git_folder(top).join("info/exclude"))];
    let mut at = top.to_owned();
    for part in file.strip_prefix(top).into_iter().flat_map(Path::components) {
        let Component::Normal(part) = part else { continue };
        rules.push(of_file(&at, &at.join(".gitignore")));
        at.push(part);
        let said = rules.iter().rev().map(|rules| rules.matched(&at, at != file)).find(|found| !found.is_none());
        if said.is_some_and(|found| found.is_ignore()) {
            return true;
        }
    }
    false
}

/// The folder of git's own files; a worktree and a submodule have a file that names it.
fn git_folder(top: &Path) -> PathBuf {
    let own = top.join(".git");
    let named = std::fs::read_to_string(&own).ok();
    let named = named.as_deref().and_then(|text| text.strip_prefix("gitdir:")).map(|path| top.join(path.trim()));
    named.unwrap_or(own)
}

/// Whether git's index lists a file, which then was added in spite of what `.gitignore` says. An index that packs its
/// names (version 4) lists none.
fn is_tracked(top: &Path, inside: &str) -> bool {
    let Ok(index) = std::fs::read(git_folder(top).join("index")) else { return false };
    // An entry: its flags, whose low twelve bits are the length of the name, the name, and a zero.
    let length = u16::try_from(inside.len()).unwrap_or(u16::MAX).min(0xfff);
    let mut entry = inside.as_bytes().to_vec();
    entry.push(0);
    index.starts_with(b"DIRC")
        && index.windows(entry.len() + 2).any(|window| {
            let (flags, name) = window.split_at(2);
            name == entry.as_slice() && u16::from_be_bytes([flags[0], flags[1]]) & 0xfff == length
        })
}
