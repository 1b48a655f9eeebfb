//! What the project files of one folder say: `pyproject.toml`, `requirements*.txt`, `uv.lock`.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::{lists, manifest};
use crate::packages::Requirement;
use crate::questions::Answers;

/// What the project files of one folder say.
#[derive(Clone, Debug, Default)]
pub struct ProjectFiles {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it is the top of a git repository.
    pub is_top: bool,
    /// Whether a `pyproject.toml` lies in it.
    pub has_manifest: bool,
    /// Whether that has a `[project]`, `[tool.uv]` or `[tool.poetry]`.
    pub is_managed: bool,
    /// What it lists, in the order of the files.
    pub listed: Vec<Listed>,
    /// The versions that a lock holds of the package index's distributions, by normalised name.
    pub locked: BTreeMap<String, String>,
    /// The distributions that are the project itself, by normalised name, and their folders; an empty path for what comes from
    /// an address of its own (`git+https://...`).
    pub own: BTreeMap<String, PathBuf>,
    /// `[tool.marimo.runtime] pythonpath`.
    pub python_path: Vec<PathBuf>,
}

/// A requirement that a project file lists.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The requirement.
    pub requirement: Requirement,
    /// The file's name.
    pub file: String,
}

impl ProjectFiles {
    /// Reads the files of a folder, as far as their texts are known.
    pub fn read(folder: &Path, answers: &Answers) -> ProjectFiles {
        let mut files = ProjectFiles { folder: folder.to_owned(), ..ProjectFiles::default() };
        let names = answers.names(folder);
        files.is_top = names.binary_search_by(|name| name.as_str().cmp(".git")).is_ok();
        for name in names.iter() {
            let text = || answers.text(&folder.join(name));
            let is_list = name.starts_with("requirements") && name.ends_with(".txt");
            match name.as_str() {
                "pyproject.toml" => {
                    files.has_manifest = true;
                    if let Some(text) = text() {
                        manifest::read(&mut files, &text, answers);
                    }
                }
                "uv.lock" => {
                    if let Some(text) = text() {
                        lists::read_lock(&mut files, &text);
                    }
                }
                _ if is_list => {
                    if let Some(text) = text() {
                        lists::read_requirements(&mut files, name, &text);
                    }
                }
                _ => {}
            }
        }
        files
    }

    /// Takes a requirement in; one without a name, or at a path, is the project's own.
    pub(super) fn list(&mut self, text: &str, file: &str) {
        let requirement = Requirement::read(text);
        if requirement.name.is_empty() {
            return;
        }
        if !requirement.is_named() {
            self.own.entry(requirement.name.clone()).or_default();
        }
        self.listed.push(Listed { requirement, file: file.to_owned() });
    }

    /// A folder as a file here names it.
    pub(super) fn resolved(&self, path: &str) -> PathBuf {
        resolved(&self.folder, path)
    }
}

/// A path as seen from a folder, without `.` and `..`.
pub fn resolved(folder: &Path, path: &str) -> PathBuf {
    let mut resolved = folder.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            other => resolved.push(other),
        }
    }
    resolved
}
