//! What a notebook writes, makes or asks for itself: such files are no problem.

use std::collections::HashSet;

use super::public::folder_of;
use super::readers::{Access, Reader, readers};
use crate::notebook::NodeId;
use crate::syntax::{Base, Facts, Place, Value};

/// Methods of data frames and the like that write the path they are given.
const WRITERS: [&str; 28] = [
    "to_csv",
    "to_parquet",
    "to_json",
    "to_excel",
    "to_pickle",
    "to_feather",
    "to_file",
    "to_html",
    "to_netcdf",
    "to_sql",
    "to_hdf",
    "write_csv",
    "write_parquet",
    "write_json",
    "write_ndjson",
    "write_excel",
    "write_ipc",
    "write_image",
    "write_html",
    "sink_parquet",
    "sink_csv",
    "save",
    "savefig",
    "dump",
    "export",
    "extractall",
    "extract",
    "tofile",
];
/// Words in the name of a function that fetches or writes what it is given.
const FETCHERS: [&str; 9] =
    ["download", "fetch", "retrieve", "save", "write", "export", "create", "generate", "ensure"];
/// The argument of a call that is the path, and the path.
pub(super) fn path_of(facts: &Facts, call: NodeId, reader: &Reader) -> Option<(NodeId, Place)> {
    let tree = &facts.notebook.tree;
    let at = match reader.position {
        Some(position) => facts.argument(call, position, reader.keyword)?,
        None => tree.child(facts.function_of(call)?, "object")?,
    };
    Some((at, facts.value(at).place()?))
}

/// Whether a call that opens a file only reads it: its mode says so.
pub(super) fn only_reads(facts: &Facts, call: NodeId, name: &str) -> bool {
    let position = if name == "pathlib.Path().open" { 0 } else { 1 };
    match facts.argument(call, position, "mode").map(|mode| facts.value(mode)) {
        // `r+` writes, but what it opens has to be there.
        Some(Value::Str(mode)) => !mode.contains(['w', 'a', 'x']),
        Some(_) => false,
        None => true,
    }
}

/// The paths that the notebook writes or fetches itself, and the folders it makes.
#[derive(Debug, Default)]
pub(super) struct Written {
    paths: HashSet<String>,
    /// What is written in the browser only, as a fetched file is: the call and the path.
    fetched: Vec<(NodeId, String)>,
}

impl Written {
    /// Whether a path, or a folder above it, is written; what is fetched must be so before it is read.
    pub(super) fn has(&self, facts: &Facts, reading: NodeId, place: &Place) -> bool {
        let own = key(place);
        let holds = |path: &str| {
            path == own || (path.len() > 1 && own.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
        };
        let cell = facts.cell_of(reading);
        let before = |fetch: NodeId| match (facts.cell_of(fetch), cell) {
            (Some(there), Some(here)) if there == here => {
                facts.notebook.tree.start(fetch) < facts.notebook.tree.start(reading)
            }
            (Some(there), Some(here)) => facts.names.ancestors(here).contains(&there),
            _ => false,
        };
        self.paths.iter().any(|path| holds(path))
            || self.fetched.iter().any(|(fetch, path)| holds(path) && before(*fetch))
    }

    /// Whether anything is written whose path starts like that.
    pub(super) fn starts_with(&self, start: &Place) -> bool {
        let start = key(start);
        let fetched = self.fetched.iter().map(|(_, path)| path);
        self.paths.iter().chain(fetched).any(|path| path.starts_with(&start))
    }
}

/// Gathers what the notebook writes.
pub(super) fn written(facts: &Facts) -> Written {
    let tree = &facts.notebook.tree;
    let mut written = Written::default();
    let in_browser_only = |node: NodeId| {
        let mut tests = tree.ancestors(node).filter(|&outer| tree.kind(outer) == "if_statement");
        tests.any(|outer| tree.child(outer, "condition").is_some_and(|test| facts.truth(test) == Some(true)))
    };
    let mut add = |node: NodeId| {
        if let Some(place) = facts.value(node).place() {
            if in_browser_only(node) {
                written.fetched.push((node, key(&place)));
            } else {
                written.paths.insert(key(&place));
            }
        }
    };
    for call in tree.all().filter(|&node| tree.kind(node) == "call") {
        let Some(function) = facts.function_of(call) else { continue };
        let name = facts.callee(call).unwrap_or_default();
        let table = readers(&name);
        for reader in table {
            let writes = match reader.access {
                Access::Write | Access::Make => true,
                Access::Open => !only_reads(facts, call, &name),
                // Opening a database for writing makes it, unless one is there that the notebook does not fill itself.
                Access::Database => {
                    !read_only(facts, call) && (!lies_beside(facts, call, reader) || makes_tables(facts))
                }
                _ => false,
            };
            if let Some((at, _)) = path_of(facts, call, reader).filter(|_| writes) {
                add(at);
            }
        }
        let last = match tree.kind(function) {
            "attribute" => tree.child(function, "attribute").map(|member| facts.notebook.node_text(member)),
            _ => Some(facts.notebook.node_text(function)),
        }
        .unwrap_or_default();
        // `mo.download` offers a file to the reader of the page.
        let fetches = table.is_empty()
            && !name.starts_with("marimo.")
            && (WRITERS.contains(&last) || FETCHERS.iter().any(|word| last.to_ascii_lowercase().contains(word)));
        if fetches {
            let (positional, named) = facts.arguments(call);
            positional.into_iter().chain(named.into_iter().map(|(_, value)| value)).for_each(&mut add);
        }
    }
    written
}

/// Whether the notebook fills its databases itself: it creates tables, or removes the old file first.
pub(super) fn makes_tables(facts: &Facts) -> bool {
    let text = facts.notebook.text.as_str();
    ["CREATE TABLE", "create table", "CREATE OR REPLACE", "create or replace", "os.remove(", ".unlink("]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Whether the file that a call names is there, beside the notebook.
fn lies_beside(facts: &Facts, call: NodeId, reader: &Reader) -> bool {
    path_of(facts, call, reader)
        .is_some_and(|(_, place)| place.whole && folder_of(&facts.notebook.path).join(&place.rest).is_file())
}

/// One key for all ways to write a path.
pub(super) fn key(place: &Place) -> String {
    let base = match place.base {
        Base::Text if !place.rest.starts_with('/') => "",
        Base::Current => "",
        Base::Text => "",
        Base::Home => "~",
        Base::Notebook => "@",
        Base::Location => "url",
        Base::Temporary => "tmp",
    };
    format!("{base}:{}", place.rest.trim_start_matches("./").trim_end_matches('/'))
}

/// Whether a database is opened for reading only, so that it has to be there.
pub(super) fn read_only(facts: &Facts, call: NodeId) -> bool {
    let named = facts.arguments(call).1;
    named.iter().any(|(name, value)| *name == "read_only" && facts.value(*value) == Value::Bool(true))
        || facts.argument(call, 0, "database").is_some_and(|path| match facts.value(path) {
            Value::Str(text) | Value::Prefix(text) => text.contains("mode=ro"),
            _ => false,
        })
}

/// Whether a test around the read asks for the same path.
pub(super) fn existence_tested(facts: &Facts, call: NodeId, place: &Place) -> bool {
    let tree = &facts.notebook.tree;
    facts.conditions(call).iter().filter(|condition| !condition.or_fails).any(|condition| {
        tree.descendants(condition.test).filter(|&part| tree.kind(part) == "call").any(|test| {
            let (name, tested) = (facts.callee(test).unwrap_or_default(), facts.function_of(test));
            let at = match name.as_str() {
                "os.path.exists" | "os.path.isfile" | "os.path.isdir" | "os.access" => facts.argument(test, 0, "path"),
                "pathlib.Path().exists" | "pathlib.Path().is_file" | "pathlib.Path().is_dir" => {
                    tested.and_then(|function| tree.child(function, "object"))
                }
                _ => None,
            };
            at.and_then(|at| facts.value(at).place()).is_some_and(|tested| {
                let (tested, own) = (key(&tested), key(place));
                own == tested || own.starts_with(&format!("{tested}/"))
            })
        })
    })
}

/// Whether a path is an address.
pub(super) fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+'))
        || text.starts_with("data:")
}
