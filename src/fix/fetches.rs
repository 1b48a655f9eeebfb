//! Files that a cell takes from `public/` in the browser, as lines of Python.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::provide::{MARIMO, OS, REQUEST, SYS};
use super::width::COLUMNS;
use crate::check::Published;
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Base, BindingKind, Facts};

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

/// A private name for the files of a loop that the cell does not use.
pub(super) fn free_name(facts: &Facts, cell: usize) -> Result<String, String> {
    let tree = &facts.notebook.tree;
    let used = |name: &str| {
        let statements = facts.notebook.cells[cell].statements.iter();
        let mut parts = statements.flat_map(|&statement| tree.descendants(statement));
        parts.any(|part| tree.kind(part) == "identifier" && facts.notebook.node_text(part) == name)
    };
    let free = ["_name", "_file", "_public"].into_iter().find(|name| !used(name));
    free.map(str::to_owned).ok_or_else(|| "the cell uses `_name` and the like for something of its own".to_owned())
}

/// Leaves what several cells fetch from one folder to the cell that names the folder, if all of them use that name.
pub(super) fn gather(plan: &mut Plan) {
    let folders: BTreeSet<String> =
        plan.fetches.values().flat_map(|fetch| &fetch.files).map(|file| file.folder.clone()).collect();
    for folder in folders.iter().filter(|folder| !folder.is_empty()) {
        // With what lies below it, else alone.
        let below = |file: &Fetched| file.folder.starts_with(folder.as_str());
        if !gather_from(plan, folder, &below) {
            gather_from(plan, folder, &|file| file.folder == *folder);
        }
    }
}

fn gather_from(plan: &mut Plan, folder: &str, lies_in: &dyn Fn(&Fetched) -> bool) -> bool {
    let facts = plan.facts();
    let fetching = plan.fetches.iter().filter(|(_, fetch)| fetch.files.iter().any(lies_in));
    let fetching: Vec<NodeId> = fetching.map(|(&statement, _)| statement).collect();
    let cells: BTreeSet<usize> = fetching.iter().filter_map(|&statement| facts.cell_of(statement)).collect();
    let Some((cell, statement)) = namer(plan, folder, &cells).filter(|_| cells.len() > 1) else { return false };
    let Ok(name) = free_name(facts, cell) else { return false };
    let mut files = BTreeSet::new();
    for fetching in fetching {
        let Some(mut fetch) = plan.fetches.remove(&fetching) else { continue };
        let (own, others): (BTreeSet<Fetched>, BTreeSet<Fetched>) =
            fetch.files.into_iter().partition(|file| lies_in(file));
        files.extend(own);
        fetch.files = others;
        if !fetch.files.is_empty() || !fetch.folders.is_empty() {
            plan.fetches.insert(fetching, fetch);
        }
    }
    let [mo, sys, request, os] = [MARIMO, SYS, REQUEST, OS].map(|needed| plan.need(needed, cell, "os"));
    plan.fetch_at(cell, statement, |fetch| {
        fetch.files.append(&mut files);
        fetch.names = Names { sys, mo, request, os, name };
    });
    true
}

/// The cell and the statement that give a folder the name by which all of some cells know it.
fn namer(plan: &Plan, folder: &str, cells: &BTreeSet<usize>) -> Option<(usize, NodeId)> {
    let facts = plan.facts();
    facts.names.symbols().filter(|(_, symbol)| symbol.global && !symbol.deleted).find_map(|(_, symbol)| {
        let [binding] = &symbol.bindings[..] else { return None };
        let BindingKind::Value(value) = binding.kind else { return None };
        let place = facts.value(value).place()?;
        let here = place.whole && matches!(place.base, Base::Text | Base::Current | Base::Notebook);
        let same = place.rest.trim_start_matches("./").trim_end_matches('/') == folder.trim_end_matches('/');
        let used =
            |cell: &usize| *cell == binding.cell || symbol.uses.iter().any(|&site| facts.cell_of(site) == Some(*cell));
        let kind = facts.notebook.cells[binding.cell].kind;
        let runs = matches!(kind, CellKind::Code | CellKind::Setup)
            && facts.certainty(binding.node) == Some(true)
            && facts.enclosing_definition(binding.node).is_none()
            && !facts.skipped_cells()[binding.cell]
            && !plan.stops.contains_key(&binding.cell);
        let statement =
            facts.cell_statement(binding.node).filter(|_| here && same && runs && cells.iter().all(used))?;
        Some((binding.cell, statement))
    })
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
