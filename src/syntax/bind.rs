//! One walk over the cells that fills [`Names`]: every binding and every read, each in its scope.

use super::names::{Binding, BindingKind, Import, Names, ScopeId, ScopeKind, Symbol, SymbolId};
use crate::notebook::{CellKind, NodeId, Notebook, Tree};

pub(super) struct Binder<'a> {
    notebook: &'a Notebook,
    tree: &'a Tree,
    names: Names,
    loads: Vec<(NodeId, ScopeId, usize)>,
    cell: usize,
}

impl<'a> Binder<'a> {
    pub(super) fn new(notebook: &'a Notebook, names: Names) -> Binder<'a> {
        Binder { notebook, tree: &notebook.tree, names, loads: Vec::new(), cell: 0 }
    }

    pub(super) fn bind_all(mut self) -> Names {
        for (index, cell) in self.notebook.cells.iter().enumerate() {
            if matches!(cell.kind, CellKind::Unparsable | CellKind::Sql) {
                continue;
            }
            self.cell = index;
            let scope = self.names.scope(ScopeKind::Cell, ScopeId(0));
            for &statement in &cell.statements {
                self.visit(statement, scope);
            }
        }
        self.resolve();
        self.names
    }

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
                deleted: false,
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
            let deleted = |&site: &NodeId| {
                let parents = self.tree.ancestors(site).take_while(|&id| !self.tree.kind(id).ends_with("_statement"));
                let statement = self.tree.parent(parents.last().unwrap_or(site));
                statement.is_some_and(|id| self.tree.kind(id) == "delete_statement")
            };
            symbol.deleted = symbol.uses.iter().any(deleted);
        }
    }
}

/// A dotted name without the white space and line continuations that may stand in it.
fn compact(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}
