//! `guard`: a use runs only outside the browser. The shape decides how: an `if` around the statement, a condition, a
//! conditional expression, or `mo.stop` before the statement.

use super::fallback;
use crate::check::{Problem, Subject, filled};
use crate::edit::Edit;
use crate::fix::provide::SYS;
use crate::fix::{Plan, effects};
use crate::notebook::{CellKind, NodeId, Tree};
use crate::rules::EditDefinition;
use crate::syntax::{Facts, Reach};

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let Subject::Use { node, name } = &problem.subject else {
        return Err("`guard` is for a call or a name; for an import there is `guard-module`".to_owned());
    };
    let module = name.split('.').next().unwrap_or_default();
    let message = filled(edit.message.as_deref().unwrap_or("This cell cannot run in the browser."), &[("name", name)]);
    let value = edit.values.get(name).map(String::as_str);
    // What gives a value without an error comes to no handler.
    if value.is_none() && fallback::take(plan, *node, name) {
        return Ok(());
    }
    guard(plan, *node, module, &message, edit.stop, value)
}

fn guard(
    plan: &mut Plan,
    node: NodeId,
    module: &str,
    message: &str,
    always_stop: bool,
    value: Option<&str>,
) -> Result<(), String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    if let Some(lambda) = lambda_around(facts, node) {
        if is_told_of_events(facts, lambda) {
            return guard_lambda(plan, lambda, module);
        }
        let statement = place_to_stop(facts, lambda).ok_or("it stands in no statement")?;
        return plan.stop(statement, module, message);
    }
    if facts.called_definition(node).is_some() {
        return stop_callers(plan, node, module, message);
    }
    let Some(cell) = facts.cell_of(node) else { return Err("it stands in no cell".to_owned()) };
    let Some((statement, part)) = statement_around(tree, node) else {
        return Err("it stands in no statement".to_owned());
    };
    let kind = tree.kind(statement);
    // What a class body binds is used through the class.
    let in_class = tree.ancestors(node).any(|outer| tree.kind(outer) == "class_definition");
    if in_class {
        return plan.stop(facts.cell_statement(node).unwrap_or(statement), module, message);
    }
    if always_stop && !(is_wrappable(facts, cell, statement, node) && defines_for_others(facts, cell)) {
        return plan.stop(outermost(tree, statement), module, message);
    }
    // In a condition: the test of the browser comes first, and the false branch runs.
    if matches!(kind, "if_statement" | "elif_clause" | "while_statement") && part == "condition" {
        let Some(test) = tree.child(statement, "condition") else { return Err("it has no condition".to_owned()) };
        let whole = if kind == "elif_clause" { tree.parent(statement).unwrap_or(statement) } else { statement };
        if !binds_used_names(facts, test, whole) && !is_check(facts, whole) {
            let negative = is_negative(tree, test) || (value.is_some() && test == node);
            let otherwise = tree.children(whole).any(|part| tree.kind(part) == "else_clause");
            guard_condition(plan, cell, test, module, negative && otherwise);
            return Ok(());
        }
        return plan.stop(outermost(tree, whole), module, message);
    }
    let statement = if kind == "elif_clause" { tree.parent(statement).unwrap_or(statement) } else { statement };
    let shown = is_shown(facts, cell, statement);
    if shown && bare(tree, statement) == Some(node) {
        let needed = (0..facts.notebook.cells.len()).any(|other| facts.names.parents(other).contains(&cell));
        if plan.outgrows(&tree.span(statement), "None") && !needed {
            return plan.stop(statement, module, message);
        }
        let sys = plan.need(SYS, cell, module);
        plan.choose(tree.span(statement), false, &sys, "None");
        plan.hidden.insert(statement);
        return Ok(());
    }
    if is_wrappable(facts, cell, statement, node) {
        return plan.wrap(statement, module);
    }
    // What makes a file that is read later cannot be done without.
    if let Some(value) = value
        && bare(tree, statement) != Some(node)
    {
        return Err(format!(
            "the browser runs nothing there and gives {value}, with which the cell goes on; stop the cell by hand if it cannot"
        ));
    }
    plan.stop(outermost(tree, statement), module, message)
}

/// The statement before which a cell stops so that a node of it is not reached.
pub(super) fn place_to_stop(facts: &Facts, node: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    if tree.ancestors(node).any(|outer| tree.kind(outer) == "class_definition") {
        return facts.cell_statement(node);
    }
    let (statement, _) = statement_around(tree, node)?;
    let whole = if tree.kind(statement) == "elif_clause" { tree.parent(statement)? } else { statement };
    Some(outermost(tree, whole))
}

/// A stop in a loop, a `with` or a `try` stops all of it: it stands better before the outermost of them.
fn outermost(tree: &Tree, statement: NodeId) -> NodeId {
    let within = |id: &NodeId| tree.kind(*id) != "function_definition" && tree.kind(*id) != "class_definition";
    let blocks = ["for_statement", "while_statement", "with_statement", "try_statement"];
    let around = tree.ancestors(statement).take_while(within);
    around.filter(|&id| blocks.contains(&tree.kind(id))).last().unwrap_or(statement)
}

/// The lambda that a node is in, if it is in one.
fn lambda_around(facts: &Facts, node: NodeId) -> Option<NodeId> {
    facts.enclosing_definition(node).filter(|&definition| facts.notebook.tree.kind(definition) == "lambda")
}

/// Whether a lambda is called for what it does, and nobody asks what it gives: `on_click=lambda _: ...`.
fn is_told_of_events(facts: &Facts, lambda: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let Some(argument) = tree.parent(lambda).filter(|&parent| tree.kind(parent) == "keyword_argument") else {
        return false;
    };
    tree.child(argument, "name").is_some_and(|name| facts.notebook.node_text(name).starts_with("on_"))
}

fn guard_lambda(plan: &mut Plan, lambda: NodeId, module: &str) -> Result<(), String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let (Some(body), Some(cell)) = (tree.child(lambda, "body"), facts.cell_of(lambda)) else {
        return Err("the lambda has no body".to_owned());
    };
    let sys = plan.need(SYS, cell, module);
    let span = tree.span(body);
    let plain =
        matches!(tree.kind(body), "call" | "attribute" | "identifier" | "subscript" | "parenthesized_expression");
    let (open, close) = if plain { ("", "") } else { ("(", ")") };
    if !plain {
        plan.choices.push(Edit { span: span.start..span.start, text: open.to_owned() });
    }
    let text = format!("{close} if {sys}.platform != \"emscripten\" else None");
    plan.choices.push(Edit { span: span.end..span.end, text });
    Ok(())
}

/// In a function: the top-level statements that call it are stopped.
fn stop_callers(plan: &mut Plan, node: NodeId, module: &str, message: &str) -> Result<(), String> {
    let facts = plan.facts();
    let sites = live_sites(facts, node);
    if sites.is_empty() {
        return Err("no cell calls the function it stands in; guard the call by hand if something else does".to_owned());
    }
    for site in sites {
        let Some(statement) = place_to_stop(facts, site) else { continue };
        plan.stop(statement, module, message)?;
    }
    Ok(())
}

/// The nodes at the top level of cells through which a node in functions or classes comes to run in the browser; the node itself, if
/// it stands in none.
pub(in crate::fix) fn live_sites(facts: &Facts, node: NodeId) -> Vec<NodeId> {
    let tree = &facts.notebook.tree;
    let (mut sites, mut todo, mut seen) = (Vec::new(), vec![node], std::collections::HashSet::new());
    while let Some(next) = todo.pop() {
        let Some(definition) = facts.called_definition(next) else {
            sites.push(next);
            continue;
        };
        if !seen.insert(definition) {
            continue;
        }
        let uses = facts.uses_of(definition).unwrap_or_default();
        let own = tree.span(definition);
        let outside = uses.into_iter().filter(|&site| !own.contains(&tree.start(site)));
        todo.extend(outside.filter(|&site| facts.reach(site, &|_| false) == Reach::Runs));
    }
    sites.sort_unstable();
    sites.dedup();
    sites
}

/// The innermost statement around a node, and the field of it that the node is in.
fn statement_around(tree: &Tree, node: NodeId) -> Option<(NodeId, &'static str)> {
    let mut child = node;
    for parent in tree.ancestors(node) {
        let kind = tree.kind(parent);
        if kind.ends_with("_statement") || kind == "elif_clause" || kind == "decorated_definition" {
            let field = tree.field_of(child).unwrap_or_default();
            return Some((parent, field));
        }
        if matches!(kind, "function_definition" | "class_definition") {
            // A default, an annotation, a base class: they run where the definition stands.
            let outer = tree.parent(parent).filter(|&outer| tree.kind(outer) == "decorated_definition");
            return Some((outer.unwrap_or(parent), ""));
        }
        child = parent;
    }
    None
}

/// The expression of a statement that is nothing but it, without a trailing `;`.
fn bare(tree: &Tree, statement: NodeId) -> Option<NodeId> {
    let mut parts = tree.children(statement);
    let only = parts.next().filter(|_| parts.next().is_none())?;
    if tree.kind(only) == "await" { tree.children(only).next() } else { Some(only) }
}

/// Whether a statement is the last expression of a cell, whose value marimo shows.
fn is_shown(facts: &Facts, cell: usize, statement: NodeId) -> bool {
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let own = &notebook.cells[cell];
    let last = own.statements.last() == Some(&statement) && tree.kind(statement) == "expression_statement";
    let binds = tree.children(statement).any(|part| matches!(tree.kind(part), "assignment" | "augmented_assignment"));
    let line = notebook.text.line(tree.end(statement));
    let semicolon =
        notebook.slice(tree.end(statement)..line.end.max(tree.end(statement))).trim_start().starts_with(';');
    last && !binds && !semicolon && own.kind == CellKind::Code
}

/// Whether an `if` is the author's own check: a branch of it leaves. Without the call, what it checks would be taken for done.
fn is_check(facts: &Facts, statement: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let within = |node: NodeId| facts.enclosing_definition(node) == facts.enclosing_definition(statement);
    tree.kind(statement) == "if_statement"
        && tree.descendants(statement).any(|part| tree.kind(part) == "raise_statement" && within(part))
}

/// The statement that alone may run outside the browser, so that its cell, which others need, goes on: nothing reads what it makes.
pub(super) fn dispensable(facts: &Facts, node: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let (statement, _) = statement_around(tree, node)?;
    // What a class body binds is used through the class.
    let in_class = tree.ancestors(node).any(|outer| tree.kind(outer) == "class_definition");
    (!in_class && is_wrappable(facts, facts.cell_of(node)?, statement, node)).then_some(statement)
}

/// Whether the browser can do without a statement: nothing reads what it makes.
fn is_wrappable(facts: &Facts, cell: usize, statement: NodeId, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    const KINDS: [&str; 5] =
        ["expression_statement", "with_statement", "for_statement", "delete_statement", "assert_statement"];
    KINDS.contains(&tree.kind(statement))
        && !is_shown(facts, cell, statement)
        && !effects::are_read(facts, statement, node)
        && !fallback::is_told(facts, statement, node)
        && !tree.descendants(statement).any(|part| tree.kind(part) == "return_statement")
}

/// Whether other cells need what a cell defines.
pub(in crate::fix) fn defines_for_others(facts: &Facts, cell: usize) -> bool {
    facts.names.definitions(cell).any(|symbol| symbol.uses.iter().any(|&site| facts.cell_of(site) != Some(cell)))
}

/// Whether a part of a statement binds a name that is used outside of the statement.
fn binds_used_names(facts: &Facts, part: NodeId, statement: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let span = tree.span(statement);
    tree.descendants(part).filter(|&node| tree.kind(node) == "identifier").any(|node| {
        facts.names.symbol_of(node).map(|id| facts.names.symbol(id)).is_some_and(|symbol| {
            symbol.bindings.iter().any(|binding| binding.node == node)
                && symbol.uses.iter().any(|&site| !span.contains(&tree.start(site)))
        })
    })
}

/// Whether a test holds where something went wrong: `call() != 0`.
fn is_negative(tree: &Tree, test: NodeId) -> bool {
    tree.kind(test) == "comparison_operator" && tree.fields(test, "operators").any(|part| tree.kind(part) == "!=")
}

/// The test of the browser comes before a condition, which does not hold there; or does, `if_held`, where that is the branch of failure.
fn guard_condition(plan: &mut Plan, cell: usize, test: NodeId, module: &str, if_held: bool) {
    let tree = &plan.facts().notebook.tree;
    let sys = plan.need(SYS, cell, module);
    let span = tree.span(test);
    let weaker = match tree.kind(test) {
        "boolean_operator" => {
            !if_held && tree.child(test, "operator").is_some_and(|operator| tree.kind(operator) == "or")
        }
        "conditional_expression" | "lambda" | "named_expression" => true,
        _ => false,
    };
    let open = if weaker { "(" } else { "" };
    let (compared, joined) = if if_held { ("==", "or") } else { ("!=", "and") };
    let text = format!("{sys}.platform {compared} \"emscripten\" {joined} {open}");
    plan.choices.push(Edit { span: span.start..span.start, text });
    if weaker {
        plan.choices.push(Edit { span: span.end..span.end, text: ")".to_owned() });
    }
}
