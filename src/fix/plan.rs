//! What the fixes of one pass want, as intents: five packages are one edit of the script block, three guards one `import sys`.

use std::collections::{BTreeMap, BTreeSet};

use super::provide::{MARIMO, SYS};
use crate::edit::script_block::BlockPlan;
use crate::edit::{self, Edit};
use crate::notebook::{CellKind, NodeId, Span};
use crate::syntax::Facts;

/// All that the fixes taken so far want.
#[derive(Clone)]
pub struct Plan<'a> {
    facts: &'a Facts<'a>,
    /// Changes of the script block.
    pub(super) block: BlockPlan,
    /// Statements that get an `if` around them, by their start, with its line; consecutive ones share it.
    pub(super) wrapped: BTreeMap<usize, (NodeId, String)>,
    /// The cells that stop, each with the statement it stops before and the line that stops it.
    pub(super) stops: BTreeMap<usize, (NodeId, String)>,
    /// Further edits.
    pub(super) edits: Vec<Edit>,
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
            block: BlockPlan::default(),
            wrapped: BTreeMap::new(),
            stops: BTreeMap::new(),
            edits: Vec::new(),
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

    /// Stops a cell before a statement; the earlier one wins.
    ///
    /// # Errors
    /// If the cell cannot be stopped, or what that needs cannot be had.
    pub(super) fn stop(&mut self, statement: NodeId, beside: &str, message: &str) -> Result<(), String> {
        let (notebook, tree) = (self.facts.notebook, &self.facts.notebook.tree);
        let Some(cell) = self.facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let (line, start) = (notebook.text.position(tree.start(statement)).0, tree.start(statement));
        if notebook.cells[cell].kind != CellKind::Code {
            let what = match notebook.cells[cell].kind {
                CellKind::Setup => "the setup cell",
                _ => "a function or class of its own cell",
            };
            return Err(format!(
                "line {line} is in {what}, which cannot be stopped; move it to a cell of its own by hand"
            ));
        }
        if self.stops.get(&cell).is_some_and(|(before, _)| tree.start(*before) <= start) {
            return Ok(());
        }
        let sys = self.need(SYS, cell, start, beside)?;
        let mo = self.need(MARIMO, cell, start, beside)?;
        let text = message.replace('\\', "\\\\").replace('"', "\\\"");
        let line = format!("{mo}.stop({sys}.platform == \"emscripten\", {mo}.md(\"{text}\"))");
        self.stops.insert(cell, (statement, line));
        Ok(())
    }

    /// Puts a statement under `if sys.platform != "emscripten":`.
    ///
    /// # Errors
    /// If `sys` cannot be had there.
    pub(super) fn wrap(&mut self, statement: NodeId, beside: &str) -> Result<(), String> {
        let start = self.facts.notebook.tree.start(statement);
        let Some(cell) = self.facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let sys = self.need(SYS, cell, start, beside)?;
        self.wrapped.insert(start, (statement, format!("if {sys}.platform != \"emscripten\":")));
        Ok(())
    }

    /// Makes an expression conditional: outside the browser itself, in it `otherwise`.
    pub(super) fn choose(&mut self, span: Span, in_parentheses: bool, sys: &str, otherwise: &str) {
        let close = if in_parentheses { ")" } else { "" };
        if in_parentheses {
            self.edits.push(Edit { span: span.start..span.start, text: "(".to_owned() });
        }
        let text = format!(" if {sys}.platform != \"emscripten\" else {otherwise}{close}");
        self.edits.push(Edit { span: span.end..span.end, text });
    }

    /// Drops the names that only a statement used, which goes: the cell's parameters, and the return entries nobody needs.
    pub(super) fn forget(&mut self, statement: NodeId) {
        let facts = self.facts;
        let tree = &facts.notebook.tree;
        let Some(cell) = facts.cell_of(statement) else { return };
        let span = tree.span(statement);
        for name in tree.descendants(statement).filter(|&part| tree.kind(part) == "identifier") {
            let Some(symbol) = facts.names.symbol_of(name).map(|id| facts.names.symbol(id)) else { continue };
            let mut uses = symbol.uses.iter().map(|&site| (facts.cell_of(site), tree.start(site)));
            let own = symbol.bindings.iter().any(|binding| binding.cell == cell);
            if symbol.global && !own && uses.clone().all(|(user, at)| user != Some(cell) || span.contains(&at)) {
                self.dropped_parameters.entry(cell).or_default().insert(symbol.name.clone());
                let definers = symbol.bindings.iter().map(|binding| binding.cell);
                let of_definer = |user: usize| definers.clone().any(|own| own == user);
                if uses.all(|(user, at)| span.contains(&at) || user.is_some_and(of_definer)) {
                    for definer in definers.clone() {
                        self.dropped_returns.entry(definer).or_default().insert(symbol.name.clone());
                    }
                }
            }
        }
    }

    /// The edits that make all of it real, sorted.
    ///
    /// # Errors
    /// If two intents want the same bytes, or something cannot be written.
    pub fn edits(&self) -> Result<Vec<Edit>, String> {
        let mut edits = self.edits.clone();
        edits.extend(self.block.edits(self.facts.notebook)?);
        edits.extend(super::cells::edits(self)?);
        edit::sorted(edits).map_err(|overlap: Span| {
            let (line, _) = self.facts.notebook.text.position(overlap.start);
            format!("another fix changes line {line}; it is left for the next pass")
        })
    }
}
