//! Every use of the library's values, or the first that the table does not list: the closed world.

use super::kinds::{Kind, Kinds};
use crate::notebook::NodeId;
use crate::rules::port::{Argument, Entry, Port, Use};
use crate::syntax::Facts;

/// A use that the table lists.
pub(super) struct Site<'a> {
    /// The call, the attribute, or the name.
    pub(super) node: NodeId,
    /// What is used: `sqlite3.connect().execute`.
    pub(super) key: String,
    /// How.
    pub(super) how: Use,
    /// What becomes of it.
    pub(super) entry: &'a Entry,
}

/// All uses of a library in a notebook, each of them listed.
pub(super) struct Uses<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) port: &'a Port,
    pub(super) kinds: Kinds<'a>,
    /// In the order of the file, outer ones before inner ones.
    pub(super) sites: Vec<Site<'a>>,
    /// Whether what the table does not list is passed over.
    pub(super) open: bool,
    /// The entries are chosen once all sites are known; until then it is the first of each.
    consumed: Vec<NodeId>,
}

/// Builtins that do nothing with an iterable but iterate over it.
const ITERATES: [&str; 18] = [
    "list",
    "tuple",
    "set",
    "frozenset",
    "sorted",
    "enumerate",
    "zip",
    "map",
    "filter",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "iter",
    "next",
    "dict",
    "reversed",
];
/// Calls by which code comes to names that nobody can follow.
const REFLECTS: [&str; 5] = ["eval", "exec", "globals", "locals", "vars"];

/// Builtins that tell one class from another, or one class's members from another's.
const TELLS: [&str; 10] =
    ["getattr", "hasattr", "setattr", "type", "isinstance", "issubclass", "repr", "dir", "vars", "print"];

/// Why a value cannot be followed, with the line.
pub(super) type Refusal = String;

impl<'a> Uses<'a> {
    /// Gathers all uses.
    ///
    /// # Errors
    /// The first use that the table does not list: which, on which line, and what to do.
    pub(super) fn gather(facts: &'a Facts<'a>, port: &'a Port) -> Result<Uses<'a>, Refusal> {
        let mut uses = Uses::none(facts, port, false);
        uses.check_sql_cells()?;
        uses.walk_all()?;
        uses.check_fields()?;
        uses.choose()?;
        Ok(uses)
    }

    /// Gathers the uses that the table lists, for code that keeps the old names.
    ///
    /// # Errors
    /// The first of them that is refused, or has another form in the new library.
    pub(super) fn gather_listed(facts: &'a Facts<'a>, port: &'a Port) -> Result<Uses<'a>, Refusal> {
        let mut uses = Uses::none(facts, port, true);
        uses.walk_all()?;
        uses.choose()?;
        Ok(uses)
    }

    fn none(facts: &'a Facts<'a>, port: &'a Port, open: bool) -> Uses<'a> {
        Uses { facts, port, kinds: Kinds::new(facts, port), sites: Vec::new(), open, consumed: Vec::new() }
    }

    fn walk_all(&mut self) -> Result<(), Refusal> {
        for cell in &self.facts.notebook.cells {
            for &statement in &cell.statements {
                self.walk(statement)?;
            }
        }
        Ok(())
    }

    pub(super) fn line(&self, node: NodeId) -> usize {
        self.facts.notebook.text.position(self.facts.notebook.tree.start(node)).0
    }

    fn walk(&mut self, statement: NodeId) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let mut skip_to = 0;
        for node in tree.descendants(statement).collect::<Vec<_>>() {
            if tree.start(node) < skip_to {
                continue;
            }
            match tree.kind(node) {
                "import_statement" | "import_from_statement" => skip_to = tree.end(node),
                _ if self.consumed.contains(&node) => skip_to = tree.end(node),
                "identifier" if self.is_read(node) => self.listed(node)?,
                "attribute"
                | "call"
                | "subscript"
                | "tuple"
                | "expression_list"
                | "conditional_expression"
                | "boolean_operator" => self.listed(node)?,
                _ => {}
            }
            if tree.kind(node) == "call" && !self.open {
                self.reflection(node)?;
            }
        }
        Ok(())
    }

    /// Whether an identifier reads a name.
    fn is_read(&self, node: NodeId) -> bool {
        let names = &self.facts.names;
        names.symbol_of(node).is_some_and(|id| names.symbol(id).uses.binary_search(&node).is_ok())
    }

    fn reflection(&self, call: NodeId) -> Result<(), Refusal> {
        let callee = self.facts.callee(call).unwrap_or_default();
        if REFLECTS.contains(&callee.as_str()) {
            return Err(format!(
                "`{callee}` on line {} may use `{}` in ways that cannot be followed",
                self.line(call),
                self.port.module
            ));
        }
        Ok(())
    }

    fn listed(&mut self, node: NodeId) -> Result<(), Refusal> {
        let found = self.expression(node);
        if self.open && !self.is_told(node) { Ok(()) } else { found }
    }

    /// Whether a builtin tells of which class it is, or what members it has.
    fn is_told(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let call = tree.ancestors(node).find(|&id| tree.kind(id) == "call");
        call.and_then(|call| self.facts.callee(call)).is_some_and(|callee| TELLS.contains(&callee.as_str()))
    }

    fn expression(&mut self, node: NodeId) -> Result<(), Refusal> {
        match self.kinds.of(node) {
            Kind::Name(key) if self.port.is_module(&key) => self.module(node, &key),
            Kind::Name(key) if key.ends_with("()") => self.value(node, &key),
            Kind::Name(key) => self.member(node, &key),
            kind @ (Kind::Tuple(_) | Kind::Manager(_) | Kind::Mixed) if kind.is_tracked() => self.flow(node, &kind),
            _ => Ok(()),
        }
    }

    /// The module itself: its members are taken from it, or it gets another name.
    fn module(&self, node: NodeId, key: &str) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        match tree.parent(node) {
            Some(parent) if tree.kind(parent) == "attribute" && tree.field_of(node) == Some("object") => Ok(()),
            _ if self.is_tested(node) => Ok(()),
            _ => Err(format!(
                "the module `{key}` is handed on on line {}, where its use cannot be followed",
                self.line(node)
            )),
        }
    }

    /// A function, class, constant or method of the library.
    fn member(&mut self, node: NodeId, key: &str) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return Ok(()) };
        let field = tree.field_of(node).unwrap_or_default();
        let in_clause = |kind: &str| {
            let list =
                tree.ancestors(node).take_while(|&id| matches!(tree.kind(id), "tuple" | "parenthesized_expression"));
            let outer = list.last().unwrap_or(node);
            tree.parent(outer)
                .map(|above| if tree.kind(above) == "as_pattern" { tree.parent(above).unwrap_or(above) } else { above })
                .is_some_and(|above| tree.kind(above) == kind)
        };
        let how = match tree.kind(parent) {
            "attribute" if field == "object" => {
                if self.port.api.contains_key(key) || self.is_prefix(key) {
                    return Ok(()); // its member is looked up in its own right
                }
                Use::Read
            }
            "call" if field == "function" => Use::Call,
            "except_clause" => Use::Except,
            _ if in_clause("except_clause") => Use::Except,
            _ if tree.ancestors(node).any(|id| tree.kind(id) == "type") => Use::Annotation,
            "argument_list" if tree.parent(parent).is_some_and(|id| tree.kind(id) == "class_definition") => Use::Base,
            "assignment" | "augmented_assignment" if field == "left" => Use::Set,
            "argument_list" | "keyword_argument" if self.is_given_to_library(node) => Use::Argument,
            _ => Use::Read,
        };
        let node = if how == Use::Call { parent } else { node };
        self.site(node, key, how)
    }

    /// Whether an argument is one of a call of the library.
    fn is_given_to_library(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let call = tree.ancestors(node).take(3).find(|&id| tree.kind(id) == "call");
        let function = call.and_then(|call| self.facts.function_of(call));
        function.is_some_and(|function| matches!(self.kinds.of(function), Kind::Name(_)))
    }

    /// Whether some entry is a member of a dotted name.
    fn is_prefix(&self, key: &str) -> bool {
        let mut rest = self.port.api.range(format!("{key}.")..);
        rest.next().is_some_and(|(next, _)| next.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
    }

    pub(super) fn site(&mut self, node: NodeId, key: &str, how: Use) -> Result<(), Refusal> {
        let port = self.port;
        let entry = port.api.get(key).and_then(|entries| entries.list().iter().find(|entry| entry.speaks_of(how)));
        let Some(entry) = entry else { return Err(self.unlisted(node, key, how)) };
        if how == Use::Call {
            let (positional, named) = self.facts.arguments(node);
            let given =
                positional.iter().enumerate().map(|(position, &value)| (entry.params.get(position).cloned(), value));
            let named = named.into_iter().map(|(name, value)| (Some(name.to_owned()), value));
            for (name, value) in given.chain(named) {
                if let Some(Argument::Rule(rule)) = name.and_then(|name| entry.args.get(&name)) {
                    let replaced = rule.drop || rule.template.as_ref().is_some_and(|text| !text.contains("{value}"));
                    if replaced || rule.takes.is_some() {
                        self.consumed.push(value);
                    }
                }
            }
        }
        self.sites.push(Site { node, key: key.to_owned(), how, entry });
        Ok(())
    }

    pub(super) fn unlisted(&self, node: NodeId, key: &str, how: Use) -> Refusal {
        let what = match how {
            Use::Call => format!("the call of `{key}`"),
            Use::Set => format!("setting `{key}`"),
            Use::Except => format!("catching `{key}`"),
            Use::Protocol if key.ends_with("__iter__") => {
                format!("iterating over `{}`", key.trim_end_matches(".__iter__"))
            }
            Use::Protocol => format!("`with {}`", key.trim_end_matches(".__enter__")),
            _ => format!("`{key}`"),
        };
        format!("{what} on line {} has no known counterpart in `{}`; port it by hand", self.line(node), self.port.to)
    }

    /// A value of the library, such as a connection.
    fn value(&mut self, node: NodeId, key: &str) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return Ok(()) };
        let field = tree.field_of(node).unwrap_or_default();
        let iterates = match tree.kind(parent) {
            "for_statement" | "for_in_clause" => field == "right",
            "list_splat" | "yield" => {
                tree.kind(parent) == "list_splat" || self.facts.notebook.node_text(parent).starts_with("yield from")
            }
            "comparison_operator" => {
                let membership = tree.tokens(parent).any(|token| matches!(tree.kind(token), "in" | "not in"));
                membership && tree.children(parent).last() == Some(node)
            }
            "argument_list" => {
                let call = tree.parent(parent).filter(|&call| tree.kind(call) == "call");
                let callee = call.and_then(|call| self.facts.callee(call)).unwrap_or_default();
                let joins = call.and_then(|call| self.facts.function_of(call)).is_some_and(|function| {
                    tree.kind(function) == "attribute"
                        && matches!(self.member_text(function), "join" | "extend" | "update")
                        && !self.kinds.of(function).is_tracked()
                });
                ITERATES.contains(&callee.as_str()) || joins
            }
            "assignment" if field == "right" => tree
                .child(parent, "left")
                .is_some_and(|left| matches!(tree.kind(left), "pattern_list" | "tuple_pattern" | "list_pattern")),
            _ => false,
        };
        if iterates {
            return self.site(node, &format!("{key}.__iter__"), Use::Protocol);
        }
        if tree.kind(parent) == "with_item" || (tree.kind(parent) == "as_pattern" && self.in_with(parent)) {
            return self.site(node, &format!("{key}.__enter__"), Use::Protocol);
        }
        if tree.kind(parent) == "attribute" && field == "object" {
            return Ok(());
        }
        if self.is_target(node) {
            return Ok(()); // what is stored there is checked where it comes from
        }
        if tree.kind(parent) == "subscript" && field == "value" {
            return self.site(node, &format!("{key}.__getitem__"), Use::Protocol);
        }
        if tree.kind(parent) == "call" && field == "function" {
            return self.site(node, &format!("{key}.__call__"), Use::Protocol);
        }
        self.flow(node, &Kind::Name(key.to_owned()))
    }

    /// Whether an attribute is assigned to.
    fn is_target(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let lists = ["pattern_list", "tuple_pattern"];
        let mut child = node;
        for parent in tree.ancestors(node) {
            if !lists.contains(&tree.kind(parent)) {
                return tree.kind(parent) == "assignment" && tree.field_of(child) == Some("left");
            }
            child = parent;
        }
        false
    }

    pub(super) fn member_text(&self, attribute: NodeId) -> &str {
        let tree = &self.facts.notebook.tree;
        tree.child(attribute, "attribute").map_or("", |member| self.facts.notebook.node_text(member))
    }

    pub(super) fn in_with(&self, pattern: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        tree.parent(pattern).is_some_and(|item| tree.kind(item) == "with_item")
    }

    pub(super) fn shown(&self, node: NodeId) -> &str {
        let text = self.facts.notebook.node_text(node);
        text.lines().next().unwrap_or_default()
    }
}
