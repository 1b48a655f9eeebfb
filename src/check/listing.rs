//! Listings that find nothing in the browser: what they look for, and what an empty result breaks.

use crate::notebook::NodeId;
use crate::syntax::{Base, Facts, Place, Value};

/// What a call that searches looks for: the pattern below the folder it is called on. `None` where the browser may have it:
/// the notebook itself lies in the current folder, with the modules of an export.
pub(super) fn searched(facts: &Facts, call: NodeId, mut place: Place) -> Option<Place> {
    let name = facts.callee(call).unwrap_or_default();
    if matches!(name.as_str(), "pathlib.Path().glob" | "pathlib.Path().rglob") {
        if !matches!(place.rest.as_str(), "" | "." | "./") {
            return Some(place); // the folder is what is missing
        }
        match facts.argument(call, 0, "pattern").map(|pattern| facts.value(pattern)) {
            Some(Value::Str(pattern)) => place.rest = pattern,
            _ => return None,
        }
    }
    let current = matches!(place.base, Base::Current | Base::Notebook)
        || (place.base == Base::Text && !place.rest.starts_with('/'));
    let rest = place.rest.trim_start_matches("./");
    let last = rest.rsplit('/').next().unwrap_or(rest);
    let folder = rest.len() > last.len() && rest[..rest.len() - last.len()].trim_matches(['/', '*']).is_empty();
    let here = current && (last.len() == rest.len() || folder);
    let notebook = last.ends_with("*") || last.contains(".py") || last.contains(".*") || last == "notebook*";
    (!(here && notebook)).then_some(place)
}

/// The error of an item that is taken from an empty listing: `sorted(glob.glob("*.csv"))[-1]`, `next(...)`, `max(...)`.
pub(super) fn needs_an_item(facts: &Facts, call: NodeId) -> Option<&'static str> {
    let mut found = Vec::new();
    if facts.callee(call).is_some_and(|name| name.ends_with("glob")) {
        item_errors(facts, call, &mut found, 0);
    }
    found.first().copied()
}

/// How many variables are followed.
const FAR: usize = 3;

fn item_errors(facts: &Facts, node: NodeId, found: &mut Vec<&'static str>, depth: usize) {
    let tree = &facts.notebook.tree;
    let Some(parent) = tree.parent(node) else { return };
    match tree.kind(parent) {
        "parenthesized_expression" => item_errors(facts, parent, found, depth),
        "subscript" if tree.child(parent, "value") == Some(node) => {
            let item = tree.child(parent, "subscript").map(|item| facts.value(item));
            let negative = tree.child(parent, "subscript").is_some_and(|item| tree.kind(item) == "unary_operator");
            if negative || matches!(item, Some(Value::Int(_))) {
                found.extend(unless_asked(facts, parent, node, "IndexError"));
            }
        }
        "attribute" => {
            let method = tree.child(parent, "attribute").map(|method| facts.notebook.node_text(method));
            if method == Some("pop") && tree.parent(parent).is_some_and(|call| tree.kind(call) == "call") {
                found.extend(unless_asked(facts, parent, node, "IndexError"));
            }
        }
        "argument_list" => {
            let Some(call) = tree.parent(parent) else { return };
            let (positional, named) = facts.arguments(call);
            let first = positional.first() == Some(&node);
            let alone = first && positional.len() == 1;
            let default = named.iter().any(|(name, _)| *name == "default");
            match facts.callee(call).as_deref() {
                Some("sorted" | "list" | "tuple" | "reversed" | "iter") if first => {
                    item_errors(facts, call, found, depth)
                }
                Some("next") if alone => found.extend(unless_asked(facts, call, node, "StopIteration")),
                Some("max" | "min") if alone && !default => {
                    found.extend(unless_asked(facts, call, node, "ValueError"));
                }
                _ => {}
            }
        }
        "assignment" if depth < FAR && tree.field_of(node) == Some("right") => {
            let symbol = tree.child(parent, "left").and_then(|left| facts.names.symbol_of(left));
            let Some(symbol) = symbol.map(|symbol| facts.names.symbol(symbol)) else { return };
            if symbol.bindings.len() == 1 {
                symbol.uses.iter().for_each(|&site| item_errors(facts, site, found, depth + 1));
            }
        }
        _ => {}
    }
}

/// The error, unless a test around it asks for the same list first: `if files: files[0]`, or the cell is not run.
fn unless_asked(facts: &Facts, node: NodeId, list: NodeId, error: &'static str) -> Option<&'static str> {
    let tree = &facts.notebook.tree;
    if facts.certainty(node) == Some(false) {
        return None;
    }
    let symbol = facts.names.symbol_of(list);
    let asked = symbol.is_some()
        && facts
            .conditions(node)
            .iter()
            .filter(|condition| !condition.or_fails)
            .any(|condition| tree.descendants(condition.test).any(|part| facts.names.symbol_of(part) == symbol));
    let handlers = facts.handlers(node);
    let caught = handlers.iter().any(|handler| crate::host::error_is_caught_by(error, handler));
    let local = facts.enclosing_definition(node).is_some() && symbol.is_some();
    (!asked && !caught && !local).then_some(error)
}
