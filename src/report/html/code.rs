//! Code on the page: a cell with its problem marked, and the lines that a fix changes.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use crate::check::Problem;
use crate::notebook::Span;
use crate::report::Report;
use crate::report::markup::escaped;

/// Lines of a cell before and after the problem; the rest is left out.
const AROUND: usize = 12;
/// Lines before and after a problem that is in no cell.
const OUTSIDE: usize = 2;
/// Lines of the problem itself.
const MOST: usize = 30;
/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// The cell around a problem, without the indentation that the file's format gives it.
pub(super) fn excerpt(report: &Report, problem: &Problem) -> String {
    let text = &report.notebook.text;
    let cell = problem.cell.and_then(|index| report.notebook.cells.get(index));
    let (window, indent) = match cell {
        Some(cell) if cell.code.start <= problem.span.start && problem.span.end <= cell.code.end => {
            (cell.code.clone(), cell.indent.as_str())
        }
        Some(cell) => (cell.span.clone(), ""),
        None => (0..text.as_str().len(), ""),
    };
    let around = if cell.is_some() { AROUND } else { OUTSIDE };
    let number = |offset: usize| text.position(offset).0;
    let (from, to) = (number(problem.span.start), number(problem.span.end.max(problem.span.start)));
    let first = number(window.start).max(from.saturating_sub(around));
    let last = number(window.end).min(to + around).min(from + MOST + around);
    let mut code = String::from("<pre>");
    for (number, line) in text.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        if number < first || number > last {
            continue;
        }
        let here = if (from..=to).contains(&number) { " here" } else { "" };
        let _ = write!(
            code,
            "<span class=\"line{here}\"><i>{number}</i>{}</span>",
            marked(report, line, indent, &problem.span)
        );
    }
    code + "</pre>"
}

/// A line, with the part of it that lies in the span marked.
fn marked(report: &Report, line: Span, indent: &str, span: &Span) -> String {
    let slice = |span: Span| escaped(report.notebook.slice(span).trim_start_matches('\u{feff}'));
    let indented = report.notebook.slice(line.clone()).starts_with(indent);
    let line = line.start + if indented { indent.len() } else { 0 }..line.end;
    let (start, end) = (span.start.clamp(line.start, line.end), span.end.clamp(line.start, line.end));
    if start >= end {
        return slice(line);
    }
    format!("{}<mark>{}</mark>{}", slice(line.start..start), slice(start..end), slice(end..line.end))
}

/// The lines that differ, with those around them; the changed words of a line stand out.
pub(super) fn difference(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut code = String::from("<pre>");
    for (number, hunk) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if number > 0 {
            code.push_str("<span class=\"line gap\">⋯</span>");
        }
        for change in hunk.iter().flat_map(|op| diff.iter_inline_changes(op)) {
            let (class, sign, element) = match change.tag() {
                ChangeTag::Equal => ("line", ' ', "span"),
                ChangeTag::Delete => ("line removed", '-', "del"),
                ChangeTag::Insert => ("line added", '+', "ins"),
            };
            let _ = write!(code, "<{element} class=\"{class}\"><i>{sign}</i>");
            for (emphasised, value) in change.iter_strings_lossy() {
                let value = escaped(value.trim_end_matches(['\r', '\n']));
                if emphasised && !value.is_empty() {
                    let _ = write!(code, "<mark>{value}</mark>");
                } else {
                    code.push_str(&value);
                }
            }
            let _ = write!(code, "</{element}>");
        }
    }
    code + "</pre>\n"
}
