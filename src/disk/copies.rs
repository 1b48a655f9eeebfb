//! Copies of files beside a notebook: all of them or none, and nothing is overwritten.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::check::{FileCopy, lies_in, same_bytes};

/// Why a file was not copied; those copied before it are taken away again.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Another file is there.
    #[error("`{0}` is there already and is another file, so nothing was written: rename one of them")]
    Taken(String),
    /// A link leads out of the notebook's folder.
    #[error("`{0}` is a link out of the notebook's folder, so nothing was written")]
    Outside(String),
    /// The system refused.
    #[error("`{from}` cannot be copied to `{to}`: {}", match error.kind() { io::ErrorKind::NotFound => "it is not there any more".to_owned(), _ => error.to_string() })]
    Io {
        /// The file.
        from: String,
        /// Where it was to go.
        to: String,
        /// What happened.
        error: io::Error,
    },
}

/// Files and folders that were made, and can be taken away again.
#[derive(Debug, Default)]
pub struct Copied {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// Copies files within a folder. What is there already with the same bytes stays.
///
/// # Errors
/// If another file is in the way, a link leads out of the folder, or the system refuses. Then nothing is left behind.
pub fn make(folder: &Path, copies: &[FileCopy]) -> Result<Copied, CopyError> {
    let mut copied = Copied::default();
    for copy in copies {
        if let Err(error) = one(folder, copy, &mut copied) {
            copied.undo();
            return Err(error);
        }
    }
    Ok(copied)
}

fn one(folder: &Path, copy: &FileCopy, copied: &mut Copied) -> Result<(), CopyError> {
    let (from, to) = (folder.join(&copy.from), folder.join(&copy.to));
    let refused = |error: io::Error| CopyError::Io { from: copy.from.clone(), to: copy.to.clone(), error };
    if !lies_in(&from, folder) {
        return Err(if from.exists() {
            CopyError::Outside(copy.from.clone())
        } else {
            refused(io::ErrorKind::NotFound.into())
        });
    }
    let parent = to.parent().unwrap_or(folder);
    let missing: Vec<&Path> = parent.ancestors().take_while(|path| path.symlink_metadata().is_err()).collect();
    for path in missing.into_iter().rev() {
        fs::create_dir(path).map_err(refused)?;
        copied.folders.push(path.to_owned());
    }
    if !lies_in(parent, folder) {
        return Err(CopyError::Outside(copy.to.clone()));
    }
    if let Ok(there) = to.symlink_metadata() {
        let same = there.is_file() && same_bytes(&from, &to);
        return if same { Ok(()) } else { Err(CopyError::Taken(copy.to.clone())) };
    }
    let mut part = tempfile::Builder::new().prefix(".wasmfix-").tempfile_in(parent).map_err(refused)?;
    let mut source = File::open(&from).map_err(refused)?;
    io::copy(&mut source, &mut part).map_err(refused)?;
    let mode = source.metadata().map_err(refused)?.permissions();
    part.as_file().set_permissions(mode).map_err(refused)?;
    part.as_file().sync_all().map_err(refused)?;
    match part.persist_noclobber(&to) {
        Ok(_) => copied.files.push(to),
        Err(lost) if lost.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(CopyError::Taken(copy.to.clone()));
        }
        Err(lost) => return Err(refused(lost.error)),
    }
    Ok(())
}

impl Copied {
    /// Takes away what was made; folders only if nothing else has come into them.
    pub fn undo(self) {
        for file in self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
