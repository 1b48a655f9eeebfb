//! What a call gives: paths, texts and lists that Python's own functions make, and what functions of the notebook return.

use super::place::{Base, Place, expand};
use super::sequences::{self, path, sequence};
use super::{Facts, Given, Value, texts};
use crate::notebook::NodeId;

/// The values of a call's arguments: by position, and by name.
type Arguments = (Vec<Value>, Vec<(String, Value)>);

impl Facts<'_> {
    /// The values of a call's arguments; what `*` spreads is among them where it is known.
    pub(super) fn argument_values(&self, call: NodeId) -> Arguments {
        let tree = &self.notebook.tree;
        let Some(list) = tree.child(call, "arguments") else { return Default::default() };
        if tree.kind(list) == "generator_expression" {
            return (vec![self.value(list)], Vec::new());
        }
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        for argument in tree.children(list) {
            match tree.kind(argument) {
                "keyword_argument" => {
                    if let (Some(name), Some(value)) = (tree.child(argument, "name"), tree.child(argument, "value")) {
                        named.push((self.notebook.node_text(name).to_owned(), self.value(value)));
                    }
                }
                "list_splat" => match sequences::elements(&self.value(argument)) {
                    Some(items) => positional.extend(items),
                    None => positional.push(Value::Unknown),
                },
                "dictionary_splat" => {
                    if let Some(Value::Table(pairs)) = tree.children(argument).next().map(|given| self.value(given)) {
                        let text = |(key, value): &(Value, Value)| Some((key.str()?.to_owned(), value.clone()));
                        named.extend(pairs.iter().filter_map(text));
                    }
                }
                _ => positional.push(self.value(argument)),
            }
        }
        (positional, named)
    }

    pub(super) fn call(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let Some(function) = self.function_of(node) else { return Value::Unknown };
        let object = tree.child(function, "object").filter(|_| tree.kind(function) == "attribute");
        let Some((object, member)) = object.zip(tree.child(function, "attribute")) else {
            return Value::combine(&[self.value(function)], |function| self.called(node, &function[0]));
        };
        let member = self.notebook.node_text(member);
        Value::combine(&[self.value(object)], |object| match &object[0] {
            Value::Name(name) => self.named_call(&format!("{name}.{member}"), node),
            Value::Object { class, call } => self.method_result(*class, Some(*call), member, node),
            Value::Local(class) if tree.kind(*class) == "class_definition" => {
                self.method_result(*class, None, member, node)
            }
            data @ (Value::Place(_) | Value::Str(_) | Value::Items(_) | Value::Table(_)) => {
                let (positional, named) = self.argument_values(node);
                Value::combine(&positional, |given| match data {
                    Value::Place(place) => place
                        .clone()
                        .method(member, given)
                        .unwrap_or_else(|| Value::Name(format!("pathlib.Path().{member}()"))),
                    Value::Str(text) => texts::method(text, member, given, &named).unwrap_or(Value::Unknown),
                    _ => sequences::method(self, node, data, member, given),
                })
            }
            _ => Value::Unknown,
        })
    }

    /// What the call of something gives.
    fn called(&self, node: NodeId, function: &Value) -> Value {
        match function {
            Value::Local(class) if self.notebook.tree.kind(*class) == "class_definition" => {
                Value::Object { class: *class, call: node }
            }
            Value::Local(definition) => self.returned(*definition, node),
            Value::Name(name) => self.named_call(name, node),
            _ => Value::Unknown,
        }
    }

    /// What the call of something imported or built in gives.
    fn named_call(&self, name: &str, node: NodeId) -> Value {
        let result = || Value::Name(format!("{name}()"));
        match name {
            // Nothing is set in the browser: the default holds there.
            "os.getenv" | "os.environ.get" => match self.argument(node, 1, "default") {
                Some(default) => self.value(default),
                None => result(),
            },
            "pathlib.Path.home" => Value::Place(Place::new(Base::Home, "")),
            "pathlib.Path.cwd" | "os.getcwd" => Value::Place(Place::new(Base::Current, "")),
            "marimo.notebook_dir" => Value::Place(Place::new(Base::Notebook, "")),
            "marimo.notebook_location" => Value::Place(Place::new(Base::Location, "")),
            "tempfile.gettempdir" | "tempfile.mkdtemp" | "tempfile.mktemp" => {
                Value::Place(Place::new(Base::Temporary, ""))
            }
            "os.environ.copy" => Value::Name("os.environ".to_owned()),
            "map" => self.mapped(node),
            // With keywords alone it is the function itself, as far as paths go.
            "functools.partial" => match &self.arguments(node).0[..] {
                [function] => match self.value(*function) {
                    Value::Name(function) => Value::Name(function),
                    _ => result(),
                },
                _ => result(),
            },
            "types.SimpleNamespace" | "argparse.Namespace" => self.table(node),
            "dict" if self.arguments(node).0.is_empty() => self.table(node),
            _ if is_followed(name) => {
                Value::combine(&self.argument_values(node).0, |given| known(name, given).unwrap_or_else(result))
            }
            _ => self.given_by_call(name, node).unwrap_or_else(result),
        }
    }

    /// `dict(a=..., b=...)`
    fn table(&self, node: NodeId) -> Value {
        let (_, named) = self.argument_values(node);
        Value::Table(named.into_iter().map(|(name, value)| (Value::Str(name), value.into_data())).collect())
    }

    /// `map(function, items)`
    fn mapped(&self, node: NodeId) -> Value {
        let (arguments, _) = self.arguments(node);
        let [function, items] = arguments[..] else { return Value::Unknown };
        Value::combine(&[self.value(items)], |items| {
            let Some(items) = sequences::elements(&items[0]) else { return Value::Unknown };
            match self.value(function) {
                Value::Name(name) => {
                    let of = |item: Value| known(&name, &[item]).unwrap_or(Value::Unknown);
                    Value::Items(items.into_iter().map(of).collect())
                }
                Value::Local(definition) => {
                    let result = self.returned(definition, node);
                    Value::Items((0..items.len()).map(|index| result.clone().taken(node, index)).collect())
                }
                _ => Value::Unknown,
            }
        })
    }

    /// What an attribute is that a table of the caller tells of: the value of an element of the page.
    pub(super) fn given(&self, object: NodeId, member: &str) -> Option<Value> {
        let call = self.origin(object)?;
        let callee = self.callee(call)?;
        if callee.starts_with("argparse.ArgumentParser().parse_") {
            return Some(self.default_argument(member));
        }
        self.given_value(call, (self.results)(&format!("{callee}().{member}"))?)
    }

    fn given_by_call(&self, name: &str, node: NodeId) -> Option<Value> {
        self.given_value(node, (self.results)(&format!("{name}()"))?)
    }

    fn given_value(&self, call: NodeId, given: Given) -> Option<Value> {
        let argument = |position: usize, keyword: &str| self.argument(call, position, keyword);
        match given {
            Given::Argument { position, keyword, only } => {
                let initial = argument(position, keyword).map_or(Value::None, |value| self.value(value));
                Some(if only { initial } else { Value::choose(call, |index| index == 0, [initial, Value::Unknown]) })
            }
            Given::Option { position, keyword, initial, several: true } => {
                let options = self.value(argument(position, keyword)?);
                let first = argument(usize::MAX, initial).map(|initial| self.value(initial));
                Some(Value::combine(&[options], |options| self.some_of(call, &options[0], first.as_ref())))
            }
            Given::Option { position, keyword, initial, several: false } => {
                let options = self.value(argument(position, keyword)?);
                let first = argument(usize::MAX, initial).map(|initial| self.value(initial));
                Some(Value::combine(&[options], |options| {
                    let (values, first) = match &options[0] {
                        Value::Table(pairs) => {
                            let first = first.as_ref().and_then(|first| super::values::item(pairs, first));
                            (pairs.iter().map(|(_, value)| value.clone()).collect(), first)
                        }
                        Value::Items(items) => (items.to_vec(), first.clone()),
                        _ => return Value::Unknown,
                    };
                    let others = values.into_iter().filter(|value| Some(value) != first.as_ref());
                    // What is chosen at first surely comes.
                    Value::choose(call, |index| first.is_some() && index == 0, first.iter().cloned().chain(others))
                }))
            }
        }
    }

    /// A list of some of the options: those that are chosen at first, or any.
    fn some_of(&self, call: NodeId, options: &Value, first: Option<&Value>) -> Value {
        let chosen = match first {
            Some(Value::Items(chosen)) => chosen.to_vec(),
            Some(_) => return Value::Unknown,
            None => Vec::new(),
        };
        let (all, chosen) = match options {
            Value::Items(items) => (items.to_vec(), chosen),
            Value::Table(pairs) => {
                let own = chosen.iter().filter_map(|key| super::values::item(pairs, key)).collect();
                (pairs.iter().map(|(_, value)| value.clone()).collect(), own)
            }
            _ => return Value::Unknown,
        };
        Value::choose(call, |index| index == 0, [chosen, all].map(|items| Value::Items(items.into())))
    }

    /// The call that a name stands for, if it is bound once.
    pub fn origin(&self, node: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let mut at = node;
        for _ in 0..8 {
            match tree.kind(at) {
                "call" => return Some(at),
                "identifier" => match &self.names.symbol(self.names.symbol_of(at)?).bindings[..] {
                    [super::Binding { kind: super::BindingKind::Value(value), .. }] => at = *value,
                    _ => return None,
                },
                "parenthesized_expression" => at = tree.children(at).next()?,
                _ => return None,
            }
        }
        None
    }

    /// The default of an argument of the command line, which the browser has none of.
    fn default_argument(&self, member: &str) -> Value {
        let added = self.attributes_named("add_argument");
        let tree = &self.notebook.tree;
        for call in added.iter().filter_map(|&attribute| tree.parent(attribute)) {
            let (flags, _) = self.arguments(call);
            let named = flags.iter().any(|&flag| {
                self.value(flag).str().is_some_and(|flag| flag.trim_start_matches('-').replace('-', "_") == member)
            });
            if named {
                return self.argument(call, usize::MAX, "default").map_or(Value::None, |default| self.value(default));
            }
        }
        Value::Unknown
    }
}

/// Whether [`known`] looks at the arguments of a function.
fn is_followed(name: &str) -> bool {
    matches!(
        name,
        "list"
            | "tuple"
            | "set"
            | "frozenset"
            | "sorted"
            | "iter"
            | "reversed"
            | "next"
            | "enumerate"
            | "zip"
            | "range"
            | "dict"
            | "str"
            | "itertools.chain"
            | "copy.copy"
            | "copy.deepcopy"
    ) || matches!(name.strip_prefix("pathlib."), Some("Path" | "PurePath" | "PosixPath" | "PurePosixPath"))
        || matches!(
            name.strip_prefix("os."),
            Some(
                "path.join"
                    | "fspath"
                    | "path.abspath"
                    | "path.realpath"
                    | "path.normpath"
                    | "path.expanduser"
                    | "path.dirname"
                    | "path.basename"
                    | "path.splitext"
                    | "path.split"
            )
        )
}

/// What a function of Python's own makes of values; `None` if that is not followed.
fn known(name: &str, given: &[Value]) -> Option<Value> {
    let first = given.first();
    match name {
        "pathlib.Path" | "pathlib.PurePath" | "pathlib.PosixPath" | "pathlib.PurePosixPath" | "os.path.join" => {
            path(given)
        }
        "str" | "os.fspath" | "os.path.abspath" | "os.path.realpath" | "os.path.normpath" => match first? {
            text @ (Value::Str(_) | Value::Prefix(_) | Value::Place(_)) => Some(text.clone()),
            Value::Int(number) if name == "str" => Some(Value::Str(number.to_string())),
            _ => None,
        },
        "os.path.expanduser" => Some(first?.place().map_or(Value::Unknown, |place| Value::Place(expand(place)))),
        "os.path.dirname" => Some(match first? {
            Value::Place(place) => place.clone().parent(),
            Value::Str(text) => Place::new(Base::Text, text.clone()).parent(),
            _ => Value::Unknown,
        }),
        "os.path.basename" => first?.place().map(|place| place.attribute("name")),
        "os.path.split" => {
            let place = first?.place()?;
            Some(Value::Items([place.clone().parent(), place.attribute("name")].into()))
        }
        "os.path.splitext" => {
            let place = first?.place()?;
            let Value::Str(ending) = place.attribute("suffix") else { return None };
            let stem = place.rest.strip_suffix(&ending).unwrap_or(&place.rest).to_owned();
            Some(Value::Items([Value::Place(Place { rest: stem, ..place }), Value::Str(ending)].into()))
        }
        _ => sequence(name, given),
    }
}
