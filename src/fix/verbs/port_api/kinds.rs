//! What of the library each expression is: a dotted name with call results, joined over everything that a name may hold.
//!
//! Unlike [`Facts::value`] this looks at all code, guarded or not, and knows from the table which calls give values.

use std::collections::{BTreeSet, HashMap};

use crate::check::port::Port;
use crate::notebook::NodeId;
use crate::syntax::{Binding, BindingKind, Facts, SymbolId, Value};

/// What of the library an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Not known yet; what a name is that nothing sets.
    Unset,
    /// `None`.
    Nothing,
    /// Nothing of the library.
    Plain,
    /// A module, a member, or a value (`sqlite3.connect()`) of the library.
    Name(String),
    /// `closing(x)`, or what a `@contextmanager` of the notebook gives: entered, it is the inner one.
    Manager(Box<Kind>),
    /// A tuple with something of the library in it.
    Tuple(Vec<Kind>),
    /// An object of a class of the notebook.
    Instance(NodeId),
    /// Something of the library, or something else.
    Mixed,
}

impl Kind {
    /// Whether something of the library is in it.
    pub(super) fn is_tracked(&self) -> bool {
        match self {
            Kind::Name(_) | Kind::Mixed => true,
            Kind::Manager(inner) => inner.is_tracked(),
            Kind::Tuple(items) => items.iter().any(Kind::is_tracked),
            _ => false,
        }
    }

    fn join(self, other: Kind) -> Kind {
        match (self, other) {
            (left, right) if left == right => left,
            (Kind::Unset | Kind::Nothing, other) | (other, Kind::Unset | Kind::Nothing) => other,
            (Kind::Tuple(left), Kind::Tuple(right)) if left.len() == right.len() => {
                Kind::Tuple(left.into_iter().zip(right).map(|(left, right)| left.join(right)).collect())
            }
            (left, right) if left.is_tracked() || right.is_tracked() => Kind::Mixed,
            _ => Kind::Plain,
        }
    }
}

/// The kinds of all names, results and attributes of a notebook.
pub(super) struct Kinds<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) port: &'a Port,
    symbols: HashMap<SymbolId, Kind>,
    results: HashMap<NodeId, Kind>,
    /// By class and attribute.
    fields: HashMap<(NodeId, String), Kind>,
}

/// How often all names are gone through; each round carries a value at least one step on.
const ROUNDS: usize = 64;

impl<'a> Kinds<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, port: &'a Port) -> Kinds<'a> {
        let mut kinds =
            Kinds { facts, port, symbols: HashMap::new(), results: HashMap::new(), fields: HashMap::new() };
        let functions: Vec<NodeId> =
            facts.notebook.tree.all().filter(|&node| facts.notebook.tree.kind(node) == "function_definition").collect();
        let stores = kinds.field_stores();
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (id, symbol) in facts.names.symbols() {
                let kind = symbol
                    .bindings
                    .iter()
                    .map(|binding| kinds.binding(binding))
                    .fold(Kind::Unset, Kind::join);
                changed |= kinds.symbols.insert(id, kind.clone()) != Some(kind);
            }
            for &function in &functions {
                let kind = kinds.work_out_result(function);
                changed |= kinds.results.insert(function, kind.clone()) != Some(kind);
            }
            let mut fields: HashMap<(NodeId, String), Kind> = HashMap::new();
            for (key, value) in &stores {
                let kind = kinds.of(*value);
                let before = fields.remove(key).unwrap_or(Kind::Unset);
                fields.insert(key.clone(), before.join(kind));
            }
            changed |= fields != kinds.fields;
            kinds.fields = fields;
            if !changed {
                break;
            }
        }
        kinds
    }

    /// What a name is.
    pub(super) fn symbol(&self, id: SymbolId) -> Kind {
        self.symbols.get(&id).cloned().unwrap_or(Kind::Unset)
    }

    /// What a function of the notebook gives to its caller.
    pub(super) fn result(&self, function: NodeId) -> Kind {
        self.results.get(&function).cloned().unwrap_or(Kind::Unset)
    }

    /// What an expression is.
    pub(super) fn of(&self, node: NodeId) -> Kind {
        let tree = &self.facts.notebook.tree;
        match tree.kind(node) {
            "identifier" => self.facts.names.symbol_of(node).map_or(Kind::Plain, |symbol| self.symbol(symbol)),
            "none" => Kind::Nothing,
            "parenthesized_expression" | "await" => {
                tree.children(node).next().map_or(Kind::Plain, |inner| self.of(inner))
            }
            "named_expression" => tree.child(node, "value").map_or(Kind::Plain, |value| self.of(value)),
            "assignment" => tree.child(node, "right").map_or(Kind::Plain, |value| self.of(value)),
            "attribute" => self.attribute(node),
            "call" => self.call(node),
            "conditional_expression" => {
                let parts: Vec<NodeId> = tree.children(node).collect();
                match parts[..] {
                    [yes, _, no] => self.of(yes).join(self.of(no)),
                    _ => Kind::Plain,
                }
            }
            "boolean_operator" => {
                let sides = [tree.child(node, "left"), tree.child(node, "right")];
                sides.into_iter().flatten().map(|side| self.of(side)).fold(Kind::Unset, Kind::join)
            }
            "tuple" | "expression_list" => {
                let items: Vec<Kind> = tree.children(node).map(|item| self.of(item)).collect();
                if items.iter().any(Kind::is_tracked) { Kind::Tuple(items) } else { Kind::Plain }
            }
            "subscript" => {
                let (Some(value), Some(index)) = (tree.child(node, "value"), tree.child(node, "subscript")) else {
                    return Kind::Plain;
                };
                match (self.of(value), self.facts.notebook.node_text(index).parse::<usize>()) {
                    (Kind::Tuple(items), Ok(index)) => items.get(index).cloned().unwrap_or(Kind::Plain),
                    (Kind::Unset, _) => Kind::Unset,
                    _ => Kind::Plain,
                }
            }
            _ => Kind::Plain,
        }
    }

    /// What `with x as y` makes `y`.
    pub(super) fn entered(&self, value: NodeId) -> Kind {
        match self.of(value) {
            Kind::Manager(inner) => *inner,
            Kind::Name(key) => Kind::Name(self.returns(&format!("{key}.__enter__")).unwrap_or(key)),
            other => other,
        }
    }

    fn returns(&self, key: &str) -> Option<String> {
        self.port.api.get(key)?.list().iter().find_map(|entry| entry.returns.clone())
    }

    fn attribute(&self, node: NodeId) -> Kind {
        let tree = &self.facts.notebook.tree;
        let (Some(object), Some(member)) = (tree.child(node, "object"), tree.child(node, "attribute")) else {
            return Kind::Plain;
        };
        let member = self.facts.notebook.node_text(member);
        match self.of(object) {
            Kind::Name(name) => Kind::Name(format!("{name}.{member}")),
            Kind::Instance(class) => {
                self.fields.get(&(class, member.to_owned())).cloned().unwrap_or(Kind::Plain)
            }
            Kind::Unset => Kind::Unset,
            _ => Kind::Plain,
        }
    }

    fn call(&self, node: NodeId) -> Kind {
        let Some(function) = self.facts.function_of(node) else { return Kind::Plain };
        if let Some(definition) = self.callee(node) {
            return match self.facts.notebook.tree.kind(definition) {
                "class_definition" => Kind::Instance(definition),
                _ => self.result(definition),
            };
        }
        match self.of(function) {
            Kind::Name(name) => {
                let value = self.returns(&name).unwrap_or(format!("{name}()"));
                if self.port.is_value(&value) { Kind::Name(value) } else { Kind::Plain }
            }
            Kind::Unset => Kind::Unset,
            _ if self.is_closing(node) => match self.first_argument(node).map(|value| self.of(value)) {
                Some(Kind::Unset) => Kind::Unset,
                Some(kind) if kind.is_tracked() => Kind::Manager(Box::new(kind)),
                _ => Kind::Plain,
            },
            _ if self.facts.dotted(function).as_deref() == Some("iter") => {
                self.first_argument(node).map_or(Kind::Plain, |value| self.of(value))
            }
            _ => Kind::Plain,
        }
    }

    fn first_argument(&self, call: NodeId) -> Option<NodeId> {
        self.facts.arguments(call).0.first().copied()
    }

    /// Whether a call is `contextlib.closing(...)`.
    pub(super) fn is_closing(&self, call: NodeId) -> bool {
        self.facts.callee(call).as_deref() == Some("contextlib.closing")
    }

    /// The function or class of the notebook that a call calls by its only name.
    pub(super) fn callee(&self, call: NodeId) -> Option<NodeId> {
        let function = self.facts.function_of(call)?;
        let symbol = self.facts.names.symbol(self.facts.names.symbol_of(function)?);
        match &symbol.bindings[..] {
            [Binding { kind: BindingKind::Definition(node), .. }] => Some(*node),
            _ => None,
        }
    }

    fn binding(&self, binding: &Binding) -> Kind {
        let own = |module: &str| module.split('.').next() == Some(self.port.module.as_str());
        match &binding.kind {
            BindingKind::Import { module, aliased: true } if own(module) => Kind::Name(module.clone()),
            BindingKind::Import { module, .. } if own(module) => Kind::Name(self.port.module.clone()),
            BindingKind::ImportFrom { module, name } if own(module) => Kind::Name(format!("{module}.{name}")),
            BindingKind::Value(value) => {
                let in_with = self.facts.notebook.tree.parent(binding.node).is_some_and(|parent| {
                    self.facts.notebook.tree.kind(parent) == "as_pattern_target"
                });
                if in_with { self.entered(*value) } else { self.of(*value) }
            }
            BindingKind::Parameter { function, .. } => self.parameter(*function, binding.node),
            BindingKind::Other => self.unpacked(binding.node),
            _ => Kind::Plain,
        }
    }

    /// `a, b = x, y`: what `a` is.
    fn unpacked(&self, target: NodeId) -> Kind {
        let tree = &self.facts.notebook.tree;
        let Some(list) = tree.parent(target) else { return Kind::Plain };
        let outer = tree.parent(list).filter(|&outer| tree.kind(outer) == "assignment");
        let Some(assignment) = outer.filter(|_| matches!(tree.kind(list), "pattern_list" | "tuple_pattern")) else {
            return Kind::Plain;
        };
        let places: Vec<NodeId> = tree.children(list).collect();
        let position = places.iter().position(|&place| place == target);
        match (self.of(assignment), position) {
            (Kind::Tuple(items), Some(position)) if items.len() == places.len() => {
                items.get(position).cloned().unwrap_or(Kind::Mixed)
            }
            (Kind::Tuple(_) | Kind::Mixed, _) => Kind::Mixed,
            (Kind::Unset, _) => Kind::Unset,
            _ => Kind::Plain,
        }
    }

    /// What all calls of a function, and its default, give for a parameter; `self` is an object of its class.
    fn parameter(&self, function: NodeId, name: NodeId) -> Kind {
        let tree = &self.facts.notebook.tree;
        let Some((position, default)) = self.place_of(function, name) else { return Kind::Plain };
        if let Some(class) = self.class_of(function) {
            return if position == Some(0) { Kind::Instance(class) } else { Kind::Plain };
        }
        let default = default.map_or(Kind::Unset, |value| self.of(value));
        let Some(symbol) = tree.child(function, "name").and_then(|name| self.facts.names.symbol_of(name)) else {
            return default.join(Kind::Plain);
        };
        let text = self.facts.notebook.node_text(name);
        self.facts
            .names
            .symbol(symbol)
            .uses
            .iter()
            .filter_map(|&site| tree.parent(site).filter(|&call| self.facts.function_of(call) == Some(site)))
            .filter_map(|call| {
                let (positional, named) = self.facts.arguments(call);
                let by_name = named.iter().find(|(given, _)| *given == text).map(|(_, value)| *value);
                position.and_then(|position| positional.get(position).copied()).or(by_name)
            })
            .map(|value| self.of(value))
            .fold(default, Kind::join)
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

    fn work_out_result(&self, function: NodeId) -> Kind {
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
    fn field_stores(&self) -> Vec<((NodeId, String), NodeId)> {
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

    /// The value of a name's only binding, through names; else the expression itself.
    pub(super) fn origin(&self, mut node: NodeId) -> NodeId {
        let tree = &self.facts.notebook.tree;
        for _ in 0..16 {
            if tree.kind(node) == "parenthesized_expression" {
                match tree.children(node).next() {
                    Some(inner) => node = inner,
                    None => return node,
                }
                continue;
            }
            let Some(symbol) = self.facts.names.symbol_of(node) else { return node };
            match &self.facts.names.symbol(symbol).bindings[..] {
                [Binding { kind: BindingKind::Value(value), node: target, .. }]
                    if tree.parent(*target).is_some_and(|parent| tree.kind(parent) == "assignment") =>
                {
                    node = *value;
                }
                _ => return node,
            }
        }
        node
    }

    /// The text of a string that is wholly known, through names.
    pub(super) fn text(&self, node: NodeId) -> Option<String> {
        match self.facts.value(self.origin(node)) {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }
}
