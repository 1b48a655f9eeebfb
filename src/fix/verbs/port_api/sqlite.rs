//! The rule `sqlite-transactions`: where apsw, which commits each statement by itself, does what sqlite3 does.

use super::sql;
use super::sqlite_cursors::{bindings, half_read};
use super::sqlite_errors::handlers;
use super::uses::{Site, Uses};
use crate::notebook::NodeId;

pub(super) type Refusal = Result<(), String>;

/// What a statement of SQL that was executed is, and where.
pub(super) struct Executed<'u, 'a> {
    pub(super) site: &'u Site<'a>,
    pub(super) text: String,
}

impl Executed<'_, '_> {
    pub(super) fn words(&self) -> Vec<String> {
        sql::statements(&self.text).iter().map(|statement| sql::first_word(statement)).collect()
    }

    pub(super) fn writes(&self) -> bool {
        sql::statements(&self.text).iter().any(|statement| sql::is_write(statement))
    }
}

const MEMBERS: [&str; 6] = [
    "sqlite3.connect().execute",
    "sqlite3.connect().executemany",
    "sqlite3.connect().executescript",
    "sqlite3.connect().cursor().execute",
    "sqlite3.connect().cursor().executemany",
    "sqlite3.connect().cursor().executescript",
];

/// Whether a notebook's transactions mean the same once each statement commits by itself.
///
/// Measured (CPython 3.11, apsw 3.54): by default sqlite3 opens a transaction before INSERT, UPDATE, DELETE and REPLACE,
/// and leaves it open until `commit()`; apsw never opens one. So the two agree only if
/// * every connection is `isolation_level=None`, or all are `:memory:` and nothing rolls back (what is not
///   committed is still seen, and ends with the connection);
/// * `with conn:` (in apsw a savepoint) holds no statement that acts otherwise inside of a transaction (PRAGMA, DDL,
///   VACUUM, BEGIN, ATTACH), no `commit()`, and nothing is pending before it, since sqlite3 would roll that back, too; with
///   `isolation_level=None` an error in it must not be caught, since sqlite3 then rolls nothing back;
/// * PRAGMA, VACUUM and ATTACH do not come while something is pending;
/// * no cursor is left half read when a table is dropped or changed, or after RETURNING: apsw reads a row later than sqlite3;
/// * a file is written in `with conn:` only, or with `isolation_level=None`.
pub(super) fn transactions(uses: &Uses) -> Refusal {
    let connects: Vec<&Site> = uses.sites_of("sqlite3.connect").collect();
    let autocommit = connects.iter().all(|site| is_autocommit(uses, site));
    if !autocommit && let Some(other) = connects.iter().find(|site| is_autocommit(uses, site)) {
        return Err(format!(
            "line {} opens a connection with `isolation_level=None`, others have the default; give all the same",
            uses.line(other.node)
        ));
    }
    let executed: Vec<Executed> = uses
        .sites
        .iter()
        .filter(|site| MEMBERS.contains(&site.key.as_str()))
        .flat_map(|site| {
            let given = uses.facts.arguments(site.node).0.first().copied();
            let named = || {
                uses.facts
                    .arguments(site.node)
                    .1
                    .iter()
                    .find(|(name, _)| name.starts_with("sql"))
                    .map(|(_, value)| *value)
            };
            let texts = given.or_else(named).and_then(|value| uses.kinds.texts(value)).unwrap_or_default();
            texts.into_iter().map(move |text| Executed { site, text })
        })
        .collect();
    let files = connects.iter().find(|site| !autocommit && !is_memory(uses, site));
    if let Some(file) = files
        && let Some(own) = executed.iter().find(|own| own.writes() && !in_block(uses, own.site.node))
    {
        return Err(format!(
            "line {} opens a file, and line {} writes outside of `with`: apsw would commit each statement by itself, slowly and \
             for good; write inside of `with`, or open it with `isolation_level=None`",
            uses.line(file.node),
            uses.line(own.site.node)
        ));
    }
    texts(uses, &executed, autocommit)?;
    blocks(uses, &executed, autocommit)?;
    if !autocommit {
        outside_of_transactions(uses, &executed)?;
    }
    half_read(uses, &executed)?;
    bindings(uses, &executed)?;
    handlers(uses)
}

/// `isolation_level=None`, or `autocommit=True`.
pub(super) fn is_autocommit(uses: &Uses, connect: &Site) -> bool {
    let tree = &uses.facts.notebook.tree;
    let is = |value: Option<NodeId>, kind: &str| value.is_some_and(|value| tree.kind(uses.kinds.origin(value)) == kind);
    let named = |name: &str| {
        uses.facts.arguments(connect.node).1.iter().find(|(given, _)| *given == name).map(|(_, value)| *value)
    };
    is(uses.facts.argument(connect.node, 3, "isolation_level"), "none") || is(named("autocommit"), "true")
}

/// Whether a connection is to `:memory:`.
pub(super) fn is_memory(uses: &Uses, connect: &Site) -> bool {
    let database = uses.facts.argument(connect.node, 0, "database");
    database.and_then(|value| uses.kinds.texts(value)).is_some_and(|texts| texts.iter().all(|text| text == ":memory:"))
}

/// apsw's wheels are built without the shared cache.
pub(super) fn private_cache(uses: &Uses, connect: &Site) -> Refusal {
    let (positional, named) = uses.facts.arguments(connect.node);
    let is_address = positional.len() > 7 || named.iter().any(|(name, _)| *name == "uri");
    let database = uses.facts.argument(connect.node, 0, "database").and_then(|value| uses.kinds.texts(value));
    match database {
        _ if !is_address => Ok(()),
        Some(texts) if !texts.iter().any(|text| text.contains("cache=")) => Ok(()),
        _ => Err(format!(
            "the address on line {} may ask for a shared cache, which apsw does not have",
            uses.line(connect.node)
        )),
    }
}

/// sqlite3 refuses a text of several statements, apsw runs them all.
pub(super) fn one_statement(uses: &Uses, site: &Site) -> Refusal {
    let texts = uses.facts.argument(site.node, 0, "sql").and_then(|value| uses.kinds.texts(value));
    match texts {
        Some(texts) if texts.iter().all(|text| sql::is_one(text)) => Ok(()),
        _ => Err(format!("the SQL on line {} is not known to be one statement; port it by hand", uses.line(site.node))),
    }
}

/// What depends on SQLite's version, or on a transaction that only sqlite3 has open.
fn texts(uses: &Uses, executed: &[Executed], autocommit: bool) -> Refusal {
    const VERSIONED: [&str; 17] = [
        "SOUNDEX",
        "STRING_AGG",
        "BUSY_TIMEOUT",
        "SECURE_DELETE",
        "LOAD_EXTENSION",
        "SQLITE_VERSION",
        "SQLITE_SOURCE_ID",
        "COMPILE_OPTIONS",
        "FUNCTION_LIST",
        "MODULE_LIST",
        "PRAGMA_LIST",
        "TABLE_LIST",
        "SQLITE_COMPILEOPTION_GET",
        "COLLATION_LIST",
        "COUNT_CHANGES",
        "FULL_COLUMN_NAMES",
        "SHORT_COLUMN_NAMES",
    ];
    for Executed { site, text } in executed {
        let line = uses.line(site.node);
        let words = sql::words(text);
        let says = |list: &[&str]| words.iter().find(|word| list.contains(&word.as_str())).cloned();
        let first: Vec<String> = sql::statements(text).iter().map(|statement| sql::first_word(statement)).collect();
        if let Some(word) = says(&VERSIONED).or_else(|| first.iter().find(|word| *word == "EXPLAIN").cloned()) {
            return Err(format!(
                "`{word}` on line {line} depends on the version of SQLite, which apsw brings its own of"
            ));
        }
        let script = executed.iter().find(|own| own.site.key.ends_with("executescript"));
        if let Some(script) =
            script.filter(|_| autocommit && first.iter().any(|word| word == "BEGIN" || word == "SAVEPOINT"))
        {
            return Err(format!(
                "`executescript` on line {} commits in sqlite3 what line {line} began, in apsw it does not",
                uses.line(script.site.node)
            ));
        }
        if autocommit {
            continue;
        }
        let control = ["BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "END"];
        let explicit = first.iter().find(|word| control.contains(&word.as_str())).cloned();
        if let Some(word) = explicit.or_else(|| says(&["ROLLBACK", "DEFERRED", "DEFER_FOREIGN_KEYS"])) {
            return Err(format!(
                "`{word}` on line {line}: sqlite3 has a transaction open where apsw has none; port it by hand"
            ));
        }
    }
    Ok(())
}

/// The blocks of `with conn:`.
fn blocks(uses: &Uses, executed: &[Executed], autocommit: bool) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let inside = |body: NodeId, node: NodeId| tree.span(body).contains(&tree.start(node));
    for entered in uses.sites_of("sqlite3.connect().__enter__") {
        let block = tree.ancestors(entered.node).find(|&id| tree.kind(id) == "with_statement");
        let Some((block, body)) = block.and_then(|block| Some((block, tree.child(block, "body")?))) else { continue };
        let line = uses.line(block);
        if let Some(call) = tree.descendants(body).find(|&node| {
            tree.kind(node) == "call" && uses.kinds.callee(node).is_some_and(|function| uses.works_in(function))
        }) {
            return Err(format!(
                "line {} uses the database through a function inside of `with` (line {line})",
                uses.line(call)
            ));
        }
        for own in executed.iter().filter(|own| inside(body, own.site.node)) {
            let plain = ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES"];
            let other = own.words().into_iter().find(|word| !plain.contains(&word.as_str()));
            if own.site.key.ends_with("executescript") || other.is_some() {
                return Err(format!(
                    "`{}` on line {} is inside of `with` (line {line}), which is a savepoint in apsw; move it out of the block",
                    other.unwrap_or("executescript".to_owned()),
                    uses.line(own.site.node)
                ));
            }
        }
        let ends = ["commit", "rollback", "close", "backup", "__enter__"];
        let ended = uses.sites.iter().find(|site| {
            inside(body, site.node)
                && site.key.strip_prefix("sqlite3.connect().").is_some_and(|member| ends.contains(&member))
        });
        if let Some(site) = ended {
            return Err(format!(
                "`{}` on line {} is inside of `with` (line {line}); move it out of the block",
                site.key,
                uses.line(site.node)
            ));
        }
        if autocommit {
            let caught = tree.ancestors(block).any(|id| tree.kind(id) == "try_statement" || is_suppressed(uses, id))
                || (uses.facts.enclosing_definition(block).is_some() && !uses.attempts().is_empty());
            let begun = executed
                .iter()
                .any(|own| own.words().iter().any(|word| matches!(word.as_str(), "BEGIN" | "SAVEPOINT")));
            if caught || begun {
                return Err(format!(
                    "`with` on line {line} rolls nothing back in sqlite3 with `isolation_level=None`, in apsw it does"
                ));
            }
            continue;
        }
        pending(uses, executed, block, "`with`")?;
    }
    Ok(())
}

fn is_suppressed(uses: &Uses, block: NodeId) -> bool {
    uses.facts.notebook.tree.kind(block) == "with_statement" && uses.attempts().contains(&block)
}

/// What acts otherwise inside of a transaction must not come while one is open.
fn outside_of_transactions(uses: &Uses, executed: &[Executed]) -> Refusal {
    for own in executed {
        let acts =
            sql::statements(&own.text).iter().map(|statement| (sql::first_word(statement), sql::sets(statement))).find(
                |(word, sets)| matches!(word.as_str(), "VACUUM" | "ATTACH" | "DETACH") || (word == "PRAGMA" && *sets),
            );
        let acts = acts.map(|(word, _)| word);
        if let Some(word) = acts.filter(|_| !own.site.key.ends_with("executescript")) {
            pending(uses, executed, own.site.node, &format!("`{word}`"))?;
        }
    }
    Ok(())
}

/// Whether a node stands in the block of a `with conn:`.
fn in_block(uses: &Uses, node: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    uses.sites_of("sqlite3.connect().__enter__").any(|entered| {
        let block = tree.ancestors(entered.node).find(|&id| tree.kind(id) == "with_statement");
        block
            .and_then(|block| tree.child(block, "body"))
            .is_some_and(|body| tree.span(body).contains(&tree.start(node)))
    })
}

/// Whether something that sqlite3 has not committed may be pending at a node.
fn pending(uses: &Uses, executed: &[Executed], at: NodeId, what: &str) -> Refusal {
    for own in executed.iter().filter(|own| own.writes() && !own.site.key.ends_with("executescript")) {
        let node = own.site.node;
        if in_block(uses, node) || is_later(uses, node, at) || is_committed(uses, node, at) {
            continue;
        }
        return Err(format!(
            "what line {} writes is not committed before {what} on line {}; commit it first",
            uses.line(node),
            uses.line(at)
        ));
    }
    Ok(())
}

/// Whether one node surely runs after the other: below it in the same cell, both outside of loops and functions.
fn is_later(uses: &Uses, node: NodeId, at: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let straight = |node: NodeId| {
        facts.enclosing_definition(node).is_none()
            && !tree
                .ancestors(node)
                .take_while(|&id| !facts.notebook.cells.iter().any(|cell| cell.statements.contains(&id)))
                .any(|id| matches!(tree.kind(id), "for_statement" | "while_statement"))
            && facts
                .cell_statement(node)
                .is_some_and(|top| !matches!(tree.kind(top), "for_statement" | "while_statement"))
    };
    let same = facts.cell_of(node) == facts.cell_of(at) && facts.cell_of(node).is_some();
    same && straight(node) && straight(at) && tree.start(node) > tree.end(at)
}

/// Whether a `commit()` follows a node in its block or one around it, before anything else takes hold.
fn is_committed(uses: &Uses, node: NodeId, at: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    let commits: Vec<NodeId> =
        uses.sites_of("sqlite3.connect().commit").filter_map(|site| uses.statement_of(site.node)).collect();
    let function = uses.facts.enclosing_definition(node);
    let mut child = node;
    for parent in tree.ancestors(node) {
        if matches!(tree.kind(parent), "block" | "module") {
            for next in tree.children(parent).filter(|&next| tree.start(next) >= tree.end(child)) {
                if commits.contains(&next) {
                    return true;
                }
                if tree.span(next).contains(&tree.start(at)) {
                    return false;
                }
            }
        }
        if Some(parent) == function {
            return false;
        }
        child = parent;
    }
    false
}
