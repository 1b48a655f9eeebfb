//! Functions and classes of the notebook: what their calls hand over, what they return, what their objects hold.

use std::rc::Rc;

use super::sequences::elements;
use super::values::{WIDE, either};
use super::{Facts, Value};
use crate::notebook::NodeId;

/// A place that calls a function, or hands it on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// The call, or the name where it is handed on.
    node: NodeId,
    /// How many parameters are filled in already: `self`.
    filled: usize,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Call,
    /// `map(function, items)`
    Map,
    /// `functools.partial(function, ...)`
    Partial,
    /// Handed to something else.
    Other,
}

impl Facts<'_> {
    /// What the calls of a function give for a parameter.
    pub(super) fn parameter(&self, function: NodeId, position: usize) -> Value {
        let tree = &self.notebook.tree;
        let Some(parameter) = tree.child(function, "parameters").and_then(|list| tree.children(list).nth(position))
        else {
            return Value::Unknown;
        };
        if let Some(class) = self.class_of(function).filter(|_| position == 0) {
            match self.decorator(function) {
                Some("classmethod") => return Value::Local(class),
                Some("staticmethod") => {}
                _ => return self.objects(class),
            }
        }
        let sites = self.sites(function);
        let values = sites.iter().map(|site| self.handed(site, parameter, position));
        Value::choose(function, |index| self.conditions(sites[index].node).is_empty(), values)
    }

    /// What one call gives for a parameter.
    fn handed(&self, site: &Site, parameter: NodeId, position: usize) -> Value {
        let tree = &self.notebook.tree;
        let Some(index) = position.checked_sub(site.filled) else { return Value::Unknown };
        let named = match tree.kind(parameter) {
            "identifier" => Some(parameter),
            "list_splat_pattern" | "dictionary_splat_pattern" => None,
            _ => tree
                .child(parameter, "name")
                .or_else(|| tree.children(parameter).find(|&id| tree.kind(id) == "identifier")),
        };
        let Some(name) = named.map(|name| self.notebook.node_text(name)) else {
            let (positional, _) = self.argument_values(site.node);
            let all = site.way == Way::Call && tree.kind(parameter) == "list_splat_pattern";
            return if all { Value::Items(positional.into_iter().skip(index).collect()) } else { Value::Unknown };
        };
        let default = || tree.child(parameter, "value").map_or(Value::Unknown, |default| self.value(default));
        match site.way {
            Way::Call => match self.argument(site.node, index, name) {
                Some(given) => self.value(given),
                None if self.spreads(site.node) => {
                    let (positional, named) = self.argument_values(site.node);
                    let by_name = || named.into_iter().find(|(own, _)| own == name).map(|(_, value)| value);
                    positional.into_iter().nth(index).or_else(by_name).unwrap_or(Value::Unknown)
                }
                None => default(),
            },
            Way::Map if index == 0 => {
                let items = self.arguments(site.node).0.get(1).map(|&items| self.value(items));
                Value::combine(&[items.unwrap_or(Value::Unknown)], |items| match elements(&items[0]) {
                    Some(items) => Value::choose(site.node, |_| true, items),
                    None => Value::Unknown,
                })
            }
            Way::Partial => self.argument(site.node, index + 1, name).map_or(Value::Unknown, |given| self.value(given)),
            _ => Value::Unknown,
        }
    }

    /// Whether `*` or `**` hands over some of a call's arguments.
    fn spreads(&self, call: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let list = tree.child(call, "arguments");
        list.is_some_and(|list| tree.children(list).any(|id| tree.kind(id).ends_with("_splat")))
    }

    /// The places that call a function or lambda; none if there are too many.
    fn sites(&self, function: NodeId) -> Rc<[Site]> {
        if let Some(known) = self.sites.borrow().get(&function) {
            return Rc::clone(known);
        }
        // Of a function that is asked for again on the way nothing is known.
        self.sites.borrow_mut().insert(function, Rc::from([]));
        let sites: Rc<[Site]> = match self.find_sites(function) {
            sites if sites.len() > WIDE => Rc::from([]),
            sites => sites.into(),
        };
        self.sites.borrow_mut().insert(function, Rc::clone(&sites));
        sites
    }

    /// The nodes of those places, in the order of the choices between them.
    pub(super) fn site_nodes(&self, function: NodeId) -> Vec<NodeId> {
        self.sites(function).iter().map(|site| site.node).collect()
    }

    /// The calls that make objects of a class, in the order of the choices between them.
    pub(super) fn made(&self, class: NodeId) -> Vec<NodeId> {
        self.constructions(class).into_iter().map(|(_, call)| call).collect()
    }

    fn find_sites(&self, function: NodeId) -> Vec<Site> {
        let tree = &self.notebook.tree;
        if tree.kind(function) == "lambda" {
            let parent = tree.parent(function);
            let target = parent
                .filter(|&parent| tree.kind(parent) == "assignment")
                .and_then(|assignment| self.names.symbol_of(tree.child(assignment, "left")?));
            return match target {
                Some(symbol) => self.names.symbol(symbol).uses.iter().map(|&site| self.site(site)).collect(),
                None => vec![self.site(function)],
            };
        }
        let Some(name) = tree.child(function, "name") else { return Vec::new() };
        let span = tree.span(function);
        let outside = |site: &Site| !span.contains(&tree.start(site.node));
        match self.class_of(function) {
            Some(class) if self.notebook.node_text(name) == "__init__" => {
                let made = |(_, node): (NodeId, NodeId)| Site { node, filled: 1, way: Way::Call };
                self.constructions(class).into_iter().map(made).collect()
            }
            Some(class) => {
                let attributes = self.attributes_named(self.notebook.node_text(name));
                let sites = attributes.iter().filter_map(|&attribute| self.method_site(function, class, attribute));
                sites.filter(outside).collect()
            }
            None => {
                let Some(symbol) = self.names.symbol_of(name) else { return Vec::new() };
                self.names.symbol(symbol).uses.iter().map(|&site| self.site(site)).filter(outside).collect()
            }
        }
    }

    /// What happens with a function where it is named.
    fn site(&self, function: NodeId) -> Site {
        let tree = &self.notebook.tree;
        let mut at = function;
        while let Some(parent) = tree.parent(at).filter(|&parent| tree.kind(parent) == "parenthesized_expression") {
            at = parent;
        }
        let parent = tree.parent(at);
        let called = parent.filter(|&call| tree.kind(call) == "call" && self.function_of(call) == Some(at));
        if let Some(node) = called {
            return Site { node, filled: 0, way: Way::Call };
        }
        let call = parent.filter(|&list| tree.kind(list) == "argument_list").and_then(|list| tree.parent(list));
        let first = call.filter(|&call| self.argument(call, 0, "") == Some(at));
        match first.and_then(|call| Some((call, self.callee(call)?))) {
            Some((node, name)) if name == "map" => Site { node, filled: 0, way: Way::Map },
            Some((node, name)) if name == "functools.partial" => Site { node, filled: 0, way: Way::Partial },
            _ => Site { node: function, filled: 0, way: Way::Other },
        }
    }

    /// A call of a method, if the object is one of its class.
    fn method_site(&self, function: NodeId, class: NodeId, attribute: NodeId) -> Option<Site> {
        let tree = &self.notebook.tree;
        let call = tree.parent(attribute).filter(|&call| self.function_of(call) == Some(attribute))?;
        let object = tree.child(attribute, "object")?;
        let decorator = self.decorator(function);
        let own = |value: &Value| match value {
            Value::Object { class: own, .. } => self.is_within(*own, class).then_some(true),
            Value::Local(own) => self.is_within(*own, class).then_some(false),
            _ => None,
        };
        let bound = self.value(object).possible().iter().find_map(|possible| own(&possible.value))?;
        let filled = match decorator {
            Some("staticmethod") => 0,
            Some("classmethod") => 1,
            _ => usize::from(bound),
        };
        Some(Site { node: call, filled, way: Way::Call })
    }

    /// Whether a class is another one or derived from it.
    fn is_within(&self, class: NodeId, other: NodeId) -> bool {
        let mut at = Some(class);
        (0..8).any(|_| {
            let found = at == Some(other);
            at = at.and_then(|class| self.base(class));
            found
        })
    }

    /// The first class of the notebook that a class is derived from.
    fn base(&self, class: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let bases = tree.child(class, "superclasses")?;
        tree.children(bases).find_map(|base| match self.value(base) {
            Value::Local(base) if tree.kind(base) == "class_definition" => Some(base),
            _ => None,
        })
    }

    /// The calls that make objects of a class or of one derived from it, each with the class.
    fn constructions(&self, class: NodeId) -> Vec<(NodeId, NodeId)> {
        let tree = &self.notebook.tree;
        let (mut found, mut todo) = (Vec::new(), vec![class]);
        while let Some(class) = todo.pop() {
            let name = tree.child(class, "name").and_then(|name| self.names.symbol_of(name));
            for &site in name.map_or(&[][..], |symbol| &self.names.symbol(symbol).uses) {
                let Some(parent) = tree.parent(site) else { continue };
                match tree.kind(parent) {
                    "call" if self.function_of(parent) == Some(site) => found.push((class, parent)),
                    "argument_list" if todo.len() < WIDE => todo.extend(tree.parent(parent).filter(|&outer| {
                        tree.kind(outer) == "class_definition" && tree.start(outer) > tree.start(class)
                    })),
                    _ => {}
                }
            }
        }
        found
    }

    /// The objects of a class.
    fn objects(&self, class: NodeId) -> Value {
        let constructions = self.constructions(class);
        if constructions.len() > WIDE {
            return Value::Unknown;
        }
        let certain = |index: usize| self.conditions(constructions[index].1).is_empty();
        Value::choose(class, certain, constructions.iter().map(|&(class, call)| Value::Object { class, call }))
    }

    /// The name of a function's decorator, if it has one: `staticmethod`, `functools.cached_property`.
    fn decorator(&self, function: NodeId) -> Option<&str> {
        let tree = &self.notebook.tree;
        let around = tree.parent(function).filter(|&outer| tree.kind(outer) == "decorated_definition")?;
        let first = tree.children(around).find(|&child| tree.kind(child) == "decorator")?;
        let name = self.notebook.node_text(tree.children(first).next()?);
        Some(name.rsplit('.').next().unwrap_or(name))
    }

    /// What a call of a function or lambda of the notebook returns.
    pub(super) fn returned(&self, definition: NodeId, call: NodeId) -> Value {
        let Some(value) = self.result(definition) else { return Value::Unknown };
        let sites = self.sites(definition);
        match sites.iter().position(|site| site.node == call) {
            Some(index) => value.taken(definition, index),
            None => value,
        }
    }

    /// What a method returns, called on an object that `made` makes, or on the class.
    pub(super) fn method_result(&self, class: NodeId, made: Option<NodeId>, member: &str, call: NodeId) -> Value {
        match self.member(class, made, member) {
            Value::Local(function) => self.of_object(self.returned(function, call), class, made),
            _ => Value::Unknown,
        }
    }

    /// What a value is for the one object that a call makes.
    fn of_object(&self, value: Value, class: NodeId, made: Option<NodeId>) -> Value {
        let Some(made) = made else { return value };
        let mut value = value;
        let mut at = Some(class);
        for _ in 0..8 {
            let Some(class) = at else { break };
            let index = self.constructions(class).iter().position(|&(_, call)| call == made);
            if let Some(index) = index {
                value = value.taken(class, index);
            }
            at = self.base(class);
        }
        value
    }

    /// The expression of a function's only `return`.
    pub(super) fn single_return(&self, definition: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let body = tree.child(definition, "body")?;
        if tree.kind(definition) == "lambda" {
            return Some(body);
        }
        if tree.kind(definition) != "function_definition" {
            return None;
        }
        let mut returns = tree.descendants(body).filter(|&id| tree.kind(id) == "return_statement");
        match (returns.next(), returns.next()) {
            (Some(only), None) => tree.children(only).next(),
            _ => None,
        }
    }

    /// What a function returns or yields, whatever it is called with.
    fn result(&self, definition: NodeId) -> Option<Value> {
        let tree = &self.notebook.tree;
        let body = tree.child(definition, "body")?;
        if tree.kind(definition) == "lambda" {
            return Some(self.value(body));
        }
        let own = |kind: &'static str| {
            let all = tree.descendants(body).filter(move |&id| tree.kind(id) == kind && tree.is_named(id));
            all.filter(|&id| self.enclosing_definition(id) == Some(definition))
        };
        let mut yields = own("yield").peekable();
        if yields.peek().is_some() {
            let mut items = Vec::new();
            for given in yields.take(WIDE) {
                let value = tree.children(given).next().map(|value| self.value(value))?;
                if self.notebook.node_text(given).starts_with("yield from") {
                    items.extend(elements(&value)?);
                } else {
                    items.extend(value.possible().into_iter().map(|possible| possible.value));
                }
            }
            return Some(Value::Items(items.into()));
        }
        let returns = own("return_statement").filter(|&id| self.certainty(id) != Some(false));
        let values: Vec<NodeId> = returns.filter_map(|id| tree.children(id).next()).take(WIDE).collect();
        let first = *values.first()?;
        Some(either(first, values.into_iter().map(|value| self.value(value))))
    }

    /// What an object of a class, or the class, holds under a name.
    pub(super) fn member(&self, class: NodeId, made: Option<NodeId>, member: &str) -> Value {
        let mut at = Some(class);
        for _ in 0..8 {
            let Some(own) = at else { break };
            if let Some(value) = self.own_member(own, made, member) {
                return self.of_object(value, class, made).into_data();
            }
            at = self.base(own);
        }
        Value::Unknown
    }

    fn own_member(&self, class: NodeId, made: Option<NodeId>, member: &str) -> Option<Value> {
        let tree = &self.notebook.tree;
        let attributes = self.attributes_named(member);
        if attributes.iter().any(|&attribute| self.changes(attribute)) {
            return Some(Value::Unknown);
        }
        let mut values = Vec::new();
        let set = attributes.iter().filter(|&&attribute| self.sets_member(attribute, class));
        for &attribute in set {
            let value = self.part(attribute);
            let method = self.enclosing_definition(attribute);
            let index = method.zip(made).and_then(|(method, made)| {
                Some((method, self.sites(method).iter().position(|site| site.node == made)?))
            });
            values.push(match index {
                Some((method, index)) => value.taken(method, index),
                None => value,
            });
        }
        let (first, body) = (attributes.first().copied(), tree.child(class, "body")?);
        for statement in tree.children(body) {
            let Some(inner) = tree.children(statement).last() else { continue };
            let definition = if tree.kind(statement) == "decorated_definition" { inner } else { statement };
            let named = |node: Option<NodeId>| node.is_some_and(|node| self.notebook.node_text(node) == member);
            if tree.kind(definition) == "function_definition" && named(tree.child(definition, "name")) {
                let property = self.decorator(definition).is_some_and(|name| name.ends_with("property"));
                let value = if property { self.result(definition) } else { Some(Value::Local(definition)) };
                values.push(value.unwrap_or(Value::Unknown));
            } else if tree.kind(inner) == "assignment" && named(tree.child(inner, "left")) && values.is_empty() {
                values.push(self.field(class, body, inner, made));
            }
        }
        let at = first.unwrap_or(body);
        (!values.is_empty()).then(|| either(at, values))
    }

    /// Whether `self.member = ...` stands in a method of a class, or `object.member = ...` anywhere.
    fn sets_member(&self, attribute: NodeId, class: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let Some(object) = tree.child(attribute, "object") else { return false };
        let targets = ["pattern_list", "tuple_pattern", "list_pattern"];
        let mut at = attribute;
        while let Some(parent) = tree.parent(at).filter(|&parent| targets.contains(&tree.kind(parent))) {
            at = parent;
        }
        let is_target = tree
            .parent(at)
            .is_some_and(|parent| tree.kind(parent).ends_with("assignment") && tree.child(parent, "left") == Some(at));
        if !is_target {
            return false;
        }
        let method = self.enclosing_definition(attribute).filter(|&method| self.class_of(method).is_some());
        let first = method
            .and_then(|method| tree.child(method, "parameters"))
            .and_then(|parameters| tree.children(parameters).next());
        match (method, first) {
            (Some(method), Some(first)) if self.notebook.node_text(first) == self.notebook.node_text(object) => {
                self.class_of(method) == Some(class)
            }
            _ => self.value(object).possible().iter().any(|possible| match possible.value {
                Value::Object { class: own, .. } | Value::Local(own) => self.is_within(own, class),
                _ => false,
            }),
        }
    }

    /// The value of `member: str = "x"` in the body of a class: what the call gives for it, or its default.
    fn field(&self, class: NodeId, body: NodeId, assignment: NodeId, made: Option<NodeId>) -> Value {
        let tree = &self.notebook.tree;
        let fields: Vec<NodeId> = tree
            .children(body)
            .filter_map(|statement| tree.children(statement).next())
            .filter(|&own| tree.kind(own) == "assignment" && tree.child(own, "type").is_some())
            .collect();
        let position = fields.iter().position(|&own| own == assignment);
        if let (Some(position), Some(call), Some(name)) = (position, made, tree.child(assignment, "left")) {
            // The fields of the class that it is derived from come first.
            let position = if self.base(class).is_some() { usize::MAX } else { position };
            if let Some(given) = self.argument(call, position, self.notebook.node_text(name)) {
                return self.value(given);
            }
            if self.spreads(call) {
                return Value::Unknown;
            }
        }
        let Some(default) = tree.child(assignment, "right") else { return Value::Unknown };
        // `field(default="x")`, `Field("x")`
        let described = position.is_some() && tree.kind(default) == "call";
        match self.argument(default, usize::MAX, "default").filter(|_| described) {
            Some(default) => self.value(default),
            None => self.value(default),
        }
    }
}
