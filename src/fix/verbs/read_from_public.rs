//! `read-from-public`: a file beside the notebook is read from `public/`, and copied there.
//!
//! A reader that takes addresses gets one: `str(mo.notebook_location() / "public" / "x.csv")`. For all others the cell
//! fetches the file first, in the browser only, and puts it where the notebook looks for it; the read stays as it is.

use crate::check::{Problem, Publication, Subject};
use crate::edit::Edit;
use crate::fix::Plan;
use crate::fix::provide::{MARIMO, PATHLIB, REQUEST, SYS};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Base, Binding, BindingKind, Facts, Value};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::File { call, name, address, publication, .. } = &problem.subject else {
        return Err("it is read in no cell of Python; do it by hand".to_owned());
    };
    let publication = publication.as_ref().map_err(Clone::clone)?;
    if name == "marimo.pdf" && address.is_some_and(|path| matches!(plan.facts().value(path), Value::Str(_))) {
        return Err("`mo.pdf` takes a string for an address and outside of the browser shows none of a file; give it \
                    the file itself by hand"
            .to_owned());
    }
    plan.ask |= publication.ask.is_some();
    if let Some(copy) = &publication.copy {
        let from = plan.copied.entry(copy.to.clone()).or_insert_with(|| copy.from.clone());
        if *from != copy.from {
            return Err(format!("another fix copies `{from}` to `{}`; it is left for the next pass", copy.to));
        }
    }
    let module = name.split('.').next().unwrap_or_default();
    match address.and_then(|path| place_of_address(plan.facts(), *call, path)) {
        Some(path) => give_address(plan, path, module, publication),
        None => fetch(plan, *call, module, publication),
    }
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
        || !matches!(cell, Some(CellKind::Code | CellKind::Setup))
    {
        return None;
    }
    Some(only_definition(facts, path).filter(|&value| replaceable(value) && !local(value)).unwrap_or(path))
}

/// Whether an expression is the same path outside of the browser too: put together from texts alone, by Python's own
/// functions, with no choice in it.
fn is_fixed(facts: &Facts, node: NodeId, depth: u8) -> bool {
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

fn give_address(plan: &mut Plan, path: NodeId, module: &str, publication: &Publication) -> Result<(), String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let (Some(cell), Some(statement)) = (facts.cell_of(path), facts.cell_statement(path)) else {
        return Err("it stands in no cell".to_owned());
    };
    let mo = plan.need(MARIMO, cell, tree.start(statement), module)?;
    let span = tree.span(path);
    plan.vanished.push(span.clone());
    let edit = Edit { span, text: format!("str({})", address(&mo, &publication.public)) };
    if !plan.edits.contains(&edit) {
        plan.edits.push(edit);
    }
    Ok(())
}

/// `mo.notebook_location() / "public" / "x.csv"`.
fn address(mo: &str, public: &str) -> String {
    let parts: String = public.split('/').map(|part| format!(" / \"{part}\"")).collect();
    format!("{mo}.notebook_location(){parts}")
}

/// Puts the file into the browser's file system before it is read.
fn fetch(plan: &mut Plan, call: NodeId, module: &str, publication: &Publication) -> Result<(), String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let Some(cell) = facts.cell_of(call) else { return Err("it stands in no cell".to_owned()) };
    let statement = match facts.notebook.cells[cell].kind {
        CellKind::Code | CellKind::Setup => facts.cell_statement(call),
        CellKind::Function | CellKind::Class => statement_of_function(facts, call),
        _ => None,
    };
    let Some(statement) = statement else {
        return Err("there is no statement before which the file could be fetched; do it by hand".to_owned());
    };
    // One block a cell: an earlier read has it fetch this file too.
    let whole = matches!(facts.notebook.cells[cell].kind, CellKind::Code | CellKind::Setup);
    let before = |other: NodeId| tree.start(other) <= tree.start(statement) && facts.cell_of(other) == Some(cell);
    let earlier = plan.fetches.keys().copied().find(|&other| whole && before(other));
    let statement = earlier.unwrap_or(statement);
    let start = tree.start(statement);
    let mo = plan.need(MARIMO, cell, start, module)?;
    // The cell that gives `mo` gives the others too, if there is one.
    let imports_marimo = facts.names.imports().iter().any(|import| import.module == MARIMO.module);
    let beside = if imports_marimo { MARIMO.module } else { module };
    let sys = plan.need(SYS, cell, start, beside)?;
    let pathlib = plan.need(PATHLIB, cell, start, beside)?;
    let urllib = plan.need(REQUEST, cell, start, beside)?;
    // By another name than its own it is the submodule that was imported.
    let request = if urllib == REQUEST.name { REQUEST.module } else { &urllib };
    let written = match publication.place.base {
        Base::Notebook => format!("({pathlib}.Path(__file__).parent / \"{}\")", publication.place.rest),
        _ => format!("{pathlib}.Path(\"{}\")", publication.place.rest),
    };
    let mut lines = Vec::new();
    if publication.place.rest.contains('/') {
        lines.push(format!("{written}.parent.mkdir(parents=True, exist_ok=True)"));
    }
    lines.push(format!("{written}.write_bytes({request}.urlopen(str({})).read())", address(&mo, &publication.public)));
    let fetch = plan.fetches.entry(statement).or_default();
    fetch.test = format!("if {sys}.platform == \"emscripten\":");
    for line in lines {
        if !fetch.lines.contains(&line) {
            fetch.lines.push(line);
        }
    }
    Ok(())
}

/// In a function or class of its own cell nothing can be put before it: the statement of the body that reads.
fn statement_of_function(facts: &Facts, node: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let in_function = |statement: NodeId| {
        let block = tree.parent(statement).filter(|&block| tree.kind(block) == "block");
        block.and_then(|block| tree.parent(block)).is_some_and(|outer| tree.kind(outer) == "function_definition")
    };
    tree.ancestors(node).find(|&statement| in_function(statement))
}
