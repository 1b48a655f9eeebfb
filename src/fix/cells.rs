//! A plan's intents -> edits of the cells: inserted lines, `if` blocks, parameters and return tuples as marimo writes them.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::width::{COLUMNS, column};
use crate::edit::Edit;
use crate::notebook::{Cell, Format, NodeId, Notebook, Span, Tree};
use crate::syntax::Facts;

/// All edits of cells that a plan wants.
///
/// # Errors
/// If a line cannot be changed as wanted, with the line.
pub(super) fn edits(plan: &Plan) -> Result<Vec<Edit>, String> {
    let facts = plan.facts();
    let notebook = facts.notebook;
    let mut edits = BTreeMap::new();
    let mut touched: BTreeSet<NodeId> = plan.wrapped.values().map(|(statement, _)| *statement).collect();
    touched.extend(plan.stops.values().map(|(statement, _)| *statement));
    touched.extend(plan.imports.keys());
    touched.extend(plan.fetches.keys());
    touched.extend(plan.variables.statements());
    touched.extend(plan.raised.keys());
    for statement in touched {
        change(plan, statement, &mut edits)?;
    }
    let mut edits: Vec<Edit> = edits.into_values().collect();
    let none = BTreeSet::new();
    let cells = |new: &BTreeMap<usize, _>, old: &BTreeMap<usize, _>| -> BTreeSet<usize> {
        new.keys().chain(old.keys()).copied().collect()
    };
    let mut headed = cells(&plan.parameters, &plan.dropped_parameters);
    headed.extend(&plan.awaiting);
    for cell in headed {
        let new = plan.parameters.get(&cell).unwrap_or(&none);
        let dropped = plan.dropped_parameters.get(&cell).unwrap_or(&none);
        let awaits = plan.awaiting.contains(&cell);
        edits.extend(parameters(notebook, &notebook.cells[cell], new, dropped, awaits)?);
        if awaits {
            edits.extend(asynchronous(notebook, &notebook.cells[cell])?);
        }
    }
    for cell in cells(&plan.returns, &plan.dropped_returns) {
        let new = plan.returns.get(&cell).unwrap_or(&none);
        let dropped = plan.dropped_returns.get(&cell).unwrap_or(&none);
        edits.extend(returns(notebook, &notebook.cells[cell], new, dropped)?);
    }
    Ok(edits)
}

type Edits = BTreeMap<(usize, usize), Edit>;

fn put(edits: &mut Edits, start: usize, end: usize, text: String) {
    edits.insert((start, end), Edit { span: start..end, text });
}

/// Inserts a text behind what is inserted there already.
fn add(edits: &mut Edits, at: usize, text: &str) {
    edits.entry((at, at)).or_insert(Edit { span: at..at, text: String::new() }).text.push_str(text);
}

/// What a line begins with.
fn leading(notebook: &Notebook, at: usize) -> &str {
    let line = notebook.slice(notebook.text.line(at));
    &line[..line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len()]
}

/// The statement's edits: what comes before it, what comes around it, what comes after it.
fn change(plan: &Plan, statement: NodeId, edits: &mut Edits) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let (start, end) = (tree.start(statement), tree.end(statement));
    let eol = notebook.text.line_ending();
    let cell = facts.cell_of(statement).map(|cell| &notebook.cells[cell]);
    let unit = cell.map_or("    ", |cell| notebook.step(cell));

    let siblings: Vec<NodeId> = tree.parent(statement).map_or(Vec::new(), |block| tree.children(block).collect());
    let position = siblings.iter().position(|&sibling| sibling == statement).unwrap_or(0);
    let previous = position.checked_sub(1).map(|before| siblings[before]);
    let own_line = |node: NodeId| {
        let line = notebook.text.line(tree.start(node));
        notebook.slice(line.start..tree.start(node)).trim_matches(['\u{feff}', ' ', '\t', '\x0c']).is_empty()
    };
    // `if x: a; b` has its body on the header's line: all of it moves to lines of its own.
    let first = siblings.first().copied().unwrap_or(statement);
    let inline = !own_line(first) && tree.parent(statement).is_some_and(|block| tree.kind(block) == "block");
    let indent = if inline {
        let header = tree.parent(statement).and_then(|block| tree.parent(block)).unwrap_or(statement);
        format!("{}{unit}", leading(notebook, tree.start(header)))
    } else {
        leading(notebook, start).to_owned()
    };

    // How far in a line stands in a notebook of Python, where a cell is the body of a function.
    let margin =
        cell.and_then(|cell| cell.statements.first()).map_or("", |&first| leading(notebook, tree.start(first)));
    let depth = indent.chars().count().saturating_sub(margin.chars().count()) + 4;

    let import = plan.imports.get(&statement);
    let stop = plan.stops.values().find(|(before, _)| *before == statement).map(|(_, call)| call);
    let wrap = plan.wrapped.get(&start).filter(|(node, _)| *node == statement).map(|(_, line)| line);
    let same_line_follower =
        siblings.get(position + 1).copied().filter(|&next| !notebook.slice(end..tree.start(next)).contains('\n'));
    let shares_if = wrap.is_some()
        && own_line(statement)
        && stop.is_none()
        && import.is_none()
        && !plan.fetches.contains_key(&statement)
        && !plan.raised.contains_key(&statement)
        && previous.is_some_and(|before| {
            let gap = notebook.slice(tree.end(before)..start);
            let blank = gap.lines().skip(1).filter(|line| line.trim().is_empty()).count();
            let plain = gap.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
            plan.wrapped.get(&tree.start(before)).is_some_and(|(node, _)| *node == before)
                && !plan.alternatives.contains_key(&tree.start(before))
                && !plan.alternatives.contains_key(&start)
                && gap.contains('\n')
                && plain
                && blank <= 2
        });

    let mut before = String::new();
    let mut after = String::new();
    if let Some((behind, lines)) = import {
        for line in lines.iter().flat_map(|lines| lines.lines()) {
            if *behind && same_line_follower.is_none() {
                after.push_str(&format!("{eol}{indent}{line}"));
            } else {
                before.push_str(&format!("{line}{eol}{indent}"));
            }
        }
    }
    if let Some(call) = stop {
        // Never glued to a decorator.
        let space = if is_definition(tree, statement) { eol } else { "" };
        let call = written(call, &indent, depth, unit, eol);
        before.push_str(&format!("{call}{eol}{space}{indent}"));
        // A comment right above speaks of the statement.
        if let Some(at) = above_comments(notebook, start, &indent).filter(|_| own_line(statement)) {
            add(edits, at, &format!("{indent}{}", before.trim_end_matches([' ', '\t'])));
            before.clear();
        }
    }
    if let Some(fetch) = plan.fetches.get(&statement) {
        let column = cell.map_or(0, |cell| column(notebook, cell, &indent));
        let mut lines = fetch.lines(column, unit);
        if is_definition(tree, statement) {
            lines.push(String::new());
        }
        let indented = |line: String| if line.is_empty() { eol.to_owned() } else { format!("{indent}{line}{eol}") };
        let block: String = lines.into_iter().map(indented).collect();
        match above_comments(notebook, start, &indent).filter(|_| own_line(statement)) {
            Some(at) => add(edits, at, &block),
            None => before.push_str(&format!("{}{indent}", &block[indent.len()..])),
        }
    }
    let lines = plan.variables.lines_before(statement);
    for line in lines {
        before.push_str(&format!("{line}{eol}{indent}"));
    }
    if !lines.is_empty() && is_definition(tree, statement) {
        before = format!("{}{eol}{indent}", before.trim_end_matches([' ', '\t']));
    }
    if let Some([test, raise]) = plan.raised.get(&statement) {
        let inner = format!("{indent}{unit}");
        let raise = match raise.split_once('(').and_then(|(error, given)| Some((error, given.strip_suffix(')')?))) {
            Some((error, given)) if depth + unit.len() + raise.chars().count() > COLUMNS => {
                format!("{error}({eol}{inner}{unit}{given}{eol}{inner})")
            }
            _ => raise.clone(),
        };
        before.push_str(&format!("{test}{eol}{inner}{raise}{eol}{indent}"));
    }
    if let Some(line) = wrap {
        let joins = |beside: &NodeId| {
            let plain = own_line(statement) && !plan.alternatives.contains_key(&start);
            plain && is_same_test(facts, *beside, line)
        };
        if let Some(next) = siblings.get(position + 1).copied().filter(joins) {
            // The `if` that stands below takes it in.
            let body = tree.child(next, "consequence").map_or(tree.end(next), |body| tree.start(body));
            let (from, to) = (notebook.text.line(tree.start(next)).start, notebook.text.line(body).start);
            put(edits, from, to, String::new());
        }
        let follows = previous.as_ref().is_some_and(joins);
        if !shares_if && !follows {
            before.push_str(&format!("{line}{eol}{indent}"));
        } else if let Some(previous) = previous {
            comments_between(notebook, tree.end(previous)..start, unit, edits);
        }
        if let Some(otherwise) = plan.alternatives.get(&start) {
            after.push_str(&format!("{eol}{indent}else:{eol}{indent}{unit}{otherwise}"));
        }
        before.push_str(unit);
        reindent(notebook, statement, unit, edits);
    }
    if before.is_empty() && after.is_empty() {
        return Ok(());
    }
    let breaks = format!("{eol}{indent}");
    if own_line(statement) {
        put(edits, start, start, before);
    } else {
        if inline && previous.is_some() {
            let gap = notebook.slice(notebook.text.line(tree.start(first)).start..tree.start(first));
            let at = tree.start(first);
            let spaces = gap.len() - gap.trim_end().len();
            edits.entry((at - spaces, at)).or_insert(Edit { span: at - spaces..at, text: breaks.clone() });
        }
        let from = match previous {
            Some(before) => tree.end(before),
            None => {
                let gap = notebook.slice(notebook.text.line(start).start..start);
                start - (gap.len() - gap.trim_end().len())
            }
        };
        if notebook.slice(from..start).contains(['\n', '#']) {
            let (line, _) = notebook.text.position(start);
            return Err(format!("line {line} holds several statements in a way that is not edited; split it by hand"));
        }
        put(edits, from, start, format!("{breaks}{before}"));
    }
    if let (Some(next), true) = (same_line_follower, wrap.is_some()) {
        let gap = (end, tree.start(next));
        // If the next one is moved, too, it brings its own line break.
        edits.entry(gap).or_insert(Edit { span: gap.0..gap.1, text: breaks });
    }
    if !after.is_empty() {
        let at = notebook.text.line(end).end;
        put(edits, at, at, after);
    }
    if wrap.is_some()
        && let Some(edit) = unspace(notebook, statement)
    {
        put(edits, edit.span.start, edit.span.end, edit.text);
    }
    Ok(())
}

/// A call on one line, or with one argument a line where that is too wide.
fn written([function, arguments @ ..]: &[String; 3], indent: &str, depth: usize, unit: &str, eol: &str) -> String {
    let line = format!("{function}({})", arguments.join(", "));
    if depth + line.chars().count() <= COLUMNS {
        return line;
    }
    let lines = arguments.iter().map(|argument| format!("{indent}{unit}{argument},{eol}"));
    format!("{function}({eol}{}{indent})", lines.collect::<String>())
}

/// marimo puts a blank line before the `return` behind an import; behind the `if` that holds it now there is none, and marimo's
/// next save would take the line away.
pub(super) fn unspace(notebook: &Notebook, statement: NodeId) -> Option<Edit> {
    let tree = &notebook.tree;
    let is_import = matches!(tree.kind(statement), "import_statement" | "import_from_statement");
    let cell = notebook.cells.iter().find(|cell| is_import && cell.statements.last() == Some(&statement))?;
    let from = notebook.text.line(tree.end(statement)).end;
    let to = notebook.text.line(cell.returns.as_ref()?.span.start).start;
    let gap = notebook.text.as_str().get(from..to)?;
    let spaced = gap.trim().is_empty() && gap.matches('\n').count() == 2;
    spaced.then(|| Edit { span: from..to, text: notebook.text.line_ending().to_owned() })
}

fn is_definition(tree: &Tree, statement: NodeId) -> bool {
    matches!(tree.kind(statement), "function_definition" | "class_definition" | "decorated_definition")
}

/// Whether a statement is a plain `if` of such a line, its body on lines of its own, right beside the statement in question.
fn is_same_test(facts: &Facts, statement: NodeId, line: &str) -> bool {
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let body = tree.child(statement, "consequence");
    let end = notebook.text.line(tree.start(statement)).end;
    tree.kind(statement) == "if_statement"
        && notebook.slice(tree.start(statement)..end.max(tree.start(statement))).trim_end() == line
        && tree.child(statement, "alternative").is_none()
        && body.is_some_and(|body| notebook.text.line(tree.start(statement)) != notebook.text.line(tree.start(body)))
}

/// Where the comments begin that stand right above a line and speak of it.
fn above_comments(notebook: &Notebook, at: usize, indent: &str) -> Option<usize> {
    let mut first = notebook.text.line(at).start;
    let mut found = None;
    while first > 0 {
        let line = notebook.text.line(first - 1);
        let text = notebook.slice(line.clone());
        let begins = line.start + (text.len() - text.trim_start().len());
        let comment = |node: NodeId| notebook.tree.kind(node) == "comment" && notebook.tree.start(node) == begins;
        if !text.strip_prefix(indent).is_some_and(|text| text.starts_with('#')) || !notebook.tree.all().any(comment) {
            break;
        }
        first = line.start;
        found = Some(first);
    }
    found
}

/// Moves the comments between two statements of one block in by one step.
fn comments_between(notebook: &Notebook, gap: Span, unit: &str, edits: &mut Edits) {
    for (offset, _) in notebook.slice(gap.clone()).match_indices('\n') {
        let at = gap.start + offset + 1;
        if notebook.slice(notebook.text.line(at)).trim_start().starts_with('#') {
            put(edits, at, at, unit.to_owned());
        }
    }
}

/// Moves the further lines of a statement in by one step; the inside of strings stays as it is.
fn reindent(notebook: &Notebook, statement: NodeId, unit: &str, edits: &mut Edits) {
    let tree = &notebook.tree;
    let span = tree.span(statement);
    let strings: Vec<_> =
        tree.descendants(statement).filter(|&node| tree.kind(node) == "string").map(|node| tree.span(node)).collect();
    for (offset, _) in notebook.slice(span.clone()).match_indices('\n') {
        let at = span.start + offset + 1;
        let in_string = strings.iter().any(|string| string.start < at && at < string.end);
        let blank = notebook.slice(notebook.text.line(at)).trim().is_empty();
        if !in_string && !blank {
            put(edits, at, at, unit.to_owned());
        }
    }
}

/// The `def` line with other parameters.
fn parameters(
    notebook: &Notebook,
    cell: &Cell,
    names: &BTreeSet<String>,
    dropped: &BTreeSet<String>,
    awaits: bool,
) -> Result<Option<Edit>, String> {
    let Some(span) = cell.parameters_span.clone() else { return Ok(None) };
    let has: Vec<&str> = cell.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let new: Vec<&String> = names.iter().filter(|name| !has.contains(&name.as_str())).collect();
    // A name that one fix drops and another takes stays.
    let goes = |name: &str| dropped.contains(name) && !names.contains(name);
    let old = notebook.slice(span.clone());
    let longer = if awaits { ASYNC.len() } else { 0 };
    let line = notebook.slice(notebook.text.line(span.start));
    let widened = awaits && !old.contains('\n') && line.chars().count() <= COLUMNS;
    let outgrows = widened && line.chars().count() + longer > COLUMNS;
    if new.is_empty() && !has.iter().any(|name| goes(name)) && !outgrows {
        return Ok(None);
    }
    if old.contains('#') {
        let (line, _) = notebook.text.position(span.start);
        return Err(format!("the parameters on line {line} hold a comment; change them by hand"));
    }
    let kept = cell.parameters.iter().filter(|parameter| !goes(&parameter.name));
    let written =
        kept.map(|parameter| (parameter.name.clone(), notebook.slice(parameter.span.clone()).trim().to_owned()));
    let list = merged(written.collect(), new.into_iter().map(|name| (name.clone(), name.clone())));
    let before = notebook.slice(notebook.text.line(span.start).start..span.start);
    let line = format!("{before}({}):", list.join(", "));
    let wide = line.chars().count() + longer > COLUMNS || old.contains('\n');
    Ok(Some(Edit { text: bracketed(notebook, &list, wide, leading(notebook, span.start), notebook.step(cell)), span }))
}

/// What an `async def` has before its `def`.
const ASYNC: &str = "async ";

/// `def` -> `async def`. A Markdown cell has neither.
fn asynchronous(notebook: &Notebook, cell: &Cell) -> Result<Option<Edit>, String> {
    if cell.is_async || notebook.format == Format::Markdown {
        return Ok(None);
    }
    let tree = &notebook.tree;
    let mut around = cell.statements.iter().flat_map(|&statement| tree.ancestors(statement));
    let function = around.find(|&node| tree.kind(node) == "function_definition");
    let start = function.map(|function| tree.start(function)).ok_or("the cell has no `def` line")?;
    Ok(Some(Edit { span: start..start, text: ASYNC.to_owned() }))
}

/// The `return` with other names.
fn returns(
    notebook: &Notebook,
    cell: &Cell,
    names: &BTreeSet<String>,
    dropped: &BTreeSet<String>,
) -> Result<Option<Edit>, String> {
    // A cell without a `return` still runs: marimo works its results out from the code.
    let Some(last) = &cell.returns else { return Ok(None) };
    let new: Vec<&String> = names.iter().filter(|name| !last.names.contains(name)).collect();
    let old = notebook.slice(last.span.clone());
    let goes = |name: &String| dropped.contains(name) && !names.contains(name);
    if (new.is_empty() && !last.names.iter().any(goes)) || old.contains('#') {
        return Ok(None);
    }
    let written = last.names.iter().filter(|name| !goes(name)).map(|name| (name.clone(), name.clone())).collect();
    let list = merged(written, new.into_iter().map(|name| (name.clone(), name.clone())));
    let indent = leading(notebook, last.span.start);
    let text = match &list[..] {
        [] => "return".to_owned(),
        [only] => format!("return ({only},)"),
        several => {
            let line = format!("return {}", several.join(", "));
            let old_style = old.trim_end().ends_with(',') && !old.contains('(');
            if indent.chars().count() + line.chars().count() > COLUMNS || old.contains('\n') {
                format!("return {}", bracketed(notebook, several, true, indent, notebook.step(cell)))
            } else if old_style {
                format!("{line},")
            } else {
                line
            }
        }
    };
    Ok(Some(Edit { span: last.span.clone(), text }))
}

/// New names among the written ones: in their sorted place if those are sorted, else at the end.
fn merged(mut list: Vec<(String, String)>, new: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let sorted = list.is_sorted_by(|a, b| a.0 <= b.0);
    list.extend(new);
    if sorted {
        list.sort_by(|a, b| a.0.cmp(&b.0));
    }
    list.into_iter().map(|(_, text)| text).collect()
}

fn bracketed(notebook: &Notebook, list: &[String], wide: bool, indent: &str, unit: &str) -> String {
    if !wide {
        return format!("({})", list.join(", "));
    }
    let eol = notebook.text.line_ending();
    let items: String = list.iter().map(|item| format!("{indent}{unit}{item},{eol}")).collect();
    format!("({eol}{items}{indent})")
}
