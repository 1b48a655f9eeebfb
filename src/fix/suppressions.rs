//! Ids that suppress nothing -> edits of their comments.

use super::Plan;
use crate::edit::Edit;
use crate::notebook::{Notebook, Span};

/// The edits that take ids out of comments; with its last id a comment goes, and its line if nothing else is on it.
///
/// # Errors
/// If it cannot be told where the comment ends.
pub(super) fn edits(plan: &Plan) -> Result<Vec<Edit>, String> {
    let notebook = plan.facts().notebook;
    let mut edits = Vec::new();
    for (&(start, end), gone) in &plan.unsuppressed {
        let text = notebook.slice(start..end);
        let listed = text.split(',').map(str::trim).filter(|id| !id.is_empty());
        let left: Vec<&str> = listed.filter(|id| !gone.contains(*id)).collect();
        edits.push(if left.is_empty() {
            Edit { span: comment(notebook, start, end)?, text: String::new() }
        } else {
            Edit { span: start..end, text: left.join(", ") }
        });
    }
    Ok(edits)
}

/// The range of a comment whose list is at `start..end`: with the space before it, or its whole line.
fn comment(notebook: &Notebook, start: usize, end: usize) -> Result<Span, String> {
    let line = notebook.text.line(start);
    let reason = notebook.slice(end..line.end);
    if reason.contains('#') {
        let number = notebook.text.position(start).0;
        return Err(format!("line {number} goes on behind the comment with another `#`; remove it by hand"));
    }
    let before = notebook.slice(line.start..start);
    let Some(hash) = before.rfind('#') else { return Err("the comment's beginning is not found".to_owned()) };
    let kept = before.get(..hash).unwrap_or_default();
    if kept.chars().all(|letter| letter == '#' || letter.is_whitespace()) {
        return Ok(line.start..notebook.text.next_line(start).max(line.end));
    }
    Ok(line.start + kept.trim_end().len()..line.end)
}
