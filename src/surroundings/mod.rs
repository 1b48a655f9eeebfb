//! What is known around a notebook before it is looked at: the project above it, and what that lists, locks and is.
//!
//! Project: the folders from the notebook's own up to the top of the git repository; without one, up to the nearest
//! `pyproject.toml`; without that, the notebook's own folder.

mod lists;
mod manifest;
mod project_files;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pep440_rs::{Operator, Version, VersionSpecifier, VersionSpecifiers};

pub use project_files::{Listed, ProjectFiles, resolved};

/// The project above a notebook. The default is none at all: a notebook from a stream, or one in a test.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// What the files of each folder say, the notebook's own folder first.
    folders: Vec<Arc<ProjectFiles>>,
}

impl Surroundings {
    /// Gathers what `files` says of a folder (an absolute path) and of those above it that belong to the project.
    pub fn gather(folder: &Path, files: impl Fn(&Path) -> Arc<ProjectFiles>) -> Surroundings {
        let all: Vec<Arc<ProjectFiles>> = folder.ancestors().map(files).collect();
        let top = all.iter().position(|files| files.is_top).or_else(|| all.iter().position(|files| files.has_manifest));
        Surroundings { folders: all.into_iter().take(top.unwrap_or(0) + 1).collect() }
    }

    /// The folder where the project begins; `None` where nothing is known.
    pub fn top(&self) -> Option<&Path> {
        self.folders.last().map(|files| files.folder.as_path())
    }

    /// The folders of the project from the notebook's own upwards.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|files| files.folder.as_path())
    }

    /// The file by which the notebook belongs to a project with an environment of its own: a `pyproject.toml` with
    /// `[project]`, `[tool.uv]` or `[tool.poetry]`.
    pub fn manifest(&self) -> Option<PathBuf> {
        let managed = self.folders.iter().find(|files| files.is_managed);
        managed.map(|files| files.folder.join("pyproject.toml"))
    }

    /// What the project's files list, the nearest file first.
    pub fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.folders.iter().flat_map(|files| &files.listed)
    }

    /// Whether the project lists a distribution of the package index or has locked it, by its normalised name.
    pub fn lists(&self, name: &str) -> bool {
        let listed = self.listed().any(|listed| listed.requirement.name == name);
        (listed || self.locked(name).is_some()) && self.own(name).is_none()
    }

    /// The folder of a distribution that is the project itself, a member of its workspace or one of its path sources, by its
    /// normalised name; an empty path for what comes from an address of its own. The package index has another one, or none.
    pub fn own(&self, name: &str) -> Option<&Path> {
        self.folders.iter().find_map(|files| files.own.get(name)).map(PathBuf::as_path)
    }

    /// The folders of the project itself, of the members of its workspace and of its path sources.
    pub fn own_folders(&self) -> impl Iterator<Item = &Path> {
        let folders = self.folders.iter().flat_map(|files| files.own.values());
        folders.map(PathBuf::as_path).filter(|folder| !folder.as_os_str().is_empty())
    }

    /// Folders that the project puts on the path of its notebooks: `[tool.marimo.runtime] pythonpath`.
    pub fn python_path(&self) -> &[PathBuf] {
        let mut said = self.folders.iter().map(|files| files.python_path.as_slice());
        said.find(|paths| !paths.is_empty()).unwrap_or_default()
    }

    /// The version of a distribution that the nearest lock holds, by its normalised name.
    pub fn locked(&self, name: &str) -> Option<&str> {
        self.folders.iter().find_map(|files| files.locked.get(name)).map(String::as_str)
    }

    /// Which versions of a distribution the project's environment can hold, by its normalised name: the locked one alone,
    /// else what the nearest file that lists it allows; `None` if the project does not speak of it.
    ///
    /// The newest marimo that the author's export may run is the newest known one that
    /// `surroundings.versions("marimo")` contains.
    pub fn versions(&self, name: &str) -> Option<VersionSpecifiers> {
        let locked = self.locked(name).and_then(|version| version.parse::<Version>().ok());
        if let Some(version) = locked {
            let exactly = VersionSpecifier::from_version(Operator::Equal, version).ok()?;
            return Some(VersionSpecifiers::from(exactly));
        }
        let mut listed = self.listed().filter(|listed| listed.requirement.name == name);
        let first = listed.next()?;
        let beside = listed.filter(|other| other.file == first.file);
        Some(std::iter::once(first).chain(beside).flat_map(|listed| listed.requirement.specifiers().to_vec()).collect())
    }
}
