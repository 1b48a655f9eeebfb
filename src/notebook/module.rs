//! A plain Python module, read as a notebook of one cell: what the modules beside a notebook import is asked of the same facts.

use std::path::Path;

use super::app::top_level;
use super::{Cell, CellKind, Format, Notebook, Text, Tree, script_block};

/// Reads a module. It has no app, and may have a script block.
pub(super) fn read(path: &Path, text: Text) -> Notebook {
    let tree = Tree::parse_whole(text.as_str());
    let whole = 0..text.as_str().len();
    let cell = Cell {
        kind: CellKind::Code,
        name: "_".to_owned(),
        span: whole.clone(),
        code: whole,
        statements: top_level(&tree),
        indent: String::new(),
        parameters_span: None,
        parameters: Vec::new(),
        returns: None,
        is_async: false,
        disabled: false,
        query: None,
        engine: None,
    };
    let script = script_block::read_python(&text, &tree);
    Notebook {
        path: path.to_owned(),
        format: Format::Python,
        app_call: None,
        cells: vec![cell],
        script,
        tree: tree.into(),
        text,
    }
}
