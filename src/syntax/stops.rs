//! Stops: which cells end early in the browser, and which are skipped for that.

use super::{Condition, Facts};
use crate::notebook::NodeId;

impl Facts<'_> {
    /// Whether a cell stops in the browser before its end, by `mo.stop`, an early exit or a plain `raise`.
    pub fn stops(&self, cell: usize) -> bool {
        let statements = &self.notebook.cells[cell].statements;
        statements.iter().any(|&statement| {
            self.notebook.tree.kind(statement) == "raise_statement" || self.stopping_test(statement).is_some()
        }) || self.stops_in_branches(cell).any(|(_, test, certain)| certain && self.truth(test) == Some(true))
    }

    /// Whether a statement runs whenever its cell comes to it: it stands in no branch, or in one that the browser surely takes.
    pub fn surely_runs(&self, statement: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let own = |id: &NodeId| !self.is_top(*id);
        self.is_top(statement)
            || self.certainty(statement) == Some(true)
                && tree
                    .ancestors(statement)
                    .take_while(own)
                    .chain(self.cell_statement(statement))
                    .all(|id| matches!(tree.kind(id), "block" | "if_statement" | "elif_clause" | "else_clause"))
    }

    /// The calls of `mo.stop` in branches of a cell that may run in the browser: the statement, the test, and whether it surely runs.
    fn stops_in_branches(&self, cell: usize) -> impl Iterator<Item = (NodeId, NodeId, bool)> {
        let tree = &self.notebook.tree;
        let nested = self.notebook.cells[cell].statements.iter().filter(|&&own| {
            !matches!(tree.kind(own), "expression_statement" | "import_statement" | "import_from_statement")
        });
        let statements = nested.flat_map(|&own| tree.descendants(own));
        statements.filter(|&part| tree.kind(part) == "expression_statement").filter_map(|statement| {
            let call = tree.children(statement).next().filter(|&call| tree.kind(call) == "call")?;
            let stops = self.callee(call).as_deref() == Some("marimo.stop");
            let test = self.argument(call, 0, "predicate").filter(|_| stops)?;
            let possible = self.enclosing_definition(statement).is_none() && self.certainty(statement) != Some(false);
            possible.then(|| (statement, test, self.surely_runs(statement)))
        })
    }

    /// The statement at which a guard may stop a cell in the browser, if it comes to the branch where that stands.
    pub fn may_stop_by_guard(&self, cell: usize) -> Option<NodeId> {
        let stops =
            |&(_, test, _): &(NodeId, NodeId, bool)| self.truth(test) == Some(true) && self.asks_for_browser(test);
        self.stops_in_branches(cell).find(stops).map(|(statement, ..)| statement)
    }

    /// The statement at which a guard stops a cell in the browser, and only there.
    pub fn stopped_by_guard(&self, cell: usize) -> Option<NodeId> {
        let statements = self.notebook.cells[cell].statements.iter().copied();
        statements
            .into_iter()
            .find(|&statement| self.stopping_test(statement).is_some_and(|test| self.asks_for_browser(test)))
            .or_else(|| self.may_stop_by_guard(cell).filter(|&statement| self.surely_runs(statement)))
    }

    /// The statement at which a guard stops a cell in the browser until a reader does something: `mo.stop(sys.platform ==
    /// "emscripten" and not field.value)`.
    pub fn waits_by_guard(&self, cell: usize) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let waits = |test: NodeId| {
            let mut sides = tree.children(test);
            let and = tree.kind(test) == "boolean_operator"
                && tree.child(test, "operator").is_some_and(|operator| tree.kind(operator) == "and");
            let asks = |side: NodeId| self.truth(side) == Some(true) && self.asks_for_browser(side);
            and && sides.next().is_some_and(asks)
                && self.truth(test).is_none()
                && tree.descendants(test).any(|part| self.is_of_a_field(part))
        };
        let statements = self.notebook.cells[cell].statements.iter().copied();
        statements.into_iter().find(|&statement| {
            let mut conditions = Vec::new();
            self.exits(statement, &mut conditions);
            conditions.iter().any(|condition| !condition.holds && waits(condition.test))
        })
    }

    /// `field.value`, where a reader fills the field in.
    fn is_of_a_field(&self, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let value = tree.child(node, "attribute").is_some_and(|member| self.notebook.node_text(member) == "value");
        let made = tree.child(node, "object").filter(|_| value).and_then(|field| self.origin(field));
        made.and_then(|call| self.callee(call)).is_some_and(|name| name.starts_with("marimo.ui."))
    }

    /// The test by which a statement keeps everything after it from running in the browser.
    fn stopping_test(&self, statement: NodeId) -> Option<NodeId> {
        let mut conditions = Vec::new();
        self.exits(statement, &mut conditions);
        let fails = |condition: &&Condition| self.truth(condition.test) == Some(!condition.holds);
        conditions.iter().find(fails).map(|condition| condition.test)
    }

    /// For each cell whether it never starts in the browser: disabled, or needing a cell that stops.
    pub fn skipped_cells(&self) -> Vec<bool> {
        if let Some(skipped) = &*self.skipped.borrow() {
            return skipped.clone();
        }
        let cells = &self.notebook.cells;
        let ends: Vec<bool> = (0..cells.len()).map(|cell| cells[cell].disabled || self.stops(cell)).collect();
        let skipped: Vec<bool> = (0..cells.len())
            .map(|cell| {
                let needs = self.names.ancestors(cell);
                cells[cell].disabled || needs.iter().any(|&needed| needed != cell && ends[needed])
            })
            .collect();
        *self.skipped.borrow_mut() = Some(skipped.clone());
        skipped
    }
}
