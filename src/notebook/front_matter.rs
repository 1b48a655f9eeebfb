//! The front matter of a Markdown notebook: just enough YAML for the keys that marimo reads.

use super::script_block::Line;
use super::{Span, Text};

/// The lines between the two `---`.
pub(super) struct FrontMatter {
    /// The closing `---` line's beginning: where a new key goes.
    pub close: usize,
    /// Where the Markdown begins.
    pub end: usize,
    /// The top-level keys, in order.
    pub values: Vec<Value>,
}

/// A top-level key.
pub(super) struct Value {
    /// The key.
    pub key: String,
    /// From the key to the end of its value.
    pub span: Span,
    /// Whether the value is a literal block (`|`), the only form that holds lines as they are.
    pub is_block: bool,
    /// The indentation of such a block.
    pub indent: String,
    /// Whether there is any text in the value.
    is_empty: bool,
}

impl FrontMatter {
    /// The front matter, if the file begins with one that is closed.
    pub fn read(text: &Text) -> Option<FrontMatter> {
        let source = text.as_str();
        let spans = text.lines().collect::<Vec<_>>();
        let slice = |span: &Span| source.get(span.clone()).unwrap_or_default();
        let is_fence = |span: &Span| slice(span).trim_start_matches('\u{feff}').trim_end() == "---";
        let first = spans.first().filter(|&span| is_fence(span))?;
        let inside = spans.iter().skip(1).take_while(|&span| !is_fence(span)).cloned().collect::<Vec<_>>();
        let close = spans.get(inside.len() + 1).filter(|_| first.start == 0)?;
        Some(FrontMatter {
            close: close.start,
            end: text.next_line(close.start),
            values: FrontMatter::values(text, &inside),
        })
    }

    /// The top-level keys in some lines of YAML.
    pub fn values(text: &Text, lines: &[Span]) -> Vec<Value> {
        let slice = |span: &Span| text.as_str().get(span.clone()).unwrap_or_default();
        let mut values = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some((key, value)) = slice(line).split_once(':') else { continue };
            if key.starts_with([' ', '\t', '#', '-']) || !(value.is_empty() || value.starts_with([' ', '\t'])) {
                continue;
            }
            let below = lines.get(at + 1..).unwrap_or_default();
            let inner = below.iter().take_while(|&line| slice(line).trim().is_empty() || slice(line).starts_with(' '));
            let inner = inner.collect::<Vec<_>>();
            let filled = inner.iter().rposition(|&line| !slice(line).trim().is_empty()).map_or(0, |last| last + 1);
            let inner = inner.get(..filled).unwrap_or_default();
            let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
            let first = inner.iter().find(|&&line| !slice(line).trim().is_empty());
            let declared = value.trim_start().strip_prefix('|').and_then(|mark| {
                mark.chars().find(char::is_ascii_digit).and_then(|digit| digit.to_digit(10)).map(|digit| digit as usize)
            });
            let depth = declared.or_else(|| first.map(|&line| indent_of(slice(line)))).unwrap_or(2);
            values.push(Value {
                key: key.trim_end().trim_matches(['"', '\'']).to_owned(),
                span: line.start..inner.last().map_or(line.end, |last| last.end),
                is_block: value.trim_start().starts_with('|'),
                indent: " ".repeat(depth),
                is_empty: inner.is_empty()
                    && matches!(value.trim(), "" | "''" | "\"\"" | "|" | "|-" | "|+" | "null" | "~"),
            });
        }
        values
    }

    /// A key's value, if it is not empty.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.values.iter().rev().find(|value| value.key == key && !value.is_empty)
    }
}

impl Value {
    /// The lines of a literal block, without their indentation.
    pub fn lines<'a>(&self, text: &'a Text) -> Vec<Line<'a>> {
        let source = text.as_str();
        let start = text.next_line(self.span.start);
        let spans = text.lines().skip_while(|span| span.start < start).take_while(|span| span.start < self.span.end);
        let line = |span: Span| {
            let line = source.get(span.clone()).unwrap_or_default();
            let depth = self.indent.len().min(line.len() - line.trim_start_matches(' ').len());
            Line { start: span.start + depth, text: line.get(depth..).unwrap_or_default() }
        };
        spans.map(line).collect()
    }
}
