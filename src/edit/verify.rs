//! What was written is read again before anybody sees it: the parser accepts much that Python rejects.

use super::Edit;
use crate::notebook::{Cell, Notebook, Tree};

/// Whether a notebook after edits is still the notebook it was: it parses, its blocks are whole, its cells are those of
/// before, and new ones only where edits put them between two.
///
/// # Errors
/// What is wrong with it, with the line.
pub fn verify(before: &Notebook, after: &Notebook, edits: &[Edit]) -> Result<(), String> {
    if before.tree.errors().is_empty() {
        if let Some(error) = after.tree.errors().first() {
            return Err(format!("line {} would not parse", after.text.position(error.span.start).0));
        }
        blocks(after)?;
    }
    // A cell may become async, never the other way round.
    let same = |(old, new): (&Cell, &Cell)| {
        old.name == new.name && old.kind == new.kind && old.disabled == new.disabled && (new.is_async || !old.is_async)
    };
    let between = |edit: &&Edit| {
        let at = edit.span.start;
        edit.span.is_empty() && !before.cells.iter().any(|cell| cell.span.start < at && at < cell.span.end)
    };
    let room = edits.iter().filter(between).count();
    let mut new = after.cells.iter();
    let kept = before.cells.iter().all(|old| new.any(|new| same((old, new))));
    let added = after.cells.len().checked_sub(before.cells.len());
    if !kept || added.is_none_or(|added| added > room) {
        return Err("the cells would not be those of before".to_owned());
    }
    Ok(())
}

/// Every block has statements, all of them at one column.
fn blocks(notebook: &Notebook) -> Result<(), String> {
    let tree: &Tree = &notebook.tree;
    for node in tree.all() {
        let kind = tree.kind(node);
        if kind.ends_with("_statement")
            && tree.child(node, "body").is_none()
            && tree.child(node, "consequence").is_none()
        {
            let needs = matches!(kind, "if_statement" | "while_statement" | "for_statement" | "with_statement");
            if needs {
                return Err(format!("line {} would have an empty block", notebook.text.position(tree.start(node)).0));
            }
        }
        if kind != "block" {
            continue;
        }
        let mut column = None;
        let mut end = usize::MAX;
        for statement in tree.children(node) {
            let (line, at) = notebook.text.position(tree.start(statement));
            if end == line {
                continue; // `a; b`
            }
            if *column.get_or_insert(at) != at {
                return Err(format!("line {line} would be indented wrongly"));
            }
            end = notebook.text.position(tree.end(statement)).0;
        }
        if column.is_none() {
            return Err(format!("line {} would have an empty block", notebook.text.position(tree.start(node)).0));
        }
    }
    Ok(())
}
