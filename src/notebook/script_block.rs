//! The PEP 723 script block (`# /// script` ... `# ///`), or a Markdown notebook's front matter: reading it.

use super::{
    Span, Text, Tree,
    front_matter::{FrontMatter, Value},
};

/// One entry of `dependencies`.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The entry's string value, as written.
    pub text: String,
    /// The entry in the file, quotes included.
    pub span: Span,
}

/// What the notebook has of a script block.
#[derive(Clone, Debug)]
pub enum ScriptBlockState {
    /// None.
    Missing,
    /// One that can be read.
    Present {
        /// Its requirements, in order.
        requirements: Vec<Requirement>,
        /// The TOML in it, without the comment marks (and without the indentation of a front matter).
        toml: String,
    },
    /// One that cannot: unclosed, twice, bad TOML, a wrong opening line, inside a string, `dependencies` of a wrong type ...
    Malformed {
        /// Why, and what to do.
        reason: String,
    },
}

/// The script block and where it stands.
#[derive(Clone, Debug)]
pub struct ScriptBlock {
    /// What there is.
    pub state: ScriptBlockState,
    /// The block with its opening and closing line, or the malformed part; empty where there is none.
    pub span: Span,
    /// Where a new block would be inserted: after BOM, shebang and coding line, or before the end of the front matter.
    pub insert_at: usize,
    /// Where the line after the opening line begins in the file.
    pub content_start: usize,
    /// Where each line of the TOML begins, in the TOML and in the file.
    pub lines: Vec<BlockLine>,
    /// What stands in the file before each line of the TOML: `# `, the indentation of a front matter, or both.
    pub prefix: String,
    /// Why it cannot be edited, although it can be read: then its entries have the place of the whole.
    pub read_only: Option<String>,
    /// Whether a BOM stands right before the opening line: marimo's reader and uv then see no block. It is read all the
    /// same; any edit of the block puts a line end between the two.
    pub behind_bom: bool,
}

/// The beginning of one line of the block's TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockLine {
    /// In the TOML.
    pub toml: usize,
    /// In the file, after the comment mark and indentation.
    pub file: usize,
}

impl ScriptBlock {
    /// The requirements; none if there is no readable block.
    pub fn requirements(&self) -> &[Requirement] {
        match &self.state {
            ScriptBlockState::Present { requirements, .. } => requirements,
            _ => &[],
        }
    }

    /// Where a byte of the TOML stands in the file.
    pub fn file_offset(&self, toml: usize) -> usize {
        let line =
            self.lines.partition_point(|line| line.toml <= toml).checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or(self.content_start, |line| line.file + (toml - line.toml))
    }

    fn missing(insert_at: usize) -> ScriptBlock {
        ScriptBlock {
            state: ScriptBlockState::Missing,
            span: insert_at..insert_at,
            insert_at,
            content_start: insert_at,
            lines: Vec::new(),
            prefix: String::new(),
            read_only: None,
            behind_bom: false,
        }
    }

    fn malformed(insert_at: usize, span: Span, reason: String) -> ScriptBlock {
        ScriptBlock { state: ScriptBlockState::Malformed { reason }, span, ..ScriptBlock::missing(insert_at) }
    }
}

/// A line in which a block may stand: of the file, or of a front matter's value without its indentation.
pub(super) struct Line<'a> {
    /// Where it begins in the file.
    pub start: usize,
    /// The line without its end.
    pub text: &'a str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Reads the block of a `.py` notebook.
pub(super) fn read_python(text: &Text, tree: &Tree) -> ScriptBlock {
    let source = text.as_str();
    let bom = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let lines = text.lines().map(|span| {
        let start = span.start.max(bom);
        Line { start, text: source.get(start..span.end).unwrap_or_default() }
    });
    let lines = lines.collect::<Vec<_>>();
    let insert_at = insertion_point(text, &lines, bom);
    let quoted = |at: usize| {
        let mut nodes = tree.all().skip_while(|&node| tree.end(node) <= at).take_while(|&node| tree.start(node) <= at);
        nodes.any(|node| tree.kind(node) == "string" && tree.span(node).contains(&at))
    };
    let mut block = find(text, &lines, insert_at, "", &quoted);
    block.behind_bom = bom > 0 && block.span.start == bom && block.span.end > bom;
    block
}

/// Reads the block of a Markdown notebook: the front matter's `pyproject` (TOML, or a whole block), else its `header`.
pub(super) fn read_front_matter(text: &Text, front: Option<&FrontMatter>, insert_at: usize) -> ScriptBlock {
    let value = front.and_then(|front| front.value("pyproject").or_else(|| front.value("header")));
    let Some(value) = value else { return ScriptBlock::missing(insert_at) };
    if !value.is_block {
        let holds_block = value.key == "pyproject"
            || text.as_str().get(value.span.clone()).is_some_and(|text| text.contains("/// script"));
        if !holds_block {
            return ScriptBlock::missing(insert_at);
        }
        return read_scalar(text, value, insert_at);
    }
    let lines = value.lines(text);
    let starts_block = lines.first().is_some_and(|line| line.text == OPENING);
    if value.key == "header" || starts_block {
        return find(text, &lines, insert_at, &value.indent, &|_| false);
    }
    let block = ScriptBlock {
        span: value.span.clone(),
        content_start: text.next_line(value.span.start),
        prefix: value.indent.clone(),
        ..ScriptBlock::missing(insert_at)
    };
    with_toml(block, text, lines.iter().map(|line| (line.start, line.text)))
}

/// Reads a block that is written as a quoted, plain or folded string: marimo reads it, too, but no edit fits in there.
fn read_scalar(text: &Text, value: &Value, insert_at: usize) -> ScriptBlock {
    let literal = format!("write it as `{}: |-` by hand, its lines indented below", value.key);
    let written = text.as_str().get(value.span.clone()).and_then(|written| written.split_once(':'));
    let Some(content) = written.and_then(|(_, written)| super::scalar::read(written)) else {
        let reason = format!("`{}` in the front matter cannot be read: {literal}", value.key);
        return ScriptBlock::malformed(insert_at, value.span.clone(), reason);
    };
    let at = value.span.start;
    let lines = content.lines().map(|line| Line { start: at, text: line }).collect::<Vec<_>>();
    let starts_block = lines.first().is_some_and(|line| line.text == OPENING);
    let mut block = if value.key == "header" || starts_block {
        find(text, &lines, insert_at, "", &|_| false)
    } else {
        with_toml(ScriptBlock::missing(insert_at), text, lines.iter().map(|line| (line.start, line.text)))
    };
    (block.span, block.lines) = (value.span.clone(), Vec::new());
    match &mut block.state {
        ScriptBlockState::Present { requirements, .. } => {
            requirements.iter_mut().for_each(|entry| entry.span = value.span.clone());
            block.read_only = Some(format!("the front matter's `{}` is no literal block: {literal}", value.key));
        }
        ScriptBlockState::Malformed { reason } => *reason = format!("{reason}; {literal}"),
        ScriptBlockState::Missing => block.span = insert_at..insert_at,
    }
    block
}

const OPENING: &str = "# /// script";
const CLOSING: &str = "# ///";

/// After BOM, shebang and coding line; a coding line works in the first two lines only.
fn insertion_point(text: &Text, lines: &[Line], bom: usize) -> usize {
    let coded = lines.iter().take(2).position(|line| {
        line.text.trim_start_matches([' ', '\t', '\x0c']).strip_prefix('#').is_some_and(super::text::names_encoding)
    });
    // A coding line in line 2 counts only below a comment or an empty line.
    let first = lines.first().map_or("", |line| line.text.trim());
    let coded = coded.filter(|&line| line == 0 || first.is_empty() || first.starts_with('#'));
    let shebang = first.starts_with("#!").then_some(0);
    coded.max(shebang).and_then(|line| lines.get(line)).map_or(bom, |line| text.next_line(line.start).max(bom))
}

/// Whether a line is the opening line of a `script` block, but for its white space.
fn is_nearly_opening(line: &str) -> bool {
    let Some(comment) = line.strip_prefix('#') else { return false };
    comment.trim().strip_prefix("///").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("script"))
}

fn is_content(line: &str) -> bool {
    line == "#" || line.starts_with("# ")
}

/// The number of content lines below an opening line, if a closing line ends them.
fn content_length(below: &[Line]) -> Option<usize> {
    let length = below.iter().position(|line| line.text == CLOSING || !is_content(line.text))?;
    below.get(length).is_some_and(|line| line.text == CLOSING).then_some(length)
}

/// Finds the `script` block among the lines, as PEP 723 has it; a block ends at its first closing line.
fn find(text: &Text, lines: &[Line], insert_at: usize, indent: &str, quoted: &dyn Fn(usize) -> bool) -> ScriptBlock {
    let number = |line: &Line| text.position(line.start).0;
    let mut blocks = Vec::new();
    let mut broken = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let below = lines.get(at + 1..).unwrap_or_default();
        at += 1;
        if line.text == OPENING {
            if let Some(length) = content_length(below) {
                blocks.push((line, below.get(..length).unwrap_or_default(), below.get(length)));
                at += length + 1;
            } else if broken.is_none() && !quoted(line.start) {
                broken = Some((line, unclosed(below, &number)));
            }
        } else if broken.is_none() && is_nearly_opening(line.text) && !quoted(line.start) {
            broken = Some((line, format!("line {} has to be exactly `{OPENING}`", number(line))));
        }
    }
    let (line, content, closing) = match (blocks.as_slice(), broken) {
        ([], None) => return ScriptBlock::missing(insert_at),
        ([], Some((line, reason))) => return ScriptBlock::malformed(insert_at, line.start..line.end(), reason),
        (&[block], _) => block,
        (&[(first, ..), (second, ..), ..], _) => {
            let (one, two) = (number(first), number(second));
            let reason = format!("there are two `script` blocks, in lines {one} and {two}: merge them into one");
            return ScriptBlock::malformed(insert_at, second.start..second.end(), reason);
        }
    };
    let span = line.start..closing.map_or(line.end(), Line::end);
    if quoted(line.start) {
        let reason = "it stands inside a string: make it a comment of its own, outside of the quotes".to_owned();
        return ScriptBlock::malformed(insert_at, span, reason);
    }
    let block = ScriptBlock {
        span,
        content_start: text.next_line(line.start),
        prefix: format!("{indent}# "),
        ..ScriptBlock::missing(insert_at)
    };
    let unmarked = content.iter().map(|line| {
        let mark = line.text.len().min(2);
        (line.start + mark, line.text.get(mark..).unwrap_or_default())
    });
    with_toml(block, text, unmarked)
}

/// Why an opening line has no end.
fn unclosed(below: &[Line], number: &dyn Fn(&Line) -> usize) -> String {
    let stop = below.iter().find(|line| !is_content(line.text));
    let closed_later = below.iter().any(|line| line.text == CLOSING);
    match stop {
        Some(line) if closed_later && line.text.trim().is_empty() => {
            format!("line {} inside of it is empty: write `#` there", number(line))
        }
        Some(line) if closed_later => {
            format!("line {} inside of it has to begin with `# `, or be `#` alone", number(line))
        }
        _ => format!("it is not closed: end it with a line `{CLOSING}`"),
    }
}

/// Reads the TOML of a block, given as its lines and where they begin in the file.
fn with_toml<'a>(mut block: ScriptBlock, text: &Text, lines: impl Iterator<Item = (usize, &'a str)>) -> ScriptBlock {
    let mut toml = String::new();
    for (file, line) in lines {
        block.lines.push(BlockLine { toml: toml.len(), file });
        toml.push_str(line);
        toml.push('\n');
    }
    block.state = match requirements(&block, &toml, text) {
        Ok(requirements) => ScriptBlockState::Present { requirements, toml },
        Err(reason) => ScriptBlockState::Malformed { reason },
    };
    block
}

fn requirements(block: &ScriptBlock, toml: &str, text: &Text) -> Result<Vec<Requirement>, String> {
    let document = toml_edit::Document::parse(toml).map_err(|error| {
        let message = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
        let at = error.span().map_or(block.span.start, |span| block.file_offset(span.start.min(toml.len())));
        format!("line {}: {message}: correct the TOML", text.position(at).0)
    })?;
    let Some(item) = document.as_table().get("dependencies") else { return Ok(Vec::new()) };
    let wrong = || "`dependencies` has to be a list of strings: `dependencies = [\"marimo\"]`".to_owned();
    let entry = |value: &toml_edit::Value| {
        let span = value.span()?;
        let span = block.file_offset(span.start)..block.file_offset(span.end);
        Some(Requirement { text: value.as_str()?.to_owned(), span })
    };
    item.as_array().ok_or_else(wrong)?.iter().map(|value| entry(value).ok_or_else(wrong)).collect()
}
