//! What a module's name is, of which fixes need it: decided for all of them at once when a plan becomes edits.
//!
//! Until then a text holds a stand-in for the name. So each module comes from one place, whatever needs it.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::provider::Place;
use crate::notebook::{CellKind, Format};
use crate::syntax::{BindingKind, SymbolId};

/// A module that fixes need, and the name it is imported by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needed {
    /// The module.
    pub module: &'static str,
    /// Its usual name in notebooks.
    pub name: &'static str,
    /// The statement that imports it by that name.
    pub statement: &'static str,
}

/// `import sys`.
pub(super) const SYS: Needed = Needed { module: "sys", name: "sys", statement: "import sys" };
/// `import marimo as mo`.
pub(super) const MARIMO: Needed = Needed { module: "marimo", name: "mo", statement: "import marimo as mo" };
/// `import os`.
pub(super) const OS: Needed = Needed { module: "os", name: "os", statement: "import os" };
/// `import urllib.request`, which binds `urllib`.
pub(super) const REQUEST: Needed =
    Needed { module: "urllib.request", name: "urllib", statement: "import urllib.request" };

/// The modules that fixes may need, in the order in which they are decided on.
const ALL: [Needed; 4] = [MARIMO, SYS, OS, REQUEST];

/// The letters around a stand-in; no notebook has them.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Who needs a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Needer {
    /// A cell.
    Cell(usize),
    /// The new cell before a cell.
    New(usize),
}

/// What stands for the name of a module until it is decided.
pub(super) fn stand_in(needed: Needed, needer: Needer) -> String {
    let place = match needer {
        Needer::Cell(cell) => cell.to_string(),
        Needer::New(before) => format!("+{before}"),
    };
    format!("{OPEN}{place}:{}{CLOSE}", needed.module)
}

/// Decides where the modules come from that the plan's texts need, and writes their names.
///
/// # Errors
/// Why one cannot be had in a cell.
pub(super) fn settle(plan: &mut Plan) -> Result<(), String> {
    for needed in ALL {
        let needers = needers(plan, needed);
        let mut names: BTreeMap<Needer, String> = BTreeMap::new();
        let mut open: BTreeMap<usize, usize> = BTreeMap::new();
        for (&needer, &before) in &needers {
            let Needer::Cell(cell) = needer else { continue };
            if let Some(name) = plan.existing(needed, cell, before) {
                names.insert(needer, name);
            } else {
                open.insert(cell, before);
            }
        }
        provide(plan, needed, open, &mut names)?;
        for &needer in needers.keys() {
            if let Needer::New(before) = needer {
                names.insert(needer, plan.need_in_new(needed, before));
            }
        }
        for (needer, name) in names {
            // `import urllib.request` binds `urllib`; by any other name it is the submodule.
            let whole = needed.module.split('.').next() == Some(&name);
            let (hidden, written) = (stand_in(needed, needer), if whole { needed.module } else { &name });
            for (text, _) in texts(plan) {
                *text = text.replace(&hidden, written);
            }
        }
    }
    Ok(())
}

/// Imports a module for cells that have no name for it, each with the first byte where it needs one: in one place for all of them.
fn provide(
    plan: &mut Plan,
    needed: Needed,
    open: BTreeMap<usize, usize>,
    names: &mut BTreeMap<Needer, String>,
) -> Result<(), String> {
    let (mut shared, own): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) =
        open.into_iter().partition(|(cell, _)| !plan.is_shadowed(*cell, needed.name, None));
    let place = match (plan.is_free(needed.name), shared.is_empty()) {
        (_, true) => None,
        (true, _) => plan.provider(needed, &shared).or_else(|| plan.cell_of_its_own(&shared)),
        // The notebook's own import stands where these cells cannot use it.
        (false, _) => {
            let settled = names.iter().filter(|(_, name)| **name == needed.name).map(|(&needer, _)| needer);
            plan.moved(needed, &mut shared, settled)
        }
    };
    for &cell in own.keys().chain(shared.keys()) {
        let name = match &place {
            Some(_) if shared.contains_key(&cell) => needed.name.to_owned(),
            _ => plan.private(needed, cell)?,
        };
        names.insert(Needer::Cell(cell), name);
    }
    match place {
        Some(Place::Beside { cell, statement, after }) => {
            shared.keys().for_each(|&needer| plan.pass(cell, needer, needed.name));
            let (behind, lines) = plan.imports.entry(statement).or_insert((after, BTreeSet::new()));
            *behind &= after;
            lines.insert(needed.statement.to_owned());
            plan.provided.insert(needed.module.to_owned(), (cell, needed.name.to_owned()));
        }
        Some(Place::New { before }) => {
            let python = plan.facts().notebook.format == Format::Python;
            let new = plan.new_cells.entry(before).or_default();
            let imports = new.lines.iter().take_while(|line| !line.is_empty()).count();
            if python && imports == 0 {
                new.lines.push(String::new());
            }
            new.lines.insert(imports, needed.statement.to_owned());
            if python {
                new.returns.insert(needed.name.to_owned());
                for &needer in shared.keys() {
                    plan.parameters.entry(needer).or_default().insert(needed.name.to_owned());
                }
            }
        }
        None => return Ok(()),
    }
    plan.taken.insert(needed.name.to_owned());
    Ok(())
}

/// Who needs a module in the plan's texts, each with the first byte where it does.
fn needers(plan: &mut Plan, needed: Needed) -> BTreeMap<Needer, usize> {
    let mut found = BTreeMap::new();
    let end = format!(":{}{CLOSE}", needed.module);
    for (text, at) in texts(plan) {
        for part in text.split(OPEN).skip(1) {
            let Some((place, _)) = part.split_once(&end).filter(|(place, _)| !place.contains(CLOSE)) else { continue };
            let needer = match place.strip_prefix('+') {
                Some(before) => before.parse().map(Needer::New),
                None => place.parse().map(Needer::Cell),
            };
            let Ok(needer) = needer else { continue };
            let first = found.entry(needer).or_insert(at);
            *first = at.min(*first);
        }
    }
    found
}

/// All texts of a plan that may hold stand-ins, each with the byte where it goes.
fn texts<'p>(plan: &'p mut Plan<'_>) -> Vec<(&'p mut String, usize)> {
    let tree = &plan.facts().notebook.tree;
    let mut found: Vec<(&mut String, usize)> = Vec::new();
    let edits = plan.edits.iter_mut().chain(&mut plan.choices);
    found.extend(edits.map(|edit| (&mut edit.text, edit.span.start)));
    found.extend(plan.wrapped.iter_mut().map(|(start, (_, line))| (line, *start)));
    found.extend(plan.alternatives.iter_mut().map(|(start, line)| (line, *start)));
    for (statement, call) in plan.stops.values_mut() {
        let at = tree.start(*statement);
        found.extend(call.iter_mut().map(|part| (part, at)));
    }
    for (statement, lines) in &mut plan.raised {
        let at = tree.start(*statement);
        found.extend(lines.iter_mut().map(|line| (line, at)));
    }
    for (statement, fetch) in &mut plan.fetches {
        let at = tree.start(*statement);
        found.extend(fetch.names.modules().into_iter().map(|name| (name, at)));
    }
    found.extend(plan.variables.texts().map(|(text, statement)| (text, tree.start(statement))));
    for new in plan.new_cells.values_mut() {
        found.extend(new.lines.iter_mut().map(|line| (line, 0)));
    }
    found
}

impl Plan<'_> {
    /// Makes a module available to a cell and gives what stands for its name until that is decided. `beside` is a module
    /// by whose import the new one may stand.
    pub(super) fn need(&mut self, needed: Needed, cell: usize, beside: &str) -> String {
        self.beside.insert(beside.to_owned());
        stand_in(needed, Needer::Cell(cell))
    }

    /// The name of a module in a new cell that a cell is to depend on, once the cells have theirs.
    fn need_in_new(&mut self, needed: Needed, reader: usize) -> String {
        let facts = self.facts();
        let mut found = facts.names.symbols().filter_map(|(_, symbol)| {
            let [binding] = &symbol.bindings[..] else { return None };
            let imports = matches!(&binding.kind, BindingKind::Import { module, .. } if module == needed.module);
            let certain = facts.certainty(binding.node) == Some(true);
            let top = facts.enclosing_definition(binding.node).is_none();
            (symbol.global && imports && top && certain && !symbol.deleted).then(|| (binding.cell, symbol.name.clone()))
        });
        // No cell that reads what the new one gives can give it anything.
        let apart = |provider: usize| {
            provider != reader
                && self
                    .variables
                    .readers()
                    .all(|own| own != provider && !facts.names.ancestors(provider).contains(&own))
        };
        let existing = found.find(|(provider, _)| apart(*provider) && self.may_take_from(reader, *provider));
        let planned = || self.provided.get(needed.module).filter(|(provider, _)| apart(*provider)).cloned();
        let Some((provider, name)) = existing.or_else(planned) else {
            let name = format!("_{}", needed.name);
            let new = self.new_cells.entry(reader).or_default();
            let imports = new.lines.iter().take_while(|line| line.starts_with("import ")).count();
            if imports == 0 {
                new.lines.insert(0, String::new());
            }
            new.lines.insert(imports, format!("import {} as {name}", needed.module));
            return name;
        };
        // What the setup cell imports is there for all.
        if facts.notebook.cells[provider].kind == CellKind::Code {
            self.returns.entry(provider).or_default().insert(name.clone());
            self.new_cells.entry(reader).or_default().parameters.insert(name.clone());
        }
        self.taken.insert(name.clone());
        name
    }

    /// The name by which a cell can have the module already.
    fn existing(&mut self, needed: Needed, cell: usize, before: usize) -> Option<String> {
        let facts = self.facts();
        let tree = &facts.notebook.tree;
        let found: Vec<(SymbolId, String)> = facts
            .names
            .symbols()
            .filter(|(_, symbol)| {
                !symbol.bindings.is_empty()
                    && symbol.bindings.iter().all(|binding| match &binding.kind {
                        BindingKind::Import { module, .. } => {
                            module == needed.module && facts.enclosing_definition(binding.node).is_none()
                        }
                        _ => false,
                    })
            })
            .map(|(id, symbol)| (id, symbol.name.clone()))
            .collect();
        for (id, name) in found {
            let symbol = facts.names.symbol(id);
            let [binding] = &symbol.bindings[..] else { continue };
            if symbol.deleted || facts.certainty(binding.node) != Some(true) || self.is_shadowed(cell, &name, Some(id))
            {
                continue;
            }
            if binding.cell == cell {
                if tree.end(binding.node) <= before {
                    self.taken.insert(name.clone());
                    return Some(name);
                }
            } else if symbol.global && self.may_take_from(cell, binding.cell) && self.trusts(needed, cell, binding.cell)
            {
                self.pass(binding.cell, cell, &name);
                self.taken.insert(name.clone());
                return Some(name);
            }
        }
        None
    }

    /// `import sys as _sys` at the start of the cell.
    fn private(&mut self, needed: Needed, cell: usize) -> Result<String, String> {
        let facts = self.facts();
        let own = &facts.notebook.cells[cell];
        if !matches!(own.kind, CellKind::Code | CellKind::Setup) {
            return Err(format!("`{}` is not available there; import it in the setup cell by hand", needed.name));
        }
        let name = format!("_{}", needed.name);
        let taken = facts.names.symbols().any(|(_, symbol)| {
            symbol.name == name
                && symbol.bindings.iter().any(|binding| {
                    binding.cell == cell
                        && !matches!(&binding.kind, BindingKind::Import { module, .. } if module == needed.module)
                })
        });
        let first = own.statements.first().copied().filter(|_| !taken);
        let Some(first) = first else { return Err(format!("the name `{name}` is taken in the cell")) };
        let line = format!("import {} as {name}", needed.module);
        self.imports.entry(first).or_insert((false, Default::default())).1.insert(line);
        Ok(name)
    }
}
