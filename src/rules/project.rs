//! A project's own fix folders -> definitions like those that the build puts into the binary.

use std::path::PathBuf;
use std::sync::Arc;

use super::folder::{Author, Folder, FolderError};
use super::{Definition, LOCAL, mistakes};

/// Definitions that may be shared.
pub type Definitions = Arc<[Arc<Definition>]>;

/// Reads the fix folders in some folders, for [`Options::local`](crate::Options::local), sorted by id. `is_module` tells
/// whether a host has a module of that name, which nothing calls.
///
/// # Errors
/// The first mistake in a folder, with file and line.
pub fn of_project(folders: &[PathBuf], is_module: impl Fn(&str) -> bool) -> Result<Definitions, FolderError> {
    let mut read = Vec::new();
    for folder in folders {
        let mistake =
            |message: &str| Err(FolderError { file: folder.clone(), line: None, message: message.to_owned() });
        if folder.join("fix.toml").is_file() {
            return mistake("this is a fix folder itself: name the folder that it is in");
        }
        let found = Folder::read_all(folder, Author::Project)?;
        if found.is_empty() {
            return mistake("no fix folder is in it: make `NAME/fix.toml` and `NAME/README.md`");
        }
        for one in found {
            fits(&one, &is_module)?;
            read.push(one);
        }
    }
    read.sort_by(|one, other| one.definition.id.cmp(&other.definition.id));
    if let Some(pair) = read.windows(2).find(|pair| pair[0].definition.id == pair[1].definition.id) {
        let name = pair[1].definition.id.trim_start_matches(LOCAL);
        let message = format!("another folder of `fixes` has a `{name}`, too; rename one");
        return Err(FolderError { file: pair[1].path.clone(), line: None, message });
    }
    Ok(read.into_iter().map(|folder| Arc::new(folder.definition)).collect())
}

/// What the format cannot hold: a folder's name is an id, and a `call` is no module.
fn fits(folder: &Folder, is_module: impl Fn(&str) -> bool) -> Result<(), FolderError> {
    let definition = &folder.definition;
    if !mistakes::is_id(definition.id.trim_start_matches(LOCAL)) {
        let message = "a fix folder's name has small letters, digits and `-` only".to_owned();
        return Err(FolderError { file: folder.path.clone(), line: None, message });
    }
    let is_module = |name: &&String| !name.contains('.') && is_module(name);
    let Some(name) = definition.find.call.iter().find(is_module) else { return Ok(()) };
    let file = folder.path.join("fix.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let line = text.lines().position(|line| line.contains(&format!("\"{name}\""))).map(|line| line + 1);
    let message = format!("`{name}` is a module, which nothing calls: write `{name}.*`, or a function of it");
    Err(FolderError { file, line, message })
}
