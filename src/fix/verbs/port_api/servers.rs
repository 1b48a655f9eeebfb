//! Rules that drivers of database servers share: settings, closed connections, columns' names, texts of SQL.

use super::drivers;
use super::sql;
use super::uses::{Site, Uses};
use crate::notebook::NodeId;
use crate::rules::port::Argument;
use crate::syntax::{SymbolId, Value};

pub(super) type Refusal = Result<(), String>;

/// `connect(**settings)`: the keys must be known, and mean the same to the new driver.
pub(super) fn known_settings(uses: &Uses, site: &Site) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some(list) = tree.child(site.node, "arguments") else { return Ok(()) };
    for splat in tree.children(list).filter(|&part| tree.kind(part).ends_with("_splat")) {
        let line = uses.line(splat);
        let unknown = || format!("the settings on line {line} are not known beforehand; name them in the call");
        let given = tree.children(splat).next().ok_or_else(unknown)?;
        let keys = dictionary_keys(uses, uses.kinds.origin(given)).ok_or_else(unknown)?;
        let changed_later = facts.names.symbol_of(given).is_some_and(|id| {
            let symbol = facts.names.symbol(id);
            symbol.uses.iter().any(|&site| {
                let parent = tree.parent(site).map_or("", |parent| tree.kind(parent));
                matches!(parent, "subscript" | "attribute") || symbol.bindings.len() > 1
            })
        });
        if changed_later {
            return Err(unknown());
        }
        for key in keys {
            let same = match site.entry.args.get(&key) {
                Some(Argument::Word(word)) => word == "same",
                Some(Argument::Rule(rule)) => rule.keyword,
                None => site.entry.params.contains(&key),
            };
            if !same {
                return Err(format!(
                    "the setting `{key}` for line {line} has another name or meaning in `{}`",
                    uses.port.to
                ));
            }
        }
    }
    Ok(())
}

/// The keys of `{"host": ...}` or `dict(host=...)`, if all are literal.
fn dictionary_keys(uses: &Uses, node: NodeId) -> Option<Vec<String>> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    match tree.kind(node) {
        "dictionary" => {
            let pairs = tree.children(node).filter(|&part| tree.kind(part) != "comment");
            pairs.map(|pair| facts.value(tree.child(pair, "key")?).str().map(str::to_owned)).collect()
        }
        "call" if facts.callee(node).as_deref() == Some("dict") => {
            let list = tree.child(node, "arguments")?;
            let names = tree.children(list).map(|part| tree.child(part, "name"));
            names.map(|name| name.map(|name| facts.notebook.node_text(name).to_owned())).collect()
        }
        _ => None,
    }
}

/// What a closed connection does is told by another class of error.
pub(super) fn not_used_after(uses: &Uses, close: &Site) -> Refusal {
    let facts = uses.facts;
    let tree = &facts.notebook.tree;
    let Some((symbol, _)) = object(uses, close) else { return Ok(()) };
    let place = |node: NodeId| (facts.cell_of(node), facts.enclosing_definition(node));
    let bindings = &facts.names.symbol(symbol).bindings;
    for site in &uses.sites {
        let (Some((other, _)), here) = (object(uses, site), tree.start(site.node)) else { continue };
        let renewed = bindings.iter().any(|binding| (tree.end(close.node)..here).contains(&tree.start(binding.node)));
        let twice = site.key.ends_with(".close") && uses.port.module == "psycopg2";
        let told = site.key.ends_with(".closed") || site.key.ends_with(".open") || twice;
        let after = here >= tree.end(close.node) && place(site.node) == place(close.node);
        if other != symbol || renewed || told || apart(uses, close.node, site.node) {
            continue;
        }
        if after || (may_follow(uses, symbol, close.node, site.node) && is_caught(uses, site.node)) {
            return Err(format!(
                "line {} uses the connection that line {} closed, which raises another class of error in `{}`",
                uses.line(site.node),
                uses.line(close.node),
                uses.port.to
            ));
        }
    }
    Ok(())
}

/// Whether one node may run after another one that stands in another cell or function, or in one that is called again.
fn may_follow(uses: &Uses, symbol: SymbolId, first: NodeId, second: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let (of_first, of_second) = (facts.enclosing_definition(first), facts.enclosing_definition(second));
    // What a function opens itself is another one each time.
    let own = |function: NodeId| {
        facts.names.symbol(symbol).bindings.iter().all(|one| tree.span(function).contains(&tree.start(one.node)))
    };
    let calls = |function: NodeId| -> Vec<NodeId> {
        let name = tree.child(function, "name").and_then(|name| facts.names.symbol_of(name));
        name.map_or(Vec::new(), |id| facts.names.symbol(id).uses.clone())
    };
    let inside = |node: NodeId| facts.enclosing_definition(node).is_some();
    match (of_first, of_second) {
        (None, None) => tree.start(second) > tree.start(first),
        (None, Some(function)) => {
            calls(function).iter().any(|&call| inside(call) || tree.start(call) > tree.start(first))
        }
        (Some(function), None) => {
            calls(function).iter().any(|&call| inside(call) || tree.start(call) < tree.start(second))
        }
        (Some(function), Some(other)) => function != other || !own(function),
    }
}

/// Whether an error of a node may be caught.
fn is_caught(uses: &Uses, node: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    uses.attempts().iter().any(|&attempt| tree.child(attempt, "body").is_some_and(|body| uses.runs_in(body, node)))
}

/// Whether two nodes stand in branches of which only one runs, or the first one ends its function.
fn apart(uses: &Uses, first: NodeId, second: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    let branches = |node: NodeId| -> Vec<NodeId> {
        tree.ancestors(node)
            .filter(|&id| matches!(tree.kind(id), "except_clause" | "else_clause" | "elif_clause"))
            .collect()
    };
    let (of_second, start) = (branches(second), tree.start(second));
    branches(first).iter().any(|branch| !of_second.contains(branch) && start >= tree.end(*branch))
}

/// The name that a member is taken from: `conn` of `conn.cursor()`.
pub(super) fn object(uses: &Uses, site: &Site) -> Option<(SymbolId, NodeId)> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let named = if tree.kind(site.node) == "call" { facts.function_of(site.node)? } else { site.node };
    let object = if tree.kind(named) == "attribute" { tree.child(named, "object")? } else { named };
    Some((facts.names.symbol_of(object)?, object))
}

/// `fetchmany(0)` gives nothing to one and the usual number of rows to the other.
pub(super) fn some_rows(uses: &Uses, site: &Site) -> Refusal {
    let size = given(uses, site.node, 0, &["size"]).map(|size| uses.kinds.origin(size));
    match size.is_some_and(|size| matches!(uses.facts.notebook.node_text(size), "0" | "-1")) {
        true => Err(format!(
            "`fetchmany` on line {} of no rows gives another number of them in `{}`",
            uses.line(site.node),
            uses.port.to
        )),
        false => Ok(()),
    }
}

/// Of a description only the names (and type codes) of the columns are the same.
pub(super) fn column_names(uses: &Uses, site: &Site) -> Refusal {
    if names_only(uses, site.node, 0) {
        Ok(())
    } else {
        Err(format!(
            "line {} uses more of `description` than the names of the columns, `[column[0] for column in cursor.description]`",
            uses.line(site.node)
        ))
    }
}

fn names_only(uses: &Uses, node: NodeId, depth: usize) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some(parent) = tree.parent(node).filter(|_| depth < 8) else { return false };
    let field = tree.field_of(node).unwrap_or_default();
    let targets_of = |clause: NodeId| tree.child(clause, "left");
    if uses.is_tested(node) {
        return true;
    }
    match tree.kind(parent) {
        "for_statement" | "for_in_clause" if field == "right" => {
            targets_of(parent).is_some_and(|target| column_only(uses, target))
        }
        "subscript" if field == "value" => tree.parent(parent).is_some_and(|outer| is_name_of(uses, parent, outer)),
        "assignment" if field == "right" => tree
            .child(parent, "left")
            .and_then(|left| facts.names.symbol_of(left))
            .is_some_and(|id| facts.names.symbol(id).uses.iter().all(|&site| names_only(uses, site, depth + 1))),
        "argument_list" => {
            let Some(call) = tree.parent(parent) else { return false };
            match facts.callee(call).as_deref() {
                Some("len" | "bool") => true,
                Some("enumerate") => tree.parent(call).is_some_and(|clause| {
                    matches!(tree.kind(clause), "for_statement" | "for_in_clause")
                        && targets_of(clause)
                            .and_then(|target| tree.children(target).nth(1))
                            .is_some_and(|target| column_only(uses, target))
                }),
                Some("map") => {
                    let lambda = facts.arguments(call).0.first().copied().filter(|&first| tree.kind(first) == "lambda");
                    let parameter = lambda
                        .and_then(|lambda| tree.child(lambda, "parameters"))
                        .and_then(|list| tree.children(list).next());
                    parameter.is_some_and(|parameter| column_only(uses, parameter))
                }
                _ => false,
            }
        }
        "parenthesized_expression" => names_only(uses, parent, depth + 1),
        _ => false,
    }
}

/// Whether all that is read of a column is its name or type.
fn column_only(uses: &Uses, target: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    facts.names.symbol_of(target).is_some_and(|id| {
        facts
            .names
            .symbol(id)
            .uses
            .iter()
            .all(|&site| tree.parent(site).is_some_and(|parent| is_name_of(uses, site, parent)))
    })
}

fn is_name_of(uses: &Uses, column: NodeId, parent: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let text = |field: &str| tree.child(parent, field).map_or("", |part| facts.notebook.node_text(part));
    match tree.kind(parent) {
        "subscript" => tree.child(parent, "value") == Some(column) && matches!(text("subscript"), "0" | "1"),
        "attribute" => text("attribute") == "name" && uses.port.module == "psycopg2",
        _ => false,
    }
}

/// The texts of SQL in a notebook's cells that may reach the library, each with its string.
pub(super) fn texts(uses: &Uses) -> Vec<(NodeId, String)> {
    const FIRST: [&str; 22] = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WITH", "VALUES", "COPY", "CALL", "DO",
        "SET", "SHOW", "EXPLAIN", "TRUNCATE", "BEGIN", "REPLACE", "MERGE", "TABLE", "DECLARE", "USE",
    ];
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let strings = tree.all().filter(|&node| matches!(tree.kind(node), "string" | "concatenated_string"));
    let whole =
        strings.filter(|&node| tree.parent(node).is_none_or(|parent| tree.kind(parent) != "concatenated_string"));
    whole
        .filter(|&node| !drivers::is_for_other(uses, node))
        .filter_map(|node| {
            let text = match facts.value(node) {
                Value::Str(text) => text,
                Value::Bytes => return None,
                // Fields of an f-string are left out; the rest still names types.
                _ => facts.notebook.node_text(node).trim_start_matches(['f', 'F', 'r', 'R', '"', '\'']).to_owned(),
            };
            let first = sql::first_word(&text);
            (FIRST.contains(&first.as_str()) || text.contains("::") || text.to_uppercase().contains(" FROM "))
                .then_some((node, text))
        })
        .collect()
}

/// An argument by position or one of its names.
pub(super) fn given(uses: &Uses, call: NodeId, position: usize, names: &[&str]) -> Option<NodeId> {
    let (positional, named) = uses.facts.arguments(call);
    let by_name = named.into_iter().find(|(name, _)| names.contains(name)).map(|(_, value)| value);
    positional.get(position).copied().or(by_name)
}

/// The items of a parameter list that is written out: of a tuple, a list, or the values of a dictionary.
pub(super) fn items(uses: &Uses, node: NodeId) -> Option<Vec<NodeId>> {
    let tree = &uses.facts.notebook.tree;
    let origin = uses.kinds.origin(node);
    let children = tree.children(origin).filter(|&part| tree.kind(part) != "comment");
    match tree.kind(origin) {
        "tuple" | "list" | "expression_list" => Some(children.collect()),
        "dictionary" => Some(children.filter_map(|pair| tree.child(pair, "value")).collect()),
        _ => None,
    }
}
