//! Addresses that name a driver, such as `postgresql+psycopg2://` for SQLAlchemy: their scheme is the new driver's afterwards.

use crate::edit::Edit;
use crate::notebook::NodeId;
use crate::rules::port::Port;
use crate::syntax::{BindingKind, Facts};

/// The edits of all addresses, none if no engine is made.
///
/// # Errors
/// The engine whose address is not known, or the address that goes where it cannot be followed.
pub(super) fn edits(facts: &Facts, port: &Port) -> Result<Vec<Edit>, String> {
    let tree = &facts.notebook.tree;
    let line = |node: NodeId| facts.notebook.text.position(tree.start(node)).0;
    let mut found: Vec<(NodeId, String)> = Vec::new();
    for (call, address) in port.engines(facts) {
        let by_hand =
            || format!("the address on line {} is not known beforehand; name the driver in it by hand", line(call));
        let text = origin(facts, address).ok_or_else(by_hand)?;
        let Some(scheme) = port.scheme(facts, text) else { continue };
        // The same text given to something else would be another address there.
        let mut users = vec![text];
        let mut at = address;
        while let Some(id) = facts.names.symbol_of(at) {
            let symbol = facts.names.symbol(id);
            users.extend(symbol.uses.iter().copied());
            let [binding] = &symbol.bindings[..] else { break };
            let BindingKind::Value(value) = binding.kind else { break };
            at = value;
        }
        let other = users.into_iter().find(|&user| {
            let parent = tree.parent(user).map_or("", |parent| tree.kind(parent));
            let given = tree.ancestors(user).take(3).find(|&id| tree.kind(id) == "call");
            let engine =
                given.is_some_and(|call| facts.callee(call).is_some_and(|name| port.engine_makers.contains(&name)));
            !engine && matches!(parent, "argument_list" | "keyword_argument")
        });
        if let Some(other) = other {
            return Err(format!(
                "the address is used on line {}, too, where its driver may not be named; port it by hand",
                line(other)
            ));
        }
        if !found.iter().any(|(node, _)| *node == text) {
            found.push((text, scheme));
        }
    }
    if !found.is_empty() {
        same_engine(facts, port)?;
    }
    // One that names the old driver and is none of these would fail afterwards.
    let named = tree.all().filter(|&node| tree.kind(node) == "string").find(|&node| {
        let named = port.scheme(facts, node).is_some_and(|scheme| scheme.contains('+'));
        named && !found.iter().any(|(known, _)| *known == node)
    });
    if let Some(other) = named {
        return Err(format!(
            "an address on line {} names the driver and goes where it cannot be followed; port it by hand",
            line(other)
        ));
    }
    let edit = |(node, scheme): (NodeId, String)| {
        let start =
            tree.children(node).find(|&part| tree.kind(part) == "string_content").map(|part| tree.start(part))?;
        Some(Edit { span: start..start + scheme.len(), text: port.addresses.get(&scheme)?.clone() })
    };
    Ok(found.into_iter().filter_map(edit).collect())
}

/// What an engine tells of its driver, and what only the old driver takes.
fn same_engine(facts: &Facts, port: &Port) -> Result<(), String> {
    let tree = &facts.notebook.tree;
    let line = |node: NodeId| facts.notebook.text.position(tree.start(node)).0;
    let tells = |&node: &NodeId| {
        let member = tree.child(node, "attribute").map_or("", |member| facts.notebook.node_text(member));
        tree.kind(node) == "attribute" && port.engine_tells.iter().any(|told| told == member)
    };
    if let Some(node) = tree.all().find(tells) {
        return Err(format!(
            "`{}` on line {} tells of the driver; port it by hand",
            facts.notebook.node_text(node),
            line(node)
        ));
    }
    for (call, _) in port.engines(facts) {
        let (_, named) = facts.arguments(call);
        if let Some((name, value)) =
            named.into_iter().find(|(name, _)| !port.engine_settings.iter().any(|one| one == name))
        {
            return Err(format!("`{name}` on line {} may be for the old driver only; port it by hand", line(value)));
        }
    }
    Ok(())
}

/// The string that an address is written in, through names that are set once.
fn origin(facts: &Facts, mut node: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    for _ in 0..8 {
        match tree.kind(node) {
            "string" => return Some(node),
            "concatenated_string" | "parenthesized_expression" => node = tree.children(node).next()?,
            "identifier" => match &facts.names.symbol(facts.names.symbol_of(node)?).bindings[..] {
                [binding] => match binding.kind {
                    BindingKind::Value(value) => node = value,
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}
