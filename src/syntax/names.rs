//! Names across cells: which scope binds a name, and what each identifier refers to.
//!
//! A top-level name of a cell is global to the notebook unless it begins with `_`; then it is the cell's own.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::bind::Binder;
use crate::notebook::{NodeId, Notebook, Span, Tree};

/// A name in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SymbolId(pub(super) usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ScopeId(pub(super) usize);

/// How a name gets its value.
#[derive(Clone, Debug)]
pub enum BindingKind {
    /// `import module` or `import module as x`. Without `as`, the name is the first part of the module.
    Import {
        /// The module as written: `os.path`.
        module: String,
        /// Whether there is an `as`.
        aliased: bool,
    },
    /// `from module import name [as x]`.
    ImportFrom {
        /// The module; relative ones keep their dots.
        module: String,
        /// The imported name.
        name: String,
    },
    /// `x = value`, also `with value as x` and `(x := value)`.
    Value(NodeId),
    /// A parameter of a function, by its position.
    Parameter {
        /// The function.
        function: NodeId,
        /// Its position, from 0.
        position: usize,
    },
    /// `def x` or `class x`: the definition.
    Definition(NodeId),
    /// Anything whose value is not followed: loops, unpacking, `except ... as`, patterns, `+=`.
    Other,
}

/// One place that binds a name.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The identifier that is bound.
    pub node: NodeId,
    /// How.
    pub kind: BindingKind,
    /// The cell.
    pub cell: usize,
}

/// A name with all its bindings and uses.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The name.
    pub name: String,
    /// Whether other cells see it.
    pub global: bool,
    /// Where it is bound, in the order of the file.
    pub bindings: Vec<Binding>,
    /// The identifiers that read it, in the order of the file.
    pub uses: Vec<NodeId>,
    /// Whether a `del` takes it away again.
    pub deleted: bool,
}

/// An imported module or member, with its place.
#[derive(Clone, Debug)]
pub struct Import {
    /// The module as written: `torch.nn`; relative ones keep their dots.
    pub module: String,
    /// The member of a `from` import; `*` for all.
    pub member: Option<String>,
    /// The name it is bound to, if any.
    pub symbol: Option<SymbolId>,
    /// The whole statement.
    pub statement: NodeId,
    /// The clause of this one import in the statement.
    pub clause: NodeId,
    /// The cell.
    pub cell: usize,
}

impl Import {
    /// The dotted name of what is imported, member included: `torch.nn`.
    pub fn full_name(&self) -> String {
        match &self.member {
            Some(member) => format!("{}.{member}", self.module),
            None => self.module.clone(),
        }
    }

    /// Whether a module, or something in it, is imported: `torch.nn.functional` is within `torch.nn` and `torch`.
    pub fn is_within(&self, module: &str) -> bool {
        self.full_name().strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The first part of the module's name; empty for a relative import.
    pub fn top_level(&self) -> &str {
        self.module.split('.').next().unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Notebook,
    Cell,
    Function,
    Class,
    Comprehension,
}

#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    pub(super) names: HashMap<String, SymbolId>,
    /// Names declared `global` or `nonlocal` here, so bound further out.
    pub(super) outer: HashSet<String>,
}

/// All names of a notebook.
#[derive(Debug)]
pub struct Names {
    pub(super) scopes: Vec<Scope>,
    pub(super) symbols: Vec<Symbol>,
    pub(super) resolved: HashMap<NodeId, SymbolId>,
    pub(super) imports: Vec<Import>,
    /// For each cell, the cells that define a name it uses.
    pub(super) parents: Vec<BTreeSet<usize>>,
    /// Names that a cell uses and no cell defines (builtins among them).
    pub(super) free: Vec<(NodeId, usize)>,
    cell_spans: Vec<Span>,
}

impl Names {
    /// Resolves all names of a notebook.
    pub fn new(notebook: &Notebook) -> Names {
        let names = Names {
            scopes: vec![Scope::new(ScopeKind::Notebook, None)],
            symbols: Vec::new(),
            resolved: HashMap::default(),
            imports: Vec::new(),
            parents: vec![BTreeSet::new(); notebook.cells.len()],
            free: Vec::new(),
            cell_spans: notebook.cells.iter().map(|cell| cell.span.clone()).collect(),
        };
        Binder::new(notebook, names).bind_all()
    }

    /// The symbol that an identifier binds or reads; none for builtins and undefined names.
    pub fn symbol_of(&self, identifier: NodeId) -> Option<SymbolId> {
        self.resolved.get(&identifier).copied()
    }

    /// A symbol.
    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id.0]
    }

    /// All symbols.
    pub fn symbols(&self) -> impl Iterator<Item = (SymbolId, &Symbol)> {
        self.symbols.iter().enumerate().map(|(index, symbol)| (SymbolId(index), symbol))
    }

    /// The notebook-wide symbol of a name.
    pub fn global(&self, name: &str) -> Option<SymbolId> {
        self.scopes[0].names.get(name).copied()
    }

    /// All imports, in the order of the file, at every nesting level.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// The cells whose definitions this cell uses directly.
    pub fn parents(&self, cell: usize) -> &BTreeSet<usize> {
        &self.parents[cell]
    }

    /// All cells that this cell depends on, itself excluded (unless there is a cycle).
    pub fn ancestors(&self, cell: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut todo: Vec<usize> = self.parents[cell].iter().copied().collect();
        while let Some(next) = todo.pop() {
            if seen.insert(next) {
                todo.extend(self.parents[next].iter().copied());
            }
        }
        seen
    }

    /// The identifiers that no cell defines, each with its cell: builtins and undefined names.
    pub fn free(&self) -> &[(NodeId, usize)] {
        &self.free
    }

    /// The global names that a cell defines at its top level.
    pub fn definitions(&self, cell: usize) -> impl Iterator<Item = &Symbol> {
        self.symbols
            .iter()
            .filter(move |symbol| symbol.global && symbol.bindings.iter().any(|binding| binding.cell == cell))
    }

    pub(super) fn scope(&mut self, kind: ScopeKind, parent: ScopeId) -> ScopeId {
        self.scopes.push(Scope::new(kind, Some(parent)));
        ScopeId(self.scopes.len() - 1)
    }

    /// The scope where a name that is bound in `scope` lives.
    pub(super) fn home(&self, scope: ScopeId, name: &str) -> ScopeId {
        let here = &self.scopes[scope.0];
        let Some(parent) = here.parent else { return scope };
        match here.kind {
            ScopeKind::Cell if is_private(name) => scope,
            ScopeKind::Cell => parent,
            _ if here.outer.contains(name) => {
                // `global` and `nonlocal` alike: the nearest function that binds it, else the cell.
                let mut at = parent;
                loop {
                    let outer = &self.scopes[at.0];
                    let binds = outer.kind == ScopeKind::Function && outer.names.contains_key(name);
                    match outer.parent {
                        Some(_) if binds => return at,
                        Some(next) if outer.kind != ScopeKind::Cell => at = next,
                        _ => return self.home(at, name),
                    }
                }
            }
            _ => scope,
        }
    }

    pub(super) fn lookup(&self, scope: ScopeId, name: &str) -> Option<SymbolId> {
        let mut at = Some(scope);
        let mut first = true;
        while let Some(id) = at {
            let here = &self.scopes[id.0];
            // A class body is seen by its own statements only, not by its methods.
            if (here.kind != ScopeKind::Class || first)
                && !here.outer.contains(name)
                && let Some(&symbol) = here.names.get(name)
            {
                return Some(symbol);
            }
            first = first && here.kind == ScopeKind::Comprehension;
            at = here.parent;
        }
        None
    }

    /// The cell that holds a node.
    pub(super) fn cell_of(&self, tree: &Tree, node: NodeId) -> Option<usize> {
        let start = tree.start(node);
        let after = self.cell_spans.partition_point(|span| span.start <= start);
        after.checked_sub(1).filter(|&cell| self.cell_spans[cell].contains(&start))
    }
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<ScopeId>) -> Scope {
        Scope { kind, parent, names: HashMap::default(), outer: HashSet::default() }
    }
}

/// Whether marimo keeps the name local to its cell.
pub fn is_private(name: &str) -> bool {
    name.starts_with('_') && !(name.starts_with("__") && name.ends_with("__") && name.len() > 4)
}
