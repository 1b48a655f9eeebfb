//! Lists, tuples, dictionaries and what is made of them: items, keys, comprehensions, `zip`, `enumerate`.

use super::place::Place;
use super::values::{WIDE, either, item};
use super::{Facts, Value};
use crate::notebook::NodeId;

/// The items that a loop over a value meets; none if they are not known.
pub(super) fn elements(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Items(items) => Some(items.to_vec()),
        Value::Table(pairs) => Some(pairs.iter().map(|(key, _)| key.clone()).collect()),
        _ => None,
    }
}

/// Whether a key may be any: nothing, or too little, is known of it.
fn is_open(key: &Value) -> bool {
    matches!(key, Value::Unknown | Value::Prefix(_) | Value::Name(_))
}

fn items_of(values: Vec<Value>) -> Value {
    if values.len() > WIDE { Value::Unknown } else { Value::Items(values.into_iter().map(Value::into_data).collect()) }
}

impl Facts<'_> {
    /// The items of a list, tuple or set that is written out.
    pub(super) fn items(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let mut items = Vec::new();
        for child in tree.children(node) {
            if items.len() > WIDE {
                return Value::Unknown;
            }
            match tree.kind(child) {
                "list_splat" => match elements(&self.value(child)) {
                    Some(more) => items.extend(more),
                    None => return Value::Unknown,
                },
                _ => items.push(self.value(child)),
            }
        }
        items_of(items)
    }

    /// Each item of a value in turn, as one value.
    pub fn each_item(&self, node: NodeId) -> Value {
        Value::combine(&[self.value(node)], |value| match elements(&value[0]) {
            Some(items) => Value::choose(node, |_| true, items),
            None => Value::Unknown,
        })
    }

    /// The keys and values of a dictionary that is written out.
    pub(super) fn dictionary(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let mut pairs = Vec::new();
        for child in tree.children(node) {
            if pairs.len() > WIDE {
                return Value::Unknown;
            }
            match tree.kind(child) {
                "pair" => match (tree.child(child, "key"), tree.child(child, "value")) {
                    (Some(key), Some(value)) => pairs.push((self.value(key), self.value(value).into_data())),
                    _ => return Value::Unknown,
                },
                _ => match tree.children(child).next().map(|given| self.value(given)) {
                    Some(Value::Table(more)) => pairs.extend(more.iter().cloned()),
                    // A copy of something imported, `{**os.environ}`, is as good as that.
                    Some(name @ Value::Name(_)) if tree.children(node).count() == 1 => return name,
                    _ => return Value::Unknown,
                },
            }
        }
        Value::Table(pairs.into())
    }

    /// A comprehension over items that are known, without a test.
    pub(super) fn comprehension(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let Some(body) = tree.child(node, "body") else { return Value::Unknown };
        let mut clauses = tree.children(node).filter(|&child| child != body);
        let (Some(clause), None) = (clauses.next(), clauses.next()) else { return Value::Unknown };
        let Some(iterable) = tree.child(clause, "right") else { return Value::Unknown };
        Value::combine(&[self.value(iterable)], |value| {
            let Some(count) = elements(&value[0]).map(|items| items.len()) else { return Value::Unknown };
            if tree.kind(body) != "pair" {
                let result = self.value(body);
                return items_of((0..count).map(|index| result.clone().taken(clause, index)).collect());
            }
            let (Some(key), Some(own)) = (tree.child(body, "key"), tree.child(body, "value")) else {
                return Value::Unknown;
            };
            let (key, own) = (self.value(key), self.value(own).into_data());
            let pair = |index: usize| (key.clone().taken(clause, index), own.clone().taken(clause, index));
            Value::Table((0..count).map(pair).collect())
        })
    }

    /// `a[b]`
    pub(super) fn subscript(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(container), Some(index)) = (tree.child(node, "value"), tree.child(node, "subscript")) else {
            return Value::Unknown;
        };
        let value = self.value(container);
        if let Value::Name(name) = &value {
            return match (name.as_str(), tree.child(container, "object")) {
                ("pathlib.Path().parents", Some(path)) => self.ancestor_of(path, index),
                _ => Value::Name(format!("{name}[]")),
            };
        }
        if tree.kind(index) == "slice" {
            return Value::Unknown;
        }
        Value::combine(&[value, self.value(index)], |values| self.item(node, &values[0], &values[1]))
    }

    /// The item of a container; one of them if it is not known which. `at` is where it is asked for.
    pub(super) fn item(&self, at: NodeId, container: &Value, index: &Value) -> Value {
        match (container, index) {
            (Value::Items(items), Value::Int(index)) => {
                let count = items.len() as i64;
                let index = if *index < 0 { count + index } else { *index };
                usize::try_from(index).ok().and_then(|index| items.get(index)).cloned().unwrap_or(Value::Unknown)
            }
            (Value::Items(items), Value::Unknown | Value::Name(_)) => either(at, items.iter().cloned()),
            (Value::Table(pairs), key) => match item(pairs, key) {
                Some(known) => known,
                None if is_open(key) => either(at, pairs.iter().map(|(_, value)| value.clone())),
                None => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// `path.parents[index]`
    fn ancestor_of(&self, path: NodeId, index: NodeId) -> Value {
        let Value::Int(count @ 0..8) = self.value(index) else { return Value::Unknown };
        Value::combine(&[self.value(path)], |path| {
            (0..=count).fold(path[0].clone(), |path, _| match path {
                Value::Place(place) => place.parent(),
                _ => Value::Unknown,
            })
        })
    }
}

/// What Python's own functions make of sequences; `None` for other functions.
pub(super) fn sequence(name: &str, given: &[Value]) -> Option<Value> {
    let known = |index: usize| given.get(index).and_then(elements);
    let pair = |first: Value, second: Value| Value::Items([first, second].into());
    Some(match (name, given.len()) {
        ("list" | "tuple" | "set" | "frozenset" | "sorted" | "iter" | "copy.copy" | "copy.deepcopy", 1) => {
            match (&given[0], known(0)) {
                (Value::Table(_), _) if name.starts_with("copy") => given[0].clone(),
                (_, Some(items)) => items_of(items),
                _ => return None,
            }
        }
        ("reversed", 1) => items_of(known(0)?.into_iter().rev().collect()),
        ("next", _) => known(0)?.into_iter().next()?,
        ("enumerate", 1..=2) => {
            let first = match given.get(1) {
                Some(Value::Int(first)) => *first,
                _ => 0,
            };
            let numbered = known(0)?.into_iter().zip(first..);
            items_of(numbered.map(|(item, number)| pair(Value::Int(number), item)).collect())
        }
        ("zip", 1..) => {
            let columns: Vec<Vec<Value>> = given.iter().map(elements).collect::<Option<_>>()?;
            let rows = columns.iter().map(Vec::len).min().unwrap_or_default();
            let row = |index: usize| Value::Items(columns.iter().map(|column| column[index].clone()).collect());
            items_of((0..rows).map(row).collect())
        }
        ("itertools.chain", 1..) => {
            items_of(given.iter().map(elements).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
        }
        ("range", 1..=2) => match given {
            [Value::Int(end)] => items_of((0..*end).take(WIDE + 1).map(Value::Int).collect()),
            [Value::Int(start), Value::Int(end)] => items_of((*start..*end).take(WIDE + 1).map(Value::Int).collect()),
            _ => return None,
        },
        ("dict", 1) => match &given[0] {
            Value::Table(_) => given[0].clone(),
            // A copy of `os.environ` is as good as that.
            Value::Name(name) if !name.contains('(') => Value::Name(name.clone()),
            Value::Items(items) => {
                let pair = |item: &Value| match item {
                    Value::Items(pair) if pair.len() == 2 => Some((pair[0].clone(), pair[1].clone())),
                    _ => None,
                };
                Value::Table(items.iter().map(pair).collect::<Option<_>>()?)
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// A method of a list or dictionary. `at` is where it is called.
pub(super) fn method(facts: &Facts, at: NodeId, object: &Value, name: &str, given: &[Value]) -> Value {
    let Value::Table(pairs) = object else {
        return if name == "copy" { object.clone() } else { Value::Unknown };
    };
    match (name, given) {
        ("copy", _) => object.clone(),
        ("keys", _) => Value::Items(pairs.iter().map(|(key, _)| key.clone()).collect()),
        ("values", _) => Value::Items(pairs.iter().map(|(_, value)| value.clone()).collect()),
        ("items", _) => {
            Value::Items(pairs.iter().map(|(key, value)| Value::Items([key.clone(), value.clone()].into())).collect())
        }
        ("get", [key]) => facts.item(at, object, key),
        ("get", [key, default]) => match item(pairs, key) {
            Some(known) => known,
            None if is_open(key) => either(at, pairs.iter().map(|(_, value)| value.clone()).chain([default.clone()])),
            None => default.clone(),
        },
        _ => Value::Unknown,
    }
}

/// The parts of a path: `*parts` are spread already.
pub(super) fn path(parts: &[Value]) -> Option<Value> {
    let first = match parts.first() {
        Some(first) => first.place()?,
        None => Place::new(super::Base::Text, ""),
    };
    Some(parts.iter().skip(1).fold(Value::Place(first), |path, part| match path {
        Value::Place(place) => place.join(part),
        other => other,
    }))
}
