//! What catches an error: `try` statements and `contextlib.suppress`, and what their handlers give instead.

use super::Facts;
use crate::notebook::NodeId;

/// A handler around a node.
#[derive(Clone, Debug)]
pub struct Handler {
    /// The names of the exceptions that it catches; `BaseException` for a bare `except`.
    pub catches: Vec<String>,
    /// Whether the code goes on with something in place of what failed: the handler binds the same names, or returns
    /// a value, or the names had a value before.
    pub gives_value: bool,
}

impl Facts<'_> {
    /// The names of all exceptions that are caught around a node, within its function.
    pub fn handlers(&self, node: NodeId) -> Vec<String> {
        self.handlers_around(node).into_iter().flat_map(|handler| handler.catches).collect()
    }

    /// The handlers around a node, within its function, the nearest first.
    pub fn handlers_around(&self, node: NodeId) -> Vec<Handler> {
        let tree = &self.notebook.tree;
        let mut found = Vec::new();
        let mut child = node;
        for parent in tree.ancestors(node) {
            match tree.kind(parent) {
                "function_definition" | "lambda" => break,
                "try_statement" if tree.field_of(child) == Some("body") => {
                    let needed = self.bound_from(child, node);
                    for clause in tree.children(parent).filter(|&clause| tree.kind(clause).starts_with("except")) {
                        // A handler that raises again guards nothing.
                        let block = tree.children(clause).find(|&part| tree.kind(part) == "block");
                        let last = block.and_then(|block| tree.children(block).last());
                        if last.is_some_and(|last| tree.kind(last) == "raise_statement") {
                            continue;
                        }
                        let types = tree.children(clause).find(|&part| tree.kind(part) != "block");
                        let mut catches = Vec::new();
                        match types {
                            Some(types) => self.exception_names(types, &mut catches),
                            None => catches.push("BaseException".to_owned()),
                        }
                        let gives_value = block.is_some_and(|block| self.gives(block, parent, &needed));
                        found.push(Handler { catches, gives_value });
                    }
                }
                "with_statement" if tree.field_of(child) == Some("body") => {
                    for call in tree.descendants(parent).take_while(|&id| id != child) {
                        if tree.kind(call) == "call" && self.callee(call).as_deref() == Some("contextlib.suppress") {
                            let needed = self.bound_from(child, node);
                            let gives_value = !needed.is_empty() && self.bound_before(parent, &needed);
                            let mut catches = Vec::new();
                            for argument in self.arguments(call).0 {
                                self.exception_names(argument, &mut catches);
                            }
                            found.push(Handler { catches, gives_value });
                        }
                    }
                }
                _ => {}
            }
            child = parent;
        }
        found
    }

    /// The names that a block binds from the statement on that holds a node.
    fn bound_from(&self, block: NodeId, node: NodeId) -> Vec<&str> {
        let tree = &self.notebook.tree;
        let at = tree.start(node);
        let rest = tree.children(block).filter(|&statement| tree.end(statement) > at);
        let mut names: Vec<&str> = rest.flat_map(|statement| self.targets(statement)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The texts of all targets of assignments, loops and the like within a node.
    fn targets(&self, node: NodeId) -> Vec<&str> {
        let tree = &self.notebook.tree;
        let mut found = Vec::new();
        for part in tree.descendants(node) {
            let left = match tree.kind(part) {
                "assignment" | "augmented_assignment" => tree.child(part, "left"),
                "named_expression" => tree.child(part, "name"),
                _ => None,
            };
            let Some(left) = left else { continue };
            match tree.kind(left) {
                "pattern_list" | "tuple_pattern" | "list_pattern" => {
                    found.extend(tree.children(left).map(|name| self.notebook.node_text(name)))
                }
                _ => found.push(self.notebook.node_text(left)),
            }
        }
        found
    }

    /// Whether a handler's block goes on with something in place of what failed.
    fn gives(&self, block: NodeId, attempt: NodeId, needed: &[&str]) -> bool {
        let tree = &self.notebook.tree;
        let returns = tree.descendants(block).any(|part| {
            tree.kind(part) == "return_statement"
                && tree.children(part).next().is_some_and(|value| tree.kind(value) != "none")
        });
        let bound = self.targets(block);
        let all = !needed.is_empty() && needed.iter().all(|name| bound.contains(name));
        returns || all || (!needed.is_empty() && self.bound_before(attempt, needed))
    }

    /// Whether all names have a value before a statement, in the same block.
    fn bound_before(&self, statement: NodeId, needed: &[&str]) -> bool {
        let tree = &self.notebook.tree;
        let earlier: Vec<NodeId> = match self.cell_of(statement).filter(|_| self.is_top(statement)) {
            Some(cell) => self.notebook.cells[cell].statements.clone(),
            None => tree.parent(statement).into_iter().flat_map(|block| tree.children(block)).collect(),
        };
        let bound: Vec<&str> =
            earlier.into_iter().take_while(|&one| one != statement).flat_map(|one| self.targets(one)).collect();
        needed.iter().all(|name| bound.contains(name))
    }

    pub(super) fn exception_names(&self, types: NodeId, caught: &mut Vec<String>) {
        let tree = &self.notebook.tree;
        match tree.kind(types) {
            "tuple" | "as_pattern" | "parenthesized_expression" | "expression_list" => {
                for part in tree.children(types).filter(|&part| tree.kind(part) != "as_pattern_target") {
                    self.exception_names(part, caught);
                }
            }
            _ => caught.extend(self.dotted(types)),
        }
    }
}
