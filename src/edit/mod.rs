//! Fifth stage: edits -> new text. Plan, verify, diff.

pub mod diff;
pub mod script_block;
mod setting;
mod verify;

pub use verify::verify;

use crate::notebook::Span;

/// A replacement of a range of the notebook's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; empty for an insertion.
    pub span: Span,
    /// What comes in their place, with the file's own line ends.
    pub text: String,
}

/// Why edits cannot be applied to a text. The text stays as it is: edits are applied whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The range is reversed, ends behind the text, or cuts a character in two.
    #[error("an edit of bytes {}..{} does not fit a text of {length} bytes", span.start, span.end)]
    Misplaced {
        /// The edit's range.
        span: Span,
        /// The length of the text, in bytes.
        length: usize,
    },
    /// An edit begins before the one in front of it ends.
    #[error("an edit of bytes {}..{} overlaps or precedes the one of bytes {}..{} before it", second.start, second.end, first.start, first.end)]
    Overlap {
        /// The edit that comes first in the list.
        first: Span,
        /// The edit that comes next.
        second: Span,
    },
}

/// Applies edits, sorted and not overlapping, to a text. Edits may touch; two insertions at one place keep their order.
///
/// # Errors
/// If an edit does not fit the text, or the edits are not sorted or overlap.
pub fn apply(source: &str, edits: &[Edit]) -> Result<String, ApplyError> {
    let mut result = String::with_capacity(source.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut previous = 0..0;
    for edit in edits {
        let span = edit.span.clone();
        if source.get(span.clone()).is_none() {
            return Err(ApplyError::Misplaced { span, length: source.len() });
        }
        if span.start < previous.end {
            return Err(ApplyError::Overlap { first: previous, second: span });
        }
        result.push_str(source.get(previous.end..span.start).unwrap_or_default());
        result.push_str(&edit.text);
        previous = span;
    }
    result.push_str(source.get(previous.end..).unwrap_or_default());
    Ok(result)
}

/// Sorts edits; insertions at one place become one, in the order given.
///
/// # Errors
/// The range of an edit that overlaps another.
pub fn sorted(mut edits: Vec<Edit>) -> Result<Vec<Edit>, Span> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    let mut result: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match result.last_mut() {
            Some(last) if edit.span.start < last.span.end => return Err(edit.span),
            // What is inserted where a replaced range begins comes before it.
            Some(last) if last.span.is_empty() && last.span.start == edit.span.start => {
                last.text.push_str(&edit.text);
                last.span.end = edit.span.end;
            }
            _ => result.push(edit),
        }
    }
    Ok(result)
}
