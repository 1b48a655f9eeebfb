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

use super::Plan;
use crate::check::{Problem, Subject};
use crate::packages::{Requirement, misnamed};
use crate::rules::{EditDefinition, Verb};

/// Adds what an edit of a fix wants to a plan.
///
/// # Errors
/// Why the edit cannot be made here, and what to do by hand.
pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    match edit.verb {
        Verb::AddDependency => add_dependency::apply(plan, problem),
        Verb::MarkRequirement => mark_requirement::apply(plan, problem),
        Verb::SplitRequirement => split_requirement::apply(plan, problem),
        Verb::RenameRequirement => rename_requirement::apply(plan, problem),
        Verb::CorrectRequirement => correct_requirement::apply(plan, problem),
        Verb::DropSpecifier => drop_specifier::apply(plan, problem),
        Verb::CureRequirement => cure_requirement::apply(plan, problem),
        Verb::CacheCells => cache_cells::apply(plan, problem),
        Verb::RemoveSuppression => remove_suppression::apply(plan, problem),
        Verb::RemoveStatement => remove_statement::apply(plan, problem),
        Verb::DefaultInBrowser => default_in_browser::apply(plan, problem),
        Verb::ReadFromPublic => read_from_public::apply(plan, problem),
        Verb::MakeFolder => make_folder::apply(plan, problem),
        Verb::AskInBrowser => ask_in_browser::apply(plan, problem, edit),
        Verb::StopInBrowser => stop_in_browser::apply(plan, problem, edit),
        Verb::AwaitDirectly => await_directly::apply(plan, problem),
        Verb::Guard => guard::apply(plan, problem, edit),
        Verb::PortApi => port_api::apply(plan, problem),
        Verb::StandIn => port_api::stand_in(plan, problem),
        Verb::GuardModule => guard_module::apply(plan, problem, edit),
    }
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
