//! Every use of the library's values, or the first that the table does not list: the closed world.

use std::collections::BTreeSet;

use super::kinds::{Kind, Kinds};
use super::literals;
use super::rules;
use crate::check::port::{Argument, As, Entry, Port, Use};
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Facts};

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
/// Decorators that hand a function's results on as they are.
const TRANSPARENT: [&str; 4] =
    ["functools.cache", "functools.lru_cache", "functools.lru_cache()", "contextlib.contextmanager"];

/// Why a value cannot be followed, with the line.
type Refusal = String;

impl<'a> Uses<'a> {
    /// Gathers all uses.
    ///
    /// # Errors
    /// The first use that the table does not list: which, on which line, and what to do.
    pub(super) fn gather(facts: &'a Facts<'a>, port: &'a Port) -> Result<Uses<'a>, Refusal> {
        let mut uses = Uses { facts, port, kinds: Kinds::new(facts, port), sites: Vec::new(), consumed: Vec::new() };
        uses.check_sql_cells()?;
        for cell in &facts.notebook.cells {
            for &statement in &cell.statements {
                uses.walk(statement)?;
            }
        }
        uses.check_fields()?;
        uses.choose()?;
        Ok(uses)
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
                "identifier" if self.is_read(node) => self.expression(node)?,
                "attribute"
                | "call"
                | "subscript"
                | "tuple"
                | "expression_list"
                | "conditional_expression"
                | "boolean_operator" => self.expression(node)?,
                "string" => {}
                _ => {}
            }
            if tree.kind(node) == "call" {
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

    fn site(&mut self, node: NodeId, key: &str, how: Use) -> Result<(), Refusal> {
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

    fn unlisted(&self, node: NodeId, key: &str, how: Use) -> Refusal {
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

    fn member_text(&self, attribute: NodeId) -> &str {
        let tree = &self.facts.notebook.tree;
        tree.child(attribute, "attribute").map_or("", |member| self.facts.notebook.node_text(member))
    }

    fn in_with(&self, pattern: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        tree.parent(pattern).is_some_and(|item| tree.kind(item) == "with_item")
    }

    /// Whether an expression is only tested: `if x`, `x is None`, `not x`.
    pub(super) fn is_tested(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return false };
        match tree.kind(parent) {
            "if_statement" | "elif_clause" | "while_statement" => tree.field_of(node) == Some("condition"),
            "assert_statement" | "not_operator" | "if_clause" => true,
            "conditional_expression" => tree.children(parent).nth(1) == Some(node),
            "comparison_operator" => {
                let is = tree.tokens(parent).any(|token| matches!(tree.kind(token), "is" | "is not"));
                is && tree.children(parent).any(|side| tree.kind(side) == "none")
            }
            "boolean_operator" | "parenthesized_expression" => self.is_tested(parent),
            _ => false,
        }
    }

    /// Where a value goes: every place must be one that is followed, and hold nothing else.
    fn flow(&mut self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return Ok(()) };
        let field = tree.field_of(node).unwrap_or_default();
        if self.is_tested(node) {
            return Ok(());
        }
        if *kind == Kind::Mixed {
            return Err(format!(
                "`{}` on line {} may be of `{}` or something else; give each its own name",
                self.shown(node),
                self.line(node),
                self.port.module
            ));
        }
        let followed = match tree.kind(parent) {
            "expression_statement" | "delete_statement" => true,
            "parenthesized_expression" | "conditional_expression" | "named_expression" => {
                self.kinds.of(parent) == *kind
            }
            "boolean_operator" => self.kinds.of(parent) == *kind,
            "tuple" | "expression_list" => {
                // A list of targets to delete is no tuple.
                matches!(self.kinds.of(parent), Kind::Tuple(_))
            }
            "with_item" => matches!(kind, Kind::Manager(_)),
            // The classes in it are looked at one by one.
            "except_clause" => matches!(kind, Kind::Tuple(_)),
            "as_pattern" if tree.parent(parent).is_some_and(|above| tree.kind(above) == "except_clause") => {
                matches!(kind, Kind::Tuple(_))
            }
            "as_pattern" if self.in_with(parent) => matches!(kind, Kind::Manager(_)),
            "assignment" if field == "right" => return self.assigned(node, parent, kind),
            "return_statement" => return self.given(node, kind),
            "yield" => return self.given(node, kind),
            "default_parameter" | "typed_default_parameter" => true,

            "subscript" if field == "value" => !self.kinds.of(parent).is_tracked() || matches!(kind, Kind::Tuple(_)),
            "argument_list" | "keyword_argument" => return self.argument(node, kind),
            _ => false,
        };
        if followed { Ok(()) } else { Err(self.escape(node)) }
    }

    fn shown(&self, node: NodeId) -> &str {
        let text = self.facts.notebook.node_text(node);
        text.lines().next().unwrap_or_default()
    }

    fn escape(&self, node: NodeId) -> Refusal {
        format!("`{}` goes where it cannot be followed on line {}; port it by hand", self.shown(node), self.line(node))
    }

    fn assigned(&self, node: NodeId, assignment: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        // `a = b = value`: the outer targets get it as well.
        let mut next = Some(assignment);
        while let Some(assignment) = next.filter(|&outer| tree.kind(outer) == "assignment") {
            if let Some(left) = tree.child(assignment, "left") {
                self.target(node, left, kind)?;
            }
            next = tree.parent(assignment);
        }
        Ok(())
    }

    fn target(&self, node: NodeId, left: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let same = match (tree.kind(left), kind) {
            ("identifier", _) => {
                let mut around = tree
                    .ancestors(left)
                    .filter(|&id| matches!(tree.kind(id), "function_definition" | "class_definition"));
                let in_class = around.next().is_some_and(|id| tree.kind(id) == "class_definition");
                let name = self.facts.names.symbol_of(left);
                if in_class {
                    false
                } else if let Some(Kind::Mixed) = name.map(|id| self.kinds.symbol(id)) {
                    return Err(format!(
                        "`{}` is set to something else, too (line {}); give each its own name",
                        self.shown(left),
                        self.line(left)
                    ));
                } else {
                    name.is_some_and(|id| self.kinds.symbol(id) == *kind)
                }
            }
            ("attribute", _) => self.kinds.of(left) == *kind,
            ("pattern_list" | "tuple_pattern", Kind::Tuple(items)) => {
                let places: Vec<NodeId> = tree.children(left).collect();
                places.len() == items.len()
                    && places
                        .iter()
                        .zip(items)
                        .all(|(&place, item)| !item.is_tracked() || self.target(node, place, item).is_ok())
            }
            _ => false,
        };
        if same { Ok(()) } else { Err(self.escape(node)) }
    }

    /// A value that a function of the notebook returns or yields: all who call it must be known.
    fn given(&self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let Some(function) = self.facts.enclosing_definition(node) else { return Err(self.escape(node)) };
        let result = match self.kinds.result(function) {
            Kind::Manager(inner) => *inner,
            other => other,
        };
        if result != *kind || self.facts.notebook.tree.kind(function) != "function_definition" {
            return Err(self.escape(node));
        }
        if self.kinds.class_of(function).is_some() {
            return Err(format!(
                "a method returns `{}` on line {}, where it cannot be followed",
                self.shown(node),
                self.line(node)
            ));
        }
        self.called_only(function)
    }

    /// Whether a function is only ever called, by its name.
    fn called_only(&self, function: NodeId) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let name = tree.child(function, "name");
        let shown = name.map_or("a function", |name| self.facts.notebook.node_text(name));
        let symbol = name.and_then(|name| self.facts.names.symbol_of(name)).map(|id| self.facts.names.symbol(id));
        let Some(symbol) = symbol.filter(|symbol| symbol.bindings.len() == 1) else {
            return Err(format!("`{shown}` on line {} is defined more than once", self.line(function)));
        };
        let decorators = self.kinds.decorators(function);
        if let Some(other) = decorators
            .iter()
            .find(|name| !TRANSPARENT.contains(&name.as_str()) && !name.trim_end_matches("()").ends_with(".function"))
        {
            return Err(format!(
                "`{other}` wraps `{shown}` on line {}, so its calls cannot be followed",
                self.line(function)
            ));
        }
        for &site in &symbol.uses {
            if !self.kinds.is_plain_call(site) {
                return Err(format!("`{shown}` is used on line {} in a way that cannot be followed", self.line(site)));
            }
        }
        Ok(())
    }

    fn argument(&mut self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let call = tree.ancestors(node).find(|&id| tree.kind(id) == "call");
        let Some(call) = call else { return Err(self.escape(node)) };
        if self.kinds.is_closing(call) && self.kinds.of(call).is_tracked() {
            return Ok(());
        }
        let callee = self.facts.callee(call).unwrap_or_default();
        if let (Some(values), Kind::Name(key)) = (self.port.passes.get(&callee), kind)
            && values.contains(key)
        {
            return Ok(());
        }
        let Some((definition, shift)) = self.kinds.runs(call) else {
            let function = self.facts.function_of(call).unwrap_or(call);
            return Err(format!(
                "`{}` is handed to `{}` on line {}, which expects one of `{}`; port it by hand",
                self.shown(node),
                self.shown(function),
                self.line(node),
                self.port.module
            ));
        };
        self.called_only(self.kinds.callee(call).unwrap_or(definition))?;
        // The parameter that gets it must hold nothing else.
        let keyword = tree.parent(node).filter(|&parent| tree.kind(parent) == "keyword_argument");
        let name =
            keyword.and_then(|keyword| tree.child(keyword, "name")).map(|name| self.facts.notebook.node_text(name));
        let position = self.facts.arguments(call).0.iter().position(|&value| value == node);
        let holds = tree.child(definition, "parameters").is_some_and(|list| {
            let parameters = tree.children(list).filter(|&part| tree.kind(part) != "positional_separator");
            parameters.enumerate().any(|(index, parameter)| {
                let bound = tree.descendants(parameter).find(|&part| tree.kind(part) == "identifier");
                bound.is_some_and(|bound| {
                    let fits = index.checked_sub(shift).is_some_and(|index| Some(index) == position)
                        || name == Some(self.facts.notebook.node_text(bound));
                    let symbol = self.facts.names.symbol_of(bound);
                    fits && symbol.is_some_and(|id| {
                        let only = self
                            .facts
                            .names
                            .symbol(id)
                            .bindings
                            .iter()
                            .all(|binding| matches!(binding.kind, BindingKind::Parameter { .. }));
                        only && self.kinds.symbol(id) == *kind
                    })
                })
            })
        });
        if holds { Ok(()) } else { Err(self.escape(node)) }
    }

    /// A connection in a SQL cell is handed to marimo.
    fn check_sql_cells(&self) -> Result<(), Refusal> {
        for cell in &self.facts.notebook.cells {
            let engine = cell.engine.as_ref().and_then(|name| self.facts.names.global(name));
            if let Some(id) = engine.filter(|&id| self.kinds.symbol(id).is_tracked()) {
                let (line, _) = self.facts.notebook.text.position(cell.span.start);
                return Err(format!("the SQL cell on line {line} uses `{}`", self.facts.names.symbol(id).name));
            }
        }
        Ok(())
    }

    /// An attribute that holds a value may only be read through objects that are known to be of its class.
    fn check_fields(&self) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let fields: BTreeSet<(NodeId, String)> = self.kinds.tracked_fields();
        for (class, member) in &fields {
            if let Some(bases) =
                tree.child(*class, "superclasses").filter(|&bases| tree.children(bases).next().is_some())
            {
                return Err(format!(
                    "a class with bases keeps `{member}` on line {}, where it cannot be followed",
                    self.line(bases)
                ));
            }
            for node in tree.all().filter(|&node| tree.kind(node) == "attribute" && self.member_text(node) == member) {
                let object = tree.child(node, "object").map_or(Kind::Plain, |object| self.kinds.of(object));
                // An object of a class with bases may be one of this class.
                let apart = matches!(object, Kind::Instance(other) if other != *class && tree.child(other, "superclasses").is_none());
                if object != Kind::Instance(*class) && !object.is_tracked() && !apart {
                    return Err(format!(
                        "`{}` on line {} may be a value of `{}`; it cannot be followed there",
                        self.shown(node),
                        self.line(node),
                        self.port.module
                    ));
                }
            }
        }
        Ok(())
    }

    /// Chooses the entry of each site, now that all of them are known, and holds each to its conditions.
    fn choose(&mut self) -> Result<(), Refusal> {
        let mut chosen = Vec::with_capacity(self.sites.len());
        for site in &self.sites {
            chosen.push(self.entry_of(site)?);
        }
        for (site, entry) in self.sites.iter_mut().zip(chosen) {
            site.entry = entry;
        }
        Ok(())
    }

    fn entry_of(&self, site: &Site<'a>) -> Result<&'a Entry, Refusal> {
        let mut why = self.unlisted(site.node, &site.key, site.how);
        let Some(entries) = self.port.api.get(&site.key) else { return Err(why) };
        for entry in entries.list().iter().filter(|entry| entry.speaks_of(site.how)) {
            match self.fits(site, entry) {
                Ok(()) => return Ok(entry),
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }

    fn fits(&self, site: &Site<'a>, entry: &'a Entry) -> Result<(), Refusal> {
        for rule in &entry.only_if {
            rules::use_rule(rule, self, site)?;
        }
        if let Some(why) = &entry.refuse {
            return Err(format!("`{}` on line {}: {why}", site.key, self.line(site.node)));
        }
        if entry.place == Some(As::Statement) && self.statement_of(site.node).is_none() {
            return Err(format!(
                "the result of `{}` is used on line {}; port it by hand",
                site.key,
                self.line(site.node)
            ));
        }
        if site.how == Use::Call { self.arguments_fit(site, entry) } else { Ok(()) }
    }

    /// The statement that is nothing but an expression.
    pub(super) fn statement_of(&self, node: NodeId) -> Option<NodeId> {
        let tree = &self.facts.notebook.tree;
        tree.parent(node)
            .filter(|&parent| tree.kind(parent) == "expression_statement" && tree.children(parent).count() == 1)
    }

    fn arguments_fit(&self, site: &Site<'a>, entry: &'a Entry) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let (positional, named) = self.facts.arguments(site.node);
        let Some(list) = tree.child(site.node, "arguments") else { return Ok(()) };
        let line = self.line(site.node);
        if tree.kind(list) == "argument_list" {
            let splat = tree.children(list).any(|part| matches!(tree.kind(part), "list_splat" | "dictionary_splat"));
            let known = entry.only_if.iter().any(|rule| rule == "known-settings");
            if splat && !known && !entry.args.contains_key("*") {
                return Err(format!("the arguments of `{}` on line {line} cannot be followed through `*`", site.key));
            }
        }
        let given = |name: &str| {
            let place = entry.params.iter().position(|param| param == name);
            named.iter().any(|(given, _)| *given == name) || place.is_some_and(|place| place < positional.len())
        };
        let wanted =
            entry.then.iter().flat_map(|then| then.split('{').skip(1)).filter_map(|part| part.split('}').next());
        if let Some(missing) = wanted.into_iter().find(|name| *name != "target" && !given(name)) {
            return Err(format!("`{}` on line {line} has no `{missing}`; port it by hand", site.key));
        }
        if entry.args.contains_key("*") {
            return Ok(());
        }
        let by_place =
            positional.into_iter().enumerate().map(|(position, value)| (entry.params.get(position).cloned(), value));
        let named = named.into_iter().map(|(name, value)| (Some(name.to_owned()), value));
        for (name, value) in by_place.chain(named) {
            let known = name.filter(|name| entry.params.contains(name) || entry.args.contains_key(name));
            let Some(name) = known else {
                return Err(format!(
                    "`{}` on line {} has no counterpart as an argument of `{}`",
                    self.shown(value),
                    self.line(value),
                    site.key
                ));
            };
            let place = entry.params.iter().position(|param| *param == name).map_or(0, |place| place + 1);
            let dropped = match entry.args.get(&name) {
                Some(Argument::Word(word)) => word == "drop",
                Some(Argument::Rule(rule)) => rule.drop,
                None => false,
            };
            let taken = |template: &String| {
                let keys = [format!("{{{name}}}"), format!("{{{place}}}"), "{args}".to_owned()];
                keys.iter().any(|key| template.contains(key.as_str()))
                    || super::postgres::COMPUTED.iter().any(|computed| template.contains(&format!("{{{computed}}}")))
            };
            if !dropped && !entry.template.as_ref().is_none_or(taken) {
                return Err(format!("`{name}` of `{}` on line {line} has no counterpart; port it by hand", site.key));
            }
            if let Some(Argument::Rule(rule)) = entry.args.get(&name) {
                let whose = format!("`{name}` of `{}` on line {}", site.key, self.line(value));
                if let Some(why) = &rule.refuse {
                    return Err(format!("{whose}: {why}"));
                }
                let text = self.facts.notebook.node_text(value);
                let dotted = match self.kinds.of(value) {
                    Kind::Name(name) => name,
                    _ => self.facts.dotted(value).unwrap_or_default(),
                };
                if !rule.only.is_empty() && !rule.only.iter().any(|only| *only == text || *only == dotted) {
                    return Err(format!("{whose} can only be ported if it is {}", rule.only.join(" or ")));
                }
                if let Some(takes) = &rule.takes
                    && self.kinds.of(value) != Kind::Name(takes.clone())
                {
                    return Err(format!("{whose} is not known to be `{takes}`"));
                }
                if let Some(must) = &rule.must {
                    literals::holds(must, self, value).map_err(|why| format!("{whose} {why}"))?;
                }
            }
        }
        Ok(())
    }
}
