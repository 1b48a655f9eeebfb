//! Folders of fixes as files: `<id>/fix.toml`, `<id>/README.md` and, for the swap of a library, `<id>/api.toml`. The build reads `fixes/` with it, a run a project's own.

use std::fmt;
use std::path::{Path, PathBuf};

use super::port::Port;
use super::{Definition, LOCAL, mistakes};

/// Whose fix folders they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// wasmfix's own, for the build.
    Wasmfix,
    /// A project's.
    Project,
}

/// One fix folder, read and checked.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub definition: Definition,
}

/// A mistake in a fix folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderError {
    /// The file it is in, or the folder.
    pub file: PathBuf,
    /// The line, from 1; none where the mistake is in no line of it.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file.display(), self.message),
            None => write!(f, "{}: {}", self.file.display(), self.message),
        }
    }
}

impl Folder {
    /// All fix folders in a folder, sorted by name.
    ///
    /// # Errors
    /// The first mistake.
    pub fn read_all(folder: &Path, author: Author) -> Result<Vec<Folder>, FolderError> {
        let listed = std::fs::read_dir(folder).map_err(|error| mistake(folder, None, &error.to_string()))?;
        let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.is_dir() && !name_of(path).starts_with(['.', '_']));
        paths.sort();
        let ids: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
        let folders = paths.into_iter().map(|path| Folder::read(path, author));
        folders.map(|folder| folder.and_then(|folder| folder.names_one_of(&ids))).collect()
    }

    /// That the problem which it says a call is instead is there.
    fn names_one_of(self, ids: &[String]) -> Result<Folder, FolderError> {
        match &self.definition.find.pip_install {
            Some(other) if !ids.contains(other) => Err(mistake(
                &self.path.join("fix.toml"),
                None,
                &format!("`pip-install`: no problem has the id `{other}`"),
            )),
            _ => Ok(self),
        }
    }

    fn read(path: PathBuf, author: Author) -> Result<Folder, FolderError> {
        let (definition_file, readme_file) = (path.join("fix.toml"), path.join("README.md"));
        let read = |file: &Path| {
            std::fs::read_to_string(file).map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => mistake(file, None, "a fix folder needs this file"),
                _ => mistake(file, None, &error.to_string()),
            })
        };
        let (text, readme) = (read(&definition_file)?, read(&readme_file)?);
        let definition =
            mistakes::read(&text, author).map_err(|(line, message)| mistake(&definition_file, Some(line), &message))?;
        let summary = readme
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .ok_or_else(|| mistake(&readme_file, Some(1), "a summary sentence is missing below the title"))?
            .to_owned();
        let api_file = path.join("api.toml");
        let api = if api_file.is_file() { Some(read(&api_file)?) } else { None };
        if let Some(api) = &api {
            Port::parse(api).map_err(|(line, message)| mistake(&api_file, Some(line), &message))?;
        }
        let prefix = if author == Author::Project { LOCAL } else { "" };
        let id = format!("{prefix}{}", name_of(&path));
        Ok(Folder { path, definition: Definition { id, summary, readme, api, ..definition } })
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn mistake(file: &Path, line: Option<usize>, message: &str) -> FolderError {
    FolderError { file: file.to_owned(), line, message: message.to_owned() }
}
