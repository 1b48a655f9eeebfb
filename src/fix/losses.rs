//! Which cells stop in the browser, settled over the whole notebook: least loss first, then least text.
//!
//! Nothing below a cell that stops, or that fails whatever is done, needs a stop, a guard or a value of its own, and nothing behind
//! the stop in the cell itself. An import stays as it is where its whole cell can stop without any further loss; else the import
//! is guarded, and what uses it stops.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::plan::Stop;
use super::verbs::defines_for_others;
use crate::edit::Edit;
use crate::notebook::{CellKind, NodeId, Tree};
use crate::syntax::{Facts, Import};

/// Turns what cannot run in the browser into stops, and drops what those make needless.
///
/// # Errors
/// If an import cannot be guarded as it is written, with the line.
pub(super) fn settle(plan: &mut Plan) -> Result<(), String> {
    let facts = plan.facts();
    let alone = Ends::of(plan, &BTreeMap::new());
    let common = alone.common(plan);
    let Ends { stops, below, guarded } = if common.is_empty() { alone } else { Ends::of(plan, &common) };
    for (cell, stop) in stops {
        plan.stop_here(cell, stop.statement, &stop.message);
    }
    for statement in guarded {
        plan.wrap(statement, "")?;
    }
    guard_imports(plan, &below)?;
    let reached = Reached { plan, below };
    let wrapped = plan.wrapped.iter().filter(|(start, _)| reached.holds(**start));
    let wrapped = wrapped.map(|(start, wrap)| (*start, wrap.clone())).collect();
    let choices = plan.choices.iter().filter(|edit| reached.holds(edit.span.start)).cloned().collect();
    let variables = plan.variables.where_reached(facts, &|at| reached.holds(at));
    let start = |statement: NodeId| facts.notebook.tree.start(statement);
    let raised = plan.raised.iter().filter(|(statement, _)| reached.holds(start(**statement)));
    let raised = raised.map(|(statement, lines)| (*statement, lines.clone())).collect();
    (plan.wrapped, plan.choices, plan.variables, plan.raised) = (wrapped, choices, variables, raised);
    Ok(())
}

/// Where cells end.
struct Ends {
    /// The cells that are to stop.
    stops: BTreeMap<usize, Stop>,
    /// The cells that need one that stops or fails.
    below: BTreeSet<usize>,
    /// The statements that are all a cell must do without.
    guarded: Vec<NodeId>,
}

impl Ends {
    /// Each cell on its own, but for those whose stop is given.
    fn of(plan: &Plan, given: &BTreeMap<usize, Stop>) -> Ends {
        let facts = plan.facts();
        let skipped = facts.skipped_cells();
        let mut ended: BTreeSet<usize> = (0..skipped.len()).filter(|&cell| facts.stops(cell)).collect();
        ended.extend(plan.uncured.failing_cells());
        let mut ends = Ends { stops: BTreeMap::new(), below: BTreeSet::new(), guarded: Vec::new() };
        for cell in in_order(facts) {
            let needed = facts.names.ancestors(cell);
            if skipped[cell] || needed.iter().any(|needed| ended.contains(needed) && *needed != cell) {
                ends.below.insert(cell);
                continue;
            }
            if let Some(statements) = dispensable(plan, cell).filter(|_| !given.contains_key(&cell)) {
                ends.guarded.extend(statements);
                continue;
            }
            let stop = given.get(&cell).cloned().or_else(|| whole_import(plan, cell)).or_else(|| {
                let needing = plan.needing.get(&cell)?;
                first_of_block(facts, needing).map(|stop| before_guards(plan, stop))
            });
            let Some(stop) = stop else { continue };
            if facts.surely_runs(stop.statement) {
                ended.insert(cell);
            }
            ends.stops.insert(cell, stop);
        }
        ends
    }

    /// The stops that do for several: of cells that give others nothing but what those stop for, before anything is done.
    fn common(&self, plan: &Plan) -> BTreeMap<usize, Stop> {
        let facts = plan.facts();
        let mut found: BTreeMap<usize, Stop> = BTreeMap::new();
        if self.stops.is_empty() {
            return found;
        }
        let cells = 0..facts.notebook.cells.len();
        let needed: Vec<BTreeSet<usize>> = cells.map(|cell| facts.names.ancestors(cell)).collect();
        let mut above: Vec<usize> = self.stops.keys().flat_map(|&cell| needed[cell].iter().copied()).collect();
        above.sort_by_key(|&cell| (needed[cell].len(), cell));
        above.dedup();
        for cell in above {
            let ends = |cell: &usize| self.below.contains(cell) || self.stops.contains_key(cell);
            if ends(&cell) || found.keys().any(|above| needed[cell].contains(above)) {
                continue;
            }
            let users: Vec<usize> =
                (0..needed.len()).filter(|&user| user != cell && needed[user].contains(&cell)).collect();
            let at_once = |user: usize| {
                let first = facts.notebook.cells[user].statements.first();
                self.below.contains(&user) || self.stops.get(&user).is_some_and(|stop| Some(&stop.statement) == first)
            };
            let stopped: Vec<&Stop> = users.iter().filter_map(|user| self.stops.get(user)).collect();
            let Some(first) = stopped.first().filter(|_| users.iter().all(|&user| at_once(user))) else { continue };
            // What each of them says is not lost.
            if stopped.iter().any(|stop| stop.message != first.message) {
                continue;
            }
            if let Some(statement) = idle(plan, cell) {
                found.insert(cell, Stop { statement, message: first.message.clone(), dispensable: None });
            }
        }
        found
    }
}

/// The cells, each behind all that it needs: it has more ancestors than any of them.
fn in_order(facts: &Facts) -> Vec<usize> {
    let mut order: Vec<usize> = (0..facts.notebook.cells.len()).collect();
    order.sort_by_cached_key(|&cell| facts.names.ancestors(cell).len());
    order
}

/// Where a cell can stop that imports what others stop for and does nothing else in the browser: before the first of the statements
/// that are left out there. One that only imports goes on: nothing of it is left out.
fn idle(plan: &Plan, cell: usize) -> Option<NodeId> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let own = &facts.notebook.cells[cell];
    let imports = |statement: NodeId| {
        let mut imports = imports_of(facts, statement).peekable();
        imports.peek().is_some() && imports.all(|import| plan.beside.contains(import.top_level()))
    };
    let left_out = |statement: NodeId| is_wrapped(plan, statement) || plan.hidden.contains(&statement);
    let rest: Vec<NodeId> = own.statements.iter().copied().filter(|&statement| !imports(statement)).collect();
    let first = *rest.first()?;
    let head = own.statements.iter().all(|&own| tree.start(own) >= tree.start(first) || imports(own));
    let idle = own.kind == CellKind::Code && head && rest.iter().all(|&statement| left_out(statement));
    idle.then_some(first)
}

/// What is still reached in the browser.
struct Reached<'a, 'f> {
    plan: &'a Plan<'f>,
    /// The cells that need one that stops.
    below: BTreeSet<usize>,
}

impl Reached<'_, '_> {
    fn holds(&self, at: usize) -> bool {
        let facts = self.plan.facts();
        let tree = &facts.notebook.tree;
        let Some(cell) = facts.notebook.cell_at(at) else { return true };
        if self.below.contains(&cell) {
            return false;
        }
        let Some(&(statement, _)) = self.plan.stops.get(&cell) else { return true };
        let own = facts.notebook.cells[cell].statements.contains(&statement);
        let end = tree.parent(statement).filter(|_| !own).map_or(usize::MAX, |block| tree.end(block));
        !(tree.start(statement)..end).contains(&at)
    }
}

/// The statements of a cell that are all the browser must do without, if others need what the cell defines.
fn dispensable(plan: &Plan, cell: usize) -> Option<Vec<NodeId>> {
    let (facts, tree) = (plan.facts(), &plan.facts().notebook.tree);
    let needing = plan.needing.get(&cell).filter(|_| defines_for_others(facts, cell))?;
    let all: Option<Vec<NodeId>> = needing.iter().map(|stop| stop.dispensable).collect();
    let all = all?;
    let within = |inner: NodeId| {
        let around: Vec<NodeId> = tree.ancestors(inner).collect();
        all.iter().any(|outer| around.contains(outer)) || around.iter().any(|&outer| is_wrapped(plan, outer))
    };
    Some(all.iter().copied().filter(|&statement| !within(statement)).collect())
}

fn is_wrapped(plan: &Plan, statement: NodeId) -> bool {
    plan.wrapped.get(&plan.facts().notebook.tree.start(statement)).is_some_and(|(own, _)| *own == statement)
}

/// A stop right behind statements that are guarded stands before them: nothing more is lost, and they need no guard.
fn before_guards(plan: &Plan, stop: Stop) -> Stop {
    let facts = plan.facts();
    let statements = facts.cell_of(stop.statement).map_or(&[][..], |cell| &facts.notebook.cells[cell].statements);
    let earlier = statements.iter().rev().skip_while(|&&own| own != stop.statement).skip(1);
    let first = earlier.copied().take_while(|&own| is_wrapped(plan, own)).last();
    Stop { statement: first.unwrap_or(stop.statement), ..stop }
}

/// The stop of a cell that holds nothing but imports of what is missing, if whatever uses it would stop before its first
/// statement.
fn whole_import(plan: &Plan, cell: usize) -> Option<Stop> {
    let facts = plan.facts();
    let own = &facts.notebook.cells[cell];
    let missing = |statement: NodeId| {
        let clauses = plan.missing.values().filter_map(|missing| missing.imports.get(&statement));
        let guarded: BTreeSet<NodeId> = clauses.flatten().copied().collect();
        imports_of(facts, statement).all(|import| guarded.contains(&import.clause)) && !guarded.is_empty()
    };
    let users: Vec<usize> = (0..facts.notebook.cells.len())
        .filter(|&user| user != cell && facts.names.parents(user).contains(&cell))
        .collect();
    let at_once = |user: usize| {
        if dispensable(plan, user).is_some() {
            return false;
        }
        let first = facts.notebook.cells[user].statements.first();
        plan.needing.get(&user).is_some_and(|needing| needing.iter().any(|stop| Some(&stop.statement) == first))
    };
    let first = *own.statements.first()?;
    let whole = own.kind == CellKind::Code
        && own.statements.iter().all(|&statement| missing(statement))
        && !users.is_empty()
        && users.into_iter().all(at_once);
    let message = plan.missing.values().find(|missing| missing.imports.contains_key(&first))?.message.clone();
    whole.then_some(Stop { statement: first, message, dispensable: None })
}

fn imports_of<'a>(facts: &'a Facts, statement: NodeId) -> impl Iterator<Item = &'a Import> {
    facts.names.imports().iter().filter(move |import| import.statement == statement)
}

/// The first statement that cannot run, in the innermost block that holds them all.
fn first_of_block(facts: &Facts, needing: &[Stop]) -> Option<Stop> {
    let tree = &facts.notebook.tree;
    let chains: Vec<Vec<NodeId>> = needing.iter().map(|stop| chain(facts, tree, stop.statement)).collect();
    let depth = (0..)
        .take_while(|&depth| {
            let block = chains.first().and_then(|chain| chain.get(depth)).and_then(|&statement| tree.parent(statement));
            chains.iter().all(|chain| chain.get(depth).is_some_and(|&own| tree.parent(own) == block))
        })
        .last()?;
    let places = needing.iter().zip(&chains).filter_map(|(stop, chain)| Some((*chain.get(depth)?, stop)));
    let (statement, stop) =
        places.min_by_key(|(statement, stop)| (tree.start(*statement), tree.start(stop.statement)))?;
    Some(Stop { statement, message: stop.message.clone(), dispensable: None })
}

/// The statements around a statement that stand in a block of the cell, the outermost first, and the statement itself.
fn chain(facts: &Facts, tree: &Tree, statement: NodeId) -> Vec<NodeId> {
    let top = facts.cell_statement(statement).unwrap_or(statement);
    let around = std::iter::once(statement).chain(tree.ancestors(statement).take_while(|_| statement != top));
    let mut chain = Vec::new();
    for node in around {
        let in_block = tree.parent(node).is_some_and(|parent| tree.kind(parent) == "block");
        if node == top || in_block {
            chain.push(node);
        }
        if node == top {
            break;
        }
    }
    chain.reverse();
    chain
}

/// Guards the imports of missing modules, wherever they are still reached.
fn guard_imports(plan: &mut Plan, below: &BTreeSet<usize>) -> Result<(), String> {
    let facts = plan.facts();
    let mut statements: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
    for missing in plan.missing.values() {
        for (&statement, clauses) in &missing.imports {
            statements.entry(statement).or_default().extend(clauses);
        }
    }
    let reached = Reached { plan, below: below.clone() };
    let start = |statement: NodeId| facts.notebook.tree.start(statement);
    statements.retain(|&statement, _| reached.holds(start(statement)));
    for (statement, clauses) in statements {
        let (ours, others): (Vec<&Import>, Vec<&Import>) =
            imports_of(facts, statement).partition(|import| clauses.contains(&import.clause));
        if others.is_empty() {
            plan.wrap(statement, "")?;
        } else {
            split(plan, statement, &ours, &others)?;
        }
    }
    Ok(())
}

/// `import torch, numpy as np` becomes two statements, the missing module's own one under the `if`.
fn split(plan: &mut Plan, statement: NodeId, ours: &[&Import], others: &[&Import]) -> Result<(), String> {
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
    let sys = plan.need(super::provide::SYS, cell, "");
    let (eol, indent) = (notebook.text.line_ending(), notebook.slice(line.start..tree.start(statement)));
    let unit = notebook.step(&notebook.cells[cell]);
    let text = format!(
        "{}{eol}{indent}if {sys}.platform != \"emscripten\":{eol}{indent}{unit}{}",
        written(others),
        written(ours)
    );
    plan.edits.push(Edit { span: tree.span(statement), text });
    plan.edits.extend(super::cells::unspace(notebook, statement));
    Ok(())
}
