//! `with conn`: psycopg closes the connection at its end, psycopg2 only ends the transaction.

use super::Refusal;
use crate::fix::verbs::port_api::kinds::Kind;
use crate::fix::verbs::port_api::servers::object;
use crate::fix::verbs::port_api::uses::{Site, Uses};
use crate::notebook::NodeId;
use crate::rules::port::Use;
use crate::syntax::{BindingKind, SymbolId};

/// The `with` statement that a connection is entered by, its item, and its name there.
fn block(uses: &Uses, site: &Site) -> Option<(NodeId, Option<NodeId>)> {
    let tree = &uses.facts.notebook.tree;
    let block = tree.ancestors(site.node).find(|&id| tree.kind(id) == "with_statement")?;
    let pattern = tree.parent(site.node).filter(|&parent| tree.kind(parent) == "as_pattern");
    let alias = pattern.and_then(|pattern| tree.child(pattern, "alias")).and_then(|alias| tree.children(alias).next());
    Some((block, alias))
}

/// Whether a call opens a connection of its own, each time.
fn makes_new(uses: &Uses, node: NodeId, depth: usize) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let origin = uses.kinds.origin(node);
    if tree.kind(origin) != "call" || depth > 4 {
        return false;
    }
    let Some(definition) = uses.kinds.callee(origin) else {
        return facts
            .function_of(origin)
            .is_some_and(|function| matches!(uses.kinds.of(function), Kind::Name(key) if key == "psycopg2.connect"));
    };
    let own = |id: &NodeId| facts.enclosing_definition(*id) == Some(definition);
    let inside = |node: NodeId| tree.span(definition).contains(&tree.start(uses.kinds.origin(node)));
    let ends = tree.descendants(definition).filter(|&id| tree.kind(id) == "return_statement").filter(own);
    let mut values = ends.into_iter().filter_map(|end| tree.children(end).next());
    uses.kinds.decorators(definition).is_empty()
        && values.all(|value| inside(value) && makes_new(uses, value, depth + 1))
}

/// Whether a connection has no further name: its value is a call that opens it, and nothing else gets it by assignment.
fn is_only_name(uses: &Uses, id: SymbolId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let symbol = facts.names.symbol(id);
    let opened = symbol.bindings.iter().all(|one| match one.kind {
        BindingKind::Value(value) => makes_new(uses, value, 0) || uses.kinds.of(value) == Kind::Nothing,
        _ => false,
    });
    let handed = symbol.uses.iter().any(|&site| {
        let parent = tree.parent(site).map(|parent| (parent, tree.kind(parent)));
        matches!(parent, Some((_, "assignment"))) && tree.field_of(site) == Some("right")
    });
    opened && !handed
}

/// psycopg closes a connection at the end of `with`: right where nothing but `close()` comes after it.
pub(in super::super) fn closed_afterwards(uses: &Uses, site: &Site) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some((block, alias)) = block(uses, site) else { return Err("no `with` is there".to_owned()) };
    let (span, scope) = (tree.span(block), (facts.cell_of(block), facts.enclosing_definition(block)));
    let line = uses.line(block);
    let own = facts.names.symbol_of(site.node);
    let names: Vec<_> = own.into_iter().chain(alias.and_then(|alias| facts.names.symbol_of(alias))).collect();
    if own.is_none() && !makes_new(uses, site.node, 0) {
        return Err(format!("what `with` on line {line} closes is not known by a name of its own"));
    }
    // What comes from outside of the function is closed for those outside, and for the next call.
    let outside = scope.1.is_some_and(|function| {
        own.is_some_and(|id| {
            let bindings = &facts.names.symbol(id).bindings;
            !bindings.iter().all(|one| {
                matches!(one.kind, BindingKind::Value(_)) && tree.span(function).contains(&tree.start(one.node))
            })
        })
    });
    if outside {
        return Err(format!("psycopg closes the connection on line {line}, which the function did not open itself"));
    }
    if own.is_some_and(|id| !is_only_name(uses, id)) {
        return Err(format!("the connection that `with` on line {line} closes in psycopg has another name, too"));
    }
    let looped = tree.ancestors(block).any(|id| {
        matches!(tree.kind(id), "for_statement" | "while_statement") && facts.enclosing_definition(id) == scope.1
    });
    if looped && own.is_some() {
        return Err(format!("`with` on line {line} runs several times, and psycopg closes the connection at its end"));
    }
    let inside = |node: NodeId| span.contains(&tree.start(node));
    for other in &uses.sites {
        let Some((symbol, _)) = object(uses, other) else { continue };
        // A cursor made in the block, or before it where the block stands, ends with its connection.
        let bindings = &facts.names.symbol(symbol).bindings;
        let ended = |node: NodeId| {
            let same_cell = facts.cell_of(node) == scope.0;
            inside(node) || facts.enclosing_definition(node) == scope.1 && (!same_cell || tree.start(node) < span.start)
        };
        let ends = other.key.contains(".cursor()") && bindings.iter().any(|binding| ended(binding.node));
        let concerned = names.contains(&symbol) || ends;
        let before = tree.start(other.node) < span.start
            && (facts.cell_of(other.node), facts.enclosing_definition(other.node)) == scope;
        if concerned && !inside(other.node) && !before && !other.key.ends_with(".close") && other.how != Use::Protocol {
            return Err(format!(
                "line {} uses what `with` on line {line} closes in psycopg; write `with conn.transaction():`",
                uses.line(other.node)
            ));
        }
        if concerned && other.how == Use::Protocol && other.node != site.node && !inside(other.node) && !before {
            return Err(format!(
                "line {} enters again what `with` on line {line} closes in psycopg",
                uses.line(other.node)
            ));
        }
    }
    let leaves = tree.descendants(block).find(|&id| {
        tree.kind(id) == "return_statement" && tree.children(id).any(|value| uses.kinds.of(value).is_tracked())
    });
    match leaves {
        Some(leaves) => Err(format!("line {} returns what `with` on line {line} closes in psycopg", uses.line(leaves))),
        None => Ok(()),
    }
}

/// `with conn:` -> `with conn.transaction():` is the same if nothing is pending before it: else it is only a savepoint.
pub(in super::super) fn nothing_pending(uses: &Uses, site: &Site) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some((block, alias)) = block(uses, site) else { return Err("no `with` is there".to_owned()) };
    let line = uses.line(block);
    if tree.kind(site.node) != "identifier" && tree.kind(site.node) != "attribute" {
        return Err(format!("line {} uses a connection that psycopg closes at the end of `with`", line));
    }
    if alias.is_some() {
        return Err(format!("`with ... as` on line {line} would name a transaction; take the connection's own name"));
    }
    let entered: Vec<NodeId> = uses
        .sites
        .iter()
        .filter(|other| other.how == Use::Protocol && other.key == "psycopg2.connect().__enter__")
        .filter_map(|other| tree.ancestors(other.node).find(|&id| tree.kind(id) == "with_statement"))
        .collect();
    let ends = |key: &str| key == "psycopg2.connect().commit" || key == "psycopg2.connect().rollback";
    let calls_others =
        tree.descendants(block).any(|node| tree.kind(node) == "call" && uses.kinds.callee(node).is_some());
    for other in uses.sites.iter().filter(|other| ends(&other.key)) {
        let in_function = facts
            .enclosing_definition(other.node)
            .is_some_and(|function| !tree.ancestors(block).any(|id| id == function));
        if tree.span(block).contains(&tree.start(other.node)) || (calls_others && in_function) {
            return Err(format!(
                "line {} ends the transaction of `with` on line {line}, which psycopg does not allow",
                uses.line(other.node)
            ));
        }
    }
    let works = |key: &str| {
        key.starts_with("psycopg2.connect().cursor().execute")
            || key.contains(".copy_")
            || key.starts_with("psycopg2.extras.execute_")
    };
    let scope = (facts.cell_of(block), facts.enclosing_definition(block));
    for other in uses.sites.iter().filter(|other| works(&other.key)) {
        let inside = entered.iter().any(|with| tree.span(*with).contains(&tree.start(other.node)));
        if inside {
            continue;
        }
        let same = (facts.cell_of(other.node), facts.enclosing_definition(other.node)) == scope;
        let in_loop = tree.ancestors(block).any(|id| {
            matches!(tree.kind(id), "for_statement" | "while_statement")
                && tree.span(id).contains(&tree.start(other.node))
        });
        let after = tree.start(other.node) > tree.end(block);
        let settled = || {
            let siblings = tree.parent(block).map_or(Vec::new(), |parent| tree.children(parent).collect::<Vec<_>>());
            siblings.iter().any(|&statement| {
                let between =
                    tree.start(statement) > tree.start(other.node) && tree.end(statement) <= tree.start(block);
                between
                    && tree.kind(statement) == "expression_statement"
                    && uses.sites.iter().any(|end| ends(&end.key) && uses.statement_of(end.node) == Some(statement))
            })
        };
        if !(same && !in_loop && (after || settled())) {
            return Err(format!(
                "line {} may leave a transaction open before `with` on line {line}, which would then not be committed there; commit first",
                uses.line(other.node)
            ));
        }
    }
    Ok(())
}
