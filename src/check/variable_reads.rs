//! Reads of variables of the environment, as `environment.tsv` lists them, and out of all variables at once.

use std::sync::LazyLock;

use super::table;
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Facts, Value};

/// What comes where a variable is not set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// An error.
    Item,
    /// `None`, unless a default is given.
    Get,
    /// An error, unless a default is given.
    Default,
}

/// A key as a value, and as it is written.
pub(super) type Key = (Value, String);

/// The keys of a read, and what it does where they are not set.
pub(super) fn read(facts: &Facts, node: NodeId) -> Option<(Vec<Key>, Kind)> {
    let tree = &facts.notebook.tree;
    match tree.kind(node) {
        "subscript" => {
            let container = tree.child(node, "value").filter(|_| !is_written(facts, node))?;
            let key = tree.child(node, "subscript").map(|key| written(facts, key))?;
            let Some(name) = facts.dotted(container) else {
                let possible = key.0.possible();
                let given = merged(facts, container)?;
                let own =
                    possible.iter().any(|one| one.value.str().is_none_or(|key| given.iter().any(|own| own == key)));
                return (!own).then(|| (vec![key], Kind::Item));
            };
            let known = rows().any(|row| row.name.strip_suffix("[]") == Some(name.as_str()) && row.position.is_none());
            known.then(|| (vec![key], Kind::Item))
        }
        "call" => {
            let name = facts.callee(node).unwrap_or_default();
            if let Some(row) = rows().find(|row| row.name == name) {
                let key = facts.argument(node, row.position?, row.keyword)?;
                return Some((vec![written(facts, key)], row.kind));
            }
            taken_from_all(facts, node, &name).map(|keys| (keys, Kind::Item))
        }
        "binary_operator" => {
            let (left, right) = (tree.child(node, "left")?, tree.child(node, "right")?);
            let percent = tree.child(node, "operator").is_some_and(|operator| tree.kind(operator) == "%");
            let text = facts.value(left);
            let text = text.str().filter(|_| percent && is_all(facts, right))?.replace("%%", "");
            let names = text.split("%(").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
            Some((names.map(named).collect(), Kind::Item))
        }
        _ => None,
    }
}

/// Whether a read is of one variable, so that something else can stand in its place.
pub fn reads_one_variable(facts: &Facts, node: NodeId) -> bool {
    match facts.notebook.tree.kind(node) {
        "subscript" => true,
        _ => facts.callee(node).is_some_and(|name| rows().any(|row| row.name == name)),
    }
}

pub(super) fn written(facts: &Facts, key: NodeId) -> Key {
    (facts.value(key), facts.notebook.node_text(key).to_owned())
}

fn named(name: &str) -> Key {
    (Value::Str(name.to_owned()), name.to_owned())
}

fn is_all(facts: &Facts, node: NodeId) -> bool {
    facts.dotted(node).as_deref() == Some("os.environ")
}

/// The keys that are taken out of all variables: `itemgetter("KEY")(os.environ)`, `Template("$KEY").substitute(os.environ)`,
/// `"{KEY}".format(**os.environ)`.
fn taken_from_all(facts: &Facts, node: NodeId, name: &str) -> Option<Vec<Key>> {
    let tree = &facts.notebook.tree;
    let (function, arguments) = (facts.function_of(node)?, tree.child(node, "arguments")?);
    let given = facts.argument(node, 0, "").is_some_and(|all| is_all(facts, all));
    match name {
        "operator.itemgetter()" if given => {
            let getter = facts.origin(function)?;
            Some(facts.arguments(getter).0.into_iter().map(|key| written(facts, key)).collect())
        }
        "string.Template().substitute" if given => {
            let template = facts.origin(tree.child(function, "object")?)?;
            let text = facts.value(facts.argument(template, 0, "template")?);
            // `$$` is a dollar sign.
            let parts = text.str()?.replace("$$", "");
            let name = |part: &str| {
                let rest = part.strip_prefix('{').unwrap_or(part);
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
            };
            let names = parts.split('$').skip(1).map(name).filter(|name| !name.is_empty());
            Some(names.map(|name| named(&name)).collect())
        }
        _ => {
            let text = facts.value(tree.child(function, "object")?);
            let splat = tree.children(arguments).any(|argument| {
                tree.kind(argument) == "dictionary_splat"
                    && tree.children(argument).next().is_some_and(|all| is_all(facts, all))
            });
            let all = match facts.notebook.node_text(tree.child(function, "attribute")?) {
                "format" => splat,
                "format_map" => given,
                _ => false,
            };
            let own = facts.arguments(node).1;
            let names = fields(text.str().filter(|_| all)?);
            Some(names.into_iter().filter(|name| own.iter().all(|(own, _)| own != name)).map(named).collect())
        }
    }
}

/// The names of the fields of a format: `{KEY}`, `{KEY!r:>10}`.
fn fields(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix('{') {
            rest = behind;
            continue;
        }
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        if !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()) {
            names.push(name);
        }
    }
    names
}

/// The keys that a copy of all variables has besides: `{**os.environ, "KEY": "x"}`, `os.environ | {"KEY": "x"}`,
/// `dict(os.environ, KEY="x")`. None if it is no such copy, or if more may be put into it.
fn merged(facts: &Facts, container: NodeId) -> Option<Vec<String>> {
    let tree = &facts.notebook.tree;
    let mut at = container;
    if tree.kind(container) == "identifier" {
        let symbol = facts.names.symbol(facts.names.symbol_of(container)?);
        let [binding] = &symbol.bindings[..] else { return None };
        let BindingKind::Value(value) = binding.kind else { return None };
        symbol.uses.iter().all(|&site| only_reads(facts, site)).then_some(())?;
        at = value;
    }
    while tree.kind(at) == "parenthesized_expression" {
        at = tree.children(at).next()?;
    }
    let literal = |node: NodeId| match facts.value(node) {
        Value::Table(pairs) => pairs.iter().map(|(key, _)| Some(key.str()?.to_owned())).collect::<Option<Vec<_>>>(),
        _ => None,
    };
    match tree.kind(at) {
        "dictionary" => {
            let (mut all, mut keys) = (false, Vec::new());
            for child in tree.children(at) {
                match (tree.child(child, "key"), tree.children(child).next()) {
                    (Some(key), _) => keys.push(facts.value(key).str()?.to_owned()),
                    (None, Some(given)) if is_all(facts, given) => all = true,
                    (None, given) => keys.extend(literal(given?)?),
                }
            }
            all.then_some(keys)
        }
        "binary_operator" => {
            tree.child(at, "operator").filter(|&operator| tree.kind(operator) == "|")?;
            let (left, right) = (tree.child(at, "left")?, tree.child(at, "right")?);
            if is_all(facts, left) { literal(right) } else { literal(left).filter(|_| is_all(facts, right)) }
        }
        "call" if facts.callee(at).as_deref() == Some("dict") => {
            let list = tree.child(at, "arguments")?;
            let plain = tree.children(list).all(|argument| !tree.kind(argument).ends_with("_splat"));
            let (positional, named) = facts.arguments(at);
            let all = matches!(positional[..], [all] if is_all(facts, all));
            (all && plain).then(|| named.into_iter().map(|(name, _)| name.to_owned()).collect())
        }
        _ => None,
    }
}

/// Whether a use of a dictionary puts nothing into it.
fn only_reads(facts: &Facts, site: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let Some(parent) = tree.parent(site) else { return false };
    match tree.kind(parent) {
        "subscript" => {
            let changed = tree.parent(parent).is_some_and(|outer| {
                tree.kind(outer) == "augmented_assignment" && tree.child(outer, "left") == Some(parent)
            });
            !changed && !is_written(facts, parent)
        }
        "attribute" => tree.child(parent, "attribute").is_some_and(|method| {
            matches!(facts.notebook.node_text(method), "get" | "items" | "keys" | "values" | "copy")
        }),
        "comparison_operator" => true,
        _ => false,
    }
}

/// Whether a node is the target of an assignment.
pub(super) fn is_written(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    tree.parent(node).is_some_and(|parent| match tree.kind(parent) {
        "assignment" => tree.field_of(node) == Some("left"),
        "pattern_list" | "tuple_pattern" => true,
        _ => false,
    })
}

/// A row of `environment.tsv`.
struct Row {
    name: &'static str,
    /// The position of the key; none for a subscript.
    position: Option<usize>,
    keyword: &'static str,
    kind: Kind,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("environment.tsv"));
    rows.filter_map(|line| {
        let [name, position, keyword, kind] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let kind = match kind {
            "item" => Kind::Item,
            "get" => Kind::Get,
            "default" => Kind::Default,
            _ => return None,
        };
        Some(Row { name, position: position.parse().ok(), keyword, kind })
    })
    .collect()
});

fn rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let lines = include_str!("environment.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::rows().count(), lines - 1);
    }

    #[test]
    fn the_fields_of_a_format_are_read() {
        assert_eq!(super::fields("{HOST}/{{no}}/{USER!r:>{WIDTH}}/{0}/{}/{a.b}"), ["HOST", "USER", "WIDTH", "a"]);
    }
}
