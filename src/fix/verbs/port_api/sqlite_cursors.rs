//! Rows and values: apsw steps to the next row when it is asked for, sqlite3 one row ahead; and both refuse wrong values, in other words.

use super::sql;
use super::sqlite::{Executed, Refusal, is_memory};
use super::uses::{Site, Uses};
use crate::notebook::NodeId;

/// apsw steps to the next row when it is asked for, sqlite3 one row ahead: what changes a table under a half read cursor differs.
pub(super) fn half_read(uses: &Uses, executed: &[Executed]) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let half = |site: &&Site| {
        let object = tree.child(site.node, "function").and_then(|function| tree.child(function, "object"));
        let partly = site.key.ends_with("().fetchone") || site.key.ends_with("().fetchmany");
        let stepped = site.key.ends_with(".__iter__")
            && tree.ancestors(site.node).nth(1).and_then(|call| uses.facts.callee(call)).as_deref() == Some("next");
        let stored = object.is_none_or(|object| tree.kind(object) != "call");
        (partly && stored) || stepped
    };
    let reads: Vec<&Site> = uses.sites.iter().filter(half).collect();
    let changes = |own: &Executed| {
        own.words().into_iter().find(|word| matches!(word.as_str(), "DROP" | "ALTER" | "VACUUM" | "DETACH" | "REINDEX"))
    };
    if let Some(read) = reads.first() {
        for own in executed {
            let later = tree.start(own.site.node) > tree.start(read.node)
                || uses.facts.cell_of(own.site.node) != uses.facts.cell_of(read.node);
            if let Some(word) =
                changes(own).filter(|_| later || uses.facts.enclosing_definition(own.site.node).is_some())
            {
                return Err(format!(
                    "`{word}` on line {}: apsw may still be reading for the cursor on line {}; use `fetchall()` there",
                    uses.line(own.site.node),
                    uses.line(read.node)
                ));
            }
        }
        let files = uses.sites_of("sqlite3.connect").filter(|site| !is_memory(uses, site)).count();
        if files > 1 {
            return Err(format!(
                "the cursor on line {} may keep its file locked for the other connections; use `fetchall()` there",
                uses.line(read.node)
            ));
        }
    }
    // Half read, what RETURNING gives keeps its transaction open.
    for own in executed.iter().filter(|own| sql::words(&own.text).contains(&"RETURNING".to_owned())) {
        let next = tree.parent(own.site.node).filter(|&parent| tree.kind(parent) == "attribute");
        let member =
            next.and_then(|next| tree.child(next, "attribute")).map(|member| uses.facts.notebook.node_text(member));
        let at_once = member == Some("fetchall") || (member.is_some() && !own.site.key.contains("cursor()"));
        if !at_once && !reads.is_empty() {
            return Err(format!(
                "RETURNING on line {}: apsw may still be at work when its rows are read one by one; use `fetchall()`",
                uses.line(own.site.node)
            ));
        }
    }
    // The loops over cursors, each with the text that it reads, if it stands right there.
    let loops = uses.sites.iter().filter(|site| site.key.ends_with(".__iter__")).filter_map(|site| {
        let own = executed.iter().find(|own| own.site.node == site.node).map(|own| sql::words(&own.text));
        let parent = tree.parent(site.node).filter(|&parent| tree.kind(parent) == "for_statement");
        let wrapped = || {
            let call = tree.ancestors(site.node).nth(1).filter(|&call| tree.kind(call) == "call")?;
            let lazy =
                matches!(uses.facts.callee(call).as_deref(), Some("enumerate" | "zip" | "map" | "filter" | "iter"));
            tree.parent(call).filter(|&parent| lazy && tree.kind(parent) == "for_statement")
        };
        parent.or_else(wrapped).map(|outer| (outer, own))
    });
    let around = reads.iter().filter_map(|site| {
        let outer = tree.ancestors(site.node).find(|&id| matches!(tree.kind(id), "while_statement" | "for_statement"));
        outer.map(|outer| (outer, None))
    });
    for (outer, own_text) in loops.chain(around) {
        let Some(body) = tree.child(outer, "body") else { continue };
        if let Some(call) = tree.descendants(body).find(|&node| {
            tree.kind(node) == "call"
                && uses.kinds.callee(node).is_some_and(|function| writes_in(uses, executed, function))
        }) {
            return Err(format!(
                "line {} writes while the loop on line {} still reads; use `fetchall()` there",
                uses.line(call),
                uses.line(outer)
            ));
        }
        let reading = match own_text {
            Some(words) => vec![words],
            None => executed.iter().filter(|own| !own.writes()).map(|own| sql::words(&own.text)).collect::<Vec<_>>(),
        };
        for own in executed.iter().filter(|own| tree.span(body).contains(&tree.start(own.site.node))) {
            let table = sql::table(&own.text);
            let touched =
                own.writes() && reading.iter().any(|words| table.as_ref().is_none_or(|table| words.contains(table)));
            if touched || changes(own).is_some() {
                return Err(format!(
                    "line {} changes a table while the loop on line {} still reads; use `fetchall()` there",
                    uses.line(own.site.node),
                    uses.line(outer)
                ));
            }
        }
    }
    Ok(())
}

fn writes_in(uses: &Uses, executed: &[Executed], function: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    executed.iter().any(|own| {
        (own.writes() || own.site.key.ends_with("executescript"))
            && tree.span(function).contains(&tree.start(own.site.node))
    })
}

/// What sqlite3 refuses in its own words apsw refuses in others: the number of values, and their names.
pub(super) fn bindings(uses: &Uses, executed: &[Executed]) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    for own in executed.iter().filter(|own| own.site.key.ends_with(".execute")) {
        let wanted = sql::placeholders(&own.text);
        let line = uses.line(own.site.node);
        let refusal = || format!("the values on line {line} are not those that its SQL asks for; port it by hand");
        let Some(&given) = uses.facts.arguments(own.site.node).0.get(1) else {
            if wanted.is_empty() { continue } else { return Err(refusal()) }
        };
        let given = uses.kinds.origin(given);
        let items: Vec<NodeId> = tree.children(given).collect();
        match tree.kind(given) {
            "tuple" | "list" if items.iter().all(|&item| tree.kind(item) != "list_splat") => {
                let numbered = wanted.iter().any(|name| name.len() > 1 && name.starts_with('?'));
                let named = wanted.iter().any(|name| !name.starts_with('?'));
                if !numbered && !named && items.len() != wanted.len() {
                    return Err(refusal());
                }
            }
            "dictionary" => {
                let keys: Vec<Option<String>> =
                    items.iter().map(|&pair| tree.child(pair, "key").and_then(|key| uses.kinds.text(key))).collect();
                let known = |name: &String| keys.iter().flatten().any(|key| name.get(1..) == Some(key.as_str()));
                if keys.iter().all(Option::is_some) && !wanted.iter().all(known) {
                    return Err(refusal());
                }
            }
            _ if wanted.iter().any(|name| !name.starts_with('?')) && !uses.attempts().is_empty() => {
                return Err(format!(
                    "the names in the values on line {line} are not known; a missing one is another error in apsw"
                ));
            }
            _ => {}
        }
    }
    Ok(())
}
