//! What is executed: one result, and parameters that are bound alike.

use super::Refusal;
use crate::edit::Edit;
use crate::fix::verbs::port_api::errors;
use crate::fix::verbs::port_api::kinds::Kind;
use crate::fix::verbs::port_api::servers::{given, items, texts};
use crate::fix::verbs::port_api::sql;
use crate::fix::verbs::port_api::uses::{Site, Uses};
use crate::notebook::{NodeId, Tree};
use crate::rules::port::Use;
use crate::syntax::Value;

/// What `execute` and its like are given: one result, and parameters that are bound alike.
pub(in super::super) fn query(uses: &Uses, site: &Site) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let (line, place) = (uses.line(site.node), usize::from(site.key.contains(".extras.")));
    let own = uses.sites.iter().find(|other| other.key.ends_with(".autocommit") && other.how == Use::Set);
    if let Some(own) = own.filter(|_| !site.key.ends_with(".execute") && !uses.attempts().is_empty()) {
        return Err(format!(
            "line {line} runs many rows with autocommit (line {}): psycopg undoes them all after an error, psycopg2 keeps those before it",
            uses.line(own.node)
        ));
    }
    let text = given(uses, site.node, place, &["query", "sql", "string"]).and_then(|node| uses.kinds.text(node));
    if let Some(text) = &text {
        one_result(uses, text, line)?;
        if in_list(text) && in_lists(uses, site).is_none() {
            return Err(format!(
                "`IN %s` on line {line}: write `= ANY(%s)` and give a list instead of the tuple (`NOT IN`: `<> ALL(%s)`)"
            ));
        }
        if sql::statements(text).is_empty() {
            return Err(format!("the query on line {line} is empty"));
        }
    }
    let Some(parameters) = given(uses, site.node, place + 1, &["vars", "vars_list", "argslist", "parameters"]) else {
        return Ok(());
    };
    let origin = uses.kinds.origin(parameters);
    let written = matches!(tree.kind(origin), "tuple" | "list" | "dictionary");
    if let Some(clause) = errors::builtin_handler(uses, &["IndexError", "KeyError", "TypeError"]).filter(|_| !written) {
        return Err(format!(
            "the parameters on line {line} are not written there, and line {} catches what psycopg2 raises where they do not fit",
            uses.line(clause)
        ));
    }
    if matches!(tree.kind(origin), "string" | "concatenated_string") {
        return Err(format!("the parameters on line {line} are a string; give a tuple"));
    }
    let mut rows = items(uses, parameters).unwrap_or_default();
    if let Some(text) = text.as_deref().filter(|_| place == 0) {
        fitting(uses, origin, text, line)?;
    }
    if site.key.ends_with("executemany") || place > 0 {
        rows = rows.into_iter().flat_map(|row| items(uses, row).unwrap_or_default()).collect();
    }
    let lists = in_lists(uses, site).map_or(Vec::new(), |(_, lists)| lists);
    for (index, &item) in rows.iter().enumerate().filter(|(_, item)| !lists.contains(item)) {
        parameter(uses, item, text.as_deref(), index, line)?;
    }
    Ok(())
}

/// Parameters that do not fit the placeholders raise another class of error.
fn fitting(uses: &Uses, parameters: NodeId, text: &str, line: usize) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let plain = text.replace("%%", "");
    let marks: Vec<&str> = plain.split('%').skip(1).collect();
    let unfit = || {
        Err(format!("the parameters on line {line} do not fit the query, which is another class of error in psycopg"))
    };
    if marks.iter().any(|mark| !mark.starts_with(['s', '('])) {
        return unfit();
    }
    let parts: Vec<NodeId> = tree.children(parameters).filter(|&part| tree.kind(part) != "comment").collect();
    if parts.iter().any(|&part| tree.kind(part).ends_with("_splat")) {
        return Ok(());
    }
    let fits = match tree.kind(parameters) {
        "tuple" | "list" => {
            let rows = parts.iter().all(|&part| matches!(tree.kind(part), "tuple" | "list" | "dictionary"));
            (rows && !parts.is_empty()) || marks.len() == parts.len()
        }
        "dictionary" => {
            let keys: Vec<String> = parts
                .iter()
                .filter_map(|&pair| uses.facts.value(tree.child(pair, "key")?).str().map(str::to_owned))
                .collect();
            keys.len() != parts.len()
                || marks.iter().all(|mark| {
                    let name = mark.strip_prefix('(').and_then(|mark| mark.split_once(')'));
                    name.is_some_and(|(name, _)| keys.iter().any(|key| key == name))
                })
        }
        _ => true,
    };
    if fits { Ok(()) } else { unfit() }
}

fn parameter(uses: &Uses, item: NodeId, text: Option<&str>, index: usize, line: usize) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let origin = uses.kinds.origin(item);
    let callee = facts.callee(origin).unwrap_or_default();
    let source = facts.notebook.node_text(origin);
    let floats = || tree.descendants(origin).any(|part| tree.kind(part) == "float");
    if tree.kind(origin) == "tuple" || callee == "tuple" {
        return Err(format!(
            "a tuple is a parameter on line {line}: psycopg makes a composite value of it; give a list and write `ANY`"
        ));
    }
    if matches!(facts.value(origin), Value::Bytes) || matches!(callee.as_str(), "bytes" | "bytearray" | "memoryview") {
        return Err(format!("bytes are a parameter on line {line}; they come back as bytes, not as memoryview"));
    }
    // Measured: psycopg2 refuses them ("can't adapt"), psycopg takes them.
    let refused = ["uuid.", "numpy.", "enum.", "ipaddress."]
        .iter()
        .any(|module| facts.dotted(origin).or(Some(callee.clone())).is_some_and(|name| name.starts_with(module)));
    if refused || tree.kind(origin) == "dictionary" && !is_row(tree, item) || is_member_of_own(uses, origin) {
        return Err(format!(
            "a parameter on line {line} is of a type that psycopg2 refuses and psycopg takes; write it as a text or a number"
        ));
    }
    let json = tree.kind(origin) == "call"
        && facts.function_of(origin).is_some_and(
            |function| matches!(uses.kinds.of(function), Kind::Name(key) if key.starts_with("psycopg2.extras.Json")),
        );
    if json && !text.is_some_and(|text| takes_json(text, index)) {
        return Err(format!(
            "JSON is a parameter on line {line}, and psycopg gives it a type of its own; cast it, `%s::jsonb`"
        ));
    }
    if source.contains("\\0") || source.contains("\\x00") {
        return Err(format!(
            "a text with a zero byte is a parameter on line {line}: another class of error in psycopg"
        ));
    }
    if source.contains("tzinfo") || source.contains("timezone") {
        return Err(format!(
            "a time with a time zone is a parameter on line {line}; it comes back with another tzinfo"
        ));
    }
    let list =
        matches!(tree.kind(origin), "list" | "list_comprehension") || callee == "list" || source.ends_with(".tolist()");
    if list && (floats() || !text.is_some_and(|text| takes_list(text, index))) {
        return Err(format!(
            "a list is a parameter on line {line}: psycopg binds its numbers and texts with other types; cast it, `%s::int[]`"
        ));
    }
    Ok(())
}

/// Whether a value goes to a query where it is made: shown, it is another object.
pub(in super::super) fn bound(uses: &Uses, site: &Site) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let executes = |call: NodeId| {
        tree.kind(call) == "call" && uses.sites.iter().any(|other| other.node == call && other.key.contains(".execute"))
    };
    match tree.ancestors(site.node).any(executes) {
        true => Ok(()),
        false => Err(format!(
            "`{}` on line {} is not given to a query right there; port it by hand",
            site.key,
            uses.line(site.node)
        )),
    }
}

/// Whether a dictionary is one row of several.
fn is_row(tree: &Tree, item: NodeId) -> bool {
    tree.parent(item).is_some_and(|parent| tree.kind(parent) == "list")
}

/// Whether a value is a member or an object of a class of the notebook.
pub(in super::super) fn is_member_of_own(uses: &Uses, node: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    let own = |node: NodeId| matches!(uses.facts.value(node), Value::Local(definition) if tree.kind(definition) == "class_definition");
    match tree.kind(node) {
        "attribute" => tree.child(node, "object").is_some_and(own),
        _ => matches!(uses.kinds.of(node), Kind::Instance(_)),
    }
}

/// Whether the placeholder of that number is cast, or its value is written to a table.
fn takes_json(text: &str, index: usize) -> bool {
    let upper = text.to_uppercase();
    let after = upper.match_indices("%S").nth(index).and_then(|(at, _)| upper.get(at + 2..));
    matches!(sql::first_word(&upper).as_str(), "INSERT" | "UPDATE") && !upper.contains("->")
        || after.is_some_and(|after| after.starts_with("::JSON"))
}

/// Errors of PL/pgSQL, of savepoints and of names are of another class. Measured over all codes that psycopg knows: P0xxx, 2Fxxx,
/// 3Bxxx, 38xxx, 39xxx and F0xxx are InternalError to psycopg2 and ProgrammingError or OperationalError to psycopg; 26000 and 34000 are
/// OperationalError and ProgrammingError.
pub(in super::super) fn same_class(uses: &Uses, site: &Site) -> Refusal {
    const NAMED: [&str; 12] = [
        "ROLLBACK",
        "RELEASE",
        "SAVEPOINT",
        "FETCH",
        "MOVE",
        "CLOSE",
        "EXECUTE",
        "DEALLOCATE",
        "PREPARE",
        "DO",
        "CALL",
        "DECLARE",
    ];
    let tree = &uses.facts.notebook.tree;
    let attempt = tree.ancestors(site.node).find(|&id| tree.kind(id) == "try_statement");
    let Some(body) = attempt.and_then(|attempt| tree.child(attempt, "body")) else { return Ok(()) };
    let raises = texts(uses).iter().any(|(_, text)| sql::words(text).iter().any(|word| word == "RAISE"));
    let runs =
        uses.sites.iter().filter(|other| other.key.contains(".cursor().execute") && uses.runs_in(body, other.node));
    for other in runs {
        let texts = given(uses, other.node, 0, &["query"]).and_then(|node| uses.kinds.texts(node));
        let differs = match texts {
            Some(texts) => texts
                .iter()
                .flat_map(|text| sql::statements(text))
                .any(|one| NAMED.contains(&sql::first_word(&one).as_str())),
            None => site.key.ends_with("InternalError"),
        };
        if differs || raises {
            return Err(format!(
                "`{}` on line {}: what line {} executes may raise an error that psycopg classes otherwise (PL/pgSQL, savepoints); catch \
                 `psycopg2.Error` and look at `pgcode`",
                site.key,
                uses.line(site.node),
                uses.line(other.node)
            ));
        }
    }
    Ok(())
}

/// Whether the placeholder of that number may be a list of any type: `ANY(%s)`, `%s::text[]`, or a value that is written to a table.
fn takes_list(text: &str, index: usize) -> bool {
    let upper = text.to_uppercase();
    if ["&&", "@>", "<@", "||"].iter().any(|operator| upper.contains(operator)) {
        return false;
    }
    if matches!(sql::first_word(&upper).as_str(), "INSERT" | "UPDATE") {
        return true;
    }
    let Some((at, _)) = upper.match_indices("%S").nth(index) else {
        return upper.matches("%(").count() == upper.matches("ANY(%(").count() + upper.matches("ALL(%(").count();
    };
    let (before, after) = (upper.get(..at).unwrap_or_default().trim_end(), upper.get(at + 2..).unwrap_or_default());
    before.ends_with("ANY(")
        || before.ends_with("ALL(")
        || before.ends_with("ANY (")
        || before.ends_with("ALL (")
        || after.starts_with("::")
}

/// psycopg2 keeps the result of the last statement, psycopg that of the first.
fn one_result(uses: &Uses, text: &str, line: usize) -> Refusal {
    let plain = without_dollars(text);
    let statements = sql::statements(&plain);
    if statements.len() < 2 {
        return Ok(());
    }
    let gives = |statement: &String| {
        let words = sql::words(statement);
        let first = words.first().map_or("", String::as_str);
        words.iter().any(|word| word == "RETURNING")
            || !matches!(
                first,
                "CREATE"
                    | "INSERT"
                    | "UPDATE"
                    | "DELETE"
                    | "DROP"
                    | "ALTER"
                    | "TRUNCATE"
                    | "SET"
                    | "GRANT"
                    | "REVOKE"
                    | "COMMENT"
                    | "ANALYZE"
                    | "BEGIN"
                    | "COMMIT"
                    | "LOCK"
                    | "DO"
                    | "REINDEX"
            )
    };
    if statements.iter().any(gives) {
        return Err(format!(
            "line {line} runs several statements at once: psycopg gives the result of the first, psycopg2 that of the last; run them one by one"
        ));
    }
    let counted =
        uses.sites.iter().find(|site| site.key.ends_with(".rowcount") || site.key.ends_with(".statusmessage"));
    match counted {
        Some(site) => Err(format!(
            "line {} reads the count of several statements at once; run them one by one",
            uses.line(site.node)
        )),
        None => Ok(()),
    }
}

/// A text without what stands between `$$` and `$$`.
fn without_dollars(text: &str) -> String {
    text.split("$$").step_by(2).collect::<Vec<_>>().join("''")
}

/// `IN %s` with a tuple -> `= ANY(%s)` with a list: the edits, and the parameters; none if it cannot be written so.
pub(in super::super) fn in_lists(uses: &Uses, site: &Site) -> Option<(Vec<Edit>, Vec<NodeId>)> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    if !site.entry.arrays {
        return None;
    }
    let query = given(uses, site.node, 0, &["query"]).filter(|&query| tree.kind(query) == "string")?;
    let parameters =
        given(uses, site.node, 1, &["vars"]).filter(|&node| matches!(tree.kind(node), "tuple" | "list"))?;
    let items: Vec<NodeId> = tree.children(parameters).collect();
    let source = facts.notebook.node_text(query);
    let (mut edits, mut lists, mut index, mut at) = (Vec::new(), Vec::new(), 0, 0);
    while let Some(found) = source.get(at..)?.find('%').map(|found| at + found) {
        at = found + 2;
        match source.get(found + 1..found + 2)? {
            "%" => continue,
            "s" => {}
            _ => return None,
        }
        let item = *items.get(index)?;
        index += 1;
        let before = source.get(..found)?.trim_end();
        let Some(word) =
            before.get(before.len().checked_sub(3)?..).filter(|word| word.trim_start().eq_ignore_ascii_case("in"))
        else {
            continue;
        };
        let head = before.get(..before.len() - word.trim_start().len())?.trim_end();
        let negated =
            head.get(head.len().saturating_sub(4)..).is_some_and(|word| word.trim_start().eq_ignore_ascii_case("not"));
        let start = if negated { head.len() - 3 } else { head.len() + (before.len() - head.len() - 2) };
        let (from, operator) = (tree.start(query) + start, if negated { "<> ALL(%s)" } else { "= ANY(%s)" });
        edits.push(Edit { span: from..tree.start(query) + found + 2, text: operator.to_owned() });
        edits.extend(as_list(uses, item)?);
        lists.push(item);
    }
    (index == items.len()).then_some((edits, lists))
}

/// The edits that make a tuple a list, if it surely is a tuple of no floats.
fn as_list(uses: &Uses, item: NodeId) -> Option<Vec<Edit>> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let span = tree.span(item);
    let plain = |tuple: NodeId| {
        let odd = |part: NodeId| part != tuple && matches!(tree.kind(part), "float" | "tuple");
        tree.children(tuple).next().is_some() && !tree.descendants(tuple).any(odd)
    };
    match tree.kind(item) {
        "tuple" if plain(item) => Some(vec![
            Edit { span: span.start..span.start + 1, text: "[".to_owned() },
            Edit { span: span.end - 1..span.end, text: "]".to_owned() },
        ]),
        "identifier" => {
            let origin = uses.kinds.origin(item);
            (tree.kind(origin) == "tuple" && plain(origin)).then(|| {
                vec![
                    Edit { span: span.start..span.start, text: "list(".to_owned() },
                    Edit { span: span.end..span.end, text: ")".to_owned() },
                ]
            })
        }
        "call" if facts.callee(item).as_deref() == Some("tuple") => {
            let function = facts.function_of(item)?;
            let given = *facts.arguments(item).0.first()?;
            let origin = uses.kinds.origin(given);
            let numbers = matches!(tree.kind(origin), "list" | "tuple") && plain(origin);
            numbers.then(|| vec![Edit { span: tree.span(function), text: "list".to_owned() }])
        }
        _ => None,
    }
}

pub(super) fn in_list(text: &str) -> bool {
    let upper = text.to_uppercase();
    upper.match_indices("IN").any(|(at, _)| {
        let before = upper.get(..at).unwrap_or_default();
        let after = upper.get(at + 2..).unwrap_or_default();
        before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace) && {
            let next = after.trim_start();
            next.starts_with("%S") || next.starts_with("%(")
        }
    })
}
