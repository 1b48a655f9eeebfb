//! `read-from-public`: a file beside the notebook is read from `public/`, and copied there.
//!
//! A reader that takes addresses gets one: `str(mo.notebook_location() / "public" / "x.csv")`. For all others the cell
//! fetches the file first, in the browser only, and puts it where the notebook looks for it; the read stays as it is.

use std::collections::BTreeMap;

use super::sql_field;
use crate::check::{Constant, Problem, Publication, Published, Subject};
use crate::edit::Edit;
use crate::fix::Plan;
use crate::fix::fetches::{Fetched, Names, free_name};
use crate::fix::provide::{MARIMO, OS, REQUEST, SYS};
use crate::fix::width::{COLUMNS, column};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Binding, BindingKind, Facts, Place, Value};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::File { call, name, at, address, publication, .. } = &problem.subject else {
        return Err("it is read in no cell of Python; do it by hand".to_owned());
    };
    let publication = publication.as_ref().map_err(Clone::clone)?;
    if name == "marimo.pdf" && address.is_some_and(|path| matches!(plan.facts().value(path), Value::Str(_))) {
        return Err("`mo.pdf` takes a string for an address and outside of the browser shows none of a file; give it \
                    the file itself by hand"
            .to_owned());
    }
    plan.ask |= publication.ask.is_some();
    let publication = &reusing(plan, publication);
    for copy in publication.files.iter().filter_map(|file| file.copy.as_ref()) {
        let from = plan.copied.entry(copy.to.clone()).or_insert_with(|| copy.from.clone());
        if *from != copy.from {
            return Err(format!("another fix copies `{from}` to `{}`; it is left for the next pass", copy.to));
        }
    }
    let module = name.split('.').next().unwrap_or_default();
    if name == "marimo.sql" {
        return sql_field::put(plan, *call, *at, publication);
    }
    if let Some(constant) = publication.constant.as_ref().filter(|constant| is_fixed(plan.facts(), constant.value, 0)) {
        let mut attempt = plan.clone();
        if name_public(&mut attempt, constant, module).is_ok() {
            *plan = attempt;
            return Ok(());
        }
    }
    if let Some(path) = address.and_then(|path| place_of_address(plan.facts(), *call, path)) {
        let mut attempt = plan.clone();
        if give_address(&mut attempt, path, module, publication).is_ok() {
            *plan = attempt;
            return Ok(());
        }
    }
    fetch(plan, (*call, *at), module, publication)
}

/// The same, but for files that the plan copies already.
fn reusing(plan: &Plan, publication: &Publication) -> Publication {
    let mut publication = publication.clone();
    for file in publication.files.iter_mut().filter(|_| publication.constant.is_none()) {
        if let Some((to, _)) = plan.copied.iter().find(|(_, from)| **from == file.file) {
            file.public.clone_from(to);
            file.copy = None;
        }
    }
    publication
}

/// The expression that becomes an address: the path itself, or what its variable is set to if nothing else uses that.
/// None if the path cannot be replaced where it stands.
fn place_of_address(facts: &Facts, call: NodeId, path: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let replaceable = |node: NodeId| {
        let parts = || tree.descendants(node);
        // Quotes inside of f-strings differ before Python 3.12; a comment would be lost; `:=` sets a name.
        !tree.ancestors(node).any(|around| tree.kind(around) == "interpolation")
            && !parts().any(|part| matches!(tree.kind(part), "comment" | "named_expression" | "await"))
    };
    // What a function is given, or works out, its callers may change.
    let local = |node: NodeId| {
        tree.descendants(node).filter(|&part| tree.kind(part) == "identifier").any(|part| {
            let symbol = facts.names.symbol_of(part).map(|id| facts.names.symbol(id));
            symbol.is_some_and(|symbol| {
                let inside = |binding: &Binding| {
                    matches!(binding.kind, BindingKind::Parameter { .. })
                        || facts.enclosing_definition(binding.node).is_some()
                };
                symbol.bindings.len() != 1 || symbol.bindings.iter().any(inside)
            })
        })
    };
    let cell = facts.cell_of(call).map(|cell| facts.notebook.cells[cell].kind);
    if !replaceable(path)
        || local(path)
        || !is_fixed(facts, path, 0)
        || !match cell {
            Some(CellKind::Code | CellKind::Setup) => true,
            // It takes nothing but what the setup cell has.
            Some(CellKind::Function) => setup_has_marimo(facts),
            _ => false,
        }
    {
        return None;
    }
    Some(only_definition(facts, path).filter(|&value| replaceable(value) && !local(value)).unwrap_or(path))
}

fn setup_has_marimo(facts: &Facts) -> bool {
    let in_setup = |cell: usize| facts.notebook.cells[cell].kind == CellKind::Setup;
    facts.names.imports().iter().any(|import| import.module == MARIMO.module && in_setup(import.cell))
}

/// Whether an expression is the same path outside of the browser too: put together from texts alone, by Python's own
/// functions, with no choice in it.
pub(super) fn is_fixed(facts: &Facts, node: NodeId, depth: u8) -> bool {
    let tree = &facts.notebook.tree;
    let chooses = |kind: &str| {
        matches!(kind, "boolean_operator" | "conditional_expression" | "subscript" | "lambda" | "generator_expression")
            || kind.ends_with("_comprehension")
    };
    depth < 8
        && tree.descendants(node).all(|part| match tree.kind(part) {
            // Variables of the environment and arguments of the command line may name another file.
            "call" => matches!(facts.value(part), Value::Str(_) | Value::Place(_)) && !is_given(facts, part),
            "attribute" => match tree.child(part, "object").map(|object| facts.value(object)) {
                Some(Value::Name(_) | Value::Place(_)) => true,
                Some(Value::Str(_)) => tree.parent(part).is_some_and(|call| tree.kind(call) == "call"),
                _ => false,
            },
            "identifier" => facts.names.symbol_of(part).is_none_or(|id| {
                facts.names.symbol(id).bindings.iter().all(|binding| match binding.kind {
                    BindingKind::Value(value) => is_fixed(facts, value, depth + 1),
                    BindingKind::Import { .. } | BindingKind::ImportFrom { .. } => true,
                    _ => false,
                })
            }),
            kind => !chooses(kind),
        })
}

/// Whether a call gives what is set outside of the notebook.
fn is_given(facts: &Facts, call: NodeId) -> bool {
    facts.callee(call).is_some_and(|name| {
        matches!(name.as_str(), "os.getenv" | "os.environ.get") || crate::check::results(&format!("{name}()")).is_some()
    })
}

/// What a variable is set to, if it is set once and read once.
fn only_definition(facts: &Facts, path: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let symbol = facts.names.symbol(facts.names.symbol_of(path).filter(|_| tree.kind(path) == "identifier")?);
    let ([binding], [_]) = (&symbol.bindings[..], &symbol.uses[..]) else { return None };
    let BindingKind::Value(value) = binding.kind else { return None };
    let assignment = tree.parent(value)?;
    let plain = tree.kind(assignment) == "assignment"
        && tree.child(assignment, "type").is_none()
        && tree.child(assignment, "left") == Some(binding.node)
        && tree.parent(assignment).is_some_and(|statement| tree.kind(statement) == "expression_statement");
    let own = matches!(facts.notebook.cells[binding.cell].kind, CellKind::Code | CellKind::Setup);
    (plain && own && !symbol.deleted).then_some(value)
}

/// Puts a place in `public/` in the stead of what a variable names; the reads stay as they are.
fn name_public(plan: &mut Plan, constant: &Constant, module: &str) -> Result<(), String> {
    let value = constant.value;
    let public = address(&mo(plan, value, module)?, &constant.public);
    let text = match plan.facts().value(value) {
        Value::Str(folder) if folder.ends_with('/') => format!("str({public}) + \"/\""),
        Value::Str(_) => format!("str({public})"),
        _ => public,
    };
    replace(plan, value, text);
    Ok(())
}

fn give_address(plan: &mut Plan, path: NodeId, module: &str, publication: &Publication) -> Result<(), String> {
    let [file] = &publication.files[..] else { return Err("it stands for several files".to_owned()) };
    let text = format!("str({})", address(&mo(plan, path, module)?, &file.public));
    let length = format!("str({})", address(MARIMO.name, &file.public)).chars().count();
    give_lines(plan, path, length);
    replace(plan, path, text);
    Ok(())
}

/// Gives the arguments of a call a line of their own if with a longer one the line becomes too long.
fn give_lines(plan: &mut Plan, argument: NodeId, length: usize) {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let Some(list) = tree.parent(argument).filter(|&list| tree.kind(list) == "argument_list") else { return };
    // In the middle of an expression it would be no easier to read.
    let outer = tree.parent(list).and_then(|call| tree.parent(call)).map(|outer| tree.kind(outer));
    if !matches!(outer, Some("assignment" | "expression_statement" | "return_statement")) {
        return;
    }
    let Some(cell) = facts.cell_of(list).map(|cell| &notebook.cells[cell]) else { return };
    let (span, unit) = (tree.span(list), notebook.step(cell));
    let line = notebook.text.line(span.start);
    let text = notebook.slice(line.clone());
    let indent = &text[..text.len() - text.trim_start().len()];
    let columns = column(notebook, cell, indent) + text.trim_start().chars().count();
    let longer = columns - notebook.node_text(argument).chars().count() + length;
    if span.end > line.end || columns > COLUMNS || longer <= COLUMNS {
        return;
    }
    let eol = notebook.text.line_ending();
    for (at, text) in [(span.start + 1, format!("{eol}{indent}{unit}")), (span.end - 1, format!("{eol}{indent}"))] {
        let edit = Edit { span: at..at, text };
        if !plan.edits.contains(&edit) {
            plan.edits.push(edit);
        }
    }
}

/// The name of marimo at an expression.
fn mo(plan: &mut Plan, at: NodeId, module: &str) -> Result<String, String> {
    let facts = plan.facts();
    let (Some(cell), Some(_)) = (facts.cell_of(at), facts.cell_statement(at)) else {
        return Err("it stands in no cell".to_owned());
    };
    Ok(plan.need(MARIMO, cell, module))
}

fn replace(plan: &mut Plan, node: NodeId, text: String) {
    let edit = Edit { span: plan.facts().notebook.tree.span(node), text };
    if !plan.edits.contains(&edit) {
        plan.vanished.push(edit.span.clone());
        plan.edits.push(edit);
    }
}

/// `mo.notebook_location() / "public" / "x.csv"`.
pub(super) fn address(mo: &str, public: &str) -> String {
    let parts: String = public.split('/').map(|part| format!(" / \"{part}\"")).collect();
    format!("{mo}.notebook_location(){parts}")
}

/// Puts the files into the browser's file system before they are read.
fn fetch(plan: &mut Plan, (call, at): (NodeId, NodeId), module: &str, publication: &Publication) -> Result<(), String> {
    for file in &publication.files {
        for statement in statements(plan.facts(), call, at, file)? {
            fetch_before(plan, statement, module, file)?;
        }
    }
    Ok(())
}

/// How many cells fetch the same file at most.
const CELLS: usize = 3;

/// The statements before which a file is fetched: the read's own, or, where a function reads, what calls it.
fn statements(facts: &Facts, call: NodeId, at: NodeId, file: &Published) -> Result<Vec<NodeId>, String> {
    let tree = &facts.notebook.tree;
    let runs_alone = |node: NodeId| {
        let cell = facts.cell_of(node)?;
        let kind = facts.notebook.cells[cell].kind;
        let statement = facts.cell_statement(node).filter(|_| matches!(kind, CellKind::Code | CellKind::Setup))?;
        Some((cell, statement))
    };
    let own = runs_alone(call);
    let runs = match facts.enclosing_definition(call) {
        None => Some(vec![call]),
        Some(_) => {
            let value = match facts.value(at) {
                Value::Items(_) => facts.each_item(at),
                value => value,
            };
            facts.runs(call, &value, &|place: &Place| is_at(&file.file, &place.rest))
        }
    };
    let mut first: BTreeMap<usize, NodeId> = BTreeMap::new();
    let known = runs.is_some_and(|runs| {
        runs.into_iter().all(|run| {
            let Some((cell, statement)) = runs_alone(run) else { return false };
            let earliest = first.entry(cell).or_insert(statement);
            if tree.start(statement) < tree.start(*earliest) {
                *earliest = statement;
            }
            true
        })
    });
    // A cell that needs another one of them finds the files there.
    let cells: Vec<usize> = first.keys().copied().collect();
    first.retain(|cell, _| {
        let needed = facts.names.ancestors(*cell);
        !cells.iter().any(|other| other != cell && needed.contains(other))
    });
    match (own, known) {
        (_, true) if first.len() == 1 => Ok(first.into_values().collect()),
        (Some((_, statement)), _) => Ok(vec![statement]),
        (None, true) if first.len() <= CELLS => Ok(first.into_values().collect()),
        (None, true) => {
            Err(format!("more than {CELLS} cells call the function that reads it; fetch it in the setup cell by hand"))
        }
        (None, false) => Err("which cell reads it is not known; fetch the file before that by hand".to_owned()),
    }
}

/// Whether a file is the one that a path names, or lies in the folder that it names.
fn is_at(file: &str, path: &str) -> bool {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let below = file.strip_suffix(path).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    below || file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')) || path.contains(['*', '?', '[', ':'])
}

fn fetch_before(plan: &mut Plan, statement: NodeId, module: &str, file: &Published) -> Result<(), String> {
    let facts = plan.facts();
    let Some(cell) = facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
    let (needed, file) = (facts.names.ancestors(cell), Fetched::new(file));
    let is_above = |other: NodeId| facts.cell_of(other).is_some_and(|other| other != cell && needed.contains(&other));
    if plan.fetches.iter().any(|(&other, fetch)| is_above(other) && fetch.files.contains(&file)) {
        return Ok(());
    }
    let name = free_name(facts, cell)?;
    let os = if file.has_folder() { Some(plan.need(OS, cell, module)) } else { None };
    let [mo, sys, request] = [MARIMO, SYS, REQUEST].map(|needed| plan.need(needed, cell, module));
    plan.fetch_at(cell, statement, |fetch| {
        fetch.files.insert(file);
        let os = os.unwrap_or_else(|| std::mem::take(&mut fetch.names.os));
        fetch.names = Names { sys, mo, request, os, name };
    });
    Ok(())
}
