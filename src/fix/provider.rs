//! Which cell gives a module to the cells that need it: without a cycle, and without moving what runs first.

use std::collections::BTreeMap;

use super::Plan;
use super::provide::{MARIMO, Needed};
use crate::host::Host;
use crate::notebook::{CellKind, Format, NodeId};
use crate::syntax::{Import, SymbolId};

impl Plan<'_> {
    /// The cell that is to import a module for all that need it, each given with the first byte where it does: the cell, a
    /// statement of it, and whether the import goes behind that. None if no cell can give it to all.
    pub(super) fn provider(&self, needed: Needed, needers: &BTreeMap<usize, usize>) -> Option<(usize, NodeId, bool)> {
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
            let gives = needers.keys().all(|&needer| needer == cell || self.may_take_from(needer, cell));
            let kind = matches!(cells[cell].kind, CellKind::Code | CellKind::Setup);
            let limit = needers.get(&cell).copied().unwrap_or(usize::MAX);
            let alone = needers.len() == 1 && needers.contains_key(&cell);
            let ends = self.stops.contains_key(&cell) && !alone;
            let (statement, after) = self.place_of_import(needed, cell, limit).filter(|_| gives && kind && !ends)?;
            Some((cell, statement, after))
        })
    }

    /// The imports that are statements of a cell.
    fn top_imports(&self, cell: usize) -> impl Iterator<Item = &Import> {
        let facts = self.facts();
        let own = &facts.notebook.cells[cell].statements;
        facts.names.imports().iter().filter(move |import| import.cell == cell && own.contains(&import.statement))
    }

    /// Where a new import stands in a cell, before a byte: behind the imports of marimo, else among those of Python's own modules,
    /// else before the others.
    fn place_of_import(&self, needed: Needed, cell: usize, limit: usize) -> Option<(NodeId, bool)> {
        let facts = self.facts();
        let tree = &facts.notebook.tree;
        let statements = &facts.notebook.cells[cell].statements;
        let all_are = |statement: NodeId, such: &dyn Fn(&Import) -> bool| {
            let mut own = self.top_imports(cell).filter(|import| import.statement == statement).peekable();
            own.peek().is_some() && tree.end(statement) <= limit && own.all(such)
        };
        let of_marimo = |statement: &NodeId| all_are(*statement, &|import| import.top_level() == MARIMO.module);
        let run = statements.iter().copied().skip_while(|statement| !of_marimo(statement));
        if let Some(last) = run.take_while(of_marimo).last() {
            return Some((last, true));
        }
        let first = self.top_imports(cell).next().map(|import| import.statement).or(statements.first().copied())?;
        let earlier = |statement: &NodeId| {
            all_are(*statement, &|import| {
                let own = Host::known().last().is_some_and(|host| host.is_stdlib(import.top_level()));
                own && import.member.is_none() && import.module.as_str() < needed.module
            })
        };
        let run = statements.iter().copied().skip_while(|&statement| statement != first);
        if let Some(last) = run.take_while(earlier).last() {
            return Some((last, true));
        }
        (tree.start(first) <= limit).then_some((first, false))
    }

    /// Whether a cell may depend on another without a cycle, and the other runs.
    pub(super) fn may_take_from(&self, cell: usize, provider: usize) -> bool {
        let facts = self.facts();
        let (cells, names) = (&facts.notebook.cells, &facts.names);
        if matches!(cells[cell].kind, CellKind::Setup | CellKind::Function | CellKind::Class) {
            return cells[provider].kind == CellKind::Setup;
        }
        // New parameters of this pass are dependencies too.
        let depends = |from: usize, on: usize| {
            let mut todo = vec![from];
            let mut seen = std::collections::BTreeSet::new();
            while let Some(next) = todo.pop() {
                if next == on {
                    return true;
                }
                if seen.insert(next) {
                    todo.extend(names.parents(next).iter().copied());
                    let taken = self.parameters.get(&next).into_iter().flatten();
                    todo.extend(taken.filter_map(|name| self.definer(name)));
                }
            }
            false
        };
        let stopped = facts.skipped_cells()[provider] || facts.stops(provider) || self.stops.contains_key(&provider);
        let runs = matches!(cells[provider].kind, CellKind::Code | CellKind::Setup) && !stopped;
        if !runs || depends(provider, cell) {
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
