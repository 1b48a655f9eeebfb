//! `# wasmfix: ignore[id] reason`, `--select` and `--ignore`.

use super::{Level, Problem, Subject};
use crate::Options;
use crate::notebook::{Notebook, Span};

struct Suppression {
    id: String,
    span: Span,
    /// The line it speaks for: its own, or the next one where it stands alone.
    line: Span,
    used: bool,
}

/// Takes out what comments and options rule out, and adds the comments that rule out nothing.
pub(super) fn apply(notebook: &Notebook, options: &Options, problems: &mut Vec<Problem>) {
    let mut suppressions = read(notebook);
    problems.retain(|problem| {
        let mut kept = true;
        for suppression in &mut suppressions {
            let span = &problem.span;
            let meets = span.start <= suppression.line.end && suppression.line.start <= span.end;
            if suppression.id == problem.id && meets {
                suppression.used = true;
                kept = false;
            }
        }
        kept
    });
    let definition = super::definition("unused-suppression");
    for unused in suppressions.iter().filter(|suppression| !suppression.used) {
        if let Some(definition) = definition {
            let words = &definition.words;
            let fill = [("id", unused.id.as_str())];
            problems.push(Problem {
                id: "unused-suppression".to_owned(),
                definition,
                level: words.measured.unwrap_or(Level::Warning),
                message: super::filled(words.message, &fill),
                reason: super::filled(words.reason, &fill),
                suggestion: super::filled(words.suggestion, &fill),
                span: unused.span.clone(),
                cell: notebook.cell_at(unused.span.start),
                subject: Subject::Notebook,
            });
        }
    }
    problems.retain(|problem| {
        (options.select.is_empty() || options.select.contains(&problem.id)) && !options.ignore.contains(&problem.id)
    });
    problems.sort_by(|a, b| (a.span.start, &a.id).cmp(&(b.span.start, &b.id)));
}

fn read(notebook: &Notebook) -> Vec<Suppression> {
    let tree = &notebook.tree;
    let mut found = Vec::new();
    for comment in tree.all().filter(|&node| tree.kind(node) == "comment") {
        let text = notebook.node_text(comment);
        // It may come behind another comment: `# noqa  # wasmfix: ignore[...]`.
        let mut parts = text.split('#');
        let Some(rest) = parts.find_map(|part| part.trim_start().strip_prefix("wasmfix:")) else { continue };
        let Some(list) = rest.trim_start().strip_prefix("ignore[").and_then(|rest| rest.split_once(']')) else {
            continue;
        };
        let span = tree.span(comment);
        let own = notebook.text.line(span.start);
        let alone = notebook.slice(own.start..span.start).trim().is_empty();
        let next = own.end + notebook.slice(own.end..notebook.text.as_str().len()).find('\n').map_or(0, |at| at + 1);
        let line = if alone { notebook.text.line(next) } else { own };
        for id in list.0.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            found.push(Suppression { id: id.to_owned(), span: span.clone(), line: line.clone(), used: false });
        }
    }
    found
}
