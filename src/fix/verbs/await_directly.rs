//! `await-directly`: `asyncio.run(x)` and `loop.run_until_complete(x)` at the top level of a cell -> `await x`.

use crate::check::{Problem, Subject};
use crate::edit::Edit;
use crate::fix::Plan;
use crate::notebook::{CellKind, NodeId, Tree};
use crate::syntax::{BindingKind, Facts};

/// The runner of a loop.
const RUNNER: &str = "run_until_complete";

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::Use { node, .. } = problem.subject else { return Err("it is no use of a name".to_owned()) };
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    if tree.kind(node) != "call" {
        return Err(format!("line {} hands it on; await by hand where it is called", line(facts, node)));
    }
    if facts.callee(node).as_deref() == Some("asyncio.run") {
        return convert(plan, node, "main");
    }
    // `loop.run_until_complete(x)`, or the call that makes the loop.
    let runs = facts.callee(node).is_some_and(|name| name.ends_with(RUNNER));
    let maker = if runs { maker_of(facts, node) } else { Some(node) };
    let maker = maker.ok_or_else(|| format!("it is not known what loop line {} runs on", line(facts, node)))?;
    if let Some(call) = run_on(facts, maker) {
        return convert(plan, call, "future");
    }
    match loop_of(facts, maker) {
        Some((statement, loop_name)) => match uses(facts, loop_name) {
            Ok(found) => {
                for call in found.runs {
                    convert(plan, call, "future")?;
                }
                for gone in found.closes.into_iter().chain([statement]) {
                    plan.remove(gone, false);
                }
                Ok(())
            }
            // The loop that is there already stays for its other uses.
            Err(_) if runs && facts.callee(maker).as_deref() == Some("asyncio.get_event_loop") => {
                convert(plan, node, "future")
            }
            Err(reason) => Err(reason),
        },
        None => Err(format!("the loop of line {} is used for more than to run; await by hand", line(facts, maker))),
    }
}

fn line(facts: &Facts, node: NodeId) -> usize {
    facts.notebook.text.position(facts.notebook.tree.start(node)).0
}

/// `maker().run_until_complete(x)`: the call around the call that makes the loop.
fn run_on(facts: &Facts, object: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let attribute = tree.parent(object).filter(|&id| tree.kind(id) == "attribute")?;
    let member = tree.child(attribute, "attribute").map(|member| facts.notebook.node_text(member));
    let call = tree.parent(attribute).filter(|&call| tree.kind(call) == "call")?;
    (member == Some(RUNNER) && facts.function_of(call) == Some(attribute)).then_some(call)
}

/// The call that made the loop that `run_until_complete` is called on.
fn maker_of(facts: &Facts, call: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let object = tree.child(facts.function_of(call)?, "object")?;
    if tree.kind(object) == "call" {
        return Some(object);
    }
    match &facts.names.symbol(facts.names.symbol_of(object)?).bindings[..] {
        [binding] => match binding.kind {
            BindingKind::Value(value) if tree.kind(value) == "call" => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// `loop = maker()` as a statement of its own: the statement and the name.
fn loop_of(facts: &Facts, maker: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = &facts.notebook.tree;
    let assignment = tree.parent(maker).filter(|&id| tree.kind(id) == "assignment")?;
    let name = tree.child(assignment, "left").filter(|&left| tree.kind(left) == "identifier")?;
    let statement = tree.parent(assignment).filter(|&id| tree.kind(id) == "expression_statement")?;
    Some((statement, name))
}

/// What is done with a loop that is for nothing but to run something.
struct Uses {
    /// The calls of `run_until_complete`.
    runs: Vec<NodeId>,
    /// The statements that set it up or close it.
    closes: Vec<NodeId>,
}

/// All uses of a loop's name.
///
/// # Errors
/// The line that does something else with it.
fn uses(facts: &Facts, name: NodeId) -> Result<Uses, String> {
    let tree = &facts.notebook.tree;
    let symbol = facts.names.symbol_of(name).map(|id| facts.names.symbol(id));
    let symbol = symbol.filter(|symbol| symbol.bindings.len() == 1 && !symbol.deleted);
    let symbol = symbol.ok_or_else(|| format!("the loop of line {} has several values", line(facts, name)))?;
    let mut found = Uses { runs: Vec::new(), closes: Vec::new() };
    for &site in &symbol.uses {
        if let Some(call) = run_on(facts, site) {
            found.runs.push(call);
            continue;
        }
        let around = tree.ancestors(site).find(|&id| tree.kind(id) == "call");
        let bare = around.and_then(|call| tree.parent(call)).filter(|&id| tree.kind(id) == "expression_statement");
        let harmless = around.is_some_and(|call| {
            let closes = facts.function_of(call).is_some_and(|function| {
                tree.child(function, "object") == Some(site)
                    && tree
                        .child(function, "attribute")
                        .is_some_and(|member| facts.notebook.node_text(member) == "close")
            });
            closes || facts.callee(call).as_deref() == Some("asyncio.set_event_loop")
        });
        match bare.filter(|_| harmless) {
            Some(statement) => found.closes.push(statement),
            None => return Err(format!("line {} does more with the loop; await by hand", line(facts, site))),
        }
    }
    if found.runs.is_empty() {
        return Err("nothing runs on the loop; remove it by hand".to_owned());
    }
    Ok(found)
}

/// `run(x)` -> `await x`, in a cell that becomes `async`.
fn convert(plan: &mut Plan, call: NodeId, keyword: &str) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let line = line(facts, call);
    let Some(cell) = facts.cell_of(call) else { return Err("it stands in no cell".to_owned()) };
    if notebook.cells[cell].kind != CellKind::Code {
        return Err(format!("line {line} is in a cell that cannot await; move it to a cell of its own by hand"));
    }
    may_await(facts, call, line)?;
    let (positional, named) = facts.arguments(call);
    let argument =
        positional.first().copied().or_else(|| named.iter().find(|(name, _)| *name == keyword).map(|(_, v)| *v));
    let argument = argument.ok_or_else(|| format!("it is not known what line {line} runs; await it by hand"))?;
    let given = tree.child(call, "arguments").map_or(0, |list| tree.children(list).count());
    // `debug=True` makes asyncio log more, nothing else.
    let debug = named.iter().filter(|(name, _)| *name == "debug").count();
    if given != 1 + debug || tree.kind(argument).contains("splat") {
        return Err(format!("line {line} runs it with options; await it by hand"));
    }
    let (outer, inner) = (tree.span(call), tree.span(argument));
    let comment = tree.descendants(call).any(|part| tree.kind(part) == "comment" && !inner.contains(&tree.start(part)));
    if comment {
        return Err(format!("a comment stands in the call on line {line}; await it by hand"));
    }
    let (open, close) = if binds_tighter(tree, call) { ("(", ")") } else { ("", "") };
    let (inner_open, inner_close) = if is_primary(facts, argument) { ("", "") } else { ("(", ")") };
    plan.edits.push(Edit { span: outer.start..inner.start, text: format!("{open}await {inner_open}") });
    plan.edits.push(Edit { span: inner.end..outer.end, text: format!("{inner_close}{close}") });
    dedent(plan, call, argument);
    plan.vanished.push(outer.start..inner.start);
    plan.vanished.push(inner.end..outer.end);
    if !notebook.cells[cell].is_async {
        plan.awaiting.insert(cell);
    }
    Ok(())
}

/// Moves the further lines of an argument out to where the call stood; the inside of strings stays as it is.
fn dedent(plan: &mut Plan, call: NodeId, argument: NodeId) {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let leading = |at: usize| {
        let line = notebook.slice(notebook.text.line(at));
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    };
    let Some(extra) = leading(tree.start(argument)).strip_prefix(leading(tree.start(call))) else { return };
    let inner = tree.span(argument);
    let strings = tree.descendants(argument).filter(|&node| tree.kind(node) == "string").map(|node| tree.span(node));
    let strings: Vec<_> = strings.collect();
    for (offset, _) in notebook.slice(inner.clone()).match_indices('\n') {
        let at = inner.start + offset + 1;
        let in_string = strings.iter().any(|string| string.start < at && at < string.end);
        if !extra.is_empty() && !in_string && notebook.slice(at..inner.end).starts_with(extra) {
            plan.edits.push(Edit { span: at..at + extra.len(), text: String::new() });
        }
    }
}

/// Whether an `await` may stand where a node stands.
fn may_await(facts: &Facts, node: NodeId, line: usize) -> Result<(), String> {
    let tree = &facts.notebook.tree;
    if let Some(definition) = facts.enclosing_definition(node) {
        let what = if tree.kind(definition) == "lambda" { "a lambda" } else { "a function" };
        return Err(format!(
            "line {line} is in {what}, which would have to become async, and its callers too; do it by hand"
        ));
    }
    let top = facts.cell_statement(node);
    let around: Vec<NodeId> = tree.ancestors(node).take_while(|&id| Some(id) != top).chain(top).collect();
    let is = |kinds: &[&str]| around.iter().filter(|&&id| kinds.contains(&tree.kind(id))).count();
    if is(&["class_definition"]) > 0 {
        return Err(format!("line {line} is in a class, which cannot await; do it before the class by hand"));
    }
    if is(&["generator_expression"]) > 0 {
        return Err(format!(
            "line {line} is in a generator expression, which would become async; make it a list by hand"
        ));
    }
    if is(&["list_comprehension", "set_comprehension", "dictionary_comprehension"]) > 1 {
        return Err(format!("line {line} is in a comprehension within another; await it by hand"));
    }
    if is(&["except_clause", "except_group_clause"]) > 0 {
        return Err(format!("line {line} is what runs after an error; await it by hand"));
    }
    Ok(())
}

/// Whether what stands around an expression binds tighter than `await`.
fn binds_tighter(tree: &Tree, node: NodeId) -> bool {
    let Some(parent) = tree.parent(node) else { return false };
    match tree.kind(parent) {
        "attribute" => tree.field_of(node) == Some("object"),
        "subscript" => tree.field_of(node) == Some("value"),
        "call" => tree.field_of(node) == Some("function"),
        "await" => true,
        _ => false,
    }
}

/// Whether `await` takes an expression as it stands, on the lines where it stands.
fn is_primary(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let primary =
        matches!(tree.kind(node), "call" | "identifier" | "attribute" | "subscript" | "parenthesized_expression");
    // A line break needs brackets, and those of the runner go.
    let brackets: Vec<_> = tree
        .children(node)
        .filter(|&part| matches!(tree.kind(part), "argument_list" | "generator_expression"))
        .map(|part| tree.span(part))
        .collect();
    let outside = facts
        .notebook
        .node_text(node)
        .match_indices('\n')
        .map(|(at, _)| tree.start(node) + at)
        .any(|at| !brackets.iter().any(|span| span.contains(&at)));
    primary && (!outside || tree.kind(node) == "parenthesized_expression")
}
