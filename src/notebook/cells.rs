//! The cells of a `.py` notebook.

use std::path::Path;

use super::{Notebook, NodeId, ReadError, Span, Text};

/// What kind of thing a cell is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// `@app.cell`, or a Python fence.
    Code,
    /// `with app.setup:`; runs before all others, its names are module globals.
    Setup,
    /// `@app.function`: the cell's code is the function itself.
    Function,
    /// `@app.class_definition`: the cell's code is the class itself.
    Class,
    /// `app._unparsable_cell(...)`: never run, never edited.
    Unparsable,
    /// A `sql` fence of a Markdown notebook; its code is no Python.
    Sql,
}

/// A parameter of a cell's function: a name that another cell defines.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The parameter as written, with its annotation.
    pub span: Span,
}

/// The `return` that ends a cell's function.
#[derive(Clone, Debug)]
pub struct Return {
    /// The whole statement.
    pub span: Span,
    /// The names in it, as written.
    pub names: Vec<String>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The kind.
    pub kind: CellKind,
    /// The function's name (`_` if it has none of its own), `setup`, or a fence's `name`.
    pub name: String,
    /// Everything that belongs to the cell: decorator, `def` line, code, `return`; in Markdown the fence.
    pub span: Span,
    /// The code alone, from the start of the first statement's line to the end of the last statement or comment
    /// before the `return` (without its line end).
    pub code: Span,
    /// The statements of the cell in order, without the final `return`; for a function or class cell the one definition.
    pub statements: Vec<NodeId>,
    /// The white space before each top-level statement of the cell.
    pub indent: String,
    /// The parenthesised parameters, parentheses included; absent where the cell has none to write (setup, Markdown, function, class).
    pub parameters_span: Option<Span>,
    /// The parameters in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The final `return`, if the cell's function has one.
    pub returns: Option<Return>,
    /// Whether the cell is an `async def`.
    pub is_async: bool,
    /// `disabled=True` in the decorator: the cell never runs.
    pub disabled: bool,
}

pub(super) fn read(path: &Path, text: Text) -> Result<Notebook, ReadError> {
    let _ = (path, text);
    todo!()
}
