//! Decoded text that can go back to the very bytes it came from.

use super::Span;

const BOM: char = '\u{feff}';

/// The text of a file, with what is needed to write it back.
#[derive(Clone, Debug)]
pub struct Text {
    source: String,
    encoding: &'static encoding_rs::Encoding,
    line_starts: Vec<usize>,
    line_ending: &'static str,
}

/// The bytes are no text.
#[derive(Debug, thiserror::Error)]
#[error("cannot be decoded: {0}")]
pub struct DecodeError(pub String);

impl Text {
    /// Decodes by BOM, then by a PEP 263 coding line, else as UTF-8. The BOM stays in the text as its first character.
    ///
    /// # Errors
    /// If the encoding is unknown or the bytes are not valid in it.
    pub fn decode(bytes: &[u8]) -> Result<Text, DecodeError> {
        refuse_wide_boms(bytes)?;
        let Some(label) = coding_line(bytes) else { return Text::decode_utf8(bytes) };
        let encoding = python_encoding(&label, bytes)?;
        if encoding == encoding_rs::UTF_8 {
            return Text::decode_utf8(bytes);
        }
        if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
            return Err(DecodeError(format!(
                "it begins with a UTF-8 byte order mark, but its coding line says `{label}`: remove one of the two"
            )));
        }
        let invalid =
            || DecodeError(format!("it is not valid {label}, which its coding line declares: correct that line"));
        let source = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(invalid)?;
        let text = Text::new(source.into_owned(), encoding);
        // Several byte sequences may stand for one character; such a file could not be written back as it was.
        if text.encode()? == bytes { Ok(text) } else { Err(invalid()) }
    }

    /// Decodes as UTF-8 whatever the first lines say: in Markdown a heading may look like a coding line.
    ///
    /// # Errors
    /// If the bytes are not valid UTF-8.
    pub fn decode_utf8(bytes: &[u8]) -> Result<Text, DecodeError> {
        refuse_wide_boms(bytes)?;
        match std::str::from_utf8(bytes) {
            Ok(source) if source.contains('\r') && !source.contains('\n') => Err(DecodeError(
                "its lines end with CR alone, as they did on Macs long ago: save the file with LF".to_owned(),
            )),
            Ok(source) => Ok(Text::new(source.to_owned(), encoding_rs::UTF_8)),
            Err(error) => {
                let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count();
                Err(DecodeError(format!(
                    "line {line} is not valid UTF-8: save the file as UTF-8, or add a coding line"
                )))
            }
        }
    }

    /// The bytes that an editor writes for a Python file's text: in the encoding that its coding line declares.
    ///
    /// # Errors
    /// If the encoding is unknown, or a character does not exist in it.
    pub fn bytes_of(source: &str) -> Result<Vec<u8>, DecodeError> {
        let bytes = source.as_bytes();
        match coding_line(bytes) {
            Some(label) => Text::new(source.to_owned(), python_encoding(&label, bytes)?).encode(),
            None => Ok(bytes.to_vec()),
        }
    }

    fn new(source: String, encoding: &'static encoding_rs::Encoding) -> Text {
        let bytes = source.as_bytes();
        let mut line_starts = vec![0];
        // As Python counts lines: a lone carriage return ends one too.
        line_starts.extend(bytes.iter().enumerate().filter_map(|(at, &byte)| {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            ends.then_some(at + 1)
        }));
        let windows = source.matches("\r\n").count() * 2 > source.matches('\n').count();
        Text { source, encoding, line_starts, line_ending: if windows { "\r\n" } else { "\n" } }
    }

    /// The same file with another text.
    pub fn with_source(&self, source: String) -> Text {
        Text::new(source, self.encoding)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The bytes as they are written to the file.
    ///
    /// # Errors
    /// If a character does not exist in the file's encoding.
    pub fn encode(&self) -> Result<Vec<u8>, DecodeError> {
        let (bytes, _, unmappable) = self.encoding.encode(&self.source);
        if unmappable {
            let name = self.encoding.name();
            return Err(DecodeError(format!(
                "a character of the new text does not exist in {name}: save the file as UTF-8"
            )));
        }
        Ok(bytes.into_owned())
    }

    /// Where a byte of the text lies in the file's own bytes (the same, but for encodings other than UTF-8).
    pub fn file_offset(&self, offset: usize) -> usize {
        if self.encoding == encoding_rs::UTF_8 {
            return offset;
        }
        self.encoding.encode(self.source.get(..self.floor(offset)).unwrap_or_default()).0.len()
    }

    /// The line end that the file uses most: `"\n"` or `"\r\n"`.
    pub fn line_ending(&self) -> &'static str {
        self.line_ending
    }

    /// Line and column of a byte, both from 1; the column counts characters. A BOM counts for nothing.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset);
        let line = self.line_index(offset);
        let start = self.line_starts.get(line).copied().unwrap_or(0);
        let before = self.source.get(start..offset).unwrap_or_default();
        let before = if line == 0 { before.strip_prefix(BOM).unwrap_or(before) } else { before };
        (line + 1, before.chars().count() + 1)
    }

    /// The bytes of the line (without its end) that holds the given byte.
    pub fn line(&self, offset: usize) -> Span {
        let line = self.line_index(self.floor(offset));
        let start = self.line_starts.get(line).copied().unwrap_or(0);
        let end = self.line_starts.get(line + 1).copied().unwrap_or(self.source.len());
        let text = self.source.get(start..end).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// The spans of all lines, without their ends.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        self.line_starts.iter().map(|&start| self.line(start))
    }

    /// Where the line after the one that holds the given byte begins; the end of the text if there is none.
    pub fn next_line(&self, offset: usize) -> usize {
        let line = self.line_index(self.floor(offset));
        self.line_starts.get(line + 1).copied().unwrap_or(self.source.len())
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The nearest boundary of a character at or before the byte.
    fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.source.len());
        (0..=offset).rev().find(|&at| self.source.is_char_boundary(at)).unwrap_or(0)
    }
}

fn refuse_wide_boms(bytes: &[u8]) -> Result<(), DecodeError> {
    let name = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => "UTF-32",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ => return Ok(()),
    };
    Err(DecodeError(format!("it is {name}, which Python does not read: save it as UTF-8")))
}

/// The encoding that a comment in line 1 or 2 names, found as Python does (PEP 263).
fn coding_line(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    for line in bytes.split(|&byte| byte == b'\n').take(2) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let start = line.iter().position(|byte| !b" \t\x0c".contains(byte)).unwrap_or(line.len());
        match line.get(start..) {
            Some([b'#', comment @ ..]) => {
                if let Some(label) = coding_in(comment) {
                    return Some(label);
                }
            }
            // Only an empty line or a comment may stand before a coding line.
            Some([]) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a comment is a coding line.
pub(super) fn names_encoding(comment: &str) -> bool {
    coding_in(comment.as_bytes()).is_some()
}

/// The first match of `coding[:=][ \t]*([-\w.]+)`.
fn coding_in(comment: &[u8]) -> Option<String> {
    let word = b"coding";
    (0..comment.len()).find_map(|at| {
        let rest = comment.get(at..)?.strip_prefix(word)?;
        let rest = rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"="))?;
        let start = rest.iter().position(|byte| !b" \t".contains(byte))?;
        let label = rest.get(start..)?;
        let end = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_.".contains(byte)));
        let label = label.get(..end.unwrap_or(label.len()))?;
        (!label.is_empty()).then(|| String::from_utf8_lossy(label).into_owned())
    })
}

/// Python's name of an encoding -> encoding_rs, which knows the labels of the web.
fn python_encoding(label: &str, bytes: &[u8]) -> Result<&'static encoding_rs::Encoding, DecodeError> {
    let name = label.to_ascii_lowercase().replace('_', "-");
    if name == "utf-8" || name.starts_with("utf-8-") || name == "u8" {
        return Ok(encoding_rs::UTF_8);
    }
    if matches!(name.as_str(), "ascii" | "us-ascii" | "646") {
        // The web reads this label as windows-1252, Python does not.
        return if bytes.is_ascii() {
            Ok(encoding_rs::UTF_8)
        } else {
            Err(DecodeError(format!("it is not ASCII, as its coding line says (`{label}`): write `utf-8` there")))
        };
    }
    let known = match name.as_str() {
        // Windows-1252 gives 32 control characters another meaning, but every byte comes back as it was.
        "latin-1" | "latin" | "l1" | "iso-latin-1" | "iso8859" | "cp819" => Some(encoding_rs::WINDOWS_1252),
        "latin-9" | "l9" => Some(encoding_rs::ISO_8859_15),
        "latin-2" => Some(encoding_rs::ISO_8859_2),
        "mac-roman" | "macroman" => Some(encoding_rs::MACINTOSH),
        "cp932" | "ms932" | "sjis" | "s-jis" => Some(encoding_rs::SHIFT_JIS),
        "cp936" => Some(encoding_rs::GBK),
        "cp949" => Some(encoding_rs::EUC_KR),
        "big5-hkscs" | "cp950" => Some(encoding_rs::BIG5),
        "eucjp" | "ujis" => Some(encoding_rs::EUC_JP),
        _ if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") || name.starts_with("iso-latin-1-") => {
            Some(encoding_rs::WINDOWS_1252)
        }
        _ => [label.to_ascii_lowercase(), name.clone(), name.replace('-', "")]
            .iter()
            .find_map(|label| encoding_rs::Encoding::for_label(label.as_bytes())),
    };
    known.filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::REPLACEMENT).ok_or_else(|| {
        DecodeError(format!("the encoding `{label}` of its coding line is not supported: save the file as UTF-8"))
    })
}
