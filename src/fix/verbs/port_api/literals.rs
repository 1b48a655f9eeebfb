//! What a table may ask of an argument: that its text is known, that it is of a plain type.

use std::collections::HashSet;

use super::kinds::Kind;
use super::uses::Uses;
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, SymbolId, Value};

/// Whether a value is what a rule of the closed set `VALUE_RULES` asks for.
///
/// # Errors
/// What is missing, to follow the name of the argument.
pub(super) fn holds(rule: &str, uses: &Uses, value: NodeId) -> Result<(), String> {
    let (fits, why) = match rule {
        "literal" => (uses.kinds.texts(value).is_some(), "is no text that is known beforehand; port it by hand"),
        "plain" => (
            Plain { uses, seen: HashSet::new() }.holds(value, 0),
            "may hold other types than int, float, str, bytes, bool and None (dates, decimals); port it by hand",
        ),
        "text" => (is_text(uses, value), "is not known to be a string; port it by hand"),
        "path" => (is_path(uses, value), "is not known to be a string or a path; port it by hand"),
        "name" => (
            matches!(uses.facts.notebook.tree.kind(value), "identifier"),
            "has to be a name, since it is worked out again and again from now on",
        ),
        "number" => (
            matches!(uses.facts.notebook.tree.kind(uses.kinds.origin(value)), "integer" | "float"),
            "is no number that is known beforehand; port it by hand",
        ),
        other => return Err(format!("there is no rule `{other}`")),
    };
    if fits { Ok(()) } else { Err(why.to_owned()) }
}

fn is_text(uses: &Uses, value: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let origin = uses.kinds.origin(value);
    if uses.kinds.texts(value).is_some() {
        return true;
    }
    match tree.kind(origin) {
        "string" | "concatenated_string" => !matches!(facts.value(origin), Value::Bytes),
        "call" => {
            facts.callee(origin).is_some_and(|name| matches!(name.as_str(), "str" | "os.path.join" | "os.fspath"))
                || tree.child(origin, "function").is_some_and(|function| method(uses, function, &TEXT_METHODS))
        }
        "binary_operator" => {
            [tree.child(origin, "left"), tree.child(origin, "right")]
                .into_iter()
                .all(|side| side.is_some_and(|side| is_text(uses, side)))
                && tree.child(origin, "operator").is_some_and(|operator| tree.kind(operator) == "+")
        }
        _ => false,
    }
}

fn is_path(uses: &Uses, value: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let origin = uses.kinds.origin(value);
    let path = |name: Option<String>| name.is_some_and(|name| name.starts_with("pathlib.Path"));
    is_text(uses, value)
        || match tree.kind(origin) {
            "call" => path(facts.callee(origin)) || matches!(facts.value(origin), Value::Place(_)),
            "binary_operator" => {
                tree.child(origin, "operator").is_some_and(|operator| tree.kind(operator) == "/")
                    && tree.child(origin, "left").is_some_and(|left| is_path(uses, left))
            }
            _ => path(facts.dotted(origin)) || matches!(facts.value(origin), Value::Place(_)),
        }
}

/// Methods that give a string, whatever they are called on.
const TEXT_METHODS: [&str; 18] = [
    "isoformat",
    "strftime",
    "upper",
    "lower",
    "strip",
    "lstrip",
    "rstrip",
    "format",
    "join",
    "replace",
    "title",
    "capitalize",
    "zfill",
    "as_posix",
    "hex",
    "decode",
    "ljust",
    "rjust",
];
/// Functions that give a number, a string or bytes, whatever they get.
const PLAIN_CALLS: [&str; 27] = [
    "str",
    "int",
    "float",
    "len",
    "repr",
    "bytes",
    "bytearray",
    "memoryview",
    "bool",
    "hash",
    "ord",
    "chr",
    "hex",
    "bin",
    "id",
    "json.dumps",
    "time.time",
    "time.perf_counter",
    "random.random",
    "random.randint",
    "random.uniform",
    "random.gauss",
    "random.randrange",
    "math.sqrt",
    "os.urandom",
    "format",
    "range",
];
/// Functions that give what they got, or items of it.
const SELECTING: [&str; 14] = [
    "min",
    "max",
    "sum",
    "abs",
    "round",
    "sorted",
    "list",
    "tuple",
    "set",
    "reversed",
    "zip",
    "enumerate",
    "iter",
    "dict",
];
/// Parts of a user interface whose value is a number, a string or a bool.
const PLAIN_ELEMENTS: [&str; 6] = [
    "marimo.ui.slider()",
    "marimo.ui.number()",
    "marimo.ui.text()",
    "marimo.ui.text_area()",
    "marimo.ui.checkbox()",
    "marimo.ui.switch()",
];
/// How deep an expression is looked into.
const DEEPEST: usize = 40;

fn method(uses: &Uses, function: NodeId, names: &[&str]) -> bool {
    let tree = &uses.facts.notebook.tree;
    tree.kind(function) == "attribute"
        && tree.child(function, "attribute").is_some_and(|name| names.contains(&uses.facts.notebook.node_text(name)))
}

/// Whether all leaves of a value are of plain types.
struct Plain<'u, 'a> {
    uses: &'u Uses<'a>,
    seen: HashSet<SymbolId>,
}

impl Plain<'_, '_> {
    fn holds(&mut self, node: NodeId, depth: usize) -> bool {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        if depth > DEEPEST {
            return false;
        }
        let mut all = |nodes: Vec<NodeId>| nodes.into_iter().all(|node| self.holds(node, depth + 1));
        match tree.kind(node) {
            "string" | "concatenated_string" | "integer" | "float" | "true" | "false" | "none" => true,
            "comparison_operator" | "not_operator" => true,
            "parenthesized_expression"
            | "unary_operator"
            | "tuple"
            | "list"
            | "set"
            | "binary_operator"
            | "expression_list"
            | "list_splat" => all(tree.children(node).collect()),
            "boolean_operator" => {
                all([tree.child(node, "left"), tree.child(node, "right")].into_iter().flatten().collect())
            }
            "dictionary" => {
                all(tree.children(node).filter_map(|pair| tree.child(pair, "value").or(Some(pair))).collect())
            }
            "dictionary_splat" => all(tree.children(node).collect()),
            "conditional_expression" => {
                let parts: Vec<NodeId> = tree.children(node).collect();
                matches!(parts[..], [yes, _, no] if all(vec![yes, no]))
            }
            "list_comprehension" | "set_comprehension" | "generator_expression" => {
                tree.child(node, "body").is_some_and(|body| self.holds(body, depth + 1))
            }
            "dictionary_comprehension" => {
                let pair = tree.child(node, "body");
                pair.and_then(|pair| tree.child(pair, "value")).is_some_and(|value| self.holds(value, depth + 1))
            }
            "subscript" => tree.child(node, "value").is_some_and(|value| self.holds(value, depth + 1)),
            "named_expression" => tree.child(node, "value").is_some_and(|value| self.holds(value, depth + 1)),
            "attribute" => self.attribute(node),
            "call" => self.call(node, depth),
            "identifier" => self.identifier(node, depth),
            _ => false,
        }
    }

    fn attribute(&self, node: NodeId) -> bool {
        let facts = self.uses.facts;
        let (tree, dotted) = (&facts.notebook.tree, facts.dotted(node).unwrap_or_default());
        let member = tree.child(node, "attribute").map(|member| facts.notebook.node_text(member));
        let of_element = member == Some("value")
            && PLAIN_ELEMENTS.iter().any(|element| dotted.strip_suffix(".value") == Some(element));
        of_element || matches!(dotted.as_str(), "math.pi" | "math.e" | "sys.platform" | "sys.maxsize")
    }

    fn call(&mut self, node: NodeId, depth: usize) -> bool {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        let Some(function) = facts.function_of(node) else { return false };
        if let Kind::Name(key) = self.uses.kinds.of(function) {
            // What a plain database gives: numbers, strings, bytes and None.
            let last = key.rsplit('.').next().unwrap_or_default();
            return last.starts_with("fetch") || matches!(last, "execute" | "cursor");
        }
        if let Some(definition) = self.uses.kinds.callee(node) {
            let body = tree.child(definition, "body").filter(|_| tree.kind(definition) == "function_definition");
            let own = |id: &NodeId| facts.enclosing_definition(*id) == Some(definition);
            let ends = |kind: &str| matches!(kind, "return_statement" | "yield");
            let given: Vec<NodeId> = body.map_or(Vec::new(), |body| {
                tree.descendants(body).filter(|&id| ends(tree.kind(id))).filter(own).collect()
            });
            let mut values = given.into_iter().filter_map(|end| tree.children(end).next());
            return body.is_some() && values.all(|value| self.holds(value, depth + 1));
        }
        let name = facts.dotted(function).unwrap_or_default();
        let arguments = facts.arguments(node).0;
        if SELECTING.contains(&name.as_str()) {
            return arguments.into_iter().all(|argument| self.holds(argument, depth + 1));
        }
        if method(self.uses, function, &["split", "encode", "splitlines"]) || PLAIN_CALLS.contains(&name.as_str()) {
            return true;
        }
        if method(self.uses, function, &["items", "values", "keys", "copy", "get", "pop"]) {
            return tree.child(function, "object").is_some_and(|object| self.holds(object, depth + 1));
        }
        method(self.uses, function, &TEXT_METHODS)
    }

    fn identifier(&mut self, node: NodeId, depth: usize) -> bool {
        let facts = self.uses.facts;
        if matches!(self.uses.kinds.of(node), Kind::Name(key) if key.ends_with("()")) {
            return true; // rows
        }
        let Some(id) = facts.names.symbol_of(node) else { return false };
        if !self.seen.insert(id) {
            return true; // it holds if the rest does
        }
        let symbol = facts.names.symbol(id);
        if self.changed_in_place(id, depth) {
            return false;
        }
        !symbol.bindings.is_empty()
            && symbol.bindings.iter().all(|binding| match binding.kind {
                BindingKind::Value(value) => self.holds(value, depth + 1),
                BindingKind::Parameter { function, position } => {
                    self.parameter(function, position, binding.node, depth)
                }
                BindingKind::Other => self.looped(binding.node, depth),
                _ => false,
            })
    }

    /// Whether `x.append(y)`, `x[i] = y` and the like may put something else into a name's value.
    fn changed_in_place(&mut self, id: SymbolId, depth: usize) -> bool {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        facts.names.symbol(id).uses.iter().any(|&site| {
            let Some(parent) = tree.parent(site) else { return false };
            match tree.kind(parent) {
                "attribute" if tree.field_of(site) == Some("object") => {
                    let call = tree.parent(parent).filter(|&call| facts.function_of(call) == Some(parent));
                    let puts =
                        method(self.uses, parent, &["append", "extend", "insert", "update", "add", "setdefault"]);
                    puts && call.is_none_or(|call| {
                        !facts.arguments(call).0.into_iter().all(|argument| self.holds(argument, depth + 1))
                    })
                }
                "subscript" if tree.field_of(site) == Some("value") => {
                    let assignment = tree.parent(parent).filter(|_| tree.field_of(parent) == Some("left"));
                    let value = assignment.and_then(|assignment| tree.child(assignment, "right"));
                    value.is_some_and(|value| !self.holds(value, depth + 1))
                }
                _ => false,
            }
        })
    }

    pub(super) fn parameter(&mut self, function: NodeId, position: usize, name: NodeId, depth: usize) -> bool {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        let symbol = tree.child(function, "name").and_then(|name| facts.names.symbol_of(name));
        let Some(symbol) = symbol.filter(|_| tree.kind(function) == "function_definition") else { return false };
        let default = tree.parent(name).and_then(|parameter| tree.child(parameter, "value"));
        if default.is_some_and(|default| !self.holds(default, depth + 1)) {
            return false;
        }
        let text = facts.notebook.node_text(name);
        facts.names.symbol(symbol).uses.iter().all(|&site| {
            let Some(call) = tree.parent(site).filter(|&call| facts.function_of(call) == Some(site)) else {
                return false;
            };
            match facts.argument(call, position, text) {
                Some(value) => self.holds(value, depth + 1),
                None => default.is_some(),
            }
        })
    }

    /// The target of a loop, an unpacking, or `+=`: all that is gone through must be plain.
    fn looped(&mut self, target: NodeId, depth: usize) -> bool {
        let tree = &self.uses.facts.notebook.tree;
        let target_kinds =
            ["pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "parenthesized_expression"];
        let outer = tree.ancestors(target).find(|&id| !target_kinds.contains(&tree.kind(id)));
        let Some(outer) = outer else { return false };
        match tree.kind(outer) {
            "for_statement" | "for_in_clause" => {
                let right: Vec<NodeId> = tree.fields(outer, "right").filter(|&part| tree.is_named(part)).collect();
                right.into_iter().all(|right| self.holds(right, depth + 1))
            }
            "assignment" | "augmented_assignment" => {
                tree.child(outer, "right").is_some_and(|right| self.holds(right, depth + 1))
            }
            _ => false,
        }
    }
}
