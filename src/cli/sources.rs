//! Paths on the command line -> the files to check.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::CommandFactory as _;
use ignore::WalkBuilder;

use super::args::Cli;
use super::output::{Output, error};
use crate::rules::ids;

/// Folders that hold no notebooks of their own, ignored by git or not.
const PASSED_OVER: [&str; 3] = ["__marimo__", "__pycache__", "node_modules"];

/// A file that may be a notebook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Where it is, as the user would write it.
    pub path: PathBuf,
    /// Whether the user named it: then it must be a notebook.
    pub named: bool,
}

/// The files that the paths stand for, sorted, each once. False if one of the paths is missing, which is said.
pub fn find(paths: &[PathBuf], output: &Output) -> (Vec<Source>, bool) {
    let mut sources = Vec::new();
    let mut complete = true;
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, output, &mut sources),
            Ok(_) => sources.push(Source { path: tidy(path), named: true }),
            Err(problem) => {
                error(format_args!("{}: {}{}", path.display(), in_words(&problem), nearest(path)));
                complete = false;
            }
        }
    }
    // Named ones before found ones of the same path, so that the first of each is kept.
    sources.sort_by(|one, other| one.path.cmp(&other.path).then(other.named.cmp(&one.named)));
    let mut seen = HashSet::new();
    sources.retain(|source| seen.insert(fs::canonicalize(&source.path).unwrap_or_else(|_| source.path.clone())));
    (sources, complete)
}

/// What a path that is not there may be meant to be: a command, or a neighbour of a similar name.
fn nearest(path: &Path) -> String {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return String::new() };
    let commands: Vec<String> = Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let alone = path.components().count() == 1;
    if alone && let Some(command) = commands.iter().find(|command| **command == name) {
        return format!("; the command `{command}` comes before all options");
    }
    if alone && let Some(command) = ids::near(name, &commands) {
        return format!("; did you mean the command `{command}`?");
    }
    let options = Cli::command();
    if alone && let Some(option) = options.get_arguments().filter_map(clap::Arg::get_long).find(|long| *long == name) {
        return format!("; did you mean the option `--{option}`?");
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let neighbours: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let neighbours: Vec<&str> = neighbours.iter().map(String::as_str).collect();
    let near = ids::near(name, &neighbours);
    near.map(|near| format!("; did you mean `{}`?", path.with_file_name(near).display())).unwrap_or_default()
}

/// The system's error without its number.
pub fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}

/// Whether the bytes can be a notebook at all; spares the others the parser.
pub fn may_be_notebook(bytes: &[u8]) -> bool {
    bytes.windows(b"marimo".len()).any(|window| window == b"marimo")
}

fn walk(folder: &Path, output: &Output, sources: &mut Vec<Source>) {
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(|entry| {
            let name = entry.file_name().to_str().unwrap_or_default();
            let folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
            !folder || !(PASSED_OVER.contains(&name) || entry.path().join("pyvenv.cfg").exists())
        })
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && may_hold_cells(entry.path()) => {
                sources.push(Source { path: tidy(entry.path()), named: false });
            }
            Ok(_) => {}
            Err(problem) => output.warn(format_args!("skipped {}", unread(&problem))),
        }
    }
}

/// What could not be looked into, and why.
fn unread(problem: &ignore::Error) -> String {
    match problem {
        ignore::Error::WithPath { path, err } => match err.io_error() {
            Some(error) => format!("{}: {}", tidy(path).display(), in_words(error)),
            None => problem.to_string(),
        },
        ignore::Error::WithDepth { err, .. } => unread(err),
        _ => problem.to_string(),
    }
}

/// Whether the name is that of a file that can be a notebook.
pub fn may_hold_cells(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["py", "md", "qmd"].iter().any(|known| extension == *known))
}

fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}
