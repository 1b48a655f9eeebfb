//! Fifth stage: edits -> new text. Plan, verify, diff, write.

pub mod script_block;

use crate::notebook::Span;

/// A replacement of a range of the notebook's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; empty for an insertion.
    pub span: Span,
    /// What comes in their place, with the file's own line ends.
    pub text: String,
}
