//! Rules for MySQLdb: where pymysql gives other values, or refuses what MySQLdb sent.

use super::postgres::is_member_of_own;
use super::servers::{given, items, texts};
use super::sql;
use super::uses::{Site, Uses};
use crate::notebook::NodeId;
use crate::syntax::Value;

pub(super) type Refusal = Result<(), String>;

/// Whether all texts of SQL give the same: one statement each (pymysql sends one only), and no date that is none.
pub(super) fn values(uses: &Uses) -> Refusal {
    for (node, text) in texts(uses) {
        let line = uses.line(node);
        if text.contains("-00-") || text.contains("-00'") {
            return Err(format!(
                "a date without month or day on line {line} is None to MySQLdb and a string to pymysql; use NULL"
            ));
        }
        let routine = sql::words(&text)
            .iter()
            .take(4)
            .any(|word| matches!(word.as_str(), "PROCEDURE" | "FUNCTION" | "TRIGGER" | "EVENT"));
        if sql::statements(&text).len() > 1 && !routine {
            return Err(format!(
                "line {line} holds several statements, of which pymysql sends none; run them one by one"
            ));
        }
    }
    Ok(())
}

/// The parameters of `execute` and its like: of types that both write alike.
pub(super) fn query(uses: &Uses, site: &Site) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let line = uses.line(site.node);
    let Some(parameters) = given(uses, site.node, 1, &["args"]) else { return Ok(()) };
    let origin = uses.kinds.origin(parameters);
    if matches!(tree.kind(origin), "integer" | "float" | "true" | "false" | "set") {
        return Err(format!("the parameters on line {line} are no tuple, list or dictionary; MySQLdb refuses them"));
    }
    if let Some(other) = odd_value(uses, origin) {
        return Err(format!(
            "line {} holds {}, which pymysql writes otherwise than MySQLdb; port it by hand",
            uses.line(other.0),
            other.1
        ));
    }
    let member = facts.function_of(origin).map_or("", |function| uses.member_text(function));
    let callee = facts.callee(origin).unwrap_or_default();
    let lazy = matches!(tree.kind(origin), "generator_expression" | "dictionary_comprehension")
        || matches!(callee.as_str(), "range" | "zip" | "map" | "filter" | "iter" | "reversed")
        || matches!(member, "values" | "keys" | "items")
        || ["pandas.", "numpy.", "polars."].iter().any(|library| callee.starts_with(library));
    if lazy {
        return Err(format!("the parameters on line {line} are no tuple, list or dictionary, which pymysql needs"));
    }
    let written = items(uses, parameters);
    if let Some(&own) = written.iter().flatten().find(|&&item| is_member_of_own(uses, uses.kinds.origin(item))) {
        return Err(format!(
            "a parameter on line {} is of a class of the notebook, which pymysql writes otherwise",
            uses.line(own)
        ));
    }
    let nested = written.iter().flatten().find(|&&item| {
        let kind = tree.kind(uses.kinds.origin(item));
        kind == "dictionary" && !site.key.ends_with("executemany") || kind == "set"
    });
    if let Some(&nested) = nested {
        return Err(format!(
            "a parameter on line {} is a dictionary or a set, which pymysql refuses",
            uses.line(nested)
        ));
    }
    // What is not written there may be anything that the notebook makes.
    if written.is_none_or(|items| items.iter().any(|&item| !is_written(uses, item))) {
        const ODD: [&str; 7] = ["TIME", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "BINARY", "VARBINARY"];
        let read = |(_, text): &(NodeId, String)| sql::words(text).iter().any(|word| ODD.contains(&word.as_str()));
        let made = tree
            .all()
            .find_map(|node| odd_here(uses, node))
            .or_else(|| texts(uses).into_iter().find(read).map(|(node, _)| (node, "values of TIME or BLOB")));
        if let Some((node, what)) = made {
            return Err(format!(
                "the parameters on line {line} may hold {what} (line {}), which pymysql writes otherwise than MySQLdb; port it by hand",
                facts.notebook.text.position(tree.start(node)).0
            ));
        }
    }
    Ok(())
}

/// Whether a parameter is a literal, or a name for one.
fn is_written(uses: &Uses, node: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    let origin = uses.kinds.origin(node);
    match tree.kind(origin) {
        "string" | "concatenated_string" | "integer" | "float" | "true" | "false" | "none" => true,
        "tuple" | "list" | "unary_operator" => tree.children(origin).all(|item| is_written(uses, item)),
        _ => false,
    }
}

fn odd_value(uses: &Uses, node: NodeId) -> Option<(NodeId, &'static str)> {
    let tree = &uses.facts.notebook.tree;
    std::iter::once(node).chain(tree.descendants(node)).find_map(|part| odd_here(uses, uses.kinds.origin(part)))
}

/// An expression that makes bytes or a span of time.
fn odd_here(uses: &Uses, node: NodeId) -> Option<(NodeId, &'static str)> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let member = || {
        let function = facts.function_of(node)?;
        tree.child(function, "attribute").map(|member| facts.notebook.node_text(member))
    };
    let what = match tree.kind(node) {
        "string" if facts.value(node) == Value::Bytes => "bytes",
        "call" => match facts.callee(node).as_deref() {
            Some("bytes" | "bytearray" | "memoryview" | "os.urandom") => "bytes",
            Some("datetime.timedelta" | "pandas.Timedelta" | "pandas.to_timedelta") => "a timedelta",
            Some("time.gmtime" | "time.localtime" | "time.strptime") => "a struct_time",
            _ if matches!(member(), Some("encode" | "read_bytes" | "digest" | "to_bytes")) => "bytes",
            _ => return None,
        },
        "binary_operator" if tree.child(node, "operator").is_some_and(|operator| tree.kind(operator) == "-") => {
            let moment = |field: &str| {
                let side = tree.child(node, field).map(|side| uses.kinds.origin(side));
                side.and_then(|side| facts.callee(side)).is_some_and(|name| name.starts_with("datetime.d"))
            };
            if !moment("left") || !moment("right") {
                return None;
            }
            "a timedelta"
        }
        _ => return None,
    };
    Some((node, what))
}

/// Errors that the two class otherwise. Measured with SIGNAL for each number of MariaDB 10.11 from 1000 on:
///
/// | number | | MySQLdb | pymysql |
/// |---|---|---|---|
/// | 1364 | a column without a default gets no value | IntegrityError | OperationalError |
/// | 1366, 1263, 1367 | a value of the wrong type | OperationalError | DataError |
/// | 1166 | a wrong name of a column | OperationalError | ProgrammingError |
/// | 1169 | a unique constraint | IntegrityError | OperationalError |
pub(super) fn same_class(uses: &Uses, site: &Site) -> Refusal {
    const WRITES: [&str; 7] = ["INSERT", "REPLACE", "UPDATE", "LOAD", "CALL", "SET", "WITH"];
    const SHAPES: [&str; 2] = ["CREATE", "ALTER"];
    let tree = &uses.facts.notebook.tree;
    let attempt = tree.ancestors(site.node).find(|&id| tree.kind(id) == "try_statement");
    let Some(body) = attempt.and_then(|attempt| tree.child(attempt, "body")) else { return Ok(()) };
    let class = site.key.rsplit('.').next().unwrap_or_default();
    let runs = uses.sites.iter().filter(|other| {
        [".execute", ".executemany", ".callproc"].iter().any(|end| other.key.ends_with(end))
            && uses.runs_in(body, other.node)
    });
    for other in runs {
        let texts = given(uses, other.node, 0, &["query"]).and_then(|node| uses.kinds.texts(node));
        let differs = |text: &String| match (class, sql::first_word(text).as_str()) {
            ("IntegrityError", "INSERT" | "REPLACE") => leaves_column_out(uses, text),
            ("IntegrityError", word) => matches!(word, "LOAD" | "CALL" | "ALTER"),
            ("ProgrammingError", word) => SHAPES.contains(&word),
            ("InterfaceError", _) => false,
            (_, word) => WRITES.contains(&word) || SHAPES.contains(&word),
        };
        if texts.is_none_or(|texts| texts.iter().any(differs)) && class != "InterfaceError" {
            return Err(format!(
                "`{class}` on line {}: pymysql raises another class than MySQLdb for some errors of what line {} executes \
                 (1364, 1366, 1166); catch `MySQLdb.Error` and look at `args[0]`",
                uses.line(site.node),
                uses.line(other.node)
            ));
        }
    }
    Ok(())
}

/// Whether an INSERT names columns, and one without a default may be missing among them.
fn leaves_column_out(uses: &Uses, text: &str) -> bool {
    let words = sql::words(text);
    let lists = text.to_uppercase().split("VALUES").next().is_some_and(|head| head.contains('('))
        || words.iter().any(|word| word == "SET" || word == "SELECT");
    let table = sql::table(text);
    let creates = |made: &str| {
        let of = sql::words(made);
        of.first().is_some_and(|word| word == "CREATE") && table.as_ref().is_some_and(|table| of.contains(table))
    };
    let made: Vec<String> = texts(uses).into_iter().map(|(_, text)| text).filter(|text| creates(text)).collect();
    let needed = made.iter().flat_map(|text| columns_without_default(text));
    lists && (made.is_empty() || needed.into_iter().any(|column| !words.contains(&column)))
}

fn columns_without_default(text: &str) -> Vec<String> {
    let upper = text.to_uppercase();
    if !upper.trim_start().starts_with("CREATE") {
        return Vec::new();
    }
    let Some((_, list)) = upper.split_once('(') else { return Vec::new() };
    let optional = ["DEFAULT", "AUTO_INCREMENT"];
    let needed = list
        .split(',')
        .filter(|column| column.contains("NOT NULL") && !optional.iter().any(|word| column.contains(word)));
    needed.filter_map(|column| sql::words(column).into_iter().next()).collect()
}
