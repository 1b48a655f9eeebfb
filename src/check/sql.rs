//! Files named inside of SQL text: `local-file` again.

use rustc_hash::FxHashSet as HashSet;

use super::existence::existence_tested;
use super::on_disk::Search;
use super::public::{Publication, below_notebook, publication, searched_for};
use super::sql_addresses::takes_addresses;
use super::written::{Written, is_url};
use super::{Context, Subject, Variant};
use crate::notebook::{NodeId, Span};
use crate::syntax::{Base, Place, Reach, Value};

/// Files named inside of SQL text: `FROM 'data.csv'`, `read_csv('data.csv')`.
pub(super) fn sql(context: &mut Context, call: NodeId, name: &str, written: &Written) {
    let facts = context.facts;
    let Some(query) = facts.argument(call, 0, "query") else { return };
    let text = match facts.value(query) {
        Value::Str(text) => text,
        // An f-string with fields: the literal parts still name files.
        _ => context.notebook.node_text(query).to_owned(),
    };
    let reach = context.reach(call, &["FileNotFoundError"]);
    let tested = |place: &Place| existence_tested(facts, call, place) || written.has(facts, call, place);
    sql_text(context, &text, context.notebook.tree.span(call), reach, &tested, Some((call, name, query)));
}

/// The same for the text alone; of a call, if one runs it.
pub(super) fn sql_text(
    context: &mut Context,
    text: &str,
    span: Span,
    reach: Reach,
    there: &dyn Fn(&Place) -> bool,
    call: Option<(NodeId, &str, NodeId)>,
) {
    let mut seen = HashSet::default();
    for name in sql_files(text) {
        let place = Place { base: Base::Text, rest: name.clone(), whole: true };
        if is_url(&name) || name.contains('{') || !seen.insert(name.clone()) || there(&place) {
            continue;
        }
        let level = context.reached_level(context.level_of("local-file", Variant::Plain), reach);
        let folder = if name.starts_with('/') { "an absolute path" } else { "the current folder" };
        let advice = "read it from a URL, or from `public/` beside the notebook";
        let fill = [("path", name.as_str()), ("where", folder), ("advice", advice)];
        let subject = match call {
            Some((call, function, query)) => Subject::File {
                call,
                name: function.to_owned(),
                at: query,
                address: None,
                path: name.clone(),
                publication: published(context, &place).and_then(|published| {
                    if function == "marimo.sql" {
                        takes_addresses(context, text, &name)?;
                    }
                    Ok(Publication { named: Some(name.clone()), ..published })
                }),
            },
            None => Subject::Notebook,
        };
        context.report("local-file", Variant::Plain, level, span.clone(), subject, &fill);
    }
}

/// Where a file that a query names can be published, or all that its pattern finds.
fn published(context: &Context, place: &Place) -> Result<Publication, String> {
    if !place.rest.contains('*') {
        return publication(context, place);
    }
    let rest = below_notebook(context, place)?;
    searched_for(context, &Search::new(&rest, true, false))
}

/// The files among the sources of a query, by their endings.
fn sql_files(text: &str) -> Vec<String> {
    const ENDINGS: [&str; 10] =
        [".csv", ".parquet", ".json", ".jsonl", ".ndjson", ".tsv", ".csv.gz", ".xlsx", ".duckdb", ".db"];
    let is_file = |name: &String| ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    sources(text).into_iter().filter(is_file).collect()
}

/// What a query reads by a quoted name: `FROM '...'`, `read_csv('...')`.
pub(super) fn sources(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices('\'') {
        let before = lower[..at].trim_end();
        let reads = [
            "from",
            "join",
            "read_csv(",
            "read_csv_auto(",
            "read_parquet(",
            "read_json(",
            "read_json_auto(",
            "read_xlsx(",
            "parquet_scan(",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        let rest = &text[at + 1..];
        if let Some(end) = rest.find('\'').filter(|_| reads) {
            names.push(rest[..end].to_owned());
        }
    }
    names
}
