//! Rules for psycopg2: where psycopg (3) gives other types, binds otherwise, or ends a transaction elsewhere.

use super::servers::{given, items, object, texts};
use super::sql;
use super::uses::{Site, Uses};
use crate::check::port::Use;
use crate::edit::Edit;
use crate::notebook::NodeId;

pub(super) type Refusal = Result<(), String>;

/// Types of PostgreSQL whose values are of other Python types. Measured: memoryview -> bytes, str -> UUID, IPv4Address and tuple,
/// psycopg2's own ranges -> psycopg's, the time zone UTC -> ZoneInfo, date.max for infinity -> DataError.
const OTHER_TYPES: [&str; 26] = [
    "BYTEA",
    "UUID",
    "GEN_RANDOM_UUID",
    "UUID_GENERATE_V4",
    "UUID_GENERATE_V1",
    "INET",
    "CIDR",
    "INT4RANGE",
    "INT8RANGE",
    "NUMRANGE",
    "TSRANGE",
    "TSTZRANGE",
    "DATERANGE",
    "INT4MULTIRANGE",
    "INT8MULTIRANGE",
    "NUMMULTIRANGE",
    "TSMULTIRANGE",
    "TSTZMULTIRANGE",
    "DATEMULTIRANGE",
    "TIMESTAMPTZ",
    "HSTORE",
    "TO_TIMESTAMP",
    "MAKE_TIMESTAMPTZ",
    "RECORD",
    "INET_CLIENT_ADDR",
    "INET_SERVER_ADDR",
];

/// Whether all texts of SQL stay away from types whose values change.
pub(super) fn values(uses: &Uses) -> Refusal {
    for (node, text) in texts(uses) {
        let line = uses.line(node);
        let words = sql::words(&text);
        let named = words.iter().find(|word| OTHER_TYPES.contains(&word.as_str())).cloned();
        let lower = text.to_lowercase();
        let named = named.or_else(|| lower.contains("with time zone").then(|| "TIMESTAMP WITH TIME ZONE".to_owned()));
        let named = named.or_else(|| lower.contains("infinity'").then(|| "infinity".to_owned()));
        let named = named.or_else(|| lower.contains(" bc'").then(|| "BC".to_owned()));
        let named = named.or_else(|| is_row(&text).then(|| "ROW".to_owned()));
        let named = named.or_else(|| shows_now(&text).then(|| "now()".to_owned()));
        if let Some(named) = named {
            return Err(format!(
                "`{named}` on line {line}: its values are of another Python type in psycopg (see psycopg's list of adapted types); port it by hand"
            ));
        }
    }
    Ok(())
}

fn is_row(text: &str) -> bool {
    let upper = text.to_uppercase();
    upper.match_indices("ROW").any(|(at, _)| {
        let before = upper.get(..at).unwrap_or_default();
        let after = upper.get(at + 3..).unwrap_or_default().trim_start();
        after.starts_with('(') && !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    })
}

/// Whether a query gives the current time as it is, with its time zone.
fn shows_now(text: &str) -> bool {
    let upper = text.to_uppercase();
    sql::statements(&upper).iter().any(|statement| {
        let first = sql::first_word(statement);
        let list = match first.as_str() {
            "SELECT" | "WITH" => statement.split(" FROM ").next().unwrap_or_default(),
            _ => statement.rsplit_once("RETURNING").map_or("", |(_, list)| list),
        };
        let inside = ["TO_CHAR(", "EXTRACT(", "DATE_PART(", "AGE("].iter().any(|function| list.contains(function));
        ["NOW()", "CURRENT_TIMESTAMP", "CLOCK_TIMESTAMP()", "TRANSACTION_TIMESTAMP()", "STATEMENT_TIMESTAMP()"]
            .iter()
            .any(|now| {
                list.match_indices(now).any(|(at, _)| {
                    let after = list.get(at + now.len()..).unwrap_or_default().trim_start();
                    !after.starts_with("::") && !inside
                })
            })
    })
}

/// What `execute` and its like are given: one result, and parameters that are bound alike.
pub(super) fn query(uses: &Uses, site: &Site) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let (line, place) = (uses.line(site.node), usize::from(site.key.contains(".extras.")));
    let text = given(uses, site.node, place, &["query", "sql", "string"]).and_then(|node| uses.kinds.text(node));
    if let Some(text) = &text {
        one_result(uses, text, line)?;
        if in_list(text) && in_lists(uses, site).is_none() {
            return Err(format!(
                "`IN %s` on line {line}: write `= ANY(%s)` and give a list instead of the tuple (`NOT IN`: `<> ALL(%s)`)"
            ));
        }
        if text.trim().is_empty() {
            return Err(format!("the query on line {line} is empty"));
        }
    }
    let Some(parameters) = given(uses, site.node, place + 1, &["vars", "vars_list", "argslist", "parameters"]) else {
        return Ok(());
    };
    let origin = uses.kinds.origin(parameters);
    if matches!(tree.kind(origin), "string" | "concatenated_string") {
        return Err(format!("the parameters on line {line} are a string; give a tuple"));
    }
    let mut rows = items(uses, parameters).unwrap_or_default();
    if site.key.ends_with("executemany") || place > 0 {
        rows = rows.into_iter().flat_map(|row| items(uses, row).unwrap_or_default()).collect();
    }
    let lists = in_lists(uses, site).map_or(Vec::new(), |(_, lists)| lists);
    for (index, &item) in rows.iter().enumerate().filter(|(_, item)| !lists.contains(item)) {
        parameter(uses, item, text.as_deref(), index, line)?;
    }
    Ok(())
}

pub(super) fn parameter(uses: &Uses, item: NodeId, text: Option<&str>, index: usize, line: usize) -> Refusal {
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
    if matches!(facts.value(origin), crate::syntax::Value::Bytes)
        || matches!(callee.as_str(), "bytes" | "bytearray" | "memoryview")
    {
        return Err(format!("bytes are a parameter on line {line}; they come back as bytes, not as memoryview"));
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
pub(super) fn in_lists(uses: &Uses, site: &Site) -> Option<(Vec<Edit>, Vec<NodeId>)> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    if !site.key.ends_with(".cursor().execute") {
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

fn in_list(text: &str) -> bool {
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

/// The `with` statement that a connection is entered by, its item, and its name there.
fn block(uses: &Uses, site: &Site) -> Option<(NodeId, Option<NodeId>)> {
    let tree = &uses.facts.notebook.tree;
    let block = tree.ancestors(site.node).find(|&id| tree.kind(id) == "with_statement")?;
    let pattern = tree.parent(site.node).filter(|&parent| tree.kind(parent) == "as_pattern");
    let alias = pattern.and_then(|pattern| tree.child(pattern, "alias")).and_then(|alias| tree.children(alias).next());
    Some((block, alias))
}

/// psycopg closes a connection at the end of `with`: right where nothing but `close()` comes after it.
pub(super) fn closed_afterwards(uses: &Uses, site: &Site) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some((block, alias)) = block(uses, site) else { return Err("no `with` is there".to_owned()) };
    let (span, scope) = (tree.span(block), (facts.cell_of(block), facts.enclosing_definition(block)));
    let line = uses.line(block);
    let own = facts.names.symbol_of(site.node);
    let names: Vec<_> = own.into_iter().chain(alias.and_then(|alias| facts.names.symbol_of(alias))).collect();
    if own.is_none() && tree.kind(site.node) != "call" {
        return Err(format!("what `with` on line {line} closes is not known by a name of its own"));
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
        let bound_inside = facts.names.symbol(symbol).bindings.iter().all(|binding| inside(binding.node));
        let concerned = names.contains(&symbol) || (bound_inside && other.key.contains(".cursor()"));
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
pub(super) fn nothing_pending(uses: &Uses, site: &Site) -> Refusal {
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

/// `COPY ... TO STDOUT` into a text file, `COPY ... FROM STDIN` from a file.
pub(super) fn copies(uses: &Uses, site: &Site, into: bool) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let line = uses.line(site.node);
    let text = given(uses, site.node, 0, &["sql"]).and_then(|node| uses.kinds.text(node));
    let Some(words) = text.map(|text| sql::words(&text)) else {
        return Err(format!("what is copied on line {line} is not known; port it by hand"));
    };
    let goes = words.iter().any(|word| word == "STDOUT");
    if goes != into || words.iter().any(|word| word == "BINARY") {
        return Err(format!("`COPY` on line {line} is none of text; port it by hand"));
    }
    let Some(file) = given(uses, site.node, 1, &["file"]) else {
        return Err(format!("no file is named on line {line}"));
    };
    let of_text = match facts.dotted(file).as_deref() {
        Some("io.StringIO()" | "sys.stdout") => true,
        Some("open()") => {
            let call = uses.kinds.origin(file);
            let opened = tree.kind(call) == "call";
            opened
                && facts
                    .argument(call, 1, "mode")
                    .is_none_or(|mode| facts.value(mode).str().is_some_and(|mode| !mode.contains('b')))
        }
        _ => false,
    };
    if of_text && (tree.kind(file) == "identifier" || !into) {
        Ok(())
    } else {
        Err(format!("the file on line {line} is not known to be one of text, such as `io.StringIO()`"))
    }
}

/// The placeholders of templates that [`computed`] fills.
pub(super) const COMPUTED: [&str; 2] = ["copy_from", "values"];

/// The text of SQL that an old helper made: for `{copy_from}` and `{values}` in a template.
pub(super) fn computed(name: &str, uses: &Uses, site: &Site) -> Result<String, String> {
    let line = uses.line(site.node);
    match name {
        "copy_from" => {
            let table = given(uses, site.node, 1, &["table"]).and_then(|node| uses.kinds.text(node));
            let table = table.ok_or_else(|| format!("the table on line {line} is not known; port it by hand"))?;
            let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
            let columns = match given(uses, site.node, usize::MAX, &["columns"]) {
                None => String::new(),
                Some(node) => {
                    let names = items(uses, node).and_then(|items| {
                        items.into_iter().map(|item| uses.kinds.text(item)).collect::<Option<Vec<_>>>()
                    });
                    let names =
                        names.ok_or_else(|| format!("the columns on line {line} are not known; port it by hand"))?;
                    format!(" ({})", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
                }
            };
            let text = format!("COPY {}{columns} FROM STDIN", quoted(&table));
            if text.contains(['\'', '\\', '\n', '{', '}']) {
                Err(format!("the names on line {line} are too odd; port it by hand"))
            } else {
                Ok(format!("'{text}'"))
            }
        }
        "values" => values_query(uses, site),
        other => Err(format!("`{{{other}}}` is not known")),
    }
}

/// `INSERT INTO t (a, b) VALUES %s` -> `... VALUES (%s, %s)`.
pub(super) fn values_query(uses: &Uses, site: &Site) -> Result<String, String> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let line = uses.line(site.node);
    let refusal =
        |why: &str| format!("`execute_values` on line {line}: {why}; write `executemany` with the row spelled out");
    let query = given(uses, site.node, 1, &["sql"]).ok_or_else(|| refusal("it has no query"))?;
    if tree.kind(query) != "string" && tree.kind(query) != "concatenated_string" {
        return Err(refusal("its query is not written there"));
    }
    let source = facts.notebook.node_text(query);
    let upper = source.to_ascii_uppercase();
    if source.matches('%').count() != 1
        || upper.contains("RETURNING")
        || uses.sites.iter().any(|site| site.key.ends_with(".rowcount"))
    {
        return Err(refusal("more than the rows is in it, or its count is read"));
    }
    let at = source.find("%s").ok_or_else(|| refusal("it has no `%s`"))?;
    let before = upper.get(..at).unwrap_or_default().trim_end();
    let before = before.strip_suffix("VALUES").ok_or_else(|| refusal("`%s` does not follow `VALUES`"))?.trim_end();
    let listed =
        before.strip_suffix(')').and_then(|list| list.rsplit_once('(')).map(|(_, list)| list.split(',').count());
    let first = || {
        let rows = items(uses, given(uses, site.node, 2, &["argslist"])?)?;
        Some(items(uses, *rows.first()?)?.len())
    };
    let width = listed
        .or_else(first)
        .filter(|&width| width > 0)
        .ok_or_else(|| refusal("how many columns it has is not known"))?;
    let row = format!("({})", vec!["%s"; width].join(", "));
    Ok(format!("{}{row}{}", source.get(..at).unwrap_or_default(), source.get(at + 2..).unwrap_or_default()))
}
