//! The cells of a `.py` notebook.

use std::path::Path;

use super::app::{App, top_level};
use super::{Format, NodeId, Notebook, ReadError, Span, Text, Tree, script_block};

/// What kind of thing a cell is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// `@app.cell`, or a Python fence.
    Code,
    /// `with app.setup:`; runs before all others, its names are module globals.
    Setup,
    /// `@app.function`: the cell's code is the function itself.
    Function,
    /// `@app.class_definition`: the cell's code is the class itself.
    Class,
    /// `app._unparsable_cell(...)`: never run, never edited.
    Unparsable,
    /// A `sql` fence of a Markdown notebook; its code is no Python.
    Sql,
}

/// A parameter of a cell's function: a name that another cell defines.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The parameter as written, with its annotation.
    pub span: Span,
}

/// The `return` that ends a cell's function.
#[derive(Clone, Debug)]
pub struct Return {
    /// The whole statement.
    pub span: Span,
    /// The names in it, as written.
    pub names: Vec<String>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The kind.
    pub kind: CellKind,
    /// The function's name (`_` if it has none of its own), `setup`, or a fence's `name`.
    pub name: String,
    /// Everything that belongs to the cell: decorator, `def` line, code, `return`; in Markdown the fence.
    pub span: Span,
    /// The code alone, from the start of the line of the first statement or comment to the end of the last statement or
    /// comment before the `return` (without its line end). Code beside the `def` (`def _(): x = 1`) begins at its first
    /// statement. Without any code it is empty: the start of the `return`'s line; in a `sql` fence it is the query.
    pub code: Span,
    /// The statements of the cell in order, without the final `return`; for a function or class cell the one definition
    /// (with the app's decorator around it only where there are other decorators, too).
    pub statements: Vec<NodeId>,
    /// The white space before each top-level statement of the cell; empty for code beside the `def`.
    pub indent: String,
    /// The parenthesised parameters, parentheses included; absent where the cell has none to write (setup, Markdown, function, class).
    pub parameters_span: Option<Span>,
    /// The parameters in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The final `return`, if the cell's function has one.
    pub returns: Option<Return>,
    /// Whether the cell is an `async def`.
    pub is_async: bool,
    /// `disabled=True` in the decorator: the cell never runs.
    pub disabled: bool,
    /// The name that a `sql` fence gives its result; no other cell has one.
    pub query: Option<String>,
    /// The variable that a `sql` fence takes its connection from.
    pub engine: Option<String>,
}

/// Reads a `.py` notebook.
pub(super) fn read(path: &Path, text: Text) -> Result<Notebook, ReadError> {
    let tree = Tree::parse_whole(text.as_str());
    let app = App::find(&text, &tree).ok_or(ReadError::NotANotebook)?;
    let reader = Reader { text: &text, tree: &tree, app: &app };
    let cells = top_level(&tree).into_iter().filter_map(|statement| reader.cell(statement)).collect();
    let script = script_block::read_python(&text, &tree);
    Ok(Notebook {
        path: path.to_owned(),
        format: Format::Python,
        app_call: app.call,
        cells,
        script,
        tree: tree.into(),
        text,
    })
}

struct Reader<'a> {
    text: &'a Text,
    tree: &'a Tree,
    app: &'a App,
}

impl Reader<'_> {
    /// The cell that a statement of the module is, if it is one.
    fn cell(&self, statement: NodeId) -> Option<Cell> {
        let tree = self.tree;
        match tree.kind(statement) {
            "decorated_definition" => self.decorated(statement),
            "with_statement" => {
                let clause = tree.children(statement).find(|&node| tree.kind(node) == "with_clause")?;
                let value = tree.children(clause).find_map(|item| tree.child(item, "value"))?;
                let (attribute, arguments) = self.app.uses(tree, self.text.as_str(), value)?;
                let cell = self.new_cell(CellKind::Setup, "setup".to_owned(), statement, arguments);
                (attribute == "setup").then(|| self.with_body(cell, statement))
            }
            "expression_statement" => {
                let call = tree.children(statement).next()?;
                let (attribute, arguments) = self.app.uses(tree, self.text.as_str(), call)?;
                (attribute == "_unparsable_cell").then_some(())?;
                let name = self.keyword(arguments?, "name").and_then(|value| self.string(value));
                let name = name.filter(|name| name != "__").unwrap_or_else(|| "_".to_owned());
                let mut cell = self.new_cell(CellKind::Unparsable, name, statement, arguments);
                let code = tree.children(arguments?).find(|&node| tree.kind(node) != "keyword_argument");
                cell.code = code.map_or(cell.span.end..cell.span.end, |code| tree.span(code));
                Some(cell)
            }
            _ => None,
        }
    }

    fn decorated(&self, statement: NodeId) -> Option<Cell> {
        let tree = self.tree;
        let decorators = tree.children(statement).filter(|&node| tree.kind(node) == "decorator").collect::<Vec<_>>();
        let (decorator, (attribute, arguments)) = decorators.iter().find_map(|&decorator| {
            let expression = tree.children(decorator).next()?;
            Some((decorator, self.app.uses(tree, self.text.as_str(), expression)?))
        })?;
        let definition = tree.child(statement, "definition")?;
        let is_class = tree.kind(definition) == "class_definition";
        let kind = match attribute.as_str() {
            "cell" if !is_class => CellKind::Code,
            "function" if !is_class => CellKind::Function,
            "cell" | "function" | "class_definition" => CellKind::Class,
            _ => return None,
        };
        let name = tree.child(definition, "name").map_or("", |name| self.slice(tree.span(name)));
        let name = if matches!(name, "" | "__") { "_" } else { name };
        let mut cell = self.new_cell(kind, name.to_owned(), statement, arguments);
        if kind != CellKind::Code {
            cell.statements = vec![if decorators.len() > 1 { statement } else { definition }];
            let start = self.text.next_line(tree.end(decorator)).min(tree.start(definition));
            cell.span.end = self.end_of_body(definition, cell.span.end);
            cell.code = start..cell.span.end;
            cell.indent = String::new();
            return Some(cell);
        }
        cell.is_async = tree.tokens(definition).any(|token| tree.kind(token) == "async");
        if let Some(parameters) = tree.child(definition, "parameters") {
            cell.parameters_span = Some(tree.span(parameters));
            cell.parameters = tree.children(parameters).filter_map(|node| self.parameter(node)).collect();
        }
        Some(self.with_body(cell, definition))
    }

    /// A cell of which only the frame is known.
    fn new_cell(&self, kind: CellKind, name: String, statement: NodeId, arguments: Option<NodeId>) -> Cell {
        let disabled = arguments.and_then(|arguments| self.keyword(arguments, "disabled"));
        let span = self.tree.span(statement);
        Cell {
            kind,
            name,
            code: span.end..span.end,
            span,
            statements: Vec::new(),
            indent: String::new(),
            parameters_span: None,
            parameters: Vec::new(),
            returns: None,
            is_async: false,
            disabled: disabled.is_some_and(|value| self.tree.kind(value) == "true"),
            query: None,
            engine: None,
        }
    }

    /// Fills in what is in the body of a `def` or `with`.
    fn with_body(&self, mut cell: Cell, owner: NodeId) -> Cell {
        let tree = self.tree;
        let Some(colon) = tree.tokens(owner).find(|&token| tree.kind(token) == ":").map(|colon| tree.end(colon)) else {
            return cell;
        };
        if let Some(body) = tree.child(owner, "body") {
            cell.statements = tree.children(body).filter(|&node| tree.kind(node) != "ERROR").collect();
        }
        let last = cell.statements.last().copied();
        if let Some(last) = last.filter(|&last| tree.kind(last) == "return_statement" && cell.kind == CellKind::Code) {
            cell.statements.pop();
            cell.returns = Some(Return { span: tree.span(last), names: self.returned(last) });
        }
        let first = cell.statements.first().map(|&first| tree.start(first));
        let first = first.or_else(|| cell.returns.as_ref().map(|returns| returns.span.start));
        let beside = first.is_some_and(|first| !self.slice(colon..first).contains(['\n', '\r']));
        if !beside {
            cell.indent = first.map_or_else(
                || self.indent_of(self.text.next_line(colon)),
                |first| self.indent_of(self.text.line(first).start),
            );
        }
        let bottom = cell.returns.as_ref().map_or_else(
            || self.end_of_body(owner, cell.statements.last().map_or(colon, |&last| tree.end(last))),
            |returns| returns.span.start,
        );
        let from = if beside { first.unwrap_or(colon) } else { self.text.next_line(colon).min(bottom) };
        let commented = self.comments(owner, from..bottom);
        let start = [first.filter(|_| !cell.statements.is_empty()), commented.as_ref().map(|span| span.start)];
        let end = cell.statements.last().map(|&last| self.end_of_statement(last, bottom));
        // A comment after the last statement may lie outside of the body's node; without a `return`, the text ends it.
        let outside = (end.is_some() && cell.returns.is_none()).then_some(bottom);
        let end = [end, commented.map(|span| span.end), outside];
        cell.code = match (start.into_iter().flatten().min(), end.into_iter().flatten().max()) {
            (Some(start), Some(end)) => (if beside { start } else { self.text.line(start).start })..end,
            _ if beside => bottom..bottom,
            _ => self.text.line(bottom).start..self.text.line(bottom).start,
        };
        let end = cell.returns.as_ref().map_or(cell.code.end, |returns| self.end_of_line_comment(returns.span.end));
        cell.span.end = cell.span.end.max(end);
        cell
    }

    /// From the first to the last comment of a body that lies within the given range.
    fn comments(&self, owner: NodeId, range: Span) -> Option<Span> {
        let tree = self.tree;
        let within = |&node: &NodeId| tree.kind(node) == "comment" && range.contains(&tree.start(node));
        let mut comments = tree.descendants(owner).filter(within).map(|node| tree.span(node));
        let first = comments.next()?;
        let end = comments.last().map_or(first.end, |last| last.end);
        Some(first.start..end)
    }

    /// The end of a statement with its semicolon, where that ends the line.
    fn end_of_statement(&self, statement: NodeId, bottom: usize) -> usize {
        let end = self.tree.end(statement);
        let rest = self.slice(end..self.text.line(end).end.min(bottom));
        let code = rest.split('#').next().unwrap_or_default();
        let ends_line = self.text.line(end).end <= bottom;
        if ends_line && code.trim() == ";" { end + code.trim_end().len() } else { end }
    }

    /// The end of the comment lines that belong to a body without `return`: as marimo does it, those with its indentation.
    fn end_of_body(&self, owner: NodeId, end: usize) -> usize {
        let first = self.tree.child(owner, "body").and_then(|body| self.tree.children(body).next());
        let indent =
            first.map(|first| self.indent_of(self.text.line(self.tree.start(first)).start)).unwrap_or_default();
        let mut end = self.end_of_line_comment(end);
        let mut at = self.text.next_line(end);
        while !indent.is_empty() && at < self.text.as_str().len() {
            let line = self.text.line(at);
            let code = self.slice(line.clone());
            if code.starts_with(&indent) && code.trim_start().starts_with('#') {
                end = line.end;
            } else if !code.trim().is_empty() {
                break;
            }
            at = self.text.next_line(at);
        }
        end
    }

    /// The end of a comment (or semicolon and comment) in the rest of the line, or where it was asked for.
    fn end_of_line_comment(&self, end: usize) -> usize {
        let line_end = self.text.line(end).end;
        let rest = self.slice(end..line_end);
        let only_comment = rest.trim_start_matches([' ', '\t', ';']).starts_with('#');
        if only_comment { line_end } else { end }
    }

    fn indent_of(&self, line_start: usize) -> String {
        let line = self.slice(self.text.line(line_start));
        line.chars().take_while(|letter| matches!(letter, ' ' | '\t' | '\x0c')).collect()
    }

    fn parameter(&self, node: NodeId) -> Option<Parameter> {
        let tree = self.tree;
        let name = match tree.kind(node) {
            "identifier" => node,
            _ => tree
                .child(node, "name")
                .or_else(|| tree.descendants(node).find(|&inner| tree.kind(inner) == "identifier"))?,
        };
        Some(Parameter { name: self.slice(tree.span(name)).to_owned(), span: tree.span(node) })
    }

    /// The names that a `return` hands on, however its tuple is written.
    fn returned(&self, statement: NodeId) -> Vec<String> {
        let tree = self.tree;
        let mut names = Vec::new();
        let mut open = vec![statement];
        while let Some(node) = open.pop() {
            match tree.kind(node) {
                "identifier" => names.push(self.slice(tree.span(node)).to_owned()),
                "return_statement" | "tuple" | "expression_list" | "parenthesized_expression" => {
                    let children = tree.children(node).collect::<Vec<_>>();
                    open.extend(children.into_iter().rev());
                }
                _ => {}
            }
        }
        names
    }

    fn keyword(&self, arguments: NodeId, name: &str) -> Option<NodeId> {
        let tree = self.tree;
        tree.children(arguments).filter(|&node| tree.kind(node) == "keyword_argument").find_map(|argument| {
            let found = tree.child(argument, "name").is_some_and(|node| self.slice(tree.span(node)) == name);
            found.then(|| tree.child(argument, "value")).flatten()
        })
    }

    fn string(&self, node: NodeId) -> Option<String> {
        let content = self.tree.children(node).find(|&part| self.tree.kind(part) == "string_content")?;
        Some(self.slice(self.tree.span(content)).to_owned())
    }

    fn slice(&self, span: Span) -> &str {
        self.text.as_str().get(span).unwrap_or_default()
    }
}
