//! `syntax-error` and `unparsable-cell`: what could not be read.

use super::{Context, Subject, Variant};
use crate::notebook::CellKind;

pub(super) fn find(context: &mut Context) {
    let notebook = context.notebook;
    if let Some(first) = notebook.tree.errors().first() {
        // One report a file: what follows the first error is guesswork of the parser.
        let mut span = first.span.clone();
        span.end = span.end.min(notebook.text.line(span.start).end).max(span.start);
        let variant = if first.why.is_some() { Variant::Told } else { Variant::Plain };
        let level = context.level_of("syntax-error", variant);
        let why = first.why.as_deref().unwrap_or_default();
        context.report("syntax-error", variant, level, span, Subject::Notebook, &[("why", why)]);
    }
    for cell in notebook.cells.iter().filter(|cell| cell.kind == CellKind::Unparsable) {
        let line = notebook.text.line(cell.span.start);
        let level = context.level_of("unparsable-cell", Variant::Plain);
        context.report("unparsable-cell", Variant::Plain, level, line, Subject::Notebook, &[]);
    }
}
