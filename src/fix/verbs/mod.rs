//! The verbs: facts -> intents in a plan. One file a verb; a definition names it with `do`.

mod add_dependency;
mod ask_in_browser;
mod await_directly;
mod cache_cells;
mod correct_requirement;
mod cure_requirement;
mod default_in_browser;
mod drop_specifier;
mod fallback;
mod guard;
mod guard_module;
mod make_folder;
mod mark_requirement;
mod port_api;
mod read_from_public;
mod remove_statement;
mod remove_suppression;
mod rename_requirement;
mod split_requirement;
mod sql_field;
mod stop_in_browser;

pub(super) use guard::{defines_for_others, live_sites};

use super::{EditDefinition, Plan};
use crate::check::{Problem, Subject};
use crate::packages::{Requirement, misnamed};

/// Adds what an edit of a fix wants to a plan.
///
/// # Errors
/// Why the edit cannot be made here, and what to do by hand.
pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    match edit.verb {
        "add-dependency" => add_dependency::apply(plan, problem),
        "mark-requirement" => mark_requirement::apply(plan, problem),
        "split-requirement" => split_requirement::apply(plan, problem),
        "rename-requirement" => rename_requirement::apply(plan, problem),
        "correct-requirement" => correct_requirement::apply(plan, problem),
        "drop-specifier" => drop_specifier::apply(plan, problem),
        "cure-requirement" => cure_requirement::apply(plan, problem),
        "cache-cells" => cache_cells::apply(plan, problem),
        "remove-suppression" => remove_suppression::apply(plan, problem),
        "remove-statement" => remove_statement::apply(plan, problem),
        "default-in-browser" => default_in_browser::apply(plan, problem),
        "read-from-public" => read_from_public::apply(plan, problem),
        "make-folder" => make_folder::apply(plan, problem),
        "ask-in-browser" => ask_in_browser::apply(plan, problem, edit),
        "stop-in-browser" => stop_in_browser::apply(plan, problem, edit),
        "await-directly" => await_directly::apply(plan, problem),
        "guard" => guard::apply(plan, problem, edit),
        "port-api" => port_api::apply(plan, problem),
        "stand-in" => port_api::stand_in(plan, problem),
        "guard-module" => guard_module::apply(plan, problem, edit),
        other => Err(format!("there is no verb `{other}`")),
    }
}

/// Whether a verb keeps something from running in the browser: of no use where the notebook fails all the same.
pub(super) fn is_guard(verb: &str) -> bool {
    matches!(verb, "guard" | "guard-module" | "default-in-browser" | "stop-in-browser")
}

/// The entry of the script block that a problem is about: its index, its text, and the quotes that a marker in it
/// takes, those that the TOML string has not.
fn entry<'a>(plan: &Plan<'a>, problem: &Problem) -> Result<(usize, &'a str, char), String> {
    match problem.subject {
        Subject::Requirement { index, .. } => entry_at(plan, index),
        _ => Err("it is no entry of the script block".to_owned()),
    }
}

/// Whether a problem is about an entry whose name no index has: it is put right everywhere, and nothing else helps.
fn is_misnamed(plan: &Plan, problem: &Problem) -> bool {
    entry(plan, problem).is_ok_and(|(_, text, _)| misnamed(&Requirement::read(text).name).is_some())
}

fn entry_at<'a>(plan: &Plan<'a>, index: usize) -> Result<(usize, &'a str, char), String> {
    let notebook = plan.facts().notebook;
    let entry = notebook.script.requirements().get(index).ok_or("it is no entry of the script block")?;
    let quote = if notebook.slice(entry.span.clone()).starts_with('\'') { '"' } else { '\'' };
    Ok((index, &entry.text, quote))
}
