//! `guard-module`: imports of a module run only outside the browser, and the cells that use it stop there.

use super::guard::live_sites;
use crate::check::EditDefinition;
use crate::check::{Problem, Subject, filled, module_use};
use crate::edit::Edit;
use crate::fix::Plan;
use crate::notebook::NodeId;
use crate::syntax::Import;

pub(super) fn apply(plan: &mut Plan, problem: &Problem, edit: &EditDefinition) -> Result<(), String> {
    let Subject::Module { module } = &problem.subject else {
        return Err("it is no module".to_owned());
    };
    let facts = plan.facts();
    let found = module_use(facts, module);
    let beside = module.split('.').next().unwrap_or_default();
    let message = edit.message.unwrap_or("`{module}` is not available in the browser.");
    let message = filled(message, &[("module", module), ("name", module)]);
    let mut statements: Vec<NodeId> = Vec::new();
    let mut sites: Vec<NodeId> = found.uses.iter().chain(&found.untested).copied().collect();
    for import in &found.imports {
        if import.member.as_deref() == Some("*") {
            let (line, _) = facts.notebook.text.position(facts.notebook.tree.start(import.statement));
            return Err(format!("line {line} imports all names of `{module}`; name them, then guard them by hand"));
        }
        // Inside of a function the import stays: whoever calls the function is stopped.
        if facts.enclosing_definition(import.statement).is_some() {
            sites.push(import.clause);
        } else if !statements.contains(&import.statement) {
            statements.push(import.statement);
        }
    }
    for &statement in &statements {
        let (ours, others): (Vec<&Import>, Vec<&Import>) = facts
            .names
            .imports()
            .iter()
            .filter(|import| import.statement == statement)
            .partition(|import| import.is_within(module));
        if others.is_empty() {
            plan.wrap(statement, beside)?;
        } else {
            split(plan, statement, beside, &ours, &others)?;
        }
    }
    for site in sites {
        for live in live_sites(facts, site) {
            // The guarded statements themselves use nothing.
            if statements.iter().any(|&s| facts.notebook.tree.span(s).contains(&facts.notebook.tree.start(live))) {
                continue;
            }
            stop_at(plan, live, beside, &message)?;
        }
    }
    Ok(())
}

/// Stops the cell before the statement that holds a use.
fn stop_at(plan: &mut Plan, site: NodeId, beside: &str, message: &str) -> Result<(), String> {
    let facts = plan.facts();
    let Some(statement) = facts.cell_statement(site) else { return Ok(()) };
    plan.stop(statement, beside, message)
}

/// `import torch, numpy as np` becomes two statements, the module's own one under the `if`.
fn split(plan: &mut Plan, statement: NodeId, beside: &str, ours: &[&Import], others: &[&Import]) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let line = notebook.text.line(tree.start(statement));
    let alone = notebook.slice(line.start..tree.start(statement)).trim().is_empty();
    let text = notebook.node_text(statement);
    if !alone || text.contains(['#', '\\', '\n']) {
        let (line, _) = notebook.text.position(tree.start(statement));
        return Err(format!("line {line} imports several modules in a way that is not edited; split it by hand"));
    }
    let written = |imports: &[&Import]| {
        let clauses: Vec<&str> = imports.iter().map(|import| notebook.node_text(import.clause)).collect();
        match imports.first() {
            Some(Import { module, member: Some(_), .. }) => format!("from {module} import {}", clauses.join(", ")),
            _ => format!("import {}", clauses.join(", ")),
        }
    };
    let Some(cell) = facts.cell_of(statement) else { return Ok(()) };
    let sys = plan.need(crate::fix::provide::SYS, cell, tree.start(statement), beside)?;
    let (eol, indent) = (notebook.text.line_ending(), notebook.slice(line.start..tree.start(statement)));
    let unit = notebook.step(&notebook.cells[cell]);
    let text = format!(
        "{}{eol}{indent}if {sys}.platform != \"emscripten\":{eol}{indent}{unit}{}",
        written(others),
        written(ours)
    );
    plan.edits.push(Edit { span: tree.span(statement), text });
    plan.edits.extend(crate::fix::cells::unspace(notebook, statement));
    Ok(())
}
