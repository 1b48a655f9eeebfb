//! Imports of those parts of marimo that a browser's marimo has not: `marimo_parts.tsv`.

use super::provision::{Provision, Stock};
use super::table;
use super::{Context, Subject, Variant, level};
use crate::host::Outcome;
use crate::notebook::NodeId;

/// The parts, and the first module that each of them misses.
fn parts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table::rows(include_str!("marimo_parts.tsv"));
    rows.filter_map(|row| row.split_once('\t'))
}

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    for import in facts.names.imports().iter().filter(|import| import.top_level() == "marimo") {
        let Some((part, misses)) = parts().find(|(part, _)| import.is_within(part)) else { continue };
        let absent = |host| matches!(Stock::of(context, host).module(misses), Provision::Absent { .. });
        let outcomes: Vec<Outcome> =
            context.hosts.list.iter().map(|host| if absent(host) { Outcome::Fails } else { Outcome::Works }).collect();
        let (statement, clause): (NodeId, NodeId) = (import.statement, import.clause);
        let reach = context.reach(statement, &["ModuleNotFoundError"]);
        let level = context.reached_level(level::measured(&outcomes), reach);
        let why = format!("it needs `{misses}`, which marimo does not bring to a browser");
        let subject = Subject::module(part);
        let span = context.notebook.tree.span(clause);
        context.report("native-import", Variant::Part, level, span, subject, &[("module", part), ("why", &why)]);
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_table_is_sorted_and_of_marimo() {
        let names: Vec<&str> = parts().map(|(part, _)| part).collect();
        assert!(names.is_sorted() && names.iter().all(|name| name.starts_with("marimo.")) && !names.is_empty());
    }
}
