//! Calls of polars, duckdb and pandas that hand data over through pyarrow, which nothing in the browser loads by itself.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::Context;
use crate::syntax::Reach;

/// The calls, by what they begin with and end with: `polars` and `to_pandas`.
static CALLS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("arrow.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// Whether a cell of the notebook hands data over through pyarrow where the browser runs it.
pub(super) fn is_needed(context: &Context) -> bool {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let uses = |library: &str| facts.names.imports().iter().any(|import| import.top_level() == library);
    if !["duckdb", "pandas", "polars"].into_iter().any(uses) {
        return false;
    }
    // pandas reads and writes Parquet with either.
    let other_engine = context.requirements.iter().any(|entry| entry.name == "fastparquet");
    let calls = tree.all().filter(|&node| tree.kind(node) == "call");
    calls.into_iter().any(|call| {
        let Some(callee) = facts.callee(call) else { return false };
        let library = callee.split(['.', '(']).next().unwrap_or_default();
        let last = callee.rsplit('.').next().unwrap_or_default();
        let through = CALLS.contains(&(library, last))
            || library == "polars"
                && facts
                    .argument(call, usize::MAX, "use_pyarrow")
                    .is_some_and(|value| context.notebook.node_text(value) == "True");
        let through = through && !(library == "pandas" && other_engine);
        through && context.reach(call, &["ModuleNotFoundError"]) == Reach::Runs
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_has_two_columns() {
        for row in include_str!("arrow.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(row.split('\t').count(), 2, "{row}");
        }
    }
}
