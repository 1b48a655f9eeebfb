//! Files that a cell takes from `public/` in the browser, as lines of Python.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::check::Published;
use crate::notebook::{Cell, NodeId, Notebook};

/// The longest line that is written.
pub(super) const COLUMNS: usize = 79;
/// How far marimo indents the code of a cell.
const BODY: usize = 4;

/// The column in a Python notebook of what stands behind `indent` in a cell: code in Markdown is wrapped as in Python.
pub(super) fn column(notebook: &Notebook, cell: &Cell, indent: &str) -> usize {
    let first = cell.statements.first().map(|&statement| notebook.text.line(notebook.tree.start(statement)));
    let own = first.map_or("", |line| notebook.slice(line));
    let body = own.chars().take_while(|letter| letter.is_whitespace()).count();
    indent.chars().count().saturating_sub(body) + BODY
}

/// Files that a cell takes from `public/` in the browser, and the names of what that needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Fetch {
    /// The files.
    pub files: BTreeSet<Fetched>,
    /// Folders that it makes besides.
    pub folders: BTreeSet<String>,
    /// The names of `sys`, `marimo`, `urllib.request` and, where a folder is made, `os`.
    pub names: Names,
}

/// What modules are called in a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// `sys`.
    pub sys: String,
    /// `marimo`.
    pub mo: String,
    /// `urllib.request`.
    pub request: String,
    /// `os`.
    pub os: String,
    /// A name of the cell's own that is free.
    pub name: String,
}

impl Names {
    /// The names of modules, which are stand-ins until it is decided where those come from.
    pub(super) fn modules(&mut self) -> [&mut String; 4] {
        [&mut self.sys, &mut self.mo, &mut self.request, &mut self.os]
    }
}

/// One file: where the notebook looks for it, and its place in `public/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fetched {
    /// The folder that the notebook looks in, with a `/` behind it; empty for its own.
    folder: String,
    /// The folder that the page has it in, likewise.
    public: String,
    /// The rest of both paths.
    name: String,
}

impl Fetched {
    /// What both paths end with is the name.
    pub(super) fn new(file: &Published) -> Fetched {
        let (local, public) = (file.file.as_str(), file.public.as_str());
        let inside = public.strip_prefix("public/").unwrap_or(public);
        let name = if local.ends_with(&format!("/{inside}")) || local == inside {
            inside
        } else {
            local.rsplit('/').next().unwrap_or(local)
        };
        let without = |path: &str| path.strip_suffix(name).unwrap_or_default().to_owned();
        Fetched { folder: without(local), public: without(public), name: name.to_owned() }
    }

    /// Whether the browser needs a folder for it.
    pub(super) fn has_folder(&self) -> bool {
        !self.folder.is_empty() || self.name.contains('/')
    }
}

impl Fetch {
    /// The lines of the block, without what all begin with, which takes `column` columns.
    pub(super) fn lines(&self, column: usize, unit: &str) -> Vec<String> {
        let Names { sys, mo, request, os, name } = &self.names;
        let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            groups.entry((&file.folder, &file.public)).or_default().push(&file.name);
        }
        let mut lines = vec![format!("if {sys}.platform == \"emscripten\":")];
        let body = column + unit.chars().count();
        let make = |path: &str| format!("{os}.makedirs({path}, exist_ok=True)");
        let mut made: BTreeSet<&str> = self.folders.iter().map(String::as_str).collect();
        lines.extend(made.iter().map(|folder| format!("{unit}{}", make(&quoted(folder)))));
        for ((folder, public), names) in groups {
            let at = |last: &str| {
                let parts: String = public.split_terminator('/').map(|part| format!(" / {}", quoted(part))).collect();
                format!("str({mo}.notebook_location(){parts} / {last})")
            };
            let nested = names.iter().any(|name| name.contains('/'));
            let parent = folder.trim_end_matches('/');
            if !parent.is_empty() && !nested && made.insert(parent) {
                lines.push(format!("{unit}{}", make(&quoted(parent))));
            }
            if let [only] = names[..] {
                let path = format!("{folder}{only}");
                if let Some((parent, _)) = path.rsplit_once('/').filter(|_| nested) {
                    lines.push(format!("{unit}{}", make(&quoted(parent))));
                }
                let public = only.split('/').map(quoted).collect::<Vec<_>>().join(" / ");
                let given = [at(&public), quoted(&path)];
                lines.extend(
                    call(&format!("{request}.urlretrieve"), &given, body, unit)
                        .into_iter()
                        .map(|line| format!("{unit}{line}")),
                );
                continue;
            }
            let items: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            lines.extend(
                listed(&format!("for {name} in ["), &items, "]:", body, unit)
                    .into_iter()
                    .map(|line| format!("{unit}{line}")),
            );
            let path = if folder.is_empty() { name.clone() } else { format!("f\"{folder}{{{name}}}\"") };
            if nested {
                lines.push(format!("{unit}{unit}{}", make(&format!("{os}.path.dirname({path})"))));
            }
            let given = [at(name), path];
            let inner = body + unit.chars().count();
            lines.extend(
                call(&format!("{request}.urlretrieve"), &given, inner, unit)
                    .into_iter()
                    .map(|line| format!("{unit}{unit}{line}")),
            );
        }
        lines
    }
}

impl Plan<'_> {
    /// Adds to the one block of a cell, which stands before the first statement that needs it.
    pub(super) fn fetch_at(&mut self, cell: usize, statement: NodeId, add: impl FnOnce(&mut Fetch)) {
        let (facts, tree) = (self.facts(), &self.facts().notebook.tree);
        let other = self.fetches.keys().copied().find(|&other| facts.cell_of(other) == Some(cell));
        let mut fetch = other.and_then(|other| self.fetches.remove(&other)).unwrap_or_default();
        let statement = other.filter(|&other| tree.start(other) < tree.start(statement)).unwrap_or(statement);
        add(&mut fetch);
        self.fetches.insert(statement, fetch);
    }
}

/// A text as Python writes it; no name of a file with quotes or backslashes gets here.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A call on one line if it fits, else with its arguments on a line of their own, else with each on one.
fn call(function: &str, given: &[String], column: usize, unit: &str) -> Vec<String> {
    let all = given.join(", ");
    if fits(column, &format!("{function}({all})")) {
        return vec![format!("{function}({all})")];
    }
    if fits(column, &format!("{unit}{all}")) {
        return vec![format!("{function}("), format!("{unit}{all}"), ")".to_owned()];
    }
    let each = given.iter().map(|one| format!("{unit}{one},"));
    std::iter::once(format!("{function}(")).chain(each).chain([")".to_owned()]).collect()
}

/// A list on one line if it fits, else with each item on one.
fn listed(open: &str, items: &[String], close: &str, column: usize, unit: &str) -> Vec<String> {
    let line = format!("{open}{}{close}", items.join(", "));
    if fits(column, &line) {
        return vec![line];
    }
    let each = items.iter().map(|item| format!("{unit}{item},"));
    std::iter::once(open.to_owned()).chain(each).chain([close.to_owned()]).collect()
}

fn fits(column: usize, line: &str) -> bool {
    column + line.chars().count() <= COLUMNS
}
