//! The fences of a Markdown notebook, as marimo finds them.
//!
//! marimo leaves them to pymdown's superfences, which is not CommonMark: a fence ends at a line with exactly the marks that
//! opened it, an opening line with unknown options opens nothing, and the lines inside are indented like the fence.

use super::{Span, Text};

/// A closed fence.
pub(super) struct Fence {
    /// From the indentation of the opening line to the end of the closing line.
    pub span: Span,
    /// The lines between, with their ends.
    pub content: Span,
    /// What stands before the marks.
    pub indent: String,
    /// The language before the braces, if there is one.
    language: String,
    /// The text inside the braces.
    attributes: Option<String>,
    /// MyST's form, ```` ```{marimo} python ````, whose content may begin with options (`:name: x`).
    pub is_directive: bool,
}

impl Fence {
    /// All closed fences from a given byte on.
    pub fn find_all(text: &Text, from: usize) -> Vec<Fence> {
        let mut fences = Vec::new();
        let mut open: Option<(Fence, String)> = None;
        for span in text.lines().skip_while(|span| span.start < from) {
            let line = text.as_str().get(span.clone()).unwrap_or_default();
            let Some((mut fence, marks)) = open.take() else {
                open = opening(line, &span, text);
                continue;
            };
            let inner = line.strip_prefix(fence.indent.as_str());
            if inner.is_some_and(|inner| inner.trim_end() == marks) {
                fence.content.end = span.start;
                fence.span.end = span.end;
                fences.push(fence);
            } else if inner.is_some() || line.trim().is_empty() {
                open = Some((fence, marks));
            }
        }
        fences
    }

    /// Whether marimo takes it for a cell: braces with one of three words in them, wherever they stand.
    pub fn is_cell(&self) -> bool {
        let attributes = self.attributes.as_deref().unwrap_or_default();
        !self.is_config() && ["python", "sql", "marimo"].iter().any(|word| attributes.contains(word))
    }

    /// MyST's `{marimo-config}`, which holds what the front matter holds elsewhere.
    pub fn is_config(&self) -> bool {
        self.attributes.as_deref() == Some("marimo-config")
    }

    /// Whether the content is SQL; everything else is Python to marimo.
    pub fn is_sql(&self) -> bool {
        let words = |text: &str| text.split(['.', ' ', '\t']).map(str::to_owned).collect::<Vec<_>>();
        match self.language.as_str() {
            "" => {
                let words = words(self.attributes.as_deref().unwrap_or_default());
                let known = ["python", "sql"].iter().find(|language| words.iter().any(|word| word == *language));
                known.is_some_and(|language| *language == "sql")
            }
            language => language == "sql",
        }
    }

    /// The value of an attribute (`name="x"`).
    pub fn attribute(&self, key: &str) -> Option<String> {
        let mut rest = self.attributes.as_deref().unwrap_or_default();
        while let Some((before, after)) = rest.split_once("=\"") {
            let (value, next) = after.split_once('"')?;
            let name = before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
            if name == Some(key) {
                let unescaped = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
                return Some(unescaped.replace("&#x27;", "'").replace("&amp;", "&"));
            }
            rest = next;
        }
        None
    }
}

/// The fence that a line opens.
fn opening(line: &str, span: &Span, text: &Text) -> Option<(Fence, String)> {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = line.get(..line.len() - rest.len())?.to_owned();
    let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let head = rest.trim_start_matches(mark);
    let marks = rest.get(..rest.len() - head.len())?.to_owned();
    if marks.len() < 3 {
        return None;
    }
    let (language, attributes, is_directive) = header(head.trim())?;
    let start = text.next_line(span.start);
    let fence = Fence { span: span.clone(), content: start..start, indent, language, attributes, is_directive };
    Some((fence, marks))
}

/// Language, attributes, and whether it is a directive; nothing if the line opens no fence.
fn header(head: &str) -> Option<(String, Option<String>, bool)> {
    if let Some(language) = head.strip_prefix("{marimo}") {
        let language = language.trim();
        if language.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
            return Some((language.to_owned(), Some("marimo".to_owned()), true));
        }
    }
    let is_language = |letter: char| letter.is_alphanumeric() || "_#.+-".contains(letter);
    let after = head.trim_start_matches(is_language);
    let language = head.get(..head.len() - after.len())?;
    let (language, after) =
        if after.is_empty() || after.starts_with([' ', '\t']) { (language, after) } else { ("", head) };
    let after = after.trim();
    let language = language.trim_start_matches('.').to_owned();
    if let Some(attributes) = after.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return Some((language, Some(attributes.to_owned()), false));
    }
    // Options without braces: only these few are known, any other makes it plain text.
    let mut rest = after;
    while !rest.is_empty() {
        let known = ["title=", "hl_lines=", "linenums="].iter().find_map(|option| rest.strip_prefix(option))?;
        let quote = known.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest = known.get(1..)?.split_once(quote)?.1.trim_start();
    }
    Some((language, None, false))
}
