//! Bytes of a text <-> the lines and columns that an editor counts.

use gen_lsp_types::{Position, Range};

use crate::notebook::Span;

/// What an editor counts columns in; agreed on at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    /// Bytes.
    Utf8,
    /// Half of what an emoji takes. Every editor knows it.
    #[default]
    Utf16,
}

impl Unit {
    fn length(self, text: &str) -> usize {
        match self {
            Unit::Utf8 => text.len(),
            Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// The lines of a text, which end as the protocol says: `\n`, `\r\n` or `\r`.
pub(super) struct Positions<'a> {
    text: &'a str,
    starts: Vec<usize>,
    unit: Unit,
}

impl<'a> Positions<'a> {
    pub fn new(text: &'a str, unit: Unit) -> Positions<'a> {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter_map(|(at, &byte)| {
            (byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))).then_some(at + 1)
        });
        Positions { text, starts: std::iter::once(0).chain(ends).collect(), unit }
    }

    /// The byte at a position; behind the end of a line its end, behind the last line the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let mut left = position.character as usize;
        let mut offset = start;
        for character in line.chars() {
            let width = self.unit.length(character.encode_utf8(&mut [0; 4]));
            if width > left {
                break;
            }
            left -= width;
            offset += character.len_utf8();
        }
        offset
    }

    /// The position of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = (start..=offset).rev().find_map(|end| self.text.get(start..end)).unwrap_or_default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(self.unit.length(before)) }
    }

    pub fn range(&self, span: &Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end.max(span.start)) }
    }

    /// The bytes of a range, also of one that is the wrong way round.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}
