//! What a test double stands in for: `unittest.mock.patch`, and attributes of modules that the notebook sets itself.

use crate::notebook::NodeId;
use crate::syntax::{Facts, Value};

/// Whether a node runs where a name, or what it belongs to, is patched, so that it is not the real thing.
pub(super) fn is_mocked(facts: &Facts, node: NodeId, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let tree = &facts.notebook.tree;
    let mut child = node;
    for parent in tree.ancestors(node) {
        let patches: Vec<NodeId> = match tree.kind(parent) {
            "with_statement" if tree.field_of(child) == Some("body") => {
                tree.children(parent).filter(|&part| part != child).collect()
            }
            "decorated_definition" => tree.children(parent).filter(|&part| tree.kind(part) == "decorator").collect(),
            _ => Vec::new(),
        };
        let mut calls = patches.into_iter().flat_map(|part| tree.descendants(part));
        if calls.any(|call| tree.kind(call) == "call" && patches_name(facts, call, name)) {
            return true;
        }
        child = parent;
    }
    is_replaced(facts, node, name)
}

/// Whether a call is a patch of a name, or of the beginning of it.
fn patches_name(facts: &Facts, call: NodeId, name: &str) -> bool {
    let Some(callee) = facts.callee(call) else { return false };
    let Some(kind) = callee.strip_prefix("unittest.mock.patch").or_else(|| callee.strip_prefix("mock.patch")) else {
        return false;
    };
    let text = |position, keyword| match facts.argument(call, position, keyword).map(|given| facts.value(given)) {
        Some(Value::Str(text)) => Some(text),
        Some(Value::Name(name)) => Some(name),
        _ => None,
    };
    let is = |target: &str| covers(target, name);
    match kind {
        "" => text(0, "target").is_some_and(|target| is(&target)),
        ".object" => match (text(0, "target"), text(1, "attribute")) {
            (Some(target), Some(attribute)) => is(&format!("{target}.{attribute}")),
            _ => false,
        },
        ".multiple" => text(0, "target").is_some_and(|target| {
            facts.arguments(call).1.iter().any(|(attribute, _)| is(&format!("{target}.{attribute}")))
        }),
        // What else the patched mapping holds is not known: `patch.dict(os.environ, values)`.
        ".dict" => text(0, "in_dict").is_some_and(|target| {
            let given = facts.argument(call, 1, "values");
            is(&target) && given.is_some_and(|given| !matches!(facts.notebook.tree.kind(given), "dictionary"))
        }),
        _ => false,
    }
}

/// Whether a patched name is the one that is used, or holds it. The notebook's own names are `__main__`'s.
fn covers(target: &str, name: &str) -> bool {
    let target = target.strip_prefix("__main__.").or_else(|| target.strip_prefix("builtins.")).unwrap_or(target);
    name.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(', '[']))
}

/// Whether the notebook puts something of its own in the place of a name, before a node: `os.system = print`.
fn is_replaced(facts: &Facts, node: NodeId, name: &str) -> bool {
    let tree = &facts.notebook.tree;
    let Some(member) = name.rsplit('.').next() else { return false };
    tree.all().filter(|&part| tree.kind(part) == "assignment" && tree.start(part) < tree.start(node)).any(
        |assignment| {
            let left = tree.child(assignment, "left").filter(|&left| tree.kind(left) == "attribute");
            left.is_some_and(|left| {
                let own = tree.child(left, "attribute").is_some_and(|own| facts.notebook.node_text(own) == member);
                own && facts.cell_of(left) == facts.cell_of(node)
                    && facts.dotted(left).as_deref() == Some(name)
                    && facts.certainty(assignment) != Some(false)
            })
        },
    )
}

/// Whether a patch around a node sets a key of `os.environ`: `patch.dict(os.environ, {"KEY": "x"})`.
pub(super) fn sets_key(facts: &Facts, node: NodeId, key: &str) -> bool {
    let tree = &facts.notebook.tree;
    let is_patch = |call: &NodeId| {
        let dict = facts.callee(*call).is_some_and(|name| name.ends_with("mock.patch.dict"));
        dict && facts.argument(*call, 0, "in_dict").is_some_and(|target| match facts.value(target) {
            Value::Str(text) => text == "os.environ",
            other => other.name() == Some("os.environ"),
        })
    };
    let around =
        tree.ancestors(node).filter(|&outer| matches!(tree.kind(outer), "with_statement" | "decorated_definition"));
    let calls = around.flat_map(|outer| tree.descendants(outer)).filter(|&part| tree.kind(part) == "call");
    calls.filter(is_patch).any(|call| {
        facts.arguments(call).1.iter().any(|(name, _)| *name == key)
            || facts.argument(call, 1, "values").is_some_and(|given| match tree.kind(given) {
                "dictionary" => tree
                    .children(given)
                    .any(|pair| tree.child(pair, "key").is_some_and(|own| facts.value(own).str() == Some(key))),
                _ => true,
            })
    })
}
