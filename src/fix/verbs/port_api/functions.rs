//! What the functions and classes of a notebook take, give back and keep.

use std::collections::BTreeSet;

use super::kinds::{Kind, Kinds};
use crate::notebook::NodeId;
use crate::syntax::{Binding, BindingKind};

impl Kinds<'_> {
    /// The function or class of the notebook that a call calls by its only name.
    pub(super) fn callee(&self, call: NodeId) -> Option<NodeId> {
        let function = self.facts.function_of(call)?;
        let symbol = self.facts.names.symbol(self.facts.names.symbol_of(function)?);
        match &symbol.bindings[..] {
            [Binding { kind: BindingKind::Definition(node), .. }] => Some(*node),
            _ => None,
        }
    }

    /// What all calls of a function, and its default, give for a parameter; `self` is an object of its class.
    pub(super) fn parameter(&self, function: NodeId, name: NodeId) -> Kind {
        if let Some(class) = self.class_of(function)
            && self.place_of(function, name).is_some_and(|(position, _)| position == Some(0))
        {
            return Kind::Instance(class);
        }
        self.given(function, name).into_iter().map(|value| self.of(value)).fold(Kind::Unset, Kind::join)
    }

    /// The expressions that the calls of a function by its name, and its default, give for a parameter. A class is called
    /// for its `__init__`; other methods have no calls that are known.
    pub(super) fn given(&self, function: NodeId, name: NodeId) -> Vec<NodeId> {
        let tree = &self.facts.notebook.tree;
        let Some((position, default)) = self.place_of(function, name) else { return Vec::new() };
        let class = self.class_of(function);
        let called = match class {
            Some(class) if self.is_init(function) => class,
            Some(_) => return Vec::new(),
            None => function,
        };
        let shift = usize::from(class.is_some());
        let position = position.and_then(|position| position.checked_sub(shift));
        let symbol = tree.child(called, "name").and_then(|name| self.facts.names.symbol_of(name));
        let uses = symbol.map_or(&[][..], |symbol| &self.facts.names.symbol(symbol).uses[..]);
        let text = self.facts.notebook.node_text(name);
        let calls = uses
            .iter()
            .filter_map(|&site| tree.parent(site).filter(|&call| self.facts.function_of(call) == Some(site)));
        let values = calls.filter_map(|call| {
            let (positional, named) = self.facts.arguments(call);
            let by_name = named.iter().find(|(given, _)| *given == text).map(|(_, value)| *value);
            position.and_then(|position| positional.get(position).copied()).or(by_name)
        });
        values.chain(default).collect()
    }

    fn is_init(&self, function: NodeId) -> bool {
        let name = self.facts.notebook.tree.child(function, "name");
        name.is_some_and(|name| self.facts.notebook.node_text(name) == "__init__")
    }

    /// The function that a call runs: a function of the notebook, or the `__init__` of a class; and how many parameters
    /// come before the first argument.
    pub(super) fn runs(&self, call: NodeId) -> Option<(NodeId, usize)> {
        let tree = &self.facts.notebook.tree;
        let definition = self.callee(call)?;
        if tree.kind(definition) == "function_definition" {
            return Some((definition, 0));
        }
        let body = tree.child(definition, "body")?;
        let init = tree.children(body).find(|&part| tree.kind(part) == "function_definition" && self.is_init(part))?;
        Some((init, 1))
    }

    /// The position of a parameter (none for what is given by name only or takes several), and its default.
    fn place_of(&self, function: NodeId, name: NodeId) -> Option<(Option<usize>, Option<NodeId>)> {
        let tree = &self.facts.notebook.tree;
        let list = tree.child(function, "parameters")?;
        let mut position = Some(0);
        for parameter in tree.children(list) {
            let kind = tree.kind(parameter);
            let inside = tree.span(parameter).contains(&tree.start(name));
            match kind {
                "positional_separator" => continue,
                "keyword_separator" => position = None,
                "list_splat_pattern" | "dictionary_splat_pattern" if inside => return None,
                "list_splat_pattern" => position = None,
                _ if inside => return Some((position, tree.child(parameter, "value"))),
                _ => position = position.map(|position| position + 1),
            }
        }
        None
    }

    /// The class whose method a function is, if it takes `self`.
    pub(super) fn class_of(&self, function: NodeId) -> Option<NodeId> {
        let tree = &self.facts.notebook.tree;
        let mut block = tree.parent(function)?;
        if tree.kind(block) == "decorated_definition" {
            if self.decorators(function).iter().any(|name| matches!(name.as_str(), "staticmethod" | "classmethod")) {
                return None;
            }
            block = tree.parent(block)?;
        }
        tree.parent(block).filter(|&class| tree.kind(class) == "class_definition")
    }

    /// The dotted names of a function's decorators, `?` for what is no name.
    pub(super) fn decorators(&self, definition: NodeId) -> Vec<String> {
        let tree = &self.facts.notebook.tree;
        let around = tree.parent(definition).filter(|&around| tree.kind(around) == "decorated_definition");
        let marks = around.into_iter().flat_map(|around| tree.children(around));
        marks
            .filter(|&mark| tree.kind(mark) == "decorator")
            .filter_map(|mark| tree.children(mark).next())
            .map(|name| self.facts.dotted(name).unwrap_or("?".to_owned()))
            .collect()
    }

    pub(super) fn work_out_result(&self, function: NodeId) -> Kind {
        let tree = &self.facts.notebook.tree;
        let Some(body) = tree.child(function, "body") else { return Kind::Plain };
        let own = |node: &NodeId| self.facts.enclosing_definition(*node) == Some(function);
        let of_kind = |kind: &'static str| {
            tree.descendants(body).filter(move |&node| tree.kind(node) == kind).filter(own).collect::<Vec<_>>()
        };
        let value = |node: NodeId| tree.children(node).next().map_or(Kind::Nothing, |value| self.of(value));
        let yields = of_kind("yield");
        if !yields.is_empty() {
            let given = yields.into_iter().map(value).fold(Kind::Unset, Kind::join);
            let manager = self.decorators(function).iter().any(|name| name == "contextlib.contextmanager");
            return if manager && given.is_tracked() { Kind::Manager(Box::new(given)) } else { Kind::Plain };
        }
        of_kind("return_statement").into_iter().map(value).fold(Kind::Unset, Kind::join)
    }

    /// All `self.x = value` in methods, by class and attribute.
    pub(super) fn field_stores(&self) -> Vec<((NodeId, String), NodeId)> {
        let tree = &self.facts.notebook.tree;
        let mut stores = Vec::new();
        for assignment in tree.all().filter(|&node| tree.kind(node) == "assignment") {
            let (Some(left), Some(right)) = (tree.child(assignment, "left"), tree.child(assignment, "right")) else {
                continue;
            };
            if let Some((class, member)) = self.own_field(left) {
                stores.push(((class, member), right));
            }
        }
        stores
    }

    /// `self.x` in a method: the class and the attribute.
    fn own_field(&self, node: NodeId) -> Option<(NodeId, String)> {
        let tree = &self.facts.notebook.tree;
        let object = tree.child(node, "object").filter(|_| tree.kind(node) == "attribute")?;
        let symbol = self.facts.names.symbol(self.facts.names.symbol_of(object)?);
        let [Binding { kind: BindingKind::Parameter { function, .. }, node: name, .. }] = &symbol.bindings[..] else {
            return None;
        };
        let class = self.class_of(*function)?;
        let first = self.place_of(*function, *name)?.0 == Some(0);
        let member = tree.child(node, "attribute")?;
        first.then(|| (class, self.facts.notebook.node_text(member).to_owned()))
    }

    /// The attributes that hold something of the library, by class.
    pub(super) fn tracked_fields(&self) -> BTreeSet<(NodeId, String)> {
        self.fields.iter().filter(|(_, kind)| kind.is_tracked()).map(|(key, _)| key.clone()).collect()
    }

    /// What is called where a function runs: itself, or its class for an `__init__`.
    pub(super) fn called(&self, function: NodeId) -> Option<NodeId> {
        match self.class_of(function) {
            Some(class) => self.is_init(function).then_some(class),
            None => Some(function),
        }
    }

    /// Whether all uses of a function's or class's name are plain calls.
    pub(super) fn is_only_called(&self, definition: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let symbol = tree.child(definition, "name").and_then(|name| self.facts.names.symbol_of(name));
        symbol.map(|id| self.facts.names.symbol(id)).is_some_and(|symbol| {
            symbol.bindings.len() == 1 && symbol.uses.iter().all(|&site| self.is_plain_call(site))
        })
    }

    /// Whether a name is called where it stands, without `*`.
    pub(super) fn is_plain_call(&self, site: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let call = tree.parent(site).filter(|&call| self.facts.function_of(call) == Some(site));
        call.is_some_and(|call| {
            !tree.child(call, "arguments").is_some_and(|list| {
                tree.children(list).any(|part| matches!(tree.kind(part), "list_splat" | "dictionary_splat"))
            })
        })
    }
}
