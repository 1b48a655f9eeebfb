//! Texts of SQL that psycopg2's helpers made: COPY, and the rows of `execute_values`.

use super::Refusal;
use crate::fix::verbs::port_api::servers::{given, items};
use crate::fix::verbs::port_api::sql;
use crate::fix::verbs::port_api::uses::{Site, Uses};

/// `COPY ... TO STDOUT` into a text file, `COPY ... FROM STDIN` from a file.
pub(in super::super) fn copies(uses: &Uses, site: &Site, into: bool) -> Refusal {
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
pub(in super::super) const COMPUTED: [&str; 2] = ["copy_from", "values"];

/// The text of SQL that an old helper made: for `{copy_from}` and `{values}` in a template.
pub(in super::super) fn computed(name: &str, uses: &Uses, site: &Site) -> Result<String, String> {
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
fn values_query(uses: &Uses, site: &Site) -> Result<String, String> {
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
        || !sql::first_word(upper.trim_start_matches(['"', '\'', 'R'])).starts_with("INSERT")
        || sql::words(&upper).iter().any(|word| word == "SELECT")
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
