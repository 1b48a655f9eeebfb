//! `--statistics`: how often each problem occurs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Format, Report};

#[derive(serde::Serialize)]
struct Row<'a> {
    id: &'a str,
    count: usize,
    fixable: usize,
}

/// The counts per problem, the most frequent first: a table, or an array of objects for `--format json`.
pub fn render(reports: &[Report], format: Format) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        let (count, fixable) = counts.entry(&finding.problem.id).or_default();
        *count += 1;
        *fixable += usize::from(finding.default_fix(false).is_some());
    }
    let mut rows: Vec<Row> = counts.into_iter().map(|(id, (count, fixable))| Row { id, count, fixable }).collect();
    rows.sort_by(|one, other| other.count.cmp(&one.count).then(one.id.cmp(other.id)));
    if format == Format::Json {
        // Numbers and strings always serialise.
        return serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n";
    }
    let width = rows.first().map_or(0, |row| row.count.to_string().len());
    rows.iter().fold(String::new(), |mut table, row| {
        let fixable = match row.fixable {
            0 => String::new(),
            fixable if fixable == row.count => " [fixable]".into(),
            fixable => format!(" [{fixable} fixable]"),
        };
        let _ = writeln!(table, "{:>width$} {}{fixable}", row.count, row.id);
        table
    })
}
