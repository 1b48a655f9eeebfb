//! The variables of the environment that a notebook sets itself, wherever in it.

use rustc_hash::FxHashSet as HashSet;

use super::variable_reads::is_written;
use crate::notebook::NodeId;
use crate::syntax::{Facts, Value};

/// The variables that the notebook sets itself.
pub(super) fn set_here(facts: &Facts) -> HashSet<String> {
    let tree = &facts.notebook.tree;
    let mut set: HashSet<String> = HashSet::default();
    for node in tree.all() {
        let keys = match tree.kind(node) {
            "subscript" if is_written(facts, node) && facts.dotted(node).as_deref() == Some("os.environ[]") => {
                names(facts, tree.child(node, "subscript"))
            }
            // `os.environ |= {"KEY": "x"}`
            "augmented_assignment" => {
                let all = tree.child(node, "left").and_then(|all| facts.dotted(all));
                let given = tree.child(node, "right").filter(|_| all.as_deref() == Some("os.environ"));
                given.map_or(Vec::new(), |given| table(facts, given))
            }
            "call" => match facts.callee(node).as_deref() {
                Some("os.environ.setdefault") => names(facts, facts.argument(node, 0, "key")),
                Some("os.environ.update") => {
                    let (positional, named) = facts.arguments(node);
                    let given = positional.into_iter().flat_map(|given| table(facts, given));
                    given.chain(named.into_iter().map(|(name, _)| name.to_owned())).collect()
                }
                _ => continue,
            },
            _ => continue,
        };
        if !keys.is_empty() && facts.certainty(node) != Some(false) {
            set.extend(keys);
        }
    }
    set
}

/// The texts that a key may be.
fn names(facts: &Facts, key: Option<NodeId>) -> Vec<String> {
    let possible = key.map(|key| facts.value(key).possible()).unwrap_or_default();
    possible.into_iter().filter_map(|one| one.value.str().map(str::to_owned)).collect()
}

/// The keys of a dictionary: of one that is known, or those that are written out.
fn table(facts: &Facts, given: NodeId) -> Vec<String> {
    let tree = &facts.notebook.tree;
    if let Value::Table(pairs) = facts.value(given) {
        return pairs.iter().filter_map(|(key, _)| key.str().map(str::to_owned)).collect();
    }
    let pairs = tree.descendants(given).filter(|&id| tree.kind(id) == "pair");
    pairs.flat_map(|pair| names(facts, tree.child(pair, "key"))).collect()
}
