//! The project files that are lists: `requirements*.txt` and `uv.lock`.

use super::ProjectFiles;
use crate::host::normalise;

/// Reads a `requirements.txt` in pip's format: what it lists by name or address. Options and other files that it includes are
/// left out; they lie beside it, more often than not.
pub(super) fn read_requirements(files: &mut ProjectFiles, name: &str, text: &str) {
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    for line in joined.lines() {
        // A `#` within an address is part of it.
        let line = line.split(" #").next().unwrap_or(line).trim();
        let line = line.split(" --").next().unwrap_or(line).trim();
        if !line.is_empty() && !line.starts_with(['#', '-']) {
            files.list(line, name);
        }
    }
}

/// Reads a `uv.lock`. Its form is that of uv itself, which writes each key on a line of its own.
pub(super) fn read_lock(files: &mut ProjectFiles, text: &str) {
    let (mut name, mut version) = (String::new(), String::new());
    let mut in_package = false;
    for line in text.lines() {
        if line.starts_with('[') {
            in_package = line == "[[package]]";
            (name, version) = (String::new(), String::new());
        } else if in_package {
            let Some((key, value)) = line.split_once(" = ") else { continue };
            match key {
                "name" => name = normalise(value.trim_matches('"')),
                "version" => value.trim_matches('"').clone_into(&mut version),
                "source" if !name.is_empty() => source(files, &name, &version, value),
                _ => {}
            }
        }
    }
}

/// Takes a locked package in by where it comes from: `{ registry = "..." }`, `{ editable = "." }`, `{ git = "..." }`.
fn source(files: &mut ProjectFiles, name: &str, version: &str, source: &str) {
    let parts = source.trim_matches(['{', '}', ' ']).split_once(" = ");
    let Some((kind, place)) = parts.map(|(kind, place)| (kind, place.split('"').nth(1).unwrap_or_default())) else {
        return;
    };
    match kind {
        "registry" => {
            files.locked.insert(name.to_owned(), version.to_owned());
        }
        "editable" | "virtual" | "directory" => {
            let folder = files.resolved(place);
            files.own.insert(name.to_owned(), folder);
        }
        // From a repository, an address or a file: not what the index has under that name.
        _ => {
            files.own.entry(name.to_owned()).or_default();
        }
    }
}
