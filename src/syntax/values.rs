//! What an expression is: a dotted name with call results (`sqlite3.connect().cursor`), a constant, or a place in a file system.

use super::place::{Base, Place, expand, path_join};
use super::{BindingKind, Facts, SymbolId};
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

    /// How long its text is, in bytes.
    fn length(&self) -> usize {
        match self {
            Value::Str(text) | Value::Prefix(text) | Value::Name(text) => text.len(),
            Value::Place(place) => place.rest.len(),
            _ => 0,
        }
    }

    /// The value as a path: strings are taken as their text says.
    pub fn place(&self) -> Option<Place> {
        match self {
            Value::Str(text) if text.starts_with("~/") || text == "~" => Some(Place::new(Base::Text, text.clone())),
            Value::Str(text) => Some(Place::new(Base::Text, text.clone())),
            Value::Prefix(text) => Some(Place { base: Base::Text, rest: text.clone(), whole: false }),
            Value::Place(place) => Some(place.clone()),
            _ => None,
        }
    }
}

/// How many bindings of one name are looked at before it counts as unknown.
const MANY: usize = 16;

/// How many expressions may be followed from one to the next, before the last counts as unknown.
const DEEP: usize = 200;

/// How much longer than its own source a value may be, in bytes: as long as the longest path of an operating system.
const LONG: usize = 4_096;

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
        let value = self.bounded(node, self.work_out(node));
        self.depth.set(self.depth.get() - 1);
        let memo = if value.length() > LONG { None } else { Some(value.clone()) };
        match memo {
            Some(memo) => self.values.borrow_mut().insert(node, Some(memo)),
            None => self.values.borrow_mut().remove(&node),
        };
        value
    }

    /// Texts and paths can double with each line: what is longer than its own source by [`LONG`] counts as unknown.
    fn bounded(&self, node: NodeId, value: Value) -> Value {
        let tree = &self.notebook.tree;
        let limit = tree.span(node).len() + LONG;
        // A name only hands on what was bounded where it was written.
        if value.length() > limit && tree.kind(node) != "identifier" { Value::Unknown } else { value }
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
        let text = || self.notebook.node_text(node);
        match tree.kind(node) {
            "identifier" => self.identifier(node),
            "none" => Value::None,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "integer" => text().replace('_', "").parse().map_or(Value::Unknown, Value::Int),
            "string" => self.string(node),
            "concatenated_string" => {
                tree.children(node).map(|part| self.value(part)).reduce(add).unwrap_or(Value::Unknown)
            }
            "parenthesized_expression" | "list_splat" | "await" | "expression_list" => {
                let mut children = tree.children(node);
                match (children.next(), children.next()) {
                    (Some(only), None) => self.value(only),
                    _ => Value::Unknown,
                }
            }
            "named_expression" => tree.child(node, "value").map_or(Value::Unknown, |value| self.value(value)),
            "lambda" => Value::Local(node),
            "attribute" => self.attribute(node),
            "subscript" => match tree.child(node, "value").map(|value| self.value(value)) {
                Some(Value::Name(name)) => Value::Name(name + "[]"),
                _ => Value::Unknown,
            },
            "call" => self.call(node),
            "binary_operator" => self.binary(node),
            "conditional_expression" => {
                let parts: Vec<NodeId> = tree.children(node).collect();
                let [yes, condition, no] = parts[..] else { return Value::Unknown };
                match self.truth(condition) {
                    Some(true) => self.value(yes),
                    Some(false) => self.value(no),
                    None => join(self.value(yes), self.value(no)),
                }
            }
            _ => Value::Unknown,
        }
    }

    fn identifier(&self, node: NodeId) -> Value {
        match self.names.symbol_of(node) {
            Some(symbol) => self.symbol_value(symbol),
            None if self.notebook.node_text(node) == "__file__" => Value::Place(Place::new(Base::Notebook, "__file__")),
            None => Value::Name(self.notebook.node_text(node).to_owned()),
        }
    }

    /// What a name is, if all its bindings that run in the browser agree.
    pub fn symbol_value(&self, symbol: SymbolId) -> Value {
        let bindings = &self.names.symbol(symbol).bindings;
        if bindings.len() > MANY {
            return Value::Unknown;
        }
        let mut known: Option<Value> = None;
        for binding in bindings {
            let certain = match self.certainty(binding.node) {
                Some(false) => continue,
                certain => certain.is_some(),
            };
            let value = self.binding_value(&binding.kind);
            known = Some(match known {
                // A later binding that surely runs replaces the earlier ones, in the same cell and scope.
                Some(_) if certain && bindings.len() > 1 && self.runs_in_order(bindings) => value,
                Some(before) => join(before, value),
                None => value,
            });
        }
        known.unwrap_or(Value::Unknown)
    }

    fn runs_in_order(&self, bindings: &[super::Binding]) -> bool {
        let mut definitions = bindings.iter().map(|binding| self.enclosing_definition(binding.node));
        let first = definitions.next();
        // A name that is set again after its first use has two values; only flags are told apart in time.
        bindings.iter().all(|binding| matches!(binding.kind, BindingKind::Value(_)))
            && definitions.all(|next| Some(next) == first)
            && bindings.iter().all(|binding| match binding.kind {
                BindingKind::Value(value) => {
                    matches!(self.notebook.tree.kind(value), "true" | "false" | "none" | "comparison_operator")
                }
                _ => false,
            })
    }

    fn binding_value(&self, kind: &BindingKind) -> Value {
        match kind {
            BindingKind::Import { module, aliased: true } => Value::Name(module.clone()),
            BindingKind::Import { module, aliased: false } => {
                Value::Name(module.split('.').next().unwrap_or_default().to_owned())
            }
            BindingKind::ImportFrom { module, name } if module.starts_with('.') => {
                Value::Name(format!("{module}{}{name}", if module.ends_with('.') { "" } else { "." }))
            }
            BindingKind::ImportFrom { module, name } => Value::Name(format!("{module}.{name}")),
            BindingKind::Value(node) => self.value(*node),
            BindingKind::Definition(node) => Value::Local(*node),
            BindingKind::Parameter { function, position } => self.parameter(*function, *position),
            BindingKind::Other => Value::Unknown,
        }
    }

    /// What all calls of a function of the notebook give for a parameter, if they agree.
    fn parameter(&self, function: NodeId, position: usize) -> Value {
        let tree = &self.notebook.tree;
        if tree.kind(function) != "function_definition" {
            return Value::Unknown;
        }
        let Some(symbol) = tree.child(function, "name").and_then(|name| self.names.symbol_of(name)) else {
            return Value::Unknown;
        };
        let parameter = tree.child(function, "parameters").and_then(|list| tree.children(list).nth(position));
        let name = parameter
            .and_then(|parameter| {
                tree.child(parameter, "name")
                    .or_else(|| tree.descendants(parameter).find(|&id| tree.kind(id) == "identifier"))
            })
            .map(|name| self.notebook.node_text(name))
            .unwrap_or_default();
        let uses = &self.names.symbol(symbol).uses;
        if uses.is_empty() || uses.len() > MANY {
            return Value::Unknown;
        }
        let mut known: Option<Value> = None;
        for &site in uses {
            let call =
                tree.parent(site).filter(|&call| tree.kind(call) == "call" && self.function_of(call) == Some(site));
            let Some(value) = call.and_then(|call| self.argument(call, position, name)) else {
                return Value::Unknown;
            };
            let value = self.value(value);
            known = Some(match known {
                Some(before) if before != value => return Value::Unknown,
                _ => value,
            });
        }
        known.unwrap_or(Value::Unknown)
    }

    fn attribute(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(object), Some(member)) = (tree.child(node, "object"), tree.child(node, "attribute")) else {
            return Value::Unknown;
        };
        let member = self.notebook.node_text(member);
        match self.value(object) {
            Value::Name(name) => Value::Name(format!("{name}.{member}")),
            Value::Place(place) if member == "parent" => place.parent(),
            Value::Place(_) => Value::Name(format!("pathlib.Path().{member}")),
            _ => Value::Unknown,
        }
    }

    fn call(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let Some(function) = self.function_of(node) else { return Value::Unknown };
        let (arguments, _) = self.arguments(node);
        let value_of = |index: usize| arguments.get(index).map_or(Value::Unknown, |&argument| self.value(argument));
        // Methods of paths: what they are called on counts.
        if tree.kind(function) == "attribute"
            && let Some(object) = tree.child(function, "object")
            && let Value::Place(place) = self.value(object)
        {
            let member = tree.child(function, "attribute").map(|member| self.notebook.node_text(member));
            return match member.unwrap_or_default() {
                "resolve" | "absolute" | "as_posix" | "__str__" => Value::Place(place),
                "expanduser" => Value::Place(expand(place)),
                "joinpath" => {
                    arguments.iter().fold(Value::Place(place), |path, &part| path_join(path, self.value(part)))
                }
                other => Value::Name(format!("pathlib.Path().{other}()")),
            };
        }
        match self.value(function) {
            Value::Local(definition) => self.returned(definition),
            Value::Name(name) => match name.as_str() {
                "pathlib.Path"
                | "pathlib.PurePath"
                | "pathlib.PosixPath"
                | "pathlib.PurePosixPath"
                | "os.path.join" => {
                    let first = if arguments.is_empty() {
                        Place::new(Base::Text, "")
                    } else {
                        match value_of(0).place() {
                            Some(place) => place,
                            None => return Value::Name(name + "()"),
                        }
                    };
                    arguments.iter().skip(1).fold(Value::Place(first), |path, &part| path_join(path, self.value(part)))
                }
                "str" | "os.fspath" | "os.path.abspath" | "os.path.realpath" | "os.path.normpath" => {
                    match value_of(0) {
                        known @ (Value::Str(_) | Value::Prefix(_) | Value::Place(_)) => known,
                        _ => Value::Name(name + "()"),
                    }
                }
                // Nothing is set in the browser: the default holds there.
                "os.getenv" | "os.environ.get" => match self.argument(node, 1, "default") {
                    Some(default) => self.value(default),
                    None => Value::Name(name + "()"),
                },
                "os.path.expanduser" => match value_of(0).place() {
                    Some(place) => Value::Place(expand(place)),
                    None => Value::Unknown,
                },
                "os.path.dirname" => match value_of(0) {
                    Value::Place(place) => place.parent(),
                    Value::Str(text) => Place::new(Base::Text, text).parent(),
                    _ => Value::Unknown,
                },
                "pathlib.Path.home" => Value::Place(Place::new(Base::Home, "")),
                "pathlib.Path.cwd" | "os.getcwd" => Value::Place(Place::new(Base::Current, "")),
                "marimo.notebook_dir" => Value::Place(Place::new(Base::Notebook, "")),
                "marimo.notebook_location" => Value::Place(Place::new(Base::Location, "")),
                "tempfile.gettempdir" | "tempfile.mkdtemp" | "tempfile.mktemp" => {
                    Value::Place(Place::new(Base::Temporary, ""))
                }
                _ => Value::Name(name + "()"),
            },
            _ => Value::Unknown,
        }
    }

    /// What a function of the notebook returns, if it has one `return` only.
    fn returned(&self, definition: NodeId) -> Value {
        self.single_return(definition).map_or(Value::Unknown, |result| self.value(result))
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

    fn binary(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let (Some(left), Some(right)) = (tree.child(node, "left"), tree.child(node, "right")) else {
            return Value::Unknown;
        };
        match tree.child(node, "operator").map(|operator| tree.kind(operator)) {
            Some("/") => match self.value(left) {
                path @ Value::Place(_) => path_join(path, self.value(right)),
                _ => Value::Unknown,
            },
            Some("+") => match add(self.value(left), self.value(right)) {
                Value::Str(text) => Value::Str(text),
                other => other,
            },
            _ => Value::Unknown,
        }
    }

    fn string(&self, node: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let start = tree.tokens(node).next().map(|start| self.notebook.node_text(start).to_ascii_lowercase());
        let prefix = start.unwrap_or_default();
        let prefix = prefix.trim_end_matches(['"', '\'']);
        if prefix.contains('b') {
            return Value::Bytes;
        }
        let mut text = String::new();
        let mut start: Option<Place> = None;
        let finish = |start: Option<Place>, text: String, whole: bool| match start {
            Some(place) => Value::Place(place.append(&text, whole)),
            None if whole => Value::Str(text),
            None => Value::Prefix(text),
        };
        for part in tree.children(node) {
            match tree.kind(part) {
                "string_content" => {
                    let raw = self.notebook.node_text(part);
                    let raw =
                        if prefix.contains('f') { raw.replace("{{", "{").replace("}}", "}") } else { raw.to_owned() };
                    text.push_str(&if prefix.contains('r') { raw } else { unescape(&raw) });
                }
                "interpolation" => {
                    let plain = tree.children(part).count() == 1;
                    match tree.child(part, "expression").filter(|_| plain).map(|field| self.value(field)) {
                        Some(Value::Str(field)) => text.push_str(&field),
                        Some(Value::Int(field)) => text.push_str(&field.to_string()),
                        Some(Value::Place(place)) if place.base == Base::Text && place.whole => {
                            text.push_str(&place.rest)
                        }
                        Some(Value::Place(place)) if text.is_empty() && start.is_none() => start = Some(place),
                        _ => return finish(start, text, false),
                    }
                }
                _ => {}
            }
        }
        finish(start, text, true)
    }
}

fn add(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Str(left), Value::Str(right)) => Value::Str(left + &right),
        (Value::Str(left), Value::Prefix(right)) => Value::Prefix(left + &right),
        (Value::Str(left) | Value::Prefix(left), _) => Value::Prefix(left),
        (Value::Place(left), Value::Str(right)) if left.whole => Value::Place(left.append(&right, true)),
        (Value::Place(left), _) => Value::Place(left.append("", false)),
        _ => Value::Unknown,
    }
}

/// One value for two possible ones: `None` gives way, the rest has to agree.
fn join(left: Value, right: Value) -> Value {
    match (left, right) {
        (left, right) if left == right => left,
        (Value::None, other) | (other, Value::None) => other,
        _ => Value::Unknown,
    }
}

/// The escapes that occur in paths and keys; others stay as they are.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('\n') => {}
            Some(c @ ('\\' | '\'' | '"')) => text.push(c),
            Some(other) => {
                text.push('\\');
                text.push(other);
            }
            None => text.push('\\'),
        }
    }
    text
}
