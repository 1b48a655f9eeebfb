//! The cells of a Markdown notebook.

use std::path::Path;

use super::{Notebook, ReadError, Text};

pub(super) fn read(path: &Path, text: Text) -> Result<Notebook, ReadError> {
    let _ = (path, text);
    todo!()
}
