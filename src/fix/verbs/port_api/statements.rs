//! Whole statements: whether they stand alone, and how they go or give way to others.

use super::uses::Uses;
use crate::edit::Edit;
use crate::notebook::NodeId;

/// Whether an expression is a name, or an attribute of one: working it out twice changes nothing.
pub(super) fn is_plain_name(tree: &crate::notebook::Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        "identifier" => true,
        "attribute" => tree.child(node, "object").is_some_and(|object| is_plain_name(tree, object)),
        _ => false,
    }
}

/// Whether a statement has its lines to itself.
pub(super) fn is_alone(uses: &Uses, statement: NodeId) -> bool {
    let (notebook, tree) = (uses.facts.notebook, &uses.facts.notebook.tree);
    let (start, end) = (tree.start(statement), tree.end(statement));
    let after = notebook.slice(end..notebook.text.line(end).end.max(end));
    let before = notebook.slice(notebook.text.line(start).start..start);
    before.trim().is_empty() && (after.trim().is_empty() || after.trim_start().starts_with('#'))
}

/// The edits that take a statement away: its lines, or `pass` where something must stand.
pub(super) fn drop_statement(uses: &Uses, statement: NodeId) -> Vec<Edit> {
    let facts = uses.facts;
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let (start, end) = (tree.start(statement), tree.end(statement));
    let lines = notebook.text.line(start).start..notebook.text.line(end).end;
    let alone =
        notebook.slice(lines.start..start).trim().is_empty() && notebook.slice(end..lines.end).trim().is_empty();
    let siblings: Vec<NodeId> = tree.parent(statement).map_or(Vec::new(), |block| tree.children(block).collect());
    let top = notebook.cells.iter().find(|cell| cell.statements.contains(&statement));
    // An expression that becomes the last of a cell would be shown.
    let shows = top.is_some_and(|cell| {
        let last = cell.statements.last() == Some(&statement);
        let before = cell.statements.iter().rev().nth(1);
        last && before.is_none_or(|&before| tree.kind(before) == "expression_statement")
    });
    let others = siblings.iter().filter(|&&other| other != statement).count();
    if !alone || shows || others == 0 {
        return vec![Edit { span: start..end, text: "pass".to_owned() }];
    }
    vec![Edit {
        span: lines.start..notebook.text.next_line(start.max(lines.end.saturating_sub(1))),
        text: String::new(),
    }]
}

/// The edits that put lines in the place of a statement, or take it away.
pub(super) fn replace_statement(uses: &Uses, statement: NodeId, lines: &[String]) -> Result<Vec<Edit>, String> {
    let notebook = uses.facts.notebook;
    let tree = &notebook.tree;
    if lines.is_empty() {
        return Ok(drop_statement(uses, statement));
    }
    if lines.len() > 1 && !is_alone(uses, statement) {
        return Err(format!("line {} holds several statements; give each its own line", uses.line(statement)));
    }
    let line = notebook.slice(notebook.text.line(tree.start(statement)));
    let indent: String = line.chars().take_while(|letter| matches!(letter, ' ' | '\t')).collect();
    let separator = format!("{}{indent}", notebook.text.line_ending());
    Ok(vec![Edit { span: tree.span(statement), text: lines.join(&separator) }])
}
