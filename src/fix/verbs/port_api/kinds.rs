//! What of the library each expression is: a dotted name with call results, joined over everything that a name may hold.
//!
//! Unlike [`Facts::value`] this looks at all code, guarded or not, and knows from the table which calls give values.

use std::collections::HashMap;

use crate::notebook::NodeId;
use crate::rules::port::{Port, Use};
use crate::syntax::{Binding, BindingKind, Facts, SymbolId};

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

    pub(super) fn join(self, other: Kind) -> Kind {
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
    pub(super) fields: HashMap<(NodeId, String), Kind>,
}

/// How often all names are gone through; each round carries a value at least one step on.
const ROUNDS: usize = 64;

impl<'a> Kinds<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, port: &'a Port) -> Kinds<'a> {
        let mut kinds = Kinds { facts, port, symbols: HashMap::new(), results: HashMap::new(), fields: HashMap::new() };
        let functions: Vec<NodeId> =
            facts.notebook.tree.all().filter(|&node| facts.notebook.tree.kind(node) == "function_definition").collect();
        let stores = kinds.field_stores();
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (id, symbol) in facts.names.symbols() {
                let kind = symbol.bindings.iter().map(|binding| kinds.binding(binding)).fold(Kind::Unset, Kind::join);
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

    /// Whether an expression reads what is no value of the library: `cursor.rowcount`.
    pub(super) fn is_data(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        tree.kind(node) == "attribute"
            && matches!(self.of(node), Kind::Name(key) if key.contains("().") && !key.ends_with("()") && {
                let entries = self.port.api.get(&key).map_or(&[][..], |entries| entries.list());
                entries.iter().any(|entry| entry.speaks_of(Use::Read)) && !entries.iter().any(|entry| entry.speaks_of(Use::Call))
            })
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
            Kind::Instance(class) => self.fields.get(&(class, member.to_owned())).cloned().unwrap_or(Kind::Plain),
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

    fn binding(&self, binding: &Binding) -> Kind {
        let own = |module: &str| module.split('.').next() == Some(self.port.module.as_str());
        match &binding.kind {
            BindingKind::Import { module, aliased: true } if own(module) => Kind::Name(module.clone()),
            BindingKind::Import { module, .. } if own(module) => Kind::Name(self.port.module.clone()),
            BindingKind::ImportFrom { module, name } if own(module) => Kind::Name(format!("{module}.{name}")),
            BindingKind::Value(value) if self.is_data(*value) => Kind::Plain,
            BindingKind::Value(value) => {
                let in_with = self
                    .facts
                    .notebook
                    .tree
                    .parent(binding.node)
                    .is_some_and(|parent| self.facts.notebook.tree.kind(parent) == "as_pattern_target");
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
}
