//! The syntax tree of a notebook: tree-sitter's nodes, copied into one flat table that owns nothing else.
//!
//! Parents and siblings are a table look-up, nodes are small numbers, and the parser's own tree is dropped at once.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::tokens::{self, StatementLine};

/// A half-open range of bytes in a notebook's text.
pub type Span = Range<usize>;

/// A place that is not Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place; it may be empty.
    pub span: Span,
    /// Python's own words for it, where they are known.
    pub why: Option<String>,
}

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// A notebook has hundreds of thousands of them: 20 bytes each. Its first child, if it has any, is the node after it.
#[derive(Clone, Debug)]
struct Node {
    start: u32,
    end: u32,
    parent: u32,
    next_sibling: u32,
    /// The grammar's number of the kind.
    kind: u16,
    /// One more than the place in [`FIELDS`]; 0 for no field.
    field: u8,
    flags: u8,
}

/// The node is a rule of the grammar and no mere token.
const NAMED: u8 = 1;
/// The node has children.
const PARENT: u8 = 2;
/// The node is a comment.
const COMMENT: u8 = 4;

/// No static: in a browser it cannot be shared between threads.
fn language() -> tree_sitter::Language {
    tree_sitter_python::LANGUAGE.into()
}

/// The names of the kinds, by the grammar's numbers.
static KINDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let language = language();
    let kinds = 0..language.node_kind_count();
    kinds.map(|kind| language.node_kind_for_id(kind as u16).unwrap_or("ERROR").to_owned()).collect()
});

/// The fields of the grammar.
const FIELDS: [&str; 32] = [
    "alias",
    "alternative",
    "argument",
    "arguments",
    "attribute",
    "body",
    "cause",
    "code",
    "condition",
    "consequence",
    "definition",
    "expression",
    "format_specifier",
    "function",
    "guard",
    "key",
    "left",
    "module_name",
    "name",
    "object",
    "operator",
    "operators",
    "parameters",
    "return_type",
    "right",
    "subject",
    "subscript",
    "superclasses",
    "type",
    "type_conversion",
    "type_parameters",
    "value",
];

/// The numbers that nodes hold of the grammar's numbers of fields.
static FIELD_NUMBERS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let language = language();
    let fields = 0..=language.field_count();
    fields.map(|field| language.field_name_for_id(field as u16).map_or(0, number_of_field)).collect()
});

/// The number that nodes hold of a field; 0 if there is no such. Where the name is written down, the compiler works it out.
#[inline]
fn number_of_field(name: &str) -> u8 {
    let mut at = 0;
    while at < FIELDS.len() {
        if FIELDS[at] == name {
            return at as u8 + 1;
        }
        at += 1;
    }
    0
}

const NONE: u32 = u32::MAX;

/// How deep a tree may be before the rest counts as a syntax error: every walk over it is a recursion.
const DEEPEST: usize = 4_000;

/// The Python syntax tree of a whole notebook, comments included.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    errors: Vec<SyntaxError>,
}

/// Whether a statement is one of Python 2 only, which the grammar takes: `print "x"`, `exec "x"`. `print >> x` is an expression.
fn is_python_2(kind: &str, text: &str) -> bool {
    match kind {
        "print_statement" => !text.trim_start_matches("print").trim_start().starts_with(">>"),
        "exec_statement" => true,
        _ => false,
    }
}

/// How many columns lines may begin in before only the parser's own count of blocks is left to it. Its scanner keeps one
/// number a block, and has room for 384 beside what it keeps of strings; more end the process.
const COLUMNS: usize = 250;

impl Tree {
    /// Parses a file that is Python as a whole.
    pub fn parse_whole(source: &str) -> Tree {
        Tree::parse(source, &[std::iter::once(0..source.len()).collect()])
    }

    /// Parses the Python of `source`: each text is read on its own, in its parts (a `.py` file is one text with one part,
    /// each fence of a Markdown notebook is a text, and each of its lines a part if it is indented).
    pub fn parse(source: &str, texts: &[Vec<Span>]) -> Tree {
        let mut parser = tree_sitter::Parser::new();
        let whole = 0..source.len();
        if parser.set_language(&language()).is_err() || u32::try_from(source.len()).is_err() {
            return Tree { nodes: Vec::new(), errors: vec![SyntaxError { span: whole, why: None }] };
        }
        let (mut parts, mut errors) = (Vec::new(), Vec::new());
        for text in texts {
            match readable(source, text) {
                Ok((more, error)) => {
                    parts.extend(more);
                    errors.extend(error);
                }
                Err(error) => errors.push(error),
            }
        }
        // Without any range the parser would read everything.
        let is_whole = parts.as_slice() == std::slice::from_ref(&whole);
        let is_set = is_whole || (!parts.is_empty() && parser.set_included_ranges(&ts_ranges(source, &parts)).is_ok());
        let parsed = is_set.then(|| parser.parse(source, None)).flatten();
        let mut tree = parsed.map(|parsed| Tree::copy(&parsed, source)).unwrap_or_default();
        if tree.nodes.is_empty() && !parts.is_empty() {
            tree.refuse(whole);
        }
        tree.refuse_lone_carriage_return(source, &parts);
        tree.errors.append(&mut errors);
        tree.errors.sort_by_key(|error| (error.why.is_none(), error.span.start, error.span.end));
        tree
    }

    fn copy(parsed: &tree_sitter::Tree, source: &str) -> Tree {
        let mut tree = Tree { nodes: Vec::with_capacity(parsed.root_node().descendant_count()), errors: Vec::new() };
        let (kinds, fields) = (KINDS.as_slice(), FIELD_NUMBERS.as_slice());
        let number_of = |name| kinds.iter().position(|kind| *kind == name).unwrap_or(usize::MAX);
        let comment = number_of("comment");
        let mut cursor = parsed.walk();
        let mut parents: Vec<(u32, u32)> = Vec::new(); // (node, its last child so far)
        loop {
            let node = cursor.node();
            let id = tree.nodes.len() as u32;
            let parent = parents.last().map_or(NONE, |&(parent, _)| parent);
            let number = node.kind_id();
            let kind = kinds.get(usize::from(number)).map_or("ERROR", String::as_str);
            let is_comment = usize::from(number) == comment;
            if node.is_error()
                || node.is_missing()
                || is_python_2(kind, source.get(node.byte_range()).unwrap_or_default())
            {
                tree.refuse(node.start_byte()..node.end_byte().max(node.start_byte()));
            }
            // The grammar's comment runs up to the line feed.
            let carriage_return = is_comment && source.get(..node.end_byte()).is_some_and(|text| text.ends_with('\r'));
            let field = cursor.field_id().and_then(|field| fields.get(usize::from(field.get())));
            tree.nodes.push(Node {
                start: node.start_byte() as u32,
                end: (node.end_byte() - usize::from(carriage_return)) as u32,
                parent,
                next_sibling: NONE,
                kind: number,
                field: field.copied().unwrap_or(0),
                flags: u8::from(node.is_named()) * NAMED + u8::from(is_comment) * COMMENT,
            });
            if let Some((parent, last)) = parents.last_mut() {
                if *last == NONE {
                    tree.nodes[*parent as usize].flags |= PARENT;
                } else {
                    tree.nodes[*last as usize].next_sibling = id;
                }
                *last = id;
            }
            if parents.len() >= DEEPEST {
                // Nobody writes this by hand, and Python refuses most of it, too.
                tree.refuse(node.start_byte()..node.end_byte());
            } else if cursor.goto_first_child() {
                parents.push((id, NONE));
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return tree;
                }
                parents.pop();
            }
        }
    }

    /// A carriage return alone ends a line in Python, but is white space to the grammar, which then sees other statements
    /// without any error. Inside a string it does no harm.
    fn refuse_lone_carriage_return(&mut self, source: &str, ranges: &[Span]) {
        let bytes = source.as_bytes();
        let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n') && ranges.iter().any(|range| range.contains(&at));
        let mut returns = source.match_indices('\r').map(|(at, _)| at).filter(|&at| lone(at)).peekable();
        if returns.peek().is_none() {
            return;
        }
        let strings = self.nodes.iter().filter(|node| name_of_kind(node) == "string").collect::<Vec<_>>();
        let in_string = |at: usize| {
            let before = strings.partition_point(|node| node.start as usize <= at);
            strings.get(..before).is_some_and(|before| before.iter().rev().any(|node| at < node.end as usize))
        };
        if let Some(at) = returns.find(|&at| !in_string(at)) {
            self.refuse(at..at + 1);
        }
    }

    fn refuse(&mut self, span: Span) {
        self.errors.push(SyntaxError { span, why: None });
    }

    /// Where the text is not Python; empty for a file that parses. What Python itself would say comes first.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The module node; absent only if nothing could be parsed at all.
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    /// All nodes, parents before children, in the order of the text.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// tree-sitter-python's name of the node's kind.
    pub fn kind(&self, id: NodeId) -> &'static str {
        name_of_kind(self.node(id))
    }

    /// Whether the node is a rule of the grammar and no mere token.
    pub fn is_named(&self, id: NodeId) -> bool {
        self.node(id).flags & NAMED != 0
    }

    /// The bytes the node covers.
    pub fn span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        node.start as usize..node.end as usize
    }

    /// The first byte of the node.
    pub fn start(&self, id: NodeId) -> usize {
        self.node(id).start as usize
    }

    /// The byte after the node.
    pub fn end(&self, id: NodeId) -> usize {
        self.node(id).end as usize
    }

    /// The node around this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    /// The nodes around this one, the nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// The name of the field that this node fills in its parent.
    pub fn field_of(&self, id: NodeId) -> Option<&'static str> {
        FIELDS.get(usize::from(self.node(id).field).checked_sub(1)?).copied()
    }

    /// All children, tokens and comments included.
    pub fn tokens(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&child| some(self.node(child).next_sibling))
    }

    /// The named children without comments.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.tokens(id).filter(|&child| self.node(child).flags & (NAMED | COMMENT) == NAMED)
    }

    /// The first child in the given field.
    #[inline]
    pub fn child(&self, id: NodeId, field: &str) -> Option<NodeId> {
        self.fields(id, field).next()
    }

    /// All children in the given field.
    #[inline]
    pub fn fields(&self, id: NodeId, field: &str) -> impl Iterator<Item = NodeId> + use<'_> {
        let field = number_of_field(field);
        self.tokens(id).filter(move |&child| self.node(child).field == field && field != 0)
    }

    /// The node and everything in it, in the order of the text.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0..self.after(id)).map(NodeId)
    }

    /// Whether a node is another one or lies in it.
    pub fn is_within(&self, id: NodeId, outer: NodeId) -> bool {
        outer <= id && id.0 < self.after(outer)
    }

    /// The number of the node behind a node and everything in it: nodes are stored in pre-order, so a subtree is one run;
    /// it ends where an uncle begins.
    fn after(&self, id: NodeId) -> u32 {
        let mut at = id;
        loop {
            if let Some(next) = some(self.node(at).next_sibling) {
                return next.0;
            }
            match self.parent(at) {
                Some(parent) => at = parent,
                None => return self.nodes.len() as u32,
            }
        }
    }

    fn first_child(&self, id: NodeId) -> Option<NodeId> {
        (self.node(id).flags & PARENT != 0).then_some(NodeId(id.0 + 1))
    }

    #[inline]
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

fn name_of_kind(node: &Node) -> &'static str {
    KINDS.get(usize::from(node.kind)).map_or("ERROR", String::as_str)
}

#[inline]
fn some(id: u32) -> Option<NodeId> {
    (id != NONE).then_some(NodeId(id))
}

/// The parts of a text that the parser may see, and what Python's tokenizer refuses in it.
///
/// # Errors
/// What it refuses, where the parser must not see the text at all.
fn readable(source: &str, text: &[Span]) -> Result<(Vec<Span>, Option<SyntaxError>), SyntaxError> {
    let joined: Cow<str> = match text {
        [part] => source.get(part.clone()).unwrap_or_default().into(),
        parts => parts.iter().filter_map(|part| source.get(part.clone())).collect::<String>().into(),
    };
    let read = tokens::read(&joined);
    let is_steep = columns(&joined) > COLUMNS;
    match read {
        Err(mut error) => {
            error.span = in_source(text, error.span.start)..in_source(text, error.span.end);
            if is_steep { Err(error) } else { Ok((text.to_vec(), Some(error))) }
        }
        Ok(lines) if is_steep => Ok((gentle(source, text, &joined, &lines), None)),
        Ok(_) => Ok((text.to_vec(), None)),
    }
}

/// Where an offset of a text lies in the source.
fn in_source(text: &[Span], offset: usize) -> usize {
    let mut before = 0;
    for part in text {
        if offset < before + part.len() {
            return part.start + offset - before;
        }
        before += part.len();
    }
    text.last().map_or(offset, |part| part.end)
}

/// In how many columns lines of a text begin, as the parser counts them.
fn columns(text: &str) -> usize {
    let mut columns = HashSet::new();
    for line in text.split('\n') {
        let margin = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'));
        columns.insert(margin.fold(0, |column, byte| match byte {
            b' ' => column + 1,
            b'\t' => column + 8,
            _ => 0,
        }));
    }
    columns.len()
}

/// The parts of a text without the white space at the starts of lines, but for one blank a block.
fn gentle(source: &str, text: &[Span], joined: &str, lines: &[StatementLine]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut statements = lines.iter().peekable();
    let mut at = 0;
    for line in joined.split_inclusive('\n') {
        let margin = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
        let begins = statements.next_if(|next| next.margin.start == at);
        let kept = begins.map_or(0, |line| line.level).min(margin);
        let start = at + margin - kept;
        at += line.len();
        // A part of the text may end within the line.
        let mut from = start;
        while from < at {
            let first = in_source(text, from);
            let rest = text.iter().find(|part| part.contains(&first)).map_or(0, |part| part.end - first);
            let length = rest.min(at - from).max(1);
            parts.push(first..(first + length).min(source.len()));
            from += length;
        }
    }
    parts
}

/// Ranges as the parser takes them; they are in order.
fn ts_ranges(source: &str, spans: &[Span]) -> Vec<tree_sitter::Range> {
    let (mut row, mut line, mut passed) = (0, 0, 0);
    let mut point = |at: usize| {
        for (newline, _) in source.get(passed..at).unwrap_or_default().match_indices('\n') {
            (row, line) = (row + 1, passed + newline + 1);
        }
        passed = at;
        tree_sitter::Point { row, column: at - line }
    };
    let range = |span: &Span| {
        let (start_point, end_point) = (point(span.start), point(span.end));
        tree_sitter::Range { start_byte: span.start, end_byte: span.end, start_point, end_point }
    };
    spans.iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_small_and_every_field_of_the_grammar_is_known() {
        assert_eq!(size_of::<Node>(), 20);
        assert_eq!(FIELD_NUMBERS.iter().filter(|&&number| number != 0).count(), language().field_count());
        assert_eq!(FIELDS.len(), language().field_count());
    }
}
