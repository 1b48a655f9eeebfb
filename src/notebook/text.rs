//! Decoded text that can go back to the very bytes it came from.

use super::Span;

/// The text of a file, with what is needed to write it back.
#[derive(Clone, Debug)]
pub struct Text {
    source: String,
    encoding: &'static encoding_rs::Encoding,
    line_starts: Vec<usize>,
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
        let _ = bytes;
        todo!()
    }

    /// The same file with another text.
    pub fn with_source(&self, source: String) -> Text {
        let _ = source;
        todo!()
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
        todo!()
    }

    /// Where a byte of the text lies in the file's own bytes (the same, but for encodings other than UTF-8).
    pub fn file_offset(&self, offset: usize) -> usize {
        let _ = offset;
        todo!()
    }

    /// The line end that the file uses most: `"\n"` or `"\r\n"`.
    pub fn line_ending(&self) -> &'static str {
        todo!()
    }

    /// Line and column of a byte, both from 1; the column counts characters. A BOM counts for nothing.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let _ = (offset, &self.line_starts, self.encoding);
        todo!()
    }

    /// The bytes of the line (without its end) that holds the given byte.
    pub fn line(&self, offset: usize) -> Span {
        let _ = offset;
        todo!()
    }
}
