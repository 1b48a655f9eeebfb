//! `default-in-browser`: `os.environ["X"]` -> `os.environ["X"] if sys.platform != "emscripten" else ""`.

use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::fix::provide::SYS;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let Subject::Use { node, .. } = problem.subject else { return Err("it is no use of a name".to_owned()) };
    if facts.certainty(node) == Some(false) {
        return Err("it has a default in the browser already".to_owned());
    }
    let (line, _) = notebook.text.position(tree.start(node));
    if tree.kind(node) != "subscript" {
        return Err(format!("give the call on line {line} a default by hand"));
    }
    let (Some(cell), Some(statement)) = (facts.cell_of(node), facts.cell_statement(node)) else {
        return Err("it stands in no cell".to_owned());
    };
    // Quotes inside of f-strings differ before Python 3.12.
    if tree.ancestors(node).any(|around| tree.kind(around) == "interpolation") {
        return Err(format!("it stands in an f-string on line {line}; read the variable before it by hand"));
    }
    let parent = tree.parent(node);
    let call = parent.and_then(|list| tree.parent(list)).filter(|&call| tree.kind(call) == "call");
    let callee = call.and_then(|call| facts.callee(call)).unwrap_or_default();
    if matches!(callee.as_str(), "int" | "float" | "json.loads") {
        return Err(format!("`{callee}` on line {line} refuses an empty text; give it a default by hand"));
    }
    let target = parent.and_then(|parent| tree.child(parent, "left"));
    let unpacked =
        target.is_some_and(|target| matches!(tree.kind(target), "pattern_list" | "tuple_pattern" | "list_pattern"));
    if unpacked || parent.is_some_and(|parent| tree.kind(parent) == "assert_statement") {
        return Err(format!("line {line} needs more than an empty text; give it a default by hand"));
    }
    let (kind, field) = (parent.map_or("", |parent| tree.kind(parent)), tree.field_of(node).unwrap_or_default());
    if kind == "augmented_assignment" && field == "left" {
        return Err(format!("line {line} changes the variable; set it first by hand"));
    }
    let alone = match kind {
        "assignment" => field == "right",
        "keyword_argument" | "pair" => field == "value",
        "argument_list" | "return_statement" | "parenthesized_expression" | "expression_statement" | "list" => true,
        _ => false,
    };
    let sys = plan.need(SYS, cell, tree.start(statement), "os")?;
    plan.choose(tree.span(node), !alone, &sys, "\"\"");
    Ok(())
}
