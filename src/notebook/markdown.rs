//! The cells of a Markdown notebook.

use std::path::Path;

use super::fences::Fence;
use super::front_matter::FrontMatter;
use super::{Cell, CellKind, Format, Notebook, ReadError, Span, Text, Tree, script_block};

/// Reads a `.md` or `.qmd` notebook: one with a cell, or with `marimo-version` in its front matter.
pub(super) fn read(path: &Path, text: Text) -> Result<Notebook, ReadError> {
    let mut front = FrontMatter::read(&text);
    let fences = Fence::find_all(&text, front.as_ref().map_or(0, |front| front.end));
    let declared = front.as_ref().is_some_and(|front| front.value("marimo-version").is_some());
    if !declared && !fences.iter().any(Fence::is_cell) {
        return Err(ReadError::NotANotebook);
    }
    let mut cells = fences.iter().filter(|fence| fence.is_cell()).map(|fence| cell(&text, fence)).collect::<Vec<_>>();
    let is_code = |cell: &&Cell| cell.kind == CellKind::Code;
    let texts = cells.iter().filter(is_code).map(|cell| python_lines(&text, cell)).collect::<Vec<_>>();
    let tree = Tree::parse(text.as_str(), &texts);
    let statements = super::app::top_level(&tree);
    for cell in cells.iter_mut().filter(|cell| cell.kind == CellKind::Code) {
        let from = statements.partition_point(|&node| tree.start(node) < cell.code.start);
        let of_cell = statements.iter().skip(from).take_while(|&&node| tree.start(node) < cell.code.end);
        cell.statements = of_cell.copied().collect();
    }
    let bom = if text.as_str().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let insert_at = front.as_ref().map_or(bom, |front| front.close);
    if let Some(config) = fences.iter().find(|fence| fence.is_config()) {
        let lines = text.lines().filter(|span| config.content.contains(&span.start)).collect::<Vec<_>>();
        let values = FrontMatter::values(&text, &lines);
        let front = front.get_or_insert(FrontMatter { close: insert_at, end: insert_at, values: Vec::new() });
        front.values.extend(values);
    }
    let script = script_block::read_front_matter(&text, front.as_ref(), insert_at);
    Ok(Notebook {
        path: path.to_owned(),
        format: Format::Markdown,
        app_call: None,
        cells,
        script,
        tree: tree.into(),
        text,
    })
}

fn cell(text: &Text, fence: &Fence) -> Cell {
    let source = text.as_str();
    let mut content = fence.content.clone();
    let mut options = Vec::new();
    while fence.is_directive && content.start < content.end {
        let line = source.get(text.line(content.start)).unwrap_or_default().trim();
        let Some((key, value)) = line.strip_prefix(':').and_then(|line| line.split_once(':')) else { break };
        options.push((key.replace('-', "_"), value.trim().trim_matches('"').to_owned()));
        content.start = text.next_line(content.start);
    }
    let attribute = |key: &str| {
        let option = options.iter().find(|(option, _)| option == key).map(|(_, value)| value.clone());
        option.or_else(|| fence.attribute(key))
    };
    let is_sql = fence.is_sql();
    Cell {
        kind: if is_sql { CellKind::Sql } else { CellKind::Code },
        name: attribute("name").filter(|name| !name.is_empty()).unwrap_or_else(|| "_".to_owned()),
        span: fence.span.clone(),
        code: without_blank_lines(text, content),
        statements: Vec::new(),
        indent: fence.indent.clone(),
        parameters_span: None,
        parameters: Vec::new(),
        returns: None,
        is_async: false,
        disabled: attribute("disabled").is_some_and(|value| value == "true"),
        query: is_sql.then(|| attribute("query").unwrap_or_else(|| "_df".to_owned())),
        engine: attribute("engine").filter(|_| is_sql),
    }
}

/// From the first to the last line with something in it; the start of the content if there is none.
fn without_blank_lines(text: &Text, content: Span) -> Span {
    let code = text.as_str().get(content.clone()).unwrap_or_default();
    let end = content.start + code.trim_end().len();
    let lead = code.len() - code.trim_start().len();
    if end <= content.start { content.start..content.start } else { text.line(content.start + lead).start..end }
}

/// The Python of a cell for the parser: with its line end, and line by line where the fence is indented.
fn python_lines(text: &Text, cell: &Cell) -> Vec<Span> {
    if cell.code.is_empty() {
        return Vec::new();
    }
    let end = text.next_line(cell.code.end);
    if cell.indent.is_empty() {
        return std::iter::once(cell.code.start..end).collect();
    }
    let mut spans = Vec::new();
    let mut at = cell.code.start;
    while at < end {
        let next = text.next_line(at);
        let indented = text.as_str().get(at..next).is_some_and(|line| line.starts_with(&cell.indent));
        spans.push(if indented { at + cell.indent.len()..next } else { at..next });
        at = next;
    }
    spans
}
