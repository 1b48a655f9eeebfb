//! `ask-in-browser`: a text field in a cell of its own gives in the browser what a variable of the environment gives elsewhere.

use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::fix::new_cell::NewCell;
use crate::fix::provide::{MARIMO, Needer, SYS, stand_in};
use crate::notebook::{CellKind, Format, NodeId};
use crate::syntax::{BindingKind, Facts};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let Subject::Use { node, .. } = problem.subject else { return Err("it is no use of a name".to_owned()) };
    let (Some(cell), Some(statement)) = (facts.cell_of(node), facts.cell_statement(node)) else {
        return Err("it stands in no cell".to_owned());
    };
    let (line, _) = notebook.text.position(tree.start(node));
    if notebook.cells[cell].kind != CellKind::Code {
        return Err(format!("line {line} is in a cell that cannot use the value of another; ask for it by hand"));
    }
    if facts.certainty(node) == Some(false) {
        return Err("it is not read in the browser".to_owned());
    }
    // Quotes inside of f-strings differ before Python 3.12.
    if tree.ancestors(node).any(|around| tree.kind(around) == "interpolation") {
        return Err(format!("it stands in an f-string on line {line}; read the variable before it by hand"));
    }
    let key = match tree.kind(node) {
        "subscript" => tree.child(node, "subscript"),
        _ => facts.argument(node, 0, "key"),
    };
    let key = key.map(|key| facts.value(key)).and_then(|value| value.str().map(str::to_owned));
    let key = key.filter(|key| !key.is_empty() && !key.contains(['"', '\\', '\n', '\r']));
    let key = key.ok_or_else(|| format!("the name of the variable on line {line} is not known; ask for it by hand"))?;
    let parent = tree.parent(node).map_or("", |parent| tree.kind(parent));
    if parent == "augmented_assignment" && tree.field_of(node) == Some("left") {
        return Err(format!("line {line} changes the variable; set it first by hand"));
    }

    let sys = plan.need(SYS, cell, tree.start(statement), "os")?;
    let name = match existing(facts, &key) {
        Some((owner, name)) => {
            if owner == cell || facts.names.ancestors(owner).contains(&cell) {
                return Err(format!("`{name}` asks for it in a cell that needs this one; use its value by hand"));
            }
            plan.pass(owner, cell, &name);
            name
        }
        None => new_element(plan, cell, &key),
    };
    let alone = matches!(
        (parent, tree.field_of(node)),
        ("assignment", Some("right"))
            | ("keyword_argument" | "pair", Some("value"))
            | ("argument_list" | "return_statement" | "parenthesized_expression" | "expression_statement" | "list", _)
    );
    plan.choose(tree.span(node), !alone, &sys, &format!("{name}.value"));
    Ok(())
}

/// The element of the notebook that asks for a variable already: its cell and name.
fn existing(facts: &Facts, key: &str) -> Option<(usize, String)> {
    let asks = |value: NodeId| {
        facts.notebook.tree.kind(value) == "call"
            && facts.callee(value).as_deref() == Some("marimo.ui.text")
            && facts.argument(value, usize::MAX, "label").is_some_and(|label| facts.value(label).str() == Some(key))
    };
    facts.names.symbols().find_map(|(_, symbol)| match &symbol.bindings[..] {
        [binding] if symbol.global && !symbol.deleted && facts.certainty(binding.node) == Some(true) => {
            let own = matches!(binding.kind, BindingKind::Value(value) if asks(value));
            own.then(|| (binding.cell, symbol.name.clone()))
        }
        _ => None,
    })
}

/// Plans a cell with a new element before the one that reads, and gives the element's name.
fn new_element(plan: &mut Plan, reader: usize, key: &str) -> String {
    let mut new = NewCell::default();
    let (mo, sys) = (stand_in(MARIMO, Needer::New(reader)), stand_in(SYS, Needer::New(reader)));
    let facts = plan.facts();
    let name = free_name(plan, key);
    new.lines.push(format!("{name} = {mo}.ui.text(label=\"{key}\", kind=\"password\")"));
    new.lines.push(format!("{name} if {sys}.platform == \"emscripten\" else None"));
    new.returns.insert(name.clone());
    if facts.notebook.format == Format::Python {
        plan.parameters.entry(reader).or_default().insert(name.clone());
    }
    plan.new_cells.insert(reader, new);
    name
}

/// `API-KEY` -> `api_key_input`, or with a number behind it where that is taken.
fn free_name(plan: &Plan, key: &str) -> String {
    let word: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let word = word.trim_matches('_').trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let stem = if word.is_empty() { "input".to_owned() } else { format!("{word}_input") };
    let names = &plan.facts().names;
    let taken = |name: &str| names.symbols().any(|(_, symbol)| symbol.name == name) || !plan.is_free(name);
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
}
