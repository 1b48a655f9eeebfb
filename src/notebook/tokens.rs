//! What Python's tokenizer refuses, told before the parser sees the text: blocks and brackets beyond CPython's limits,
//! indentation that does not fit, strings and brackets that do not end.
//!
//! It knows strings, f-strings (as since Python 3.12), comments, continued lines and indentation, and no grammar. Limits and
//! words are those of CPython 3.12 to 3.14, `Parser/lexer/`.

use super::{Span, SyntaxError};

/// Levels of indentation, the module's own among them: `MAXINDENT`.
const INDENTS: usize = 100;
/// Brackets in each other, an f-string's fields among them: `MAXLEVEL`.
const BRACKETS: usize = 200;
/// f-strings in each other: `MAXFSTRINGLEVEL`, less one for what is around them.
const F_STRINGS: usize = 149;

/// A line that begins a statement or a clause.
#[derive(Clone, Debug)]
pub(super) struct StatementLine {
    /// Its leading white space.
    pub margin: Span,
    /// How many blocks it lies in.
    pub level: usize,
}

/// What is open at some place of the text.
#[derive(Clone, Copy)]
enum Open {
    Bracket {
        mark: u8,
        at: usize,
    },
    /// A `{...}` of an f-string; `spec` once its `:` is passed.
    Field {
        at: usize,
        spec: bool,
    },
    /// The text of an f-string.
    Text {
        quote: u8,
        triple: bool,
        raw: bool,
        at: usize,
    },
}

impl Open {
    fn is_text(self) -> bool {
        matches!(self, Open::Text { .. })
    }

    fn is_text_in(self, mark: u8) -> bool {
        matches!(self, Open::Text { quote, .. } if quote == mark)
    }
}

struct Tokenizer<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Open>,
    /// The columns of the blocks around, with tabs to the eighth column and with tabs as one.
    indents: Vec<(usize, usize)>,
    lines: Vec<StatementLine>,
    /// The last byte of the statement so far that is no white space and no comment.
    last: u8,
}

type Step = Result<(), SyntaxError>;

/// The lines of a text that begin statements.
///
/// # Errors
/// The first place that Python's tokenizer refuses.
pub(super) fn read(text: &str) -> Result<Vec<StatementLine>, SyntaxError> {
    if let Some(at) = text.find('\0') {
        return refused(at..at + 1, "source code cannot contain null bytes");
    }
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut tokenizer =
        Tokenizer { bytes: text.as_bytes(), at, open: Vec::new(), indents: vec![(0, 0)], lines: Vec::new(), last: 0 };
    tokenizer.run()?;
    Ok(tokenizer.lines)
}

fn refused<T>(span: Span, why: impl Into<String>) -> Result<T, SyntaxError> {
    Err(SyntaxError { span, why: Some(why.into()) })
}

impl Tokenizer<'_> {
    fn run(&mut self) -> Step {
        self.indentation()?;
        while let Some(byte) = self.peek(0) {
            match self.open.last().copied() {
                Some(open @ (Open::Text { .. } | Open::Field { spec: true, .. })) => {
                    self.text(byte, !open.is_text())?
                }
                _ => self.code(byte)?,
            }
        }
        match self.open.last() {
            Some(&Open::Bracket { mark, at }) => {
                refused(at..at + 1, format!("'{}' was never closed", char::from(mark)))
            }
            Some(&Open::Field { at, .. }) => refused(at..at + 1, "'{' was never closed"),
            Some(&Open::Text { triple, at, .. }) => {
                unterminated(at, if triple { "triple-quoted f-string" } else { "f-string" })
            }
            None if self.last == b':' => refused(self.at..self.at, "expected an indented block"),
            None => Ok(()),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// How long the line end is that begins some bytes ahead; 0 if there is none.
    fn line_end(&self, ahead: usize) -> usize {
        match (self.peek(ahead), self.peek(ahead + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => 0,
        }
    }

    /// The white space at the start of a line, and the blocks that it begins or ends.
    fn indentation(&mut self) -> Step {
        let start = self.at;
        let (mut column, mut alternative, mut continued) = (0, 0, None);
        loop {
            match self.peek(0) {
                Some(b' ') => (column, alternative) = (column + 1, alternative + 1),
                Some(b'\t') => (column, alternative) = ((column / 8 + 1) * 8, alternative + 1),
                Some(b'\x0c') => (column, alternative) = (0, 0),
                Some(b'\\') => {
                    // The first part of a continued indentation counts.
                    continued = continued.or((column > 0).then_some(column));
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if matches!(self.peek(0), None | Some(b'#' | b'\r' | b'\n')) {
            return Ok(());
        }
        if let Some(first) = continued {
            (column, alternative) = (first, first);
        }
        self.block(start..self.at, (column, alternative))?;
        self.lines.push(StatementLine { margin: start..self.at, level: self.indents.len() - 1 });
        Ok(())
    }

    /// Opens or closes blocks at a line that begins in the given column.
    fn block(&mut self, margin: Span, (column, alternative): (usize, usize)) -> Step {
        let after_colon = std::mem::take(&mut self.last) == b':';
        let place = margin.end..margin.end + 1;
        let inconsistent = "inconsistent use of tabs and spaces in indentation";
        let (top, top_alternative) = self.indents.last().copied().unwrap_or_default();
        if column > top {
            if self.indents.len() >= INDENTS {
                return refused(place, "too many levels of indentation");
            }
            if alternative <= top_alternative {
                return refused(margin, inconsistent);
            }
            self.indents.push((column, alternative));
            return if after_colon { Ok(()) } else { refused(place, "unexpected indent") };
        }
        while self.indents.last().is_some_and(|&(open, _)| open > column) {
            self.indents.pop();
        }
        match self.indents.last() {
            Some(&(open, _)) if open != column => refused(place, "unindent does not match any outer indentation level"),
            Some(&(_, open)) if open != alternative => refused(margin, inconsistent),
            _ if after_colon => refused(place, "expected an indented block"),
            _ => Ok(()),
        }
    }

    /// A backslash and the line end behind it.
    fn continuation(&mut self) -> Step {
        let (place, length) = (self.at..self.at + 1, self.line_end(1));
        if length == 0 && self.peek(1).is_some() {
            return refused(place, "unexpected character after line continuation character");
        }
        self.at += 1 + length;
        if self.peek(0).is_none() {
            return refused(place, "unexpected EOF while parsing");
        }
        Ok(())
    }

    fn code(&mut self, byte: u8) -> Step {
        match byte {
            b' ' | b'\t' | b'\x0c' => self.at += 1,
            b'#' => {
                while self.peek(0).is_some() && self.line_end(0) == 0 {
                    self.at += 1;
                }
            }
            b'\r' | b'\n' => {
                self.at += self.line_end(0);
                if self.open.is_empty() {
                    return self.indentation();
                }
            }
            b'\\' => return self.continuation(),
            _ => {
                self.last = byte;
                return self.token(byte);
            }
        }
        Ok(())
    }

    fn token(&mut self, byte: u8) -> Step {
        let start = self.at;
        let is_field = matches!(self.open.last(), Some(Open::Field { .. }));
        match byte {
            b'(' | b'[' | b'{' => return self.bracket(Open::Bracket { mark: byte, at: start }),
            b')' | b']' | b'}' => return self.close(byte),
            b':' if is_field => {
                self.at += 1;
                if let Some(Open::Field { spec, .. }) = self.open.last_mut() {
                    *spec = true;
                }
            }
            b'"' | b'\'' => return self.string(start, byte),
            _ if is_word(byte) => {
                while self.peek(0).is_some_and(is_word) {
                    self.at += 1;
                }
                let quote = self.peek(0).filter(|quote| matches!(quote, b'"' | b'\''));
                if let Some(quote) = quote.filter(|_| self.bytes.get(start..self.at).is_some_and(is_prefix)) {
                    return self.string(start, quote);
                }
            }
            _ => self.at += 1,
        }
        Ok(())
    }

    fn bracket(&mut self, open: Open) -> Step {
        let around = self.open.iter().filter(|open| !open.is_text()).count();
        if around >= BRACKETS {
            return refused(self.at..self.at + 1, "too many nested parentheses");
        }
        self.open.push(open);
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, close: u8) -> Step {
        let place = self.at..self.at + 1;
        let shown = char::from(close);
        match self.open.last() {
            Some(Open::Bracket { mark, .. }) if partner(*mark) == close => {}
            Some(Open::Field { .. }) if close == b'}' => {}
            Some(Open::Bracket { mark, .. }) => {
                let open = char::from(*mark);
                return refused(
                    place,
                    format!("closing parenthesis '{shown}' does not match opening parenthesis '{open}'"),
                );
            }
            Some(_) => return refused(place, format!("f-string: unmatched '{shown}'")),
            None => return refused(place, format!("unmatched '{shown}'")),
        }
        self.open.pop();
        self.at += 1;
        Ok(())
    }

    /// A string, its prefix passed: to its end, or into the text of an f-string.
    fn string(&mut self, start: usize, quote: u8) -> Step {
        let prefix = self.bytes.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
        let triple = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        self.at += if triple { 3 } else { 1 };
        if prefix.iter().any(|letter| matches!(letter, b'f' | b't')) {
            if self.open.iter().filter(|open| open.is_text()).count() >= F_STRINGS {
                return refused(start..self.at, "too many nested f-strings");
            }
            self.open.push(Open::Text { quote, triple, raw: prefix.contains(&b'r'), at: start });
            return Ok(());
        }
        loop {
            match self.peek(0) {
                None => return unterminated(start, if triple { "triple-quoted string" } else { "string" }),
                Some(b'\\') => self.at += 1 + self.line_end(1).max(1),
                // It is the quote that should have ended the f-string around it.
                Some(b'\r' | b'\n') if !triple && self.open.iter().any(|open| open.is_text_in(quote)) => {
                    return refused(start..start + 1, "f-string: expecting '}'");
                }
                Some(b'\r' | b'\n') if !triple => return unterminated(start, "string"),
                Some(_) if self.ends(quote, triple) => {
                    self.at += if triple { 3 } else { 1 };
                    return Ok(());
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn ends(&self, quote: u8, triple: bool) -> bool {
        let length = if triple { 3 } else { 1 };
        (0..length).all(|ahead| self.peek(ahead) == Some(quote))
    }

    /// One step in the text of an f-string, or in the format of one of its fields (`spec`).
    fn text(&mut self, byte: u8, spec: bool) -> Step {
        let around = self.open.iter().rev().find(|open| open.is_text()).copied();
        let Some(Open::Text { quote, triple, raw, at: start }) = around else {
            self.at += 1;
            return Ok(());
        };
        let place = self.at..self.at + 1;
        match byte {
            b'\\' if matches!(self.peek(1), Some(b'{' | b'}')) => self.at += 1,
            b'\\' if !raw && self.peek(1) == Some(b'N') && self.peek(2) == Some(b'{') => {
                self.at += 3;
                while self.peek(0).is_some_and(|byte| byte != b'}' && byte != quote) && self.line_end(0) == 0 {
                    self.at += 1;
                }
                self.at += usize::from(self.peek(0) == Some(b'}'));
            }
            b'\\' => self.at += 1 + self.line_end(1).max(1),
            b'\r' | b'\n' if !triple => {
                if !spec {
                    return unterminated(start, "f-string");
                }
                if let Some(Open::Field { spec, .. }) = self.open.last_mut() {
                    *spec = false;
                }
            }
            b'{' if !spec && self.peek(1) == Some(b'{') => self.at += 2,
            b'{' => return self.bracket(Open::Field { at: self.at, spec: false }),
            b'}' if spec => return self.close(byte),
            b'}' if self.peek(1) == Some(b'}') => self.at += 2,
            b'}' => return refused(place, "f-string: single '}' is not allowed"),
            _ if self.ends(quote, triple) => {
                if spec {
                    return refused(place, "f-string: expecting '}'");
                }
                self.at += if triple { 3 } else { 1 };
                self.open.pop();
                self.last = quote;
            }
            _ => self.at += 1,
        }
        Ok(())
    }
}

fn unterminated<T>(start: usize, what: &str) -> Result<T, SyntaxError> {
    refused(start..start + 1, format!("unterminated {what} literal"))
}

fn partner(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Whether a word before a quote belongs to the string.
fn is_prefix(word: &[u8]) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(word.as_slice(), b"r" | b"u" | b"b" | b"br" | b"rb" | b"f" | b"fr" | b"rf" | b"t" | b"tr" | b"rt")
}
