//! Files named inside of SQL text: `local-file` again.

use std::collections::HashSet;

use super::written::{existence_tested, is_url, is_written};
use super::{Context, Subject};
use crate::notebook::{NodeId, Span};
use crate::syntax::{Base, Place, Reach, Value};

/// Files named inside of SQL text: `FROM 'data.csv'`, `read_csv('data.csv')`.
pub(super) fn sql(context: &mut Context, call: NodeId, written: &HashSet<String>) {
    let facts = context.facts;
    let Some(query) = facts.argument(call, 0, "query") else { return };
    let text = match facts.value(query) {
        Value::Str(text) => text,
        // An f-string with fields: the literal parts still name files.
        _ => context.notebook.node_text(query).to_owned(),
    };
    let reach = context.reach(call, &["FileNotFoundError"]);
    let tested = |place: &Place| existence_tested(facts, call, place);
    sql_text(context, &text, context.notebook.tree.span(call), reach, &tested, written);
}

pub(super) fn sql_text(
    context: &mut Context,
    text: &str,
    span: Span,
    reach: Reach,
    tested: &dyn Fn(&Place) -> bool,
    written: &HashSet<String>,
) {
    let mut seen = HashSet::new();
    for name in sql_files(text) {
        let place = Place { base: Base::Text, rest: name.clone(), whole: true };
        let there = is_url(&name) || name.contains(['{', '*']) || is_written(&place, written);
        if there || !seen.insert(name.clone()) || tested(&place) {
            continue;
        }
        let level = context.reached_level(context.level_of("local-file", ""), reach);
        let folder = if name.starts_with('/') { "an absolute path" } else { "the current folder" };
        let advice = "read it from a URL, or from `public/` beside the notebook";
        let fill = [("path", name.as_str()), ("where", folder), ("advice", advice)];
        context.report("local-file", "", level, span.clone(), Subject::Notebook, &fill);
    }
}

fn sql_files(text: &str) -> Vec<String> {
    const ENDINGS: [&str; 10] =
        [".csv", ".parquet", ".json", ".jsonl", ".ndjson", ".tsv", ".csv.gz", ".xlsx", ".duckdb", ".db"];
    let mut files = Vec::new();
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
            let name = &rest[..end];
            if ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
                files.push(name.to_owned());
            }
        }
    }
    files
}
