//! What a fix may be tied to: named conditions, each of which says why it does not hold.

use crate::check::{Problem, Subject};
use crate::notebook::{CellKind, ScriptBlockState};
use crate::rules::Predicate;
use crate::syntax::Facts;

/// Whether a predicate holds for a problem.
///
/// # Errors
/// The sentence that says why not.
pub(super) fn holds(predicate: Predicate, facts: &Facts, problem: &Problem) -> Result<(), String> {
    match predicate {
        Predicate::EveryUseInACell => every_use_in_a_cell(facts, problem),
        Predicate::OutsideOfFunctions => outside_of_functions(facts, problem),
        Predicate::ScriptBlockReadable => script_block_readable(facts),
        Predicate::EveryImportKnown => every_import_known(problem),
        Predicate::InstallableWhereJudged => installable_where_judged(problem),
        Predicate::ResultsNotCached => results_not_cached(facts),
    }
}

fn every_use_in_a_cell(facts: &Facts, problem: &Problem) -> Result<(), String> {
    let (Subject::Use { node, .. } | Subject::Variable { node, .. }) = problem.subject else { return Ok(()) };
    match facts.cell_of(node).map(|cell| facts.notebook.cells[cell].kind) {
        Some(CellKind::Unparsable | CellKind::Sql) | None => Err("it does not stand in a cell of Python".to_owned()),
        Some(_) => Ok(()),
    }
}

fn outside_of_functions(facts: &Facts, problem: &Problem) -> Result<(), String> {
    let Subject::Use { node, .. } = problem.subject else { return Ok(()) };
    match facts.called_definition(node) {
        Some(_) => Err("it stands in a function; change it by hand".to_owned()),
        None => Ok(()),
    }
}

fn script_block_readable(facts: &Facts) -> Result<(), String> {
    if let Some(reason) = &facts.notebook.script.read_only {
        return Err(reason.clone());
    }
    match &facts.notebook.script.state {
        ScriptBlockState::Malformed { reason } => Err(format!("the script block cannot be read: {reason}")),
        _ => Ok(()),
    }
}

/// An incomplete block is worse than none: `uv run` builds an environment of what it lists, and of nothing else.
fn every_import_known(problem: &Problem) -> Result<(), String> {
    match &problem.subject {
        Subject::Dependencies { unknown, .. } if !unknown.is_empty() => Err(format!(
            "no package is known for {}, and `uv run` installs what a script block lists and nothing else; write the block by hand",
            unknown.join(", ")
        )),
        _ => Ok(()),
    }
}

/// What an older release cannot install takes with it what it installs now.
fn installable_where_judged(problem: &Problem) -> Result<(), String> {
    match &problem.subject {
        Subject::Dependencies { breaks_on: Some(says), .. } => Err(format!(
            "{says}, and would install nothing of the list then; list it once the notebook asks for a newer marimo"
        )),
        _ => Ok(()),
    }
}

/// With `cache_cells` the browser reads what the cells gave at export; a stopped cell would give nothing.
fn results_not_cached(facts: &Facts) -> Result<(), String> {
    if crate::check::caches_cells(facts.notebook) {
        Err("the cells are cached at export (`cache_cells = true`), so stopping them would lose their results"
            .to_owned())
    } else {
        Ok(())
    }
}
