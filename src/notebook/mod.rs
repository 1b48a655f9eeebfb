//! First stage: bytes -> [`Notebook`]. Encodings, line ends, cells and the script block; no knowledge of any host or library.

mod app;
mod cells;
mod fences;
mod front_matter;
mod markdown;
mod module;
mod scalar;
mod script_block;
mod text;
mod tokens;
mod tree;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use cells::{Cell, CellKind, Parameter, Return};
pub use script_block::{BlockLine, Requirement, ScriptBlock, ScriptBlockState};
pub use text::{DecodeError, Text};
pub use tree::{NodeId, Span, SyntaxError, Tree};

/// How the cells are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A `.py` file with decorated functions.
    Python,
    /// A `.md` or `.qmd` file with fences.
    Markdown,
}

/// One notebook file: its text, its syntax tree, its cells and its script block.
#[derive(Clone, Debug)]
pub struct Notebook {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// How the cells are written down.
    pub format: Format,
    /// The decoded text; every span of a notebook is a range of bytes in it.
    pub text: Text,
    /// The Python in it.
    pub tree: Arc<Tree>,
    /// The call that makes the app, `marimo.App(...)`; a Markdown notebook has none.
    pub app_call: Option<NodeId>,
    /// The cells, in the order of the file.
    pub cells: Vec<Cell>,
    /// The PEP 723 block.
    pub script: ScriptBlock,
}

/// Why some bytes are not a notebook that can be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no text in the encoding they declare.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Text, but no marimo notebook: skipped in a folder, an error when named.
    #[error("not a marimo notebook: it has no `marimo.App(...)`, or no marimo front matter in a Markdown file")]
    NotANotebook,
}

impl Notebook {
    /// Reads a notebook from the bytes of a file.
    ///
    /// # Errors
    /// If the bytes cannot be decoded, or are no marimo notebook. A notebook that does not parse is still a notebook.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Notebook, ReadError> {
        let markdown = path.extension().is_some_and(|extension| extension == "md" || extension == "qmd");
        if markdown { markdown::read(path, Text::decode_utf8(bytes)?) } else { cells::read(path, Text::decode(bytes)?) }
    }

    /// Reads a plain Python module, as a notebook of one cell.
    ///
    /// # Errors
    /// If the bytes cannot be decoded.
    pub fn module(path: &Path, bytes: &[u8]) -> Result<Notebook, DecodeError> {
        Ok(module::read(path, Text::decode(bytes)?))
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.as_str().get(span).unwrap_or_default()
    }

    /// The text of a node.
    pub fn node_text(&self, node: NodeId) -> &str {
        self.slice(self.tree.span(node))
    }

    /// One step of indentation in a cell: what a `.py` file puts before its top-level statements. The fence of a Markdown
    /// notebook has an indentation of its own, which is no step.
    pub fn step<'a>(&self, cell: &'a Cell) -> &'a str {
        match self.format {
            Format::Python if !cell.indent.is_empty() => &cell.indent,
            _ => "    ",
        }
    }

    /// The cell whose code or frame holds the given byte.
    pub fn cell_at(&self, offset: usize) -> Option<usize> {
        self.cells.iter().position(|cell| cell.span.contains(&offset))
    }
}
