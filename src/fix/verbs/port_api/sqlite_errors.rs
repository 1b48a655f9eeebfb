//! Caught errors: their classes are others in apsw.

use super::errors::{is_text_only, shown_whole};
use super::sqlite::Refusal;
use super::uses::Uses;
use crate::notebook::NodeId;

/// Errors have other classes in apsw, and the same text only where SQLite itself speaks.
pub(super) fn handlers(uses: &Uses) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    shown_whole(uses)?;
    for attempt in uses.attempts() {
        if tree.kind(attempt) == "with_statement" {
            return Err(format!(
                "`with` on line {} asks for an error, which may be another one in apsw",
                uses.line(attempt)
            ));
        }
        if let Some(site) = uses.sites.iter().find(|site| {
            site.key.ends_with(".close")
                && tree.start(site.node) < tree.start(attempt)
                && tree.child(attempt, "body").is_some_and(|body| uses_object(uses, body, site.node))
        }) {
            return Err(format!(
                "line {} may use what line {} closed; the error is another one in apsw",
                uses.line(attempt),
                uses.line(site.node)
            ));
        }
        for clause in tree.children(attempt).filter(|&part| tree.kind(part).starts_with("except")) {
            let names = tree.descendants(clause).filter(|&node| tree.kind(node) == "identifier");
            let bound = tree
                .descendants(clause)
                .find(|&node| tree.kind(node) == "as_pattern_target")
                .and_then(|target| tree.children(target).next());
            let Some(symbol) = bound.and_then(|bound| facts.names.symbol_of(bound)) else { continue };
            for name in names.filter(|&name| Some(name) != bound && facts.names.symbol_of(name) == Some(symbol)) {
                if !is_text_only(uses, name) {
                    return Err(format!(
                        "the error is looked into on line {}; its class and attributes are others in apsw, only its text is the same",
                        uses.line(name)
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Whether a body uses the connection or cursor that a call of `close()` closed.
fn uses_object(uses: &Uses, body: NodeId, close: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let object = tree.child(close, "function").and_then(|function| tree.child(function, "object"));
    let symbol = object.and_then(|object| facts.names.symbol_of(object));
    symbol.is_some() && tree.descendants(body).any(|node| facts.names.symbol_of(node) == symbol)
}
