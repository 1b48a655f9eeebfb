//! The packages that come with Pyodide: its lock, built in or read from a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Host, find, tables};

/// A package of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockPackage<'a> {
    /// The normalised name.
    pub name: &'a str,
    /// The name as the lock writes it.
    pub written: &'a str,
    /// The version; empty where it is not known (packages that marimo's own lock adds).
    pub version: &'a str,
    /// Whether it is pure Python, so that the index may have other versions for the browser.
    pub pure: bool,
    /// Normalised names of the packages it needs, separated by spaces.
    pub depends: &'a str,
    /// What can be imported from it, separated by spaces.
    pub imports: &'a str,
    /// Bytes of its file, if they are known (`measured/sizes.tsv`, or a lock file that says it).
    pub size: Option<u64>,
}

/// Why a lock file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read.
    #[error("cannot read the lock file {path}: {source}; name a `pyodide-lock.json`")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no lock.
    #[error("{path} is no Pyodide lock: {reason}; name a `pyodide-lock.json`")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// A lock read from a file: `--lock-file`, or marimo's own variable `MARIMO_PYODIDE_LOCK_FILE`.
#[derive(Clone, Debug, Default)]
pub struct LockFile {
    packages: BTreeMap<String, OwnedPackage>,
    imports: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct OwnedPackage {
    written: String,
    version: String,
    pure: bool,
    depends: String,
    imports: String,
    size: Option<u64>,
}

#[derive(serde::Deserialize)]
struct JsonLock {
    packages: BTreeMap<String, JsonPackage>,
}

#[derive(serde::Deserialize)]
struct JsonPackage {
    name: String,
    version: String,
    #[serde(default)]
    file_name: String,
    #[serde(default)]
    depends: Vec<String>,
    #[serde(default)]
    imports: Vec<String>,
    size: Option<u64>,
}

impl LockFile {
    /// Reads a `pyodide-lock.json`.
    ///
    /// # Errors
    /// If the file cannot be read or is no such lock.
    pub fn read(path: &Path) -> Result<LockFile, LockError> {
        let text = std::fs::read(path).map_err(|source| LockError::Read { path: path.to_owned(), source })?;
        let lock: JsonLock = serde_json::from_slice(&text)
            .map_err(|error| LockError::Malformed { path: path.to_owned(), reason: error.to_string() })?;
        let mut file = LockFile::default();
        for package in lock.packages.into_values() {
            let name = normalise(&package.name);
            for import in &package.imports {
                file.imports.insert(import.clone(), name.clone());
            }
            let depends: Vec<String> = package.depends.iter().map(|depend| normalise(depend)).collect();
            let owned = OwnedPackage {
                pure: package.file_name.ends_with("-none-any.whl"),
                written: package.name,
                version: package.version,
                depends: depends.join(" "),
                imports: package.imports.join(" "),
                size: package.size,
            };
            file.packages.insert(name, owned);
        }
        Ok(file)
    }

    /// Reads the file the options name, else the one `MARIMO_PYODIDE_LOCK_FILE` names; `None` if neither does.
    ///
    /// # Errors
    /// As [`LockFile::read`].
    pub fn from_options(option: Option<&Path>) -> Result<Option<Arc<LockFile>>, LockError> {
        let variable =
            std::env::var_os("MARIMO_PYODIDE_LOCK_FILE").filter(|value| !value.is_empty()).map(PathBuf::from);
        match option.map(Path::to_owned).or(variable) {
            Some(path) => LockFile::read(&path).map(|file| Some(Arc::new(file))),
            None => Ok(None),
        }
    }
}

/// Where a host's packages are.
#[derive(Clone, Debug)]
pub enum Lock {
    /// In the binary.
    Built {
        /// Sorted by name.
        packages: &'static [LockPackage<'static>],
        /// Import name and package, sorted.
        imports: &'static [(&'static str, &'static str)],
    },
    /// In a file of the user's.
    File(Arc<LockFile>),
}

impl Host {
    /// A package of the host's lock, by its normalised name.
    pub fn lock(&self, normalised: &str) -> Option<LockPackage<'_>> {
        match &self.lock {
            Lock::Built { packages, .. } => {
                let built = find(packages, normalised, |package| package.name).copied();
                match find(tables::LOCK_ADDED, normalised, |package| package.name).copied() {
                    Some(added) => Some(LockPackage {
                        depends: built.map_or("", |built| built.depends),
                        size: added.size.or(built.and_then(|built| built.size)),
                        ..added
                    }),
                    None => built,
                }
            }
            Lock::File(file) => file.packages.get_key_value(normalised).map(|(name, package)| LockPackage {
                name,
                written: &package.written,
                version: &package.version,
                pure: package.pure,
                depends: &package.depends,
                imports: &package.imports,
                size: package.size,
            }),
        }
    }

    /// The package of the lock (its normalised name) that an import brings: the longest dotted prefix that the lock
    /// knows.
    pub fn lock_package_of_import(&self, import: &str) -> Option<&str> {
        prefixes(import).find_map(|name| match &self.lock {
            Lock::Built { imports, .. } => {
                let added =
                    || tables::LOCK_ADDED.iter().find(|package| package.imports.split(' ').any(|known| known == name));
                find(imports, name, |row| row.0).map(|row| row.1).or_else(|| added().map(|package| package.name))
            }
            Lock::File(file) => file.imports.get(name).map(String::as_str),
        })
    }
}

/// `a.b.c`, `a.b`, `a`.
pub(crate) fn prefixes(dotted: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(dotted), |name| name.rsplit_once('.').map(|(parent, _)| parent))
}

/// A distribution's name as PEP 503 normalises it: lower case, runs of `-`, `_` and `.` as one `-`.
pub fn normalise(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for part in name.split(['-', '_', '.']).filter(|part| !part.is_empty()) {
        if !normal.is_empty() {
            normal.push('-');
        }
        normal.push_str(&part.to_lowercase());
    }
    normal
}
