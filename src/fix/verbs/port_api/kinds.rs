//! What of the library each expression is: a dotted name with call results, joined over everything that a name may hold.
//!
//! Unlike [`Facts::value`] this looks at all code, guarded or not, and knows from the table which calls give values.

use std::collections::{BTreeSet, HashMap};

use crate::check::port::{Port, Use};
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

    /// What all calls of a function, and its default, give for a parameter; `self` is an object of its class.
    fn parameter(&self, function: NodeId, name: NodeId) -> Kind {
        if let Some(class) = self.class_of(function)
            && self.place_of(function, name).is_some_and(|(position, _)| position == Some(0))
        {
            return Kind::Instance(class);
        }
        self.given(function, name).into_iter().map(|value| self.of(value)).fold(Kind::Unset, Kind::join)
    }

    /// The expressions that the calls of a function by its name, and its default, give for a parameter. A class is called
    /// for its `__init__`; other methods have no calls that are known.
    fn given(&self, function: NodeId, name: NodeId) -> Vec<NodeId> {
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

    /// The value of a name's only binding, through names and parameters that only one text is given for; else the
    /// expression itself.
    pub(super) fn origin(&self, mut node: NodeId) -> NodeId {
        let tree = &self.facts.notebook.tree;
        for _ in 0..16 {
            let inner = tree.children(node).next().filter(|_| tree.kind(node) == "parenthesized_expression");
            let symbol = self.facts.names.symbol_of(node).map(|id| self.facts.names.symbol(id));
            let bindings = symbol.map_or(&[][..], |symbol| &symbol.bindings[..]);
            node = match (inner, bindings) {
                (Some(inner), _) => inner,
                (None, [Binding { kind: BindingKind::Value(value), node: target, .. }])
                    if tree.parent(*target).is_some_and(|parent| tree.kind(parent) == "assignment") =>
                {
                    *value
                }
                (None, [Binding { kind: BindingKind::Parameter { function, .. }, node: name, .. }])
                    if self.called(*function).is_some_and(|called| self.is_only_called(called)) =>
                {
                    let given = self.given(*function, *name);
                    let texts: BTreeSet<&str> =
                        given.iter().map(|&value| self.facts.notebook.node_text(value)).collect();
                    match given.first() {
                        Some(&first) if texts.len() == 1 => first,
                        _ => return node,
                    }
                }
                _ => return node,
            };
        }
        node
    }

    /// What is called where a function runs: itself, or its class for an `__init__`.
    fn called(&self, function: NodeId) -> Option<NodeId> {
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

    /// The text of a string that is wholly known, through names.
    pub(super) fn text(&self, node: NodeId) -> Option<String> {
        match &self.texts(node)?[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// All texts that an expression may be: of each call of a function that gets it, of each round of a loop.
    pub(super) fn texts(&self, node: NodeId) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        self.gather_texts(node, 0, &mut texts)?;
        texts.sort();
        texts.dedup();
        (!texts.is_empty()).then_some(texts)
    }

    fn gather_texts(&self, node: NodeId, depth: usize, texts: &mut Vec<String>) -> Option<()> {
        let tree = &self.facts.notebook.tree;
        let origin = self.origin(node);
        if depth > 8 {
            return None;
        }
        if tree.kind(origin) == "conditional_expression" {
            let parts: Vec<NodeId> = tree.children(origin).collect();
            let [yes, _, no] = parts[..] else { return None };
            self.gather_texts(yes, depth + 1, texts)?;
            return self.gather_texts(no, depth + 1, texts);
        }
        let symbol = self.facts.names.symbol_of(origin).map(|id| self.facts.names.symbol(id));
        let Some(symbol) = symbol else {
            let Value::Str(text) = self.facts.value(origin) else { return None };
            texts.push(text);
            return Some(());
        };
        let [Binding { kind, node: name, .. }] = &symbol.bindings[..] else { return None };
        let given = match kind {
            BindingKind::Parameter { function, .. }
                if self.called(*function).is_some_and(|called| self.is_only_called(called)) =>
            {
                self.given(*function, *name)
            }
            BindingKind::Other => {
                let around =
                    tree.parent(*name).filter(|&id| matches!(tree.kind(id), "for_statement" | "for_in_clause"))?;
                let items = self.origin(tree.fields(around, "right").find(|&part| tree.is_named(part))?);
                let literal = matches!(tree.kind(items), "list" | "tuple");
                tree.children(items).filter(|_| literal).collect()
            }
            _ => return None,
        };
        if given.is_empty() {
            return None;
        }
        given.into_iter().try_for_each(|value| self.gather_texts(value, depth + 1, texts))
    }
}
