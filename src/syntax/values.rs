//! What an expression is: a dotted name with call results (`sqlite3.connect().cursor`), a constant, a place in a file
//! system, or one of several of these.

use std::sync::Arc;

use super::place::{Base, Place};
use super::several::Possible;
use super::texts::{add, percent, unescape};
use super::{Facts, SymbolId};
use crate::notebook::NodeId;

/// What is known of an expression's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Unknown,
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A string.
    Str(String),
    /// A string of which only the beginning is known: an f-string, a sum.
    Prefix(String),
    /// A `bytes` literal.
    Bytes,
    /// A path that was put together by `pathlib` or `os.path`.
    Place(Place),
    /// Something imported or built in, by its dotted name; `()` stands for a call's result, `[]` for an item.
    Name(String),
    /// A function, class or lambda of the notebook.
    Local(NodeId),
    /// An object of a class of the notebook.
    Object {
        /// The class.
        class: NodeId,
        /// The call that makes it.
        call: NodeId,
    },
    /// The items of a list, tuple or set.
    Items(Arc<[Value]>),
    /// The keys and values of a dictionary.
    Table(Arc<[(Value, Value)]>),
    /// One of several.
    Several(Arc<[Possible]>),
}

impl Value {
    /// The dotted name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The string, if all of it is known.
    pub fn str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// How much there is of it: the bytes of its texts, and one for each value.
    fn size(&self) -> usize {
        1 + match self {
            Value::Str(text) | Value::Prefix(text) | Value::Name(text) => text.len(),
            Value::Place(place) => place.rest.len(),
            Value::Items(items) => items.iter().map(Value::size).sum(),
            Value::Table(pairs) => pairs.iter().map(|(key, value)| key.size() + value.size()).sum(),
            Value::Several(several) => several.iter().map(|possible| possible.value.size()).sum(),
            _ => 0,
        }
    }

    /// The value as a path: strings are taken as their text says.
    pub fn place(&self) -> Option<Place> {
        match self {
            Value::Str(text) => Some(Place::new(Base::Text, text.clone())),
            Value::Prefix(text) => Some(Place { base: Base::Text, rest: text.clone(), whole: false }),
            Value::Place(place) => Some(place.clone()),
            _ => None,
        }
    }

    /// Whether it counts as true; `None` if that is not known.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            Value::None => Some(false),
            Value::Int(number) => Some(*number != 0),
            Value::Str(text) => Some(!text.is_empty()),
            // What is empty where it is written is mostly filled somewhere.
            Value::Items(items) => (!items.is_empty()).then_some(true),
            Value::Table(pairs) => (!pairs.is_empty()).then_some(true),
            Value::Place(_) => Some(true),
            Value::Several(several) => {
                let mut truths = several.iter().map(|possible| possible.value.truth());
                let first = truths.next()?;
                first.filter(|_| truths.all(|other| other == first))
            }
            _ => None,
        }
    }

    /// What may be handed on through containers, attributes and loops: data, not the results of calls.
    pub(super) fn into_data(self) -> Value {
        let made = |value: &Value| value.name().is_some_and(|name| name.contains('('));
        match self {
            Value::Several(several) if several.iter().any(|one| made(&one.value)) => Value::Unknown,
            value if made(&value) => Value::Unknown,
            value => value,
        }
    }
}

/// How many expressions may be followed from one to the next, before the last counts as unknown.
const DEEP: usize = 150;

/// How much longer than its own source a value may be, in bytes: as long as the longest path of an operating system.
const LONG: usize = 4_096;

/// How many items of a list or dictionary are looked at before it counts as unknown.
pub(super) const WIDE: usize = 64;

impl Facts<'_> {
    /// The value of an expression in the browser, as far as it can be followed.
    pub fn value(&self, node: NodeId) -> Value {
        match self.values.borrow().get(&node) {
            Some(Some(value)) => return value.clone(),
            Some(None) => return Value::Unknown, // a cycle
            None => {}
        }
        if self.depth.get() == DEEP {
            return Value::Unknown;
        }
        self.values.borrow_mut().insert(node, None);
        self.depth.set(self.depth.get() + 1);
        self.work_out_spine(node);
        let value = self.bounded(node, self.work_out(node));
        self.depth.set(self.depth.get() - 1);
        if value.size() > LONG {
            self.values.borrow_mut().remove(&node); // worked out again rather than kept many times
        } else {
            self.values.borrow_mut().insert(node, Some(value.clone()));
        }
        value
    }

    /// Works out what a long chain `a.b().c()` or sum begins with first, so that only steps from name to name go deep.
    fn work_out_spine(&self, node: NodeId) {
        let tree = &self.notebook.tree;
        let next = |&at: &NodeId| {
            let field = match tree.kind(at) {
                "call" => "function",
                "attribute" => "object",
                "subscript" => "value",
                "binary_operator" => "left",
                _ => return None,
            };
            tree.child(at, field).filter(|inner| !self.values.borrow().contains_key(inner))
        };
        let spine: Vec<NodeId> = std::iter::successors(next(&node), next).collect();
        for &inner in spine.iter().rev().take(spine.len().saturating_sub(1)) {
            self.value(inner);
        }
    }

    /// Texts, paths and lists can double with each line: what is longer than its own source by [`LONG`] is unknown.
    fn bounded(&self, node: NodeId, value: Value) -> Value {
        let tree = &self.notebook.tree;
        let limit = tree.span(node).len() + LONG;
        // A name only hands on what was bounded where it was written.
        if value.size() > limit && tree.kind(node) != "identifier" { Value::Unknown } else { value }
    }

    /// The dotted name of an expression, if it is something imported or built in.
    pub fn dotted(&self, node: NodeId) -> Option<String> {
        match self.value(node) {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The dotted name of what a call calls.
    pub fn callee(&self, call: NodeId) -> Option<String> {
        self.dotted(self.function_of(call)?)
    }

    /// The called expression of a call; `[*a.b(c)]` is unwrapped, where the tree has the splat inside of the callee.
    pub fn function_of(&self, call: NodeId) -> Option<NodeId> {
        self.notebook.tree.child(call, "function")
    }

    fn work_out(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        match tree.kind(node) {
            "identifier" => self.identifier(node),
            "none" => Value::None,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "integer" => self.notebook.node_text(node).replace('_', "").parse().map_or(Value::Unknown, Value::Int),
            "unary_operator" => match tree.child(node, "argument").map(|argument| self.value(argument)) {
                Some(Value::Int(number)) if self.notebook.node_text(node).starts_with('-') => Value::Int(-number),
                _ => Value::Unknown,
            },
            "string" => self.string(node),
            "concatenated_string" => {
                let parts: Vec<Value> = tree.children(node).map(|part| self.value(part)).collect();
                Value::combine(&parts, |parts| parts.iter().cloned().reduce(add).unwrap_or(Value::Unknown))
            }
            "parenthesized_expression" | "list_splat" | "await" => self.only_child(node),
            "expression_list" if tree.children(node).count() == 1 => self.only_child(node),
            "expression_list" | "list" | "tuple" | "set" => self.items(node),
            "dictionary" => self.dictionary(node),
            "list_comprehension" | "set_comprehension" | "generator_expression" | "dictionary_comprehension" => {
                self.comprehension(node)
            }
            "named_expression" => tree.child(node, "value").map_or(Value::Unknown, |value| self.value(value)),
            "lambda" => Value::Local(node),
            "attribute" => self.attribute(node),
            "subscript" => self.subscript(node),
            "call" => self.call(node),
            "binary_operator" => self.binary(node),
            "boolean_operator" => self.either_side(node),
            "conditional_expression" => {
                let parts: Vec<NodeId> = tree.children(node).collect();
                let [yes, condition, no] = parts[..] else { return Value::Unknown };
                match self.truth(condition) {
                    Some(true) => self.value(yes),
                    Some(false) => self.value(no),
                    None => either(node, [self.value(yes), self.value(no)]),
                }
            }
            _ => Value::Unknown,
        }
    }

    fn only_child(&self, node: NodeId) -> Value {
        let mut children = self.notebook.tree.children(node);
        match (children.next(), children.next()) {
            (Some(only), None) => self.value(only),
            _ => Value::Unknown,
        }
    }

    fn identifier(&self, node: NodeId) -> Value {
        match self.names.symbol_of(node) {
            Some(symbol) => self.value_at(symbol, node),
            None if self.notebook.node_text(node) == "__file__" => Value::Place(Place::new(Base::Notebook, "__file__")),
            None => Value::Name(self.notebook.node_text(node).to_owned()),
        }
    }

    /// What a name is in the end, if all its bindings that run in the browser agree.
    pub fn symbol_value(&self, symbol: SymbolId) -> Value {
        self.value_of_bindings(symbol, None)
    }

    fn attribute(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(object), Some(member)) = (tree.child(node, "object"), tree.child(node, "attribute")) else {
            return Value::Unknown;
        };
        let member = self.notebook.node_text(member);
        if let Some(given) = self.given(object, member) {
            return given;
        }
        Value::combine(&[self.value(object)], |object| match &object[0] {
            Value::Name(name) => Value::Name(format!("{name}.{member}")),
            Value::Place(place) => match place.attribute(member) {
                Value::Unknown if member != "parent" => Value::Name(format!("pathlib.Path().{member}")),
                known => known,
            },
            Value::Object { class, call } => self.member(*class, Some(*call), member),
            Value::Local(class) if tree.kind(*class) == "class_definition" => self.member(*class, None, member),
            // A namespace, and a member of an enumeration.
            Value::Table(pairs) => item(pairs, &Value::Str(member.to_owned())).unwrap_or(Value::Unknown),
            text @ Value::Str(_) if member == "value" => text.clone(),
            _ => Value::Unknown,
        })
    }

    fn binary(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(left), Some(right)) = (tree.child(node, "left"), tree.child(node, "right")) else {
            return Value::Unknown;
        };
        let operator = tree.child(node, "operator").map_or("", |operator| tree.kind(operator));
        if !matches!(operator, "/" | "+" | "%") {
            return Value::Unknown;
        }
        Value::combine(&[self.value(left), self.value(right)], |sides| match (operator, &sides[0], &sides[1]) {
            ("/", Value::Place(path), part) => path.clone().join(part),
            ("/", Value::Str(first), part @ Value::Place(_)) => Place::new(Base::Text, first.clone()).join(part),
            ("+", Value::Items(left), Value::Items(right)) => {
                Value::Items(left.iter().chain(right.iter()).cloned().collect())
            }
            ("+", left, right) => add(left.clone(), right.clone()),
            ("%", Value::Str(text), right) => percent(text, right),
            _ => Value::Unknown,
        })
    }

    /// `a or b`, `a and b`.
    fn either_side(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(left), Some(right)) = (tree.child(node, "left"), tree.child(node, "right")) else {
            return Value::Unknown;
        };
        let and = tree.child(node, "operator").is_some_and(|operator| tree.kind(operator) == "and");
        match self.truth(left) {
            Some(truth) if truth == and => return self.value(right),
            Some(_) => return self.value(left),
            None => {}
        }
        Value::combine(&[self.value(left)], |value| match value[0].truth() {
            Some(truth) if truth == and => self.value(right),
            Some(_) => value[0].clone(),
            // Nothing is set in the browser.
            None if matches!(value[0].name(), Some("os.getenv()" | "os.environ.get()")) && !and => self.value(right),
            None => either(node, [value[0].clone(), self.value(right)]),
        })
    }

    fn string(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let start = tree.tokens(node).next().map(|start| self.notebook.node_text(start).to_ascii_lowercase());
        let prefix = start.unwrap_or_default();
        let prefix = prefix.trim_end_matches(['"', '\'']);
        if prefix.contains('b') {
            return Value::Bytes;
        }
        let parts: Vec<Value> = tree
            .children(node)
            .filter_map(|part| match tree.kind(part) {
                "string_content" => {
                    let raw = self.notebook.node_text(part);
                    let raw =
                        if prefix.contains('f') { raw.replace("{{", "{").replace("}}", "}") } else { raw.to_owned() };
                    Some(Value::Str(if prefix.contains('r') { raw } else { unescape(&raw) }))
                }
                "interpolation" => {
                    let plain = tree.children(part).count() == 1;
                    let field = tree.child(part, "expression").filter(|_| plain);
                    Some(field.map_or(Value::Unknown, |field| self.value(field)))
                }
                _ => None,
            })
            .collect();
        let limit = tree.span(node).len() + LONG;
        Value::combine(&parts, |parts| joined(parts, limit))
    }
}

/// One of some values; `None` gives way to anything else.
pub(super) fn either(at: NodeId, values: impl IntoIterator<Item = Value>) -> Value {
    let values: Vec<Value> = values.into_iter().collect();
    let some = values.iter().any(|value| *value != Value::None);
    Value::choose(at, |_| false, values.into_iter().filter(|value| !some || *value != Value::None))
}

/// The item of a dictionary.
pub(super) fn item(pairs: &[(Value, Value)], key: &Value) -> Option<Value> {
    pairs.iter().rev().find(|(own, _)| own == key).map(|(_, value)| value.clone())
}

/// The parts of an f-string, one behind the other, until it is longer than it may be.
fn joined(parts: &[Value], limit: usize) -> Value {
    let (mut text, mut start): (String, Option<Place>) = Default::default();
    let finish = |start: Option<Place>, text: String, whole: bool| match start {
        Some(place) => Value::Place(place.append(&text, whole)),
        None if whole => Value::Str(text),
        None => Value::Prefix(text),
    };
    for part in parts {
        match part {
            Value::Str(part) => text.push_str(part),
            Value::Int(number) => text.push_str(&number.to_string()),
            Value::Place(place) if place.base == Base::Text && place.whole => text.push_str(&place.rest),
            Value::Place(place) if text.is_empty() && start.is_none() => start = Some(place.clone()),
            Value::Prefix(part) => {
                text.push_str(part);
                return finish(start, text, false);
            }
            _ => return finish(start, text, false),
        }
        if text.len() > limit {
            return Value::Unknown;
        }
    }
    finish(start, text, true)
}
