//! Text as HTML and XML can hold it.

use crate::harmless::pictured;

/// The text with its markup and its control characters made harmless; fit for quoted attributes, too.
pub(super) fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        for character in pictured(line.strip_suffix('\r').unwrap_or(line)).chars() {
            match character {
                '&' => result.push_str("&amp;"),
                '<' => result.push_str("&lt;"),
                '>' => result.push_str("&gt;"),
                '"' => result.push_str("&quot;"),
                '\'' => result.push_str("&#39;"),
                // No XML may hold these.
                '\u{fffe}' | '\u{ffff}' => result.push('\u{fffd}'),
                _ => result.push(character),
            }
        }
        result.push_str(end);
    }
    result
}

/// A sentence with `code` in backticks, as HTML.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        // A backtick without its partner is none of ours.
        return escaped(text);
    }
    let parts = parts.iter().enumerate().map(|(number, part)| match number % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}
