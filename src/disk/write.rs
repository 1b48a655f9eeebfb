//! New bytes -> the file, all of them or none.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

/// Why a file was not written. The file is as it was before, unless [`WriteError::Interrupted`] says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Its bytes are no longer those that were read.
    #[error("it changed since it was read, so nothing was written: run again")]
    Changed,
    /// It may not be written to.
    #[error("it is read-only, so nothing was written: make it writable first")]
    ReadOnly,
    /// Another program has it open and does not share it (Windows).
    #[error("another program has it open, so nothing was written: close it there and run again")]
    Open,
    /// The file has other names (hard links), and writing through them failed half way.
    #[error("writing stopped half way ({error}): the complete new text is in {}", copy.display())]
    Interrupted {
        /// What happened.
        error: io::Error,
        /// The file that holds the new text.
        copy: PathBuf,
    },
    /// The system refused.
    #[error("it cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Replaces the bytes of an existing file that still holds `expected`.
///
/// A symbolic link stays and its target is replaced; mode and owner stay. The new bytes become the file by a rename, so
/// a crash leaves the old or the new file. A file with further hard links is rewritten in place instead, because a rename
/// would part it from its other names; a complete copy lies beside it until that is done.
///
/// # Errors
/// If the file changed, may not be written to, or the system refuses.
pub fn replace(path: &Path, expected: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let metadata = writable(&target)?;
    let copy = copy_beside(&target, Some(&metadata), new)?;
    if fs::read(&target)? != expected {
        return Err(WriteError::Changed);
    }
    if links(&metadata) > 1 { rewrite(&target, copy, expected, new) } else { rename(&target, copy) }
}

/// Writes a file whatever it held before, such as the report of `-o FILE`. What is no plain file (a pipe, a device) is
/// written to directly.
///
/// # Errors
/// If the file may not be written to, or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    // The path as given: what `/dev/stdout` points to may have no name that can be opened.
    let directly = || -> Result<(), WriteError> { Ok(OpenOptions::new().write(true).open(path)?.write_all(bytes)?) };
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        // A device of Windows, such as `NUL`, may have no other name, and no metadata.
        Err(error) if cfg!(windows) && error.kind() != io::ErrorKind::NotFound => return directly(),
        Err(_) => return rename(path, copy_beside(path, None, bytes)?),
    };
    let is_file = match fs::metadata(&target) {
        Err(_) if cfg!(windows) => false,
        metadata => metadata?.is_file(),
    };
    if !is_file {
        return directly();
    }
    let metadata = writable(&target)?;
    let copy = copy_beside(&target, Some(&metadata), bytes)?;
    if links(&metadata) > 1 { rewrite(&target, copy, &fs::read(&target)?, bytes) } else { rename(&target, copy) }
}

fn writable(target: &Path) -> Result<Metadata, WriteError> {
    let metadata = fs::metadata(target)?;
    // A rename needs no right to the file itself, so ask for it: by the mode (root may open anything) and by opening.
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    let open = |()| OpenOptions::new().write(true).open(target).map(drop).map_err(|error| (error, ()));
    match patiently(TRIES, (), open) {
        Ok(()) => Ok(metadata),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(WriteError::ReadOnly),
        Err(error) if is_refused(&error) => Err(WriteError::Open),
        Err(error) => Err(error.into()),
    }
}

fn copy_beside(target: &Path, metadata: Option<&Metadata>, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wasmfix-");
    #[cfg(unix)]
    let plain = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    if metadata.is_none() {
        builder.permissions(plain);
    }
    let mut copy = builder.tempfile_in(folder(target))?;
    copy.write_all(bytes)?;
    if let Some(metadata) = metadata {
        keep_owner(copy.path(), metadata);
        copy.as_file().set_permissions(metadata.permissions())?;
    }
    copy.as_file().sync_all()?;
    Ok(copy)
}

/// How often a rename or opening a file is tried. Windows refuses it while another program, an editor or a virus
/// scanner, has the file open without sharing it; most have it open for a moment only.
const TRIES: u32 = if cfg!(windows) { 10 } else { 1 };
const PAUSE: Duration = Duration::from_millis(50);

fn rename(target: &Path, copy: NamedTempFile) -> Result<(), WriteError> {
    patiently(TRIES, copy, |copy| copy.persist(target).map(drop).map_err(|refused| (refused.error, refused.file)))
        .map_err(|error| if cfg!(windows) && is_refused(&error) { WriteError::Open } else { WriteError::Io(error) })?;
    // The rename itself is durable once the folder is; not every file system allows that, and the file is whole anyway.
    if let Ok(folder) = File::open(folder(target)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Does something that may be refused for a moment, with what each refusal hands back.
fn patiently<T>(tries: u32, with: T, attempt: impl Fn(T) -> Result<(), (io::Error, T)>) -> io::Result<()> {
    let mut with = with;
    for left in (0..tries).rev() {
        match attempt(with) {
            Err((error, again)) if left > 0 && is_refused(&error) => {
                std::thread::sleep(PAUSE);
                with = again;
            }
            done => return done.map_err(|(error, _)| error),
        }
    }
    Ok(())
}

/// Whether the system refuses a file that it may give a moment later. Windows' errors for a file that another program
/// does not share, or has locked a part of, have no kind.
fn is_refused(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    error.kind() == io::ErrorKind::PermissionDenied
        || cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

fn rewrite(target: &Path, copy: NamedTempFile, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let write = |bytes: &[u8]| -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(target)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    };
    let Err(error) = write(new) else {
        return Ok(());
    };
    if write(old).is_ok() {
        return Err(WriteError::Io(error));
    }
    match copy.keep() {
        Ok((_, copy)) => Err(WriteError::Interrupted { error, copy }),
        Err(_) => Err(WriteError::Io(error)),
    }
}

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

/// Gives the copy the file's owner where that is allowed: root may, and others already own what they edit.
#[cfg(unix)]
fn keep_owner(copy: &Path, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let owner = (metadata.uid(), metadata.gid());
    if fs::metadata(copy).is_ok_and(|copy| (copy.uid(), copy.gid()) != owner) {
        let _ = chown(copy, Some(owner.0), Some(owner.1));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn refused(kind: io::ErrorKind, times: u32, tries: u32) -> (io::Result<()>, u32) {
        let asked = Cell::new(0);
        let done = patiently(tries, (), |()| {
            asked.set(asked.get() + 1);
            if asked.get() <= times { Err((kind.into(), ())) } else { Ok(()) }
        });
        (done, asked.get())
    }

    #[test]
    fn a_rename_waits_for_a_file_that_is_open() {
        let denied = io::ErrorKind::PermissionDenied;
        assert!(matches!(refused(denied, 2, 10), (Ok(()), 3)));
        assert!(matches!(refused(denied, 9, 3), (Err(error), 3) if error.kind() == denied));
        assert!(matches!(refused(io::ErrorKind::NotFound, 1, 10), (Err(_), 1)));
    }

    #[test]
    #[cfg(windows)]
    fn a_file_that_is_not_shared_is_open_elsewhere() {
        use std::os::windows::fs::OpenOptionsExt as _;
        const SHARE_READ: u32 = 1;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.py");
        fs::write(&path, b"old").unwrap();
        let held = OpenOptions::new().read(true).share_mode(SHARE_READ).open(&path).unwrap();
        assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::Open)));
        drop(held);
        replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
