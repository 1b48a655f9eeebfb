//! Answers of the package index on disk, so that the next run asks nothing.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;

/// How long the list of a project's files is believed.
const PROJECT_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of small JSON files; absent where there is no place for one.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    refresh: bool,
}

/// What a file in the cache is about.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// The files of a project: believed for a day.
    Project,
    /// The metadata of one file, which never change.
    Metadata,
}

impl Cache {
    pub(super) fn new(refresh: bool) -> Cache {
        let folder = etcetera::choose_base_strategy().ok().map(|base| base.cache_dir().join("wasmfix"));
        Cache { folder, refresh }
    }

    pub(super) fn set_folder(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    pub(super) fn read<T: serde::de::DeserializeOwned>(&self, kind: Kind, address: &str) -> Option<T> {
        if self.refresh {
            return None;
        }
        let path = self.path(kind, address)?;
        if matches!(kind, Kind::Project) {
            let age = SystemTime::now().duration_since(fs::metadata(&path).ok()?.modified().ok()?).ok()?;
            if age > PROJECT_LIFE {
                return None;
            }
        }
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Writes whole or not at all; that a cache cannot be written is no error.
    pub(super) fn write<T: serde::Serialize>(&self, kind: Kind, address: &str, value: &T) {
        let write = || -> Option<()> {
            let path = self.path(kind, address)?;
            let folder = path.parent()?;
            fs::create_dir_all(folder).ok()?;
            let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
            file.write_all(&serde_json::to_vec(value).ok()?).ok()?;
            file.persist(path).ok()?;
            Some(())
        };
        let _ = write();
    }

    fn path(&self, kind: Kind, address: &str) -> Option<PathBuf> {
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        let folder = match kind {
            Kind::Project => "projects-2",
            Kind::Metadata => "metadata-1",
        };
        Some(self.folder.as_ref()?.join(folder).join(format!("{:016x}.json", hasher.finish())))
    }
}
