//! Statements that go -> edits: whole lines, or their part of a line; `pass` where a block would be empty; the imports,
//! parameters and return entries that only they needed.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::edit::Edit;
use crate::notebook::{CellKind, Format, NodeId, Notebook, Span};
use crate::syntax::{BindingKind, Facts, Symbol};

/// The edits that take the plan's statements out. Parameters and return entries that nothing needs any more are added to
/// the plan's dropped ones.
///
/// # Errors
/// If a line cannot be changed as wanted, with the line.
pub(super) fn edits(plan: &mut Plan) -> Result<Vec<Edit>, String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let mut gone: BTreeSet<NodeId> = plan.removed.keys().copied().collect();
    for &statement in &gone {
        unchanged(plan, statement)?;
    }
    let mut edits = drop_names(plan, &mut gone)?;
    let mut blocks: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
    for &statement in &gone {
        let block = Block::around(facts, statement);
        blocks.entry(block.siblings.first().map_or(0, |&first| tree.start(first))).or_insert(block.siblings);
    }
    for siblings in blocks.into_values() {
        let Some(block) = siblings.first().map(|&first| Block::around(facts, first)) else { continue };
        block.remove(&gone, &mut edits)?;
    }
    Ok(edits)
}

/// Sees to it that no other intent of the plan is about the statement.
fn unchanged(plan: &Plan, statement: NodeId) -> Result<(), String> {
    let notebook = plan.facts().notebook;
    let start = notebook.tree.start(statement);
    let changed = plan.imports.contains_key(&statement)
        || plan.fetches.contains_key(&statement)
        || plan.raised.contains_key(&statement)
        || plan.stops.values().any(|(before, _)| *before == statement)
        || plan.wrapped.get(&start).is_some_and(|(node, _)| *node == statement);
    let (line, _) = notebook.text.position(start);
    if changed { Err(format!("another fix changes line {line}; it is left for the next pass")) } else { Ok(()) }
}

/// Finds the names that nothing reads any more: parameters and return entries are dropped, imports go too where a removed
/// statement takes them along. Gives the edits of imports that go in part.
fn drop_names(plan: &mut Plan, gone: &mut BTreeSet<NodeId>) -> Result<Vec<Edit>, String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let mut vanished = plan.vanished.clone();
    vanished.extend(gone.iter().map(|&statement| tree.span(statement)));
    let with_imports: Vec<Span> =
        plan.removed.iter().filter(|(_, with)| **with).map(|(&statement, _)| tree.span(statement)).collect();
    let within = |spans: &[Span], node: NodeId| spans.iter().any(|span| span.contains(&tree.start(node)));
    let mut clauses: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
    for (id, symbol) in facts.names.symbols() {
        if !symbol.uses.iter().any(|&site| within(&vanished, site)) || is_named_elsewhere(facts.notebook, &symbol.name)
        {
            continue;
        }
        let left: Vec<NodeId> = symbol.uses.iter().copied().filter(|&site| !within(&vanished, site)).collect();
        let definers: BTreeSet<usize> = symbol.bindings.iter().map(|binding| binding.cell).collect();
        let users: BTreeSet<usize> = left.iter().filter_map(|&site| facts.cell_of(site)).collect();
        if symbol.global {
            let cells = symbol.uses.iter().filter_map(|&site| facts.cell_of(site));
            for cell in cells.filter(|cell| !users.contains(cell) && !definers.contains(cell)) {
                plan.dropped_parameters.entry(cell).or_default().insert(symbol.name.clone());
            }
            if users.is_subset(&definers) {
                for &definer in &definers {
                    plan.dropped_returns.entry(definer).or_default().insert(symbol.name.clone());
                }
            }
        }
        let goes_along = symbol.uses.iter().any(|&site| within(&with_imports, site));
        if left.is_empty() && goes_along && is_plain_import(facts, symbol) && !plan.taken.contains(&symbol.name) {
            for import in facts.names.imports().iter().filter(|import| import.symbol == Some(id)) {
                clauses.entry(import.statement).or_default().insert(import.clause);
            }
        }
    }
    let mut edits = Vec::new();
    for (statement, dropped) in clauses {
        if gone.contains(&statement) {
            continue;
        }
        unchanged(plan, statement)?;
        let all: Vec<NodeId> = tree.fields(statement, "name").collect();
        if all.iter().all(|clause| dropped.contains(clause)) {
            gone.insert(statement);
        } else if !facts.notebook.node_text(statement).contains('#') {
            edits.extend(without_clauses(facts, &all, &dropped));
        }
    }
    Ok(edits)
}

/// Whether a name stands in code that is not read as Python, which may use it.
fn is_named_elsewhere(notebook: &Notebook, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let opaque = notebook.cells.iter().filter(|cell| matches!(cell.kind, CellKind::Unparsable | CellKind::Sql));
    opaque
        .map(|cell| notebook.slice(cell.span.clone()))
        .any(|text| text.split(|c| !is_word(c)).any(|word| word == name))
}

/// Whether a name is imported and nothing else, and no `try` or function depends on where.
fn is_plain_import(facts: &Facts, symbol: &Symbol) -> bool {
    let tree = &facts.notebook.tree;
    !symbol.deleted
        && symbol.bindings.iter().all(|binding| {
            let imports = matches!(binding.kind, BindingKind::Import { .. } | BindingKind::ImportFrom { .. });
            let tried = tree.ancestors(binding.node).any(|around| tree.kind(around) == "try_statement");
            imports && !tried
        })
}

/// `import os, pdb` -> `import os`.
fn without_clauses(facts: &Facts, all: &[NodeId], dropped: &BTreeSet<NodeId>) -> Vec<Edit> {
    let tree = &facts.notebook.tree;
    let mut edits = Vec::new();
    let mut last_kept = None;
    for (index, clause) in all.iter().enumerate() {
        if !dropped.contains(clause) {
            last_kept = Some(*clause);
            continue;
        }
        let kept_follows = all[index + 1..].iter().any(|next| !dropped.contains(next));
        let span = match (all.get(index + 1), last_kept) {
            (Some(next), _) if kept_follows => tree.start(*clause)..tree.start(*next),
            (_, Some(kept)) if index == 0 || !dropped.contains(&all[index - 1]) => {
                tree.end(kept)..all.last().map_or(tree.end(*clause), |last| tree.end(*last))
            }
            _ => continue,
        };
        edits.push(Edit { span, text: String::new() });
    }
    edits
}

/// The statements of a block, or of a cell.
struct Block<'a> {
    notebook: &'a Notebook,
    siblings: Vec<NodeId>,
    /// The cell, if the statements are its own.
    cell: Option<usize>,
}

impl<'a> Block<'a> {
    fn around(facts: &Facts<'a>, statement: NodeId) -> Block<'a> {
        let notebook = facts.notebook;
        let own = facts.cell_of(statement).filter(|&cell| notebook.cells[cell].statements.contains(&statement));
        let siblings = match own {
            Some(cell) => notebook.cells[cell].statements.clone(),
            None => {
                notebook.tree.parent(statement).map_or(vec![statement], |block| notebook.tree.children(block).collect())
            }
        };
        Block { notebook, siblings, cell: own }
    }

    /// The edits that take out what is gone.
    fn remove(&self, gone: &BTreeSet<NodeId>, edits: &mut Vec<Edit>) -> Result<(), String> {
        let tree = &self.notebook.tree;
        let mut units: Vec<Span> = Vec::new();
        let ends_cell = self.cell.is_some_and(|cell| self.notebook.cells[cell].returns.is_some());
        let emptied = !ends_cell && self.siblings.iter().all(|statement| gone.contains(statement));
        for (index, line) in self.lines().into_iter().enumerate() {
            let (Some(&first), Some(&last)) = (line.first(), line.last()) else { continue };
            let whole = line.iter().all(|statement| gone.contains(statement));
            if whole && emptied && index == 0 {
                let filler = match self.notebook.format {
                    // A fence may be empty.
                    Format::Markdown if self.cell.is_some() => "",
                    _ if self.is_python_cell() => "return",
                    _ => "pass",
                };
                edits.push(Edit { span: tree.start(first)..tree.end(last), text: filler.to_owned() });
            } else if whole && self.is_alone(first, last) {
                units.push(self.whole_lines(first, last));
            } else {
                self.part_of_line(&line, gone, edits)?;
            }
        }
        for unit in self.merged(units) {
            edits.push(self.tidied(unit, gone, emptied));
        }
        Ok(())
    }

    /// Whether the statements are those of an `@app.cell`, whose function ends with a `return`.
    fn is_python_cell(&self) -> bool {
        let cell = self.cell.map(|cell| &self.notebook.cells[cell]);
        self.notebook.format == Format::Python && cell.is_some_and(|cell| cell.kind == CellKind::Code)
    }

    /// The statements, line by line: those of `a; b` together.
    fn lines(&self) -> Vec<Vec<NodeId>> {
        let tree = &self.notebook.tree;
        let mut lines: Vec<Vec<NodeId>> = Vec::new();
        for &statement in &self.siblings {
            let beside = lines
                .last()
                .and_then(|line| line.last())
                .is_some_and(|&before| !self.notebook.slice(tree.end(before)..tree.start(statement)).contains('\n'));
            match lines.last_mut().filter(|_| beside) {
                Some(line) => line.push(statement),
                None => lines.push(vec![statement]),
            }
        }
        lines
    }

    /// Whether the lines of some statements hold nothing else but a comment behind them.
    fn is_alone(&self, first: NodeId, last: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let (start, end) = (tree.start(first), tree.end(last));
        let line = self.notebook.text.line(start);
        let before = self.notebook.slice(line.start..start);
        let above = line.start.checked_sub(1).map(|newline| self.notebook.text.line(newline));
        let continued = above.is_some_and(|above| self.notebook.slice(above).ends_with('\\'));
        let after = self.notebook.slice(end..self.notebook.text.line(end).end);
        let after = after.trim_start_matches([' ', '\t', ';']).trim_end();
        !continued && before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))
    }

    /// The lines of some statements, with their line ends.
    fn whole_lines(&self, first: NodeId, last: NodeId) -> Span {
        let (text, tree) = (&self.notebook.text, &self.notebook.tree);
        text.line(tree.start(first)).start..text.next_line(tree.end(last))
    }

    /// `a; gone; b` -> `a; b`.
    fn part_of_line(&self, line: &[NodeId], gone: &BTreeSet<NodeId>, edits: &mut Vec<Edit>) -> Result<(), String> {
        let tree = &self.notebook.tree;
        let mut kept = None;
        for (index, &statement) in line.iter().enumerate() {
            if !gone.contains(&statement) {
                kept = Some(statement);
                continue;
            }
            let kept_follows = line[index + 1..].iter().any(|next| !gone.contains(next));
            let span = match (line.get(index + 1), kept) {
                (Some(&next), _) if kept_follows => tree.start(statement)..tree.start(next),
                (_, Some(kept)) => {
                    edits.push(Edit {
                        span: tree.end(kept)..line.last().map_or(tree.end(statement), |&last| tree.end(last)),
                        text: String::new(),
                    });
                    return Ok(());
                }
                _ => {
                    let (line, _) = self.notebook.text.position(tree.start(statement));
                    return Err(format!("line {line} holds more than that statement; remove it by hand"));
                }
            };
            edits.push(Edit { span, text: String::new() });
        }
        Ok(())
    }

    /// Units with nothing but blank lines between them become one.
    fn merged(&self, units: Vec<Span>) -> Vec<Span> {
        let mut merged: Vec<Span> = Vec::new();
        for unit in units {
            match merged.last_mut() {
                Some(last) if self.notebook.slice(last.end..unit.start).trim().is_empty() => last.end = unit.end,
                _ => merged.push(unit),
            }
        }
        merged
    }

    /// A unit with the blank lines that have lost their purpose: no two gaps become one, none opens or ends a block. Before
    /// a cell's `return` marimo keeps a blank line behind an import, `def` or `class` alone.
    fn tidied(&self, unit: Span, gone: &BTreeSet<NodeId>, emptied: bool) -> Edit {
        let (text, tree) = (&self.notebook.text, &self.notebook.tree);
        let mut unit = unit;
        let kept = |statement: &&NodeId| !gone.contains(statement);
        let before = self.siblings.iter().filter(kept).rfind(|&&node| tree.start(node) < unit.start).copied();
        let after = self.siblings.iter().filter(kept).any(|&node| tree.start(node) >= unit.end);
        let mut replacement = String::new();
        let is_blank = |line: &Span| self.notebook.slice(line.clone()).trim().is_empty();
        let above = |at: usize| at.checked_sub(1).map(|newline| text.line(newline));
        let blank_above = above(unit.start).is_some_and(|line| is_blank(&line));
        let opens = before.is_none() && !emptied && !self.has_comment_above(unit.start);
        if after {
            while (blank_above || opens) && unit.end < text.as_str().len() && is_blank(&text.line(unit.end)) {
                unit.end = text.next_line(unit.end);
            }
        } else {
            while let Some(line) = above(unit.start).filter(|line| is_blank(line) && line.start < unit.start) {
                unit.start = line.start;
            }
            let returns = self.cell.and_then(|cell| self.notebook.cells[cell].returns.as_ref());
            if let Some(returns) = returns {
                let bottom = text.line(returns.span.start).start;
                if unit.end <= bottom && self.notebook.slice(unit.end..bottom).trim().is_empty() {
                    unit.end = bottom;
                    let defines = before.is_some_and(|node| {
                        tree.kind(node).starts_with("import")
                            || matches!(
                                tree.kind(node),
                                "function_definition" | "class_definition" | "decorated_definition"
                            )
                    });
                    let comment =
                        above(unit.start).is_some_and(|line| self.notebook.slice(line).trim().starts_with('#'));
                    if defines && !comment {
                        replacement = text.line_ending().to_owned();
                    }
                }
            }
        }
        Edit { span: unit, text: replacement }
    }

    /// Whether the line above is a comment, which stays.
    fn has_comment_above(&self, at: usize) -> bool {
        let line = at.checked_sub(1).map(|newline| self.notebook.text.line(newline));
        line.is_some_and(|line| self.notebook.slice(line).trim_start().starts_with('#'))
    }
}
