//! Which code belongs to other database drivers: the rules of this one say nothing of it.

use super::uses::Uses;
use crate::notebook::NodeId;

/// Whether a dotted name is one of another library that does not hand its work on to this one, as SQLAlchemy and pandas do.
pub(super) fn is_other(uses: &Uses, dotted: &str) -> bool {
    let root = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let own = root(dotted);
    let mut handed_on = uses.port.engine_makers.iter().chain(uses.port.passes.keys());
    dotted.contains('.') && own != uses.port.module && own != "marimo" && !handed_on.any(|name| root(name) == own)
}

/// Whether a text goes to another driver only: each use of it is an argument of one of its calls.
pub(super) fn is_for_other(uses: &Uses, text: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let given = |node: NodeId| {
        let list =
            tree.parent(node).filter(|&parent| matches!(tree.kind(parent), "argument_list" | "keyword_argument"));
        let call = list.and_then(|list| tree.ancestors(list).chain([list]).find(|&id| tree.kind(id) == "call"));
        call.and_then(|call| facts.callee(call)).is_some_and(|callee| {
            let executes = callee.rsplit_once("().").is_some_and(|(_, method)| method.starts_with("execute"));
            executes && is_other(uses, &callee)
        })
    };
    let parent = tree.parent(text).filter(|&parent| tree.kind(parent) == "assignment");
    let name = parent.and_then(|parent| tree.child(parent, "left")).and_then(|left| facts.names.symbol_of(left));
    match name.map(|id| facts.names.symbol(id)) {
        Some(symbol) => {
            symbol.bindings.len() == 1 && !symbol.uses.is_empty() && symbol.uses.iter().all(|&site| given(site))
        }
        None => given(text),
    }
}
