//! `remove-statement`: a statement goes, with the imports, parameters and return entries that only it used.

use crate::check::{Problem, Subject};
use crate::fix::Plan;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let tree = &plan.facts().notebook.tree;
    let Subject::Use { node, .. } = problem.subject else { return Err("it is no use of a name".to_owned()) };
    let statement = tree.parent(node).filter(|&statement| {
        tree.kind(node) == "call"
            && tree.kind(statement) == "expression_statement"
            && tree.children(statement).count() == 1
    });
    let statement = statement.ok_or("its result is used; remove it by hand")?;
    plan.remove(statement, true);
    Ok(())
}
