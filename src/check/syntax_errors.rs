//! `syntax-error` and `unparsable-cell`: what could not be read.

use super::{Context, Subject};
use crate::notebook::CellKind;

pub(super) fn find(context: &mut Context) {
    let notebook = context.notebook;
    if let Some(first) = notebook.tree.errors().iter().min_by_key(|span| span.start) {
        // One report a file: what follows the first error is guesswork of the parser.
        let mut span = first.clone();
        span.end = span.end.min(notebook.text.line(span.start).end).max(span.start);
        let level = context.level_of("syntax-error", "");
        context.report("syntax-error", "", level, span, Subject::Notebook, &[]);
    }
    for cell in notebook.cells.iter().filter(|cell| cell.kind == CellKind::Unparsable) {
        let line = notebook.text.line(cell.span.start);
        let level = context.level_of("unparsable-cell", "");
        context.report("unparsable-cell", "", level, line, Subject::Notebook, &[]);
    }
}
