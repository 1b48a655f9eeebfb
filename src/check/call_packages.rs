//! Calls and imports that need a package beside their own: data that duckdb, polars and pandas hand to each other, extras of a
//! library that it does without until then.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap as HashMap;

use super::Context;
use super::table;
use crate::notebook::NodeId;
use crate::syntax::Reach;

/// A package, and the keyword with which a call does without it.
type Need = (&'static str, Option<&'static str>);

/// What calls need, by what they begin with and end with: `polars` and `to_pandas`; what the import of a module needs, by its
/// name and an empty one.
static NEEDS: LazyLock<HashMap<(&'static str, &'static str), Vec<Need>>> = LazyLock::new(|| {
    let mut needs: HashMap<_, Vec<_>> = HashMap::default();
    for row in table::rows(include_str!("call-packages.tsv")) {
        if let [library, call, package, unless] = row.split('\t').collect::<Vec<_>>()[..] {
            let unless = (!unless.is_empty()).then_some(unless);
            needs.entry((library, call)).or_default().push((package, unless));
        }
    }
    needs
});

/// What the calls and imports of the notebook need besides what they name, where the browser runs them.
pub(super) fn needed<'c>(context: &'c Context) -> &'c BTreeSet<&'static str> {
    context.called.get_or_init(|| find(context))
}

fn find(context: &Context) -> BTreeSet<&'static str> {
    let facts = context.facts;
    let uses = |top_level: &str| facts.names.imports().iter().any(|import| import.top_level() == top_level);
    if !NEEDS.keys().any(|(library, _)| uses(library.split('.').next().unwrap_or(library))) {
        return BTreeSet::new();
    }
    let runs = |node| context.reach(node, &["ModuleNotFoundError"]) == Reach::Runs;
    let mut needed = BTreeSet::new();
    for import in facts.names.imports() {
        let full = import.full_name();
        let modules = full.match_indices('.').map(|(dot, _)| &full[..dot]).chain([full.as_str()]);
        let found: Vec<_> = modules.filter_map(|module| NEEDS.get(&(module, ""))).flatten().collect();
        if !found.is_empty() && runs(import.statement) {
            needed.extend(found.into_iter().map(|(package, _)| *package));
        }
    }
    let tree = &context.notebook.tree;
    for call in tree.all().filter(|&node| tree.kind(node) == "call") {
        let found = needs_of_call(context, call);
        if !found.is_empty() && runs(call) {
            needed.extend(found);
        }
    }
    needed
}

fn needs_of_call(context: &Context, call: NodeId) -> Vec<&'static str> {
    let facts = context.facts;
    let Some(callee) = facts.callee(call) else { return Vec::new() };
    let library = callee.split(['.', '(']).next().unwrap_or_default();
    let last = callee.rsplit('.').next().unwrap_or_default();
    let given = |keyword: &str| facts.argument(call, usize::MAX, keyword);
    let needs = NEEDS.get(&(library, last)).into_iter().flatten();
    let needs = needs.filter(|(_, unless)| unless.is_none_or(|keyword| given(keyword).is_none()));
    let mut packages: Vec<&str> = needs.map(|(package, _)| *package).collect();
    if library == "polars" && given("use_pyarrow").is_some_and(|value| context.notebook.node_text(value) == "True") {
        packages.push("pyarrow");
    }
    // pandas reads and writes Parquet with either.
    let other_engine = || context.requirements.iter().any(|entry| entry.name == "fastparquet");
    packages.retain(|package| !(library == "pandas" && *package == "pyarrow" && other_engine()));
    packages
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_has_four_columns() {
        for row in include_str!("call-packages.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(row.split('\t').count(), 4, "{row}");
        }
    }
}
