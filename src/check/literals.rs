//! What an expression may be where a list is written out: its items, and what a loop over it gives to its variable.

use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Facts, Value};

/// How many names are followed from one to the next.
const FOLLOWED: usize = 8;

/// The items of a list that is written out, also where a variable holds it; else the expression itself.
pub(super) fn items(facts: &Facts, node: NodeId) -> Vec<NodeId> {
    items_within(facts, node, 0).unwrap_or_else(|| vec![node])
}

/// All values that an expression may have; `None` if they are not known.
pub(super) fn values(facts: &Facts, node: NodeId) -> Option<Vec<Value>> {
    match facts.value(node) {
        Value::Unknown => {
            let all = loop_items(facts, node)?.into_iter().map(|item| facts.value(item)).collect::<Vec<_>>();
            all.iter().all(|value| *value != Value::Unknown).then_some(all)
        }
        known => Some(vec![known]),
    }
}

fn items_within(facts: &Facts, node: NodeId, depth: usize) -> Option<Vec<NodeId>> {
    let tree = &facts.notebook.tree;
    match tree.kind(node) {
        "list" | "tuple" | "set" => Some(tree.children(node).collect()),
        "parenthesized_expression" => tree.children(node).next().and_then(|inner| items_within(facts, inner, depth)),
        "identifier" if depth < FOLLOWED => {
            let symbol = facts.names.symbol(facts.names.symbol_of(node)?);
            match symbol.bindings.as_slice() {
                [only] => match only.kind {
                    BindingKind::Value(value) => items_within(facts, value, depth + 1),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// The items that a loop, or the clause of a comprehension, gives to a variable that nothing else sets.
fn loop_items(facts: &Facts, node: NodeId) -> Option<Vec<NodeId>> {
    let tree = &facts.notebook.tree;
    let symbol = facts.names.symbol(facts.names.symbol_of(node)?);
    let [only] = symbol.bindings.as_slice() else { return None };
    let clause =
        tree.parent(only.node).filter(|&clause| matches!(tree.kind(clause), "for_statement" | "for_in_clause"))?;
    let target = tree.child(clause, "left").filter(|&left| left == only.node);
    target.and_then(|_| tree.child(clause, "right")).and_then(|right| items_within(facts, right, 0))
}
