//! Which cell gives a module to the cells that need it: without a cycle, and without moving what runs first.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::provide::{MARIMO, Needed, Needer};
use crate::host::Host;
use crate::notebook::{CellKind, Format, NodeId};
use crate::syntax::{Import, SymbolId};

/// Where a module is imported for all cells that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the statements of a cell: before or behind one of them.
    Beside {
        /// The cell.
        cell: usize,
        /// The statement.
        statement: NodeId,
        /// Whether it comes behind that.
        after: bool,
    },
    /// In a new cell, before another.
    New {
        /// The other.
        before: usize,
    },
}

impl Plan<'_> {
    /// Where a module is to be imported for all cells that need it, each given with the first byte where it does. None if no cell
    /// can give it to all.
    pub(super) fn provider(&self, needed: Needed, needers: &BTreeMap<usize, usize>) -> Option<Place> {
        let facts = self.facts();
        let cells = &facts.notebook.cells;
        let all: Vec<usize> = (0..cells.len()).collect();
        let imports = |cell: usize, module: &str| self.top_imports(cell).any(|import| import.top_level() == module);
        let needed_by_all =
            |cell: usize| needers.keys().all(|&needer| needer == cell || facts.names.ancestors(needer).contains(&cell));
        let marimo = all.iter().filter(|&&cell| imports(cell, MARIMO.module));
        let setup = all.iter().filter(|&&cell| cells[cell].kind == CellKind::Setup);
        let beside =
            all.iter().filter(|&&cell| needed_by_all(cell) && self.beside.iter().any(|own| imports(cell, own)));
        let common = all.iter().filter(|&&cell| needed_by_all(cell) && self.top_imports(cell).next().is_some());
        let first = all.iter().filter(|&&cell| self.top_imports(cell).next().is_some());
        let mut candidates = marimo.chain(setup).chain(beside).chain(common).chain(first).copied();
        candidates.find_map(|cell| {
            let gives = needers.keys().all(|&needer| {
                needer == cell || (self.may_take_from(needer, cell) && self.trusts(needed, needer, cell))
            });
            let kind = matches!(cells[cell].kind, CellKind::Code | CellKind::Setup);
            let limit = needers.get(&cell).copied().unwrap_or(usize::MAX);
            let alone = needers.len() == 1 && needers.contains_key(&cell);
            let ends = self.stops.contains_key(&cell) && !alone;
            let (statement, after) = self.place_of_import(needed, cell, limit).filter(|_| gives && kind && !ends)?;
            Some(Place::Beside { cell, statement, after })
        })
    }

    /// The place of a new cell that gives a module to several: before the first of them.
    pub(super) fn cell_of_its_own(&self, needers: &BTreeMap<usize, usize>) -> Option<Place> {
        let facts = self.facts();
        let code = |&cell: &usize| facts.notebook.cells[cell].kind == CellKind::Code;
        // A layout counts the cells.
        let laid_out = facts
            .notebook
            .app_call
            .is_some_and(|app| facts.arguments(app).1.iter().any(|(name, _)| *name == "layout_file"));
        let before = *needers.keys().next().filter(|_| needers.len() > 1 && needers.keys().all(code))?;
        // One new cell imports all of them; one that asks for variables is another.
        let imports = |line: &String| line.is_empty() || line.starts_with("import ");
        let free = self.new_cells.get(&before).is_none_or(|new| new.lines.iter().all(imports));
        let here = !laid_out && free;
        here.then_some(Place::New { before })
    }

    /// Takes the notebook's only import of a module to where all cells can have it: those that use it now, or are to
    /// take it from there, join the ones that need it.
    pub(super) fn moved(
        &mut self,
        needed: Needed,
        needers: &mut BTreeMap<usize, usize>,
        settled: impl Iterator<Item = Needer>,
    ) -> Option<Place> {
        let facts = self.facts();
        let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
        let symbol = facts.names.symbol(facts.names.global(needed.name)?);
        let [binding] = &symbol.bindings[..] else { return None };
        let import = facts.names.imports().iter().find(|import| import.symbol == facts.names.global(needed.name))?;
        let (statement, cell) = (import.statement, &notebook.cells[binding.cell]);
        let line = notebook.slice(notebook.text.line(tree.start(statement)));
        let alone = cell.statements.contains(&statement) && line.trim() == needed.statement;
        let more = cell.statements.len() > 1 && !self.imports.contains_key(&statement);
        if !alone || !more || symbol.deleted || cell.kind != CellKind::Code || cell.disabled {
            return None;
        }
        let mut all = needers.clone();
        for needer in settled {
            let Needer::Cell(cell) = needer else { return None };
            all.insert(cell, tree.start(statement));
        }
        for &site in &symbol.uses {
            all.entry(facts.cell_of(site)?).or_insert(tree.start(site));
        }
        let place = self.provider(needed, &all)?;
        if matches!(place, Place::Beside { cell, .. } if cell == binding.cell) {
            return None;
        }
        self.remove(statement, false);
        self.returns.entry(binding.cell).or_default().remove(needed.name);
        self.dropped_returns.entry(binding.cell).or_default().insert(needed.name.to_owned());
        *needers = all;
        Some(place)
    }

    /// The imports that are statements of a cell.
    fn top_imports(&self, cell: usize) -> impl Iterator<Item = &Import> {
        let facts = self.facts();
        let own = &facts.notebook.cells[cell].statements;
        facts.names.imports().iter().filter(move |import| import.cell == cell && own.contains(&import.statement))
    }

    /// Where a new import stands in a cell, before a byte: behind a group of imports that stand together at its head, where that
    /// can be one of modules of the same kind, Python's own or marimo. So it never comes between two of one library.
    fn place_of_import(&self, needed: Needed, cell: usize, limit: usize) -> Option<(NodeId, bool)> {
        let facts = self.facts();
        let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
        let own = |module: &str| Host::known().last().is_some_and(|host| host.is_stdlib(module));
        let imports_of = |statement: NodeId| self.top_imports(cell).filter(move |import| import.statement == statement);
        let such = |statement: NodeId| {
            let top_level = needed.module.split('.').next().unwrap_or_default();
            imports_of(statement).any(|import| own(import.top_level()) == own(top_level))
        };
        let statements = &notebook.cells[cell].statements;
        let is_import = |statement: NodeId| {
            let imports = matches!(tree.kind(statement), "import_statement" | "import_from_statement");
            imports && imports_of(statement).next().is_some()
        };
        // It comes before those of other libraries, which may be guarded or replaced.
        let stays = |statement: NodeId| {
            !self.wrapped.contains_key(&tree.start(statement))
                && imports_of(statement).all(|import| own(import.top_level()) || import.top_level() == MARIMO.module)
        };
        let head = statements.iter().copied().skip_while(|&statement| !is_import(statement));
        let head: Vec<NodeId> = head
            .take_while(|&statement| is_import(statement) && tree.end(statement) <= limit && stays(statement))
            .collect();
        let together = |a: &NodeId, b: &NodeId| {
            let gap = notebook.slice(tree.end(*a)..tree.start(*b));
            !gap.contains('#') && gap.matches('\n').count() < 2
        };
        let mut groups = head.chunk_by(together);
        let group = groups.clone().find(|group| group.iter().any(|&statement| such(statement))).or(groups.next());
        if let Some(&last) = group.and_then(|group| group.last()) {
            return Some((last, true));
        }
        let mut imports = statements.iter().copied().filter(|&statement| is_import(statement));
        let first = imports.next().or(statements.first().copied())?;
        (tree.start(first) <= limit).then_some((first, false))
    }

    /// Whether a cell may depend on another without a cycle, and the other runs.
    pub(super) fn may_take_from(&self, cell: usize, provider: usize) -> bool {
        let facts = self.facts();
        let (cells, names) = (&facts.notebook.cells, &facts.names);
        if matches!(cells[cell].kind, CellKind::Setup | CellKind::Function | CellKind::Class) {
            return cells[provider].kind == CellKind::Setup;
        }
        let stopped = facts.skipped_cells()[provider] || facts.stops(provider) || self.stops.contains_key(&provider);
        let runs = matches!(cells[provider].kind, CellKind::Code | CellKind::Setup) && !stopped;
        if !runs || self.depends(provider, cell) {
            return false;
        }
        // What runs first stays first: a new dependency on a later cell would move that cell's output forward. And a cell
        // that may stop, fail or run again would take this one with it, unless it does so already.
        let needed = names.ancestors(cell);
        let first = |other: usize| other < cell || needed.contains(&other);
        let in_order = first(provider) && names.ancestors(provider).into_iter().all(first);
        // A cell that needs no other never runs again by itself.
        let bound = needed.contains(&provider) || names.parents(provider).is_empty();
        (in_order && bound) || self.only_brings(provider)
    }

    /// Whether a cell is another, or needs it: new parameters of this pass are dependencies too.
    fn depends(&self, from: usize, on: usize) -> bool {
        let mut todo = vec![from];
        let mut seen = BTreeSet::new();
        while let Some(next) = todo.pop() {
            if next == on {
                return true;
            }
            if seen.insert(next) {
                todo.extend(self.facts().names.parents(next).iter().copied());
                let taken = self.parameters.get(&next).into_iter().flatten();
                todo.extend(taken.filter_map(|name| self.definer(name)));
            }
        }
        false
    }

    /// Whether nothing is lost where a cell takes a module from another: it needs that anyway, or nothing in that, or in what that
    /// needs, stops, fails, or may fail. `mo` comes from one cell, though something in it may fail.
    pub(super) fn trusts(&self, needed: Needed, cell: usize, provider: usize) -> bool {
        let around = self.facts().names.ancestors(provider);
        let stops = |cell: usize| self.stops.contains_key(&cell) || self.facts().stops(cell);
        let fails = |cell: usize| match needed.module {
            module if module == MARIMO.module => self.uncured.failing_cells().any(|failing| failing == cell),
            _ => self.uncured.is_doubtful(cell),
        };
        self.depends(cell, provider) || around.into_iter().chain([provider]).all(|cell| !stops(cell) && !fails(cell))
    }

    /// Whether a cell only imports, defines, and shows Markdown, and needs no other cell but for that.
    fn only_brings(&self, cell: usize) -> bool {
        let facts = self.facts();
        let tree = &facts.notebook.tree;
        const SHOWS: [&str; 5] = ["marimo.md", "marimo.hstack", "marimo.vstack", "marimo.center", "marimo.callout"];
        let plain = |statement: NodeId| match tree.kind(statement) {
            "import_statement" | "import_from_statement" | "future_import_statement" => true,
            "function_definition" | "class_definition" => true,
            "if_statement" | "try_statement" => self.only_imports(statement),
            "expression_statement" => tree.descendants(statement).all(|part| match tree.kind(part) {
                "call" => facts.callee(part).is_some_and(|name| SHOWS.contains(&name.as_str())),
                "subscript" | "binary_operator" | "await" | "yield" => false,
                "attribute" => facts.dotted(part).is_some_and(|name| name.starts_with("marimo.")),
                _ => true,
            }),
            _ => false,
        };
        let imports_only = |cell: usize| {
            let statements = &facts.notebook.cells[cell].statements;
            statements.iter().all(|&statement| tree.kind(statement).starts_with("import"))
        };
        facts.notebook.cells[cell].statements.iter().all(|&statement| plain(statement))
            && facts.names.ancestors(cell).into_iter().all(imports_only)
    }

    /// Whether what a test or a `try` guards is imports, and flags that say whether they worked.
    fn only_imports(&self, statement: NodeId) -> bool {
        let tree = &self.facts().notebook.tree;
        tree.descendants(statement).all(|part| match tree.kind(part) {
            "call" | "subscript" | "await" | "yield" | "named_expression" => false,
            "import_statement" | "import_from_statement" | "pass_statement" | "if_statement" | "try_statement" => true,
            "assignment" => {
                tree.child(part, "right").is_some_and(|value| matches!(tree.kind(value), "none" | "true" | "false"))
            }
            "expression_statement" => tree.children(part).all(|inner| tree.kind(inner) == "assignment"),
            kind => !kind.ends_with("_statement"),
        })
    }

    /// The cell that defines a global name, after this pass.
    fn definer(&self, name: &str) -> Option<usize> {
        let planned = self.provided.values().find(|(_, provided)| provided == name).map(|(cell, _)| *cell);
        planned.or_else(|| {
            let symbol = self.facts().names.global(name)?;
            self.facts().names.symbol(symbol).bindings.first().map(|binding| binding.cell)
        })
    }

    /// Hands a global name from one cell to another: return entry here, parameter there.
    pub(super) fn pass(&mut self, from: usize, to: usize, name: &str) {
        let cells = &self.facts().notebook.cells;
        if from == to || self.facts().notebook.format == Format::Markdown {
            return;
        }
        if cells[from].kind == CellKind::Code {
            self.returns.entry(from).or_default().insert(name.to_owned());
            self.parameters.entry(to).or_default().insert(name.to_owned());
        }
    }

    /// Whether no cell defines a name, or uses it undefined.
    pub(super) fn is_free(&self, name: &str) -> bool {
        let facts = self.facts();
        let undefined = |(node, _): &(NodeId, usize)| facts.notebook.node_text(*node) == name;
        facts.names.global(name).is_none() && !facts.names.free().iter().any(undefined)
    }

    /// Whether the cell uses the name for something of its own: a local, a parameter, a private name.
    pub(super) fn is_shadowed(&self, cell: usize, name: &str, own: Option<SymbolId>) -> bool {
        self.facts().names.symbols().any(|(id, symbol)| {
            symbol.name == name
                && !symbol.global
                && Some(id) != own
                && symbol.bindings.iter().any(|binding| binding.cell == cell)
        })
    }
}
