//! Names across cells: which scope binds a name, and what each identifier refers to.
//!
//! A top-level name of a cell is global to the notebook unless it begins with `_`; then it is the cell's own.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::notebook::{CellKind, NodeId, Notebook, Span, Tree};

/// A name in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SymbolId(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ScopeId(usize);

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
    /// The first part of the module's name; empty for a relative import.
    pub fn top_level(&self) -> &str {
        self.module.split('.').next().unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScopeKind {
    Notebook,
    Cell,
    Function,
    Class,
    Comprehension,
}

#[derive(Debug)]
struct Scope {
    kind: ScopeKind,
    parent: Option<ScopeId>,
    names: HashMap<String, SymbolId>,
    /// Names declared `global` or `nonlocal` here, so bound further out.
    outer: HashSet<String>,
}

/// All names of a notebook.
#[derive(Debug)]
pub struct Names {
    scopes: Vec<Scope>,
    symbols: Vec<Symbol>,
    resolved: HashMap<NodeId, SymbolId>,
    imports: Vec<Import>,
    /// For each cell, the cells that define a name it uses.
    parents: Vec<BTreeSet<usize>>,
    /// Names that a cell uses and no cell defines (builtins among them).
    free: Vec<(NodeId, usize)>,
    cell_spans: Vec<Span>,
}

impl Names {
    /// Resolves all names of a notebook.
    pub fn new(notebook: &Notebook) -> Names {
        let mut builder = Builder {
            notebook,
            tree: &notebook.tree,
            names: Names {
                scopes: vec![Scope::new(ScopeKind::Notebook, None)],
                symbols: Vec::new(),
                resolved: HashMap::new(),
                imports: Vec::new(),
                parents: vec![BTreeSet::new(); notebook.cells.len()],
                free: Vec::new(),
                cell_spans: notebook.cells.iter().map(|cell| cell.span.clone()).collect(),
            },
            loads: Vec::new(),
            cell: 0,
        };
        for (index, cell) in notebook.cells.iter().enumerate() {
            if matches!(cell.kind, CellKind::Unparsable | CellKind::Sql) {
                continue;
            }
            builder.cell = index;
            let scope = builder.names.scope(ScopeKind::Cell, ScopeId(0));
            for &statement in &cell.statements {
                builder.visit(statement, scope);
            }
        }
        builder.resolve();
        builder.names
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

    fn scope(&mut self, kind: ScopeKind, parent: ScopeId) -> ScopeId {
        self.scopes.push(Scope::new(kind, Some(parent)));
        ScopeId(self.scopes.len() - 1)
    }

    /// The scope where a name that is bound in `scope` lives.
    fn home(&self, scope: ScopeId, name: &str) -> ScopeId {
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

    fn lookup(&self, scope: ScopeId, name: &str) -> Option<SymbolId> {
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
        Scope { kind, parent, names: HashMap::new(), outer: HashSet::new() }
    }
}

/// Whether marimo keeps the name local to its cell.
pub fn is_private(name: &str) -> bool {
    name.starts_with('_') && !(name.starts_with("__") && name.ends_with("__") && name.len() > 4)
}

struct Builder<'a> {
    notebook: &'a Notebook,
    tree: &'a Tree,
    names: Names,
    loads: Vec<(NodeId, ScopeId, usize)>,
    cell: usize,
}

impl Builder<'_> {
    fn bind(&mut self, scope: ScopeId, node: NodeId, kind: BindingKind) -> SymbolId {
        let name = self.notebook.node_text(node);
        let home = self.names.home(scope, name);
        let global = home == ScopeId(0);
        let next = SymbolId(self.names.symbols.len());
        let id = *self.names.scopes[home.0].names.entry(name.to_owned()).or_insert(next);
        if id == next {
            self.names.symbols.push(Symbol {
                name: name.to_owned(),
                global,
                bindings: Vec::new(),
                uses: Vec::new(),
            });
        }
        self.names.symbols[id.0].bindings.push(Binding { node, kind, cell: self.cell });
        self.names.resolved.insert(node, id);
        id
    }

    fn visit_children(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        for child in tree.children(node) {
            self.visit(child, scope);
        }
    }

    fn visit(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        match tree.kind(node) {
            "identifier" => self.loads.push((node, scope, self.cell)),
            "attribute" => {
                if let Some(object) = tree.child(node, "object") {
                    self.visit(object, scope);
                }
            }
            "keyword_argument" => {
                if let Some(value) = tree.child(node, "value") {
                    self.visit(value, scope);
                }
            }
            "dotted_name" => {
                if let Some(first) = tree.children(node).next() {
                    self.visit(first, scope);
                }
            }
            "import_statement" | "import_from_statement" | "future_import_statement" => self.import(node, scope),
            "function_definition" => self.function(node, scope),
            "lambda" => {
                let inner = self.names.scope(ScopeKind::Function, scope);
                if let Some(parameters) = tree.child(node, "parameters") {
                    self.parameters(node, parameters, scope, inner);
                }
                if let Some(body) = tree.child(node, "body") {
                    self.visit(body, inner);
                }
            }
            "class_definition" => {
                if let Some(name) = tree.child(node, "name") {
                    self.bind(scope, name, BindingKind::Definition(node));
                }
                if let Some(bases) = tree.child(node, "superclasses") {
                    self.visit(bases, scope);
                }
                let inner = self.names.scope(ScopeKind::Class, scope);
                if let Some(body) = tree.child(node, "body") {
                    self.visit(body, inner);
                }
            }
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
                self.comprehension(node, scope);
            }
            "assignment" => {
                for field in ["right", "type"] {
                    if let Some(child) = tree.child(node, field) {
                        self.visit(child, scope);
                    }
                }
                if let Some(left) = tree.child(node, "left") {
                    let value = tree.child(node, "right").map(|right| self.last_value(right));
                    self.target(left, scope, value.map_or(BindingKind::Other, BindingKind::Value));
                }
            }
            "augmented_assignment" => {
                self.visit_children(node, scope);
                if let Some(left) = tree.child(node, "left").filter(|&left| tree.kind(left) == "identifier") {
                    self.bind(scope, left, BindingKind::Other);
                }
            }
            "named_expression" => {
                let value = tree.child(node, "value");
                if let Some(value) = value {
                    self.visit(value, scope);
                }
                if let Some(name) = tree.child(node, "name") {
                    let mut outer = scope;
                    while self.names.scopes[outer.0].kind == ScopeKind::Comprehension {
                        outer = self.names.scopes[outer.0].parent.unwrap_or(ScopeId(0));
                    }
                    self.bind(outer, name, value.map_or(BindingKind::Other, BindingKind::Value));
                }
            }
            "for_statement" => {
                if let Some(right) = tree.child(node, "right") {
                    self.visit(right, scope);
                }
                if let Some(left) = tree.child(node, "left") {
                    self.target(left, scope, BindingKind::Other);
                }
                for field in ["body", "alternative"] {
                    if let Some(child) = tree.child(node, field) {
                        self.visit(child, scope);
                    }
                }
            }
            "as_pattern" => {
                let value = tree.children(node).next();
                if let Some(value) = value {
                    self.visit(value, scope);
                }
                if let Some(alias) = tree.child(node, "alias") {
                    let in_with = tree.parent(node).is_some_and(|parent| tree.kind(parent) == "with_item");
                    let kind = value.filter(|_| in_with).map_or(BindingKind::Other, BindingKind::Value);
                    self.target(alias, scope, kind);
                }
            }
            "except_clause" | "except_group_clause" => {
                let alias = tree.child(node, "alias");
                for child in tree.children(node) {
                    if Some(child) == alias {
                        self.target(child, scope, BindingKind::Other);
                    } else {
                        self.visit(child, scope);
                    }
                }
            }
            "global_statement" | "nonlocal_statement" => {
                for name in tree.children(node) {
                    let name = self.notebook.node_text(name).to_owned();
                    self.names.scopes[scope.0].outer.insert(name);
                }
            }
            "case_pattern" => self.pattern(node, scope),
            "type_alias_statement" => {
                let left = tree.child(node, "left");
                let name = left.and_then(|left| tree.descendants(left).find(|&id| tree.kind(id) == "identifier"));
                // `type(self).x = v` comes as a type alias, too; then the left side begins with a parenthesis.
                match (left, name) {
                    (Some(left), Some(name)) if !self.notebook.node_text(left).starts_with('(') => {
                        self.bind(scope, name, BindingKind::Other);
                        if let Some(right) = tree.child(node, "right") {
                            self.visit(right, scope);
                        }
                    }
                    _ => self.visit_children(node, scope),
                }
            }
            _ => self.visit_children(node, scope),
        }
    }

    /// `a = b = 1`: the value is at the end of the chain.
    fn last_value(&self, mut right: NodeId) -> NodeId {
        while self.tree.kind(right) == "assignment" {
            match self.tree.child(right, "right") {
                Some(next) => right = next,
                None => break,
            }
        }
        right
    }

    fn target(&mut self, target: NodeId, scope: ScopeId, kind: BindingKind) {
        let tree = self.tree;
        match tree.kind(target) {
            "identifier" => {
                self.bind(scope, target, kind);
            }
            "as_pattern_target" | "parenthesized_expression" => {
                for child in tree.children(target) {
                    self.target(child, scope, kind.clone());
                }
            }
            "pattern_list" | "tuple_pattern" | "list_pattern" | "list_splat_pattern" | "tuple" | "list"
            | "list_splat" => {
                for child in tree.children(target) {
                    self.target(child, scope, BindingKind::Other);
                }
            }
            _ => self.visit(target, scope),
        }
    }

    fn function(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        if let Some(name) = tree.child(node, "name") {
            self.bind(scope, name, BindingKind::Definition(node));
        }
        let inner = self.names.scope(ScopeKind::Function, scope);
        if let Some(parameters) = tree.child(node, "parameters") {
            self.parameters(node, parameters, scope, inner);
        }
        if let Some(result) = tree.child(node, "return_type") {
            self.visit(result, scope);
        }
        if let Some(body) = tree.child(node, "body") {
            self.visit(body, inner);
        }
    }

    fn parameters(&mut self, function: NodeId, parameters: NodeId, scope: ScopeId, inner: ScopeId) {
        let tree = self.tree;
        for (position, parameter) in tree.children(parameters).enumerate() {
            for field in ["value", "type"] {
                if let Some(child) = tree.child(parameter, field) {
                    self.visit(child, scope);
                }
            }
            let name = match tree.kind(parameter) {
                "identifier" => Some(parameter),
                "default_parameter" | "typed_default_parameter" => tree.child(parameter, "name"),
                _ => tree.descendants(parameter).find(|&id| tree.kind(id) == "identifier"),
            };
            if let Some(name) = name.filter(|&name| tree.kind(name) == "identifier") {
                self.bind(inner, name, BindingKind::Parameter { function, position });
            }
        }
    }

    fn comprehension(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let inner = self.names.scope(ScopeKind::Comprehension, scope);
        let mut first = true;
        for clause in tree.children(node).filter(|&child| tree.kind(child) == "for_in_clause") {
            // The first iterable is evaluated outside of the comprehension.
            for right in tree.fields(clause, "right").collect::<Vec<_>>() {
                if tree.is_named(right) {
                    self.visit(right, if first { scope } else { inner });
                }
            }
            first = false;
            if let Some(left) = tree.child(clause, "left") {
                self.target(left, inner, BindingKind::Other);
            }
        }
        for child in tree.children(node).filter(|&child| tree.kind(child) != "for_in_clause") {
            self.visit(child, inner);
        }
    }

    fn pattern(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        for child in tree.children(node) {
            match tree.kind(child) {
                "dotted_name" if tree.children(child).count() == 1 && tree.kind(node) != "class_pattern" => {
                    if let Some(name) = tree.children(child).next() {
                        self.bind(scope, name, BindingKind::Other);
                    }
                }
                "identifier" if matches!(tree.kind(node), "splat_pattern" | "as_pattern") => {
                    self.bind(scope, child, BindingKind::Other);
                }
                "dotted_name" => self.visit(child, scope),
                "identifier" => {}
                _ => self.pattern(child, scope),
            }
        }
    }

    fn import(&mut self, statement: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let from = match tree.kind(statement) {
            "import_statement" => None,
            "future_import_statement" => Some("__future__".to_owned()),
            _ => tree.child(statement, "module_name").map(|module| compact(self.notebook.node_text(module))),
        };
        if tree.children(statement).any(|child| tree.kind(child) == "wildcard_import") {
            let module = from.clone().unwrap_or_default();
            let clause = statement;
            let member = Some("*".to_owned());
            self.names.imports.push(Import { module, member, symbol: None, statement, clause, cell: self.cell });
        }
        for clause in tree.fields(statement, "name").collect::<Vec<_>>() {
            let (path, alias) = match tree.kind(clause) {
                "aliased_import" => (tree.child(clause, "name").unwrap_or(clause), tree.child(clause, "alias")),
                _ => (clause, None),
            };
            let name = compact(self.notebook.node_text(path));
            let Some(bound) = alias.or_else(|| tree.children(path).next()) else { continue };
            let (module, member, kind) = match &from {
                None => (name.clone(), None, BindingKind::Import { module: name, aliased: alias.is_some() }),
                Some(module) => {
                    let kind = BindingKind::ImportFrom { module: module.clone(), name: name.clone() };
                    (module.clone(), Some(name), kind)
                }
            };
            let symbol = Some(self.bind(scope, bound, kind));
            self.names.imports.push(Import { module, member, symbol, statement, clause, cell: self.cell });
        }
    }

    fn resolve(&mut self) {
        for (node, scope, cell) in std::mem::take(&mut self.loads) {
            let name = self.notebook.node_text(node);
            match self.names.lookup(scope, name) {
                Some(id) => {
                    self.names.symbols[id.0].uses.push(node);
                    self.names.resolved.entry(node).or_insert(id);
                    if self.names.symbols[id.0].global {
                        let definers = self.names.symbols[id.0].bindings.iter().map(|binding| binding.cell);
                        let others: Vec<usize> = definers.filter(|&definer| definer != cell).collect();
                        self.names.parents[cell].extend(others);
                    }
                }
                None => self.names.free.push((node, cell)),
            }
        }
        for symbol in &mut self.names.symbols {
            symbol.uses.sort_unstable();
        }
    }
}

/// A dotted name without the white space and line continuations that may stand in it.
fn compact(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}
