//! Words of others (notebooks, file names, settings, answers of servers) -> words that steer nothing.
//!
//! A terminal obeys escape sequences, and a workflow log obeys lines that begin with `::`. So whatever is shown goes through
//! [`line()`]: by the renderers for people, which get a harmless copy of each report, and by all that is said on stderr. Code and
//! diffs for programs go past it, byte for byte.

use std::borrow::Cow;

/// The text as one line: its ends of lines become blanks, its other control characters pictures. Tabs stay.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|character| shown(character) != character) {
        return text.into();
    }
    let lines: Vec<&str> = text.split(['\r', '\n', '\u{2028}', '\u{2029}']).collect();
    let words = lines.iter().map(|line| line.trim()).filter(|line| lines.len() == 1 || !line.is_empty());
    pictured(&words.collect::<Vec<_>>().join(" ")).into()
}

/// The text with all of its control characters as pictures, ends of lines too. Tabs stay.
pub fn pictured(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// Code as a renderer of source lines gets it, with every character in the place where it was: other renderers picture what
/// the first 32 characters are, but let the rest through.
pub fn code(text: &str) -> Cow<'_, str> {
    let other = |character: char| !character.is_ascii_control() && shown(character) != character;
    if !text.contains(other) {
        return text.into();
    }
    let kept = |character: char| match character.len_utf8() {
        _ if !other(character) => character,
        2 => '\u{bf}',
        _ => '\u{fffd}',
    };
    text.chars().map(kept).collect::<String>().into()
}

fn shown(character: char) -> char {
    match character {
        '\t' => '\t',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        // C1 controls steer terminals too, and so do the marks that reverse the direction of a line, or end it.
        '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => character,
    }
}

/// JSON with the control characters escaped that it may hold as they are.
pub fn json(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        // Line ends are the layout's own; within strings they are escaped already.
        if character == '\n' || shown(character) == character {
            result.push(character);
        } else {
            result.push_str(&format!("\\u{:04x}", character as u32));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one() {
        assert_eq!(line("plain, ünïcödé 漢字\tand a tab"), "plain, ünïcödé 漢字\tand a tab");
        assert_eq!(line("x\n::stop-commands::t\r\n  y"), "x ::stop-commands::t y");
        assert_eq!(line("\u{1b}]0;title\u{7}\u{9b}2J"), "\u{241b}]0;title\u{2407}\u{fffd}2J");
        assert_eq!(line("a\u{202e}b\u{2028}c"), "a\u{fffd}b c");
        assert_eq!(pictured("a\nb"), "a\u{240a}b");
        assert_eq!(code("a\u{9b}\n\u{202e}é"), "a\u{bf}\n\u{fffd}é");
    }

    #[test]
    fn json_means_the_same() {
        let value = serde_json::Value::String("\u{9b}\u{7f}\u{202e}\n\u{1b}ü".to_owned());
        let text = json(&serde_json::to_string(&value).unwrap());
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}
