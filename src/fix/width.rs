//! How wide a line is that a fix writes.

use super::provide::{MARIMO, Needer, SYS, stand_in};
use crate::notebook::{Cell, Notebook};

/// The longest line that is written, in characters; marimo wraps a `def` or `return` that is longer.
pub(super) const COLUMNS: usize = 79;

/// How far marimo indents the code of a cell.
const BODY: usize = 4;

/// The column in a Python notebook of what stands behind `indent` in a cell: code in Markdown is wrapped as in Python.
pub(super) fn column(notebook: &Notebook, cell: &Cell, indent: &str) -> usize {
    let first = cell.statements.first().map(|&statement| notebook.text.line(notebook.tree.start(statement)));
    let own = first.map_or("", |line| notebook.slice(line));
    let body = own.chars().take_while(|letter| letter.is_whitespace()).count();
    indent.chars().count().saturating_sub(body) + BODY
}

/// How many characters a text has once whoever needs them has the names of `sys` and marimo.
pub(super) fn written(text: &str, needer: Needer) -> usize {
    let named = text.replace(&stand_in(MARIMO, needer), MARIMO.name).replace(&stand_in(SYS, needer), SYS.name);
    named.chars().count()
}
