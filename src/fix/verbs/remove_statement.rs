//! `remove-statement`: a statement goes, with the parameters that only it used.

use crate::check::{Problem, Subject};
use crate::edit::Edit;
use crate::fix::Plan;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let Subject::Use { node, .. } = &problem.subject else { return Err("it is no use of a name".to_owned()) };
    let (Some(_), None) = (facts.cell_of(*node), facts.enclosing_definition(*node)) else {
        return Err("it stands in a function; remove it by hand".to_owned());
    };
    let statement = tree.parent(*node).filter(|&statement| tree.kind(statement) == "expression_statement");
    let Some(statement) = statement else {
        return Err("its result is used; remove it by hand".to_owned());
    };
    let (start, end) = (tree.start(statement), tree.end(statement));
    let lines = notebook.text.line(start).start..notebook.text.line(end).end;
    let alone =
        notebook.slice(lines.start..start).trim().is_empty() && notebook.slice(end..lines.end).trim().is_empty();
    if !alone || tree.descendants(statement).any(|part| tree.kind(part) == "comment") {
        let (line, _) = notebook.text.position(start);
        return Err(format!("line {line} holds more than that statement; remove it by hand"));
    }
    let siblings = tree.parent(statement).map_or(0, |block| tree.children(block).count());
    if siblings > 1 {
        let rest = notebook.slice(lines.end..notebook.text.as_str().len());
        let eol = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        plan.edits.push(Edit { span: lines.start..lines.end + eol, text: String::new() });
    } else {
        plan.edits.push(Edit { span: start..end, text: "pass".to_owned() });
    }
    plan.forget(statement);
    Ok(())
}
