//! What the fixes of one pass want, as intents: five packages are one edit of the script block, three guards one `import sys`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::fetches::Fetch;
use super::new_cell::NewCell;
use super::provide::{MARIMO, Needer, SYS, stand_in};
use super::uncured::Uncured;
use super::variables::{self, Variables};
use super::width::COLUMNS;
use super::{fetches, losses, provide};
use crate::check::FileCopy;
use crate::edit::script_block::BlockPlan;
use crate::edit::{self, Edit};
use crate::notebook::{CellKind, NodeId, Span};
use crate::syntax::Facts;

/// A statement that cannot run in the browser, so that its cell stops before it.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// The statement.
    pub statement: NodeId,
    /// What the browser shows in place of the cell.
    pub message: String,
    /// The statement that the browser can do without, so that the cell may go on.
    pub dispensable: Option<NodeId>,
}

/// A module that the browser lacks.
#[derive(Clone, Debug, Default)]
pub(super) struct MissingModule {
    /// The clauses that import it, by their statement.
    pub imports: BTreeMap<NodeId, BTreeSet<NodeId>>,
    /// What the browser shows in place of a cell that needs it.
    pub message: String,
}

/// All that the fixes taken so far want.
#[derive(Clone)]
pub struct Plan<'a> {
    facts: &'a Facts<'a>,
    /// The edits of the fixes that were taken.
    pub(super) accepted: Vec<Edit>,
    /// Changes of the script block.
    pub(super) block: BlockPlan,
    /// Distributions, normalised, that others take the place of: nothing lists them in this pass.
    pub(super) replaced: BTreeSet<String>,
    /// What cannot run in the browser, by its cell: the cell is to stop before the first of it.
    pub(super) needing: BTreeMap<usize, Vec<Stop>>,
    /// Modules that are to be imported outside the browser only.
    pub(super) missing: BTreeMap<String, MissingModule>,
    /// Edits that make a part of a statement depend on the browser: of no use where the statement is not reached there.
    pub(super) choices: Vec<Edit>,
    /// Shown expressions that show nothing in the browser.
    pub(super) hidden: BTreeSet<NodeId>,
    /// Statements before which the browser raises what a handler around them names: the test, and what it raises.
    pub(super) raised: BTreeMap<NodeId, [String; 2]>,
    /// What fails whatever the plan does.
    pub(super) uncured: Uncured,
    /// Statements that get an `if` around them, by their start; consecutive ones share it.
    pub(super) wrapped: BTreeMap<usize, (NodeId, String)>,
    /// What such a statement has in its `else`, by its start.
    pub(super) alternatives: BTreeMap<usize, String>,
    /// The cells that stop, once that is settled: each with the statement it stops before, and the function and arguments of the call that stops it.
    pub(super) stops: BTreeMap<usize, (NodeId, [String; 3])>,
    /// Modules beside whose import a new one stands best.
    pub(super) beside: BTreeSet<String>,
    /// What cells fetch from `public/` in the browser, by the statement before which they do.
    pub(super) fetches: BTreeMap<NodeId, Fetch>,
    /// The files to copy: where to, and what.
    pub(super) copied: BTreeMap<String, String>,
    /// Whether a person must choose what it copies.
    pub(super) ask: bool,
    /// Statements that go, and whether the imports that only they used go with them.
    pub(super) removed: BTreeMap<NodeId, bool>,
    /// Further code that goes: the names in it are read no more.
    pub(super) vanished: Vec<Span>,
    /// Ids that go from the lists of `# wasmfix: ignore[...]` comments, by the span of the list.
    pub(super) unsuppressed: BTreeMap<(usize, usize), BTreeSet<String>>,
    /// Cells that become `async`.
    pub(super) awaiting: BTreeSet<usize>,
    /// New cells, each before the cell of that index.
    pub(super) new_cells: BTreeMap<usize, NewCell>,
    /// What variables of the environment need.
    pub(super) variables: Variables,
    /// Further edits.
    pub(super) edits: Vec<Edit>,
    /// Names that the pass reads anew, so that their imports stay.
    pub(super) taken: BTreeSet<String>,
    /// For each module that the pass imports anew: the cell and the name.
    pub(super) provided: BTreeMap<String, (usize, String)>,
    /// Imports to insert, by the node of the statement that they come before or after.
    pub(super) imports: BTreeMap<NodeId, (bool, BTreeSet<String>)>,
    /// Names a cell takes as new parameters.
    pub(super) parameters: BTreeMap<usize, BTreeSet<String>>,
    /// Names a cell returns in addition.
    pub(super) returns: BTreeMap<usize, BTreeSet<String>>,
    /// Names a cell takes no more.
    pub(super) dropped_parameters: BTreeMap<usize, BTreeSet<String>>,
    /// Names a cell returns no more.
    pub(super) dropped_returns: BTreeMap<usize, BTreeSet<String>>,
}

impl<'a> Plan<'a> {
    /// A plan that changes nothing.
    pub fn new(facts: &'a Facts<'a>) -> Plan<'a> {
        Plan {
            facts,
            accepted: Vec::new(),
            block: BlockPlan::default(),
            replaced: BTreeSet::new(),
            needing: BTreeMap::new(),
            missing: BTreeMap::new(),
            choices: Vec::new(),
            hidden: BTreeSet::new(),
            raised: BTreeMap::new(),
            uncured: Uncured::default(),
            wrapped: BTreeMap::new(),
            alternatives: BTreeMap::new(),
            stops: BTreeMap::new(),
            beside: BTreeSet::new(),
            fetches: BTreeMap::new(),
            copied: BTreeMap::new(),
            ask: false,
            removed: BTreeMap::new(),
            vanished: Vec::new(),
            unsuppressed: BTreeMap::new(),
            awaiting: BTreeSet::new(),
            new_cells: BTreeMap::new(),
            variables: Variables::default(),
            edits: Vec::new(),
            taken: BTreeSet::new(),
            provided: BTreeMap::new(),
            imports: BTreeMap::new(),
            parameters: BTreeMap::new(),
            returns: BTreeMap::new(),
            dropped_parameters: BTreeMap::new(),
            dropped_returns: BTreeMap::new(),
        }
    }

    /// What the notebook says.
    pub fn facts(&self) -> &'a Facts<'a> {
        self.facts
    }

    /// The edits of the fixes that were taken, sorted.
    pub fn into_accepted(self) -> Vec<Edit> {
        self.accepted
    }

    /// The files to copy.
    pub fn copies(&self) -> Vec<FileCopy> {
        self.copied.iter().map(|(to, from)| FileCopy { from: from.clone(), to: to.clone() }).collect()
    }

    /// Wants a cell to stop before a statement, or earlier.
    ///
    /// # Errors
    /// If the cell cannot be stopped.
    pub(super) fn stop(&mut self, statement: NodeId, beside: &str, message: &str) -> Result<(), String> {
        self.stop_or_guard(statement, None, beside, message)
    }

    /// The same where a statement of it is all that the browser must do without.
    ///
    /// # Errors
    /// If the cell cannot be stopped.
    pub(super) fn stop_or_guard(
        &mut self,
        statement: NodeId,
        dispensable: Option<NodeId>,
        beside: &str,
        message: &str,
    ) -> Result<(), String> {
        let (notebook, tree) = (self.facts.notebook, &self.facts.notebook.tree);
        let Some(cell) = self.facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let (line, _) = notebook.text.position(tree.start(statement));
        if notebook.cells[cell].kind != CellKind::Code {
            let what = match notebook.cells[cell].kind {
                CellKind::Setup => "the setup cell",
                _ => "a function or class of its own cell",
            };
            return Err(format!(
                "line {line} is in {what}, which cannot be stopped; move it to a cell of its own by hand"
            ));
        }
        self.beside.insert(beside.to_owned());
        self.needing.entry(cell).or_default().push(Stop { statement, message: message.to_owned(), dispensable });
        Ok(())
    }

    /// Stops a cell right before a statement, now that it is settled.
    pub(super) fn stop_here(&mut self, cell: usize, statement: NodeId, message: &str) {
        let (sys, mo) = (stand_in(SYS, Needer::Cell(cell)), stand_in(MARIMO, Needer::Cell(cell)));
        let text = literal(message);
        let call = [format!("{mo}.stop"), format!("{sys}.platform == \"emscripten\""), format!("{mo}.md(\"{text}\")")];
        self.stops.insert(cell, (statement, call));
    }

    /// Puts a statement under `if sys.platform != "emscripten":`.
    ///
    /// # Errors
    /// If `sys` cannot be had there.
    pub(super) fn wrap(&mut self, statement: NodeId, beside: &str) -> Result<(), String> {
        let start = self.facts.notebook.tree.start(statement);
        let Some(cell) = self.facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let sys = self.need(SYS, cell, beside);
        self.wrapped.insert(start, (statement, format!("if {sys}.platform != \"emscripten\":")));
        Ok(())
    }

    /// Takes a statement out, with the parameters and return entries that only it needed, and the imports if told so.
    pub(super) fn remove(&mut self, statement: NodeId, with_imports: bool) {
        let known = self.removed.entry(statement).or_default();
        *known |= with_imports;
    }

    /// Makes an expression conditional: outside the browser itself, in it `otherwise`. Where that makes the line of an
    /// assignment too long, it becomes an `if` with an `else`.
    pub(super) fn choose(&mut self, span: Span, in_parentheses: bool, sys: &str, otherwise: &str) {
        if !in_parentheses
            && self.outgrows(&span, otherwise)
            && let Some((statement, target)) = self.assignment_of(&span)
        {
            let start = self.facts.notebook.tree.start(statement);
            self.wrapped.insert(start, (statement, format!("if {sys}.platform != \"emscripten\":")));
            self.alternatives.insert(start, format!("{target} = {otherwise}"));
            return;
        }
        if !in_parentheses
            && self.outgrows(&span, otherwise)
            && let Some([open, between, close]) = self.lines_of_shown(&span)
        {
            self.choices.push(Edit { span: span.start..span.start, text: open });
            let test = format!("if {sys}.platform != \"emscripten\"");
            let text = format!("{between}{test}{between}else {otherwise}{close}");
            self.choices.push(Edit { span: span.end..span.end, text });
            return;
        }
        let close = if in_parentheses { ")" } else { "" };
        if in_parentheses {
            self.choices.push(Edit { span: span.start..span.start, text: "(".to_owned() });
        }
        let text = format!(" if {sys}.platform != \"emscripten\" else {otherwise}{close}");
        self.choices.push(Edit { span: span.end..span.end, text });
    }

    /// Whether a condition behind an expression makes its line longer than lines of this notebook are.
    pub(super) fn outgrows(&self, span: &Span, otherwise: &str) -> bool {
        const WIDEST: usize = 99;
        let (notebook, tree) = (self.facts.notebook, &self.facts.notebook.tree);
        let width = |line: &str| line.trim_end().chars().count();
        // Prose says nothing of how wide the code is.
        let text = |line: &Span| {
            tree.all().any(|node| {
                let span = tree.span(node);
                tree.kind(node) == "string" && span.start <= line.end && line.start <= span.end
            })
        };
        let statements = notebook.cells.iter().flat_map(|cell| &cell.statements);
        let lines = statements.map(|&statement| notebook.text.line(tree.start(statement)));
        let widths = lines.map(|line| (width(notebook.slice(line.clone())), line));
        let wide = widths.filter(|(width, _)| (COLUMNS..=WIDEST).contains(width));
        let own = wide.filter(|(_, line)| !text(line)).map(|(width, _)| width).max().unwrap_or(0);
        let line = width(notebook.slice(notebook.text.line(span.end)));
        let added = " if sys.platform != \"emscripten\" else ".len() + otherwise.chars().count();
        line + added > own.max(COLUMNS) || notebook.slice(span.clone()).contains('\n')
    }

    /// What stands before, between and behind the parts of a conditional expression of several lines, where it is all of a line.
    fn lines_of_shown(&self, span: &Span) -> Option<[String; 3]> {
        let (notebook, tree) = (self.facts.notebook, &self.facts.notebook.tree);
        let shown = |&node: &NodeId| tree.span(node) == *span && tree.kind(node) == "expression_statement";
        let statement = tree.all().find(shown)?;
        let line = notebook.text.line(span.start);
        let (indent, after) =
            (notebook.slice(line.start..span.start), notebook.slice(span.end..line.end.max(span.end)));
        let alone = indent.trim().is_empty() && after.trim().is_empty();
        let unit = notebook.step(&notebook.cells[self.facts.cell_of(statement)?]);
        let eol = notebook.text.line_ending();
        let between = format!("{eol}{indent}{unit}");
        alone.then(|| [format!("({between}"), between, format!("{eol}{indent})")])
    }

    /// The assignment of which an expression is the whole value, alone on its lines: its statement, and the target as written.
    pub(super) fn assignment_of(&self, span: &Span) -> Option<(NodeId, &'a str)> {
        let (notebook, tree) = (self.facts.notebook, &self.facts.notebook.tree);
        let value = tree.all().find(|&node| tree.span(node) == *span && tree.field_of(node) == Some("right"))?;
        let assignment = tree.parent(value).filter(|&parent| tree.kind(parent) == "assignment")?;
        let statement = tree.parent(assignment).filter(|&parent| tree.kind(parent) == "expression_statement")?;
        let target = tree.child(assignment, "left")?;
        let (before, after) = (notebook.text.line(span.start), notebook.text.line(span.end));
        let alone = notebook.slice(before.start..tree.start(statement)).trim().is_empty()
            && notebook.slice(span.end..after.end.max(span.end)).trim().is_empty();
        let plain = tree.child(assignment, "type").is_none() && !notebook.node_text(target).contains('\n');
        (alone && plain).then(|| (statement, notebook.node_text(target)))
    }

    /// The edits that make all of it real, sorted.
    ///
    /// # Errors
    /// If two intents want the same bytes, or something cannot be written.
    pub fn edits(&self) -> Result<Vec<Edit>, String> {
        let mut whole = self.clone();
        losses::settle(&mut whole)?;
        variables::settle(&mut whole)?;
        fetches::gather(&mut whole);
        provide::settle(&mut whole)?;
        let mut edits = self.block.edits(self.facts.notebook)?;
        edits.append(&mut whole.edits);
        edits.append(&mut whole.choices);
        edits.extend(super::removal::edits(&mut whole)?);
        edits.extend(super::cells::edits(&whole)?);
        edits.extend(super::new_cell::edits(&whole)?);
        edits.extend(super::suppressions::edits(self)?);
        edit::sorted(edits).map_err(|overlap: Span| {
            let (line, _) = self.facts.notebook.text.position(overlap.start);
            format!("another fix changes line {line}; it is left for the next pass")
        })
    }
}

/// The inside of a Python string literal between `"`, on one line.
pub(super) fn literal(text: &str) -> String {
    let mut written = String::new();
    for letter in text.trim().replace("\r\n", "\n").chars() {
        match letter {
            '\\' | '"' => written.extend(['\\', letter]),
            '\n' => written.push_str("\\n"),
            _ if letter.is_control() => {
                let _ = write!(written, "\\u{:04x}", u32::from(letter));
            }
            _ => written.push(letter),
        }
    }
    written
}
