//! Where a module that a fix needs comes from: marimo itself, and a few of the standard library.

use super::Plan;
use crate::notebook::{CellKind, Format, NodeId};
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
/// `import pathlib`.
pub(super) const PATHLIB: Needed = Needed { module: "pathlib", name: "pathlib", statement: "import pathlib" };
/// `import urllib.request`, which binds `urllib`.
pub(super) const REQUEST: Needed =
    Needed { module: "urllib.request", name: "urllib", statement: "import urllib.request" };

impl Plan<'_> {
    /// Makes a module available to a cell, before the given byte, and says by which name.
    ///
    /// A cell that has it already gives it, unless it depends on this one; else the cell that imports `beside` imports
    /// it too (this cell depends on that one already, so no cycle can arise); else this cell imports it privately.
    ///
    /// # Errors
    /// Why it cannot be had there.
    pub(super) fn need(&mut self, needed: Needed, cell: usize, before: usize, beside: &str) -> Result<String, String> {
        if let Some(name) = self.existing(needed, cell, before) {
            self.taken.insert(name.clone());
            return Ok(name);
        }
        if let Some((provider, name)) = self.provided.get(needed.module).cloned()
            && (provider == cell || self.may_take_from(cell, provider))
        {
            let early = provider != cell || self.import_start(provider, needed).is_some_and(|start| start <= before);
            if early {
                self.pass(provider, cell, &name);
                return Ok(name);
            }
        }
        if !self.provided.contains_key(needed.module)
            && self.is_free(needed.name)
            && !self.is_shadowed(cell, needed.name, None)
            && let Some((provider, statement, after)) = self.importer(cell, before, beside)
        {
            let lines = &mut self.imports.entry(statement).or_insert((after, Default::default())).1;
            lines.insert(needed.statement.to_owned());
            self.taken.insert(needed.name.to_owned());
            self.provided.insert(needed.module.to_owned(), (provider, needed.name.to_owned()));
            self.pass(provider, cell, needed.name);
            return Ok(needed.name.to_owned());
        }
        self.private(needed, cell)
    }

    /// The same for a new cell that `reader` is to depend on; `None` if the new cell has to import it privately.
    pub(super) fn need_before(&mut self, needed: Needed, reader: usize) -> Option<String> {
        let facts = self.facts();
        let mut found = facts.names.symbols().filter_map(|(_, symbol)| {
            let [binding] = &symbol.bindings[..] else { return None };
            let imports = matches!(&binding.kind, BindingKind::Import { module, .. } if module == needed.module);
            let certain = facts.certainty(binding.node) == Some(true);
            let top = facts.enclosing_definition(binding.node).is_none();
            (symbol.global && imports && top && certain && !symbol.deleted).then(|| (binding.cell, symbol.name.clone()))
        });
        let existing = found.find(|(provider, _)| *provider != reader && self.may_take_from(reader, *provider));
        let planned = || self.provided.get(needed.module).filter(|(provider, _)| *provider != reader).cloned();
        let (provider, name) = existing.or_else(planned)?;
        if facts.notebook.cells[provider].kind == CellKind::Code {
            self.returns.entry(provider).or_default().insert(name.clone());
        }
        self.taken.insert(name.clone());
        Some(name)
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
                    return Some(name);
                }
            } else if symbol.global && self.may_take_from(cell, binding.cell) {
                self.pass(binding.cell, cell, &name);
                return Some(name);
            }
        }
        None
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
        let bound = needed.contains(&provider) || cells[provider].kind == CellKind::Setup;
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
    fn is_shadowed(&self, cell: usize, name: &str, own: Option<SymbolId>) -> bool {
        self.facts().names.symbols().any(|(id, symbol)| {
            symbol.name == name
                && !symbol.global
                && Some(id) != own
                && symbol.bindings.iter().any(|binding| binding.cell == cell)
        })
    }

    /// The cell and statement that import a module at the top level of a cell that this one depends on already (or of
    /// this one), and whether the new import goes after it. Without such an import: the start of this cell.
    fn importer(&self, cell: usize, before: usize, beside: &str) -> Option<(usize, NodeId, bool)> {
        let facts = self.facts();
        let tree = &facts.notebook.tree;
        let ancestors = facts.names.ancestors(cell);
        let kinds = |kind: CellKind| matches!(kind, CellKind::Code | CellKind::Setup);
        for import in facts.names.imports().iter().filter(|import| import.top_level() == beside) {
            let cells = &facts.notebook.cells;
            let near = import.cell == cell
                || ancestors.contains(&import.cell)
                || (beside == MARIMO.module && self.may_take_from(cell, import.cell));
            let stopped = facts.stops(import.cell) || facts.skipped_cells()[import.cell];
            let top = cells[import.cell].statements.contains(&import.statement);
            if !near || stopped || !kinds(cells[import.cell].kind) {
                continue;
            }
            // An import that is itself to be guarded, or is nested, has the new one before its statement.
            let Some(statement) = facts.cell_statement(import.statement) else { continue };
            if import.cell == cell && tree.start(statement) >= before && before != tree.start(statement) {
                continue;
            }
            let fails = facts.is_missing(import.top_level());
            let after =
                top && !fails && before != tree.start(statement) && !self.wrapped.contains_key(&tree.start(statement));
            return Some((import.cell, statement, after));
        }
        let own = &facts.notebook.cells[cell];
        let first = own.statements.first().copied().filter(|_| kinds(own.kind))?;
        Some((cell, first, false))
    }

    fn import_start(&self, cell: usize, needed: Needed) -> Option<usize> {
        let line = needed.statement;
        let facts = self.facts();
        self.imports
            .iter()
            .filter(|(statement, (_, lines))| facts.cell_of(**statement) == Some(cell) && lines.contains(line))
            .map(
                |(statement, (after, _))| {
                    if *after { facts.notebook.tree.end(*statement) } else { facts.notebook.tree.start(*statement) }
                },
            )
            .min()
    }

    /// `import sys as _sys` at the start of the cell.
    fn private(&mut self, needed: Needed, cell: usize) -> Result<String, String> {
        let facts = self.facts();
        let own = &facts.notebook.cells[cell];
        if own.kind != CellKind::Code {
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
