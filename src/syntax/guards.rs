//! Guards: which code runs in the browser at all.
//!
//! A node's [`Condition`]s are what must hold for it to run: the tests around it and the early exits before it. A test
//! that is known to be false in the browser guards the node; so does a function that only guarded code calls, and a
//! cell that needs a stopped one.

use rustc_hash::FxHashSet as HashSet;

use super::truth::BROWSER_MODULES;
use super::{Facts, Value};
use crate::notebook::NodeId;

/// A test that must come out as `holds` for a node to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The test.
    pub test: NodeId,
    /// The outcome that lets the node run.
    pub holds: bool,
    /// Whether the other outcome raises: then the test is no way around what it asks for.
    pub or_fails: bool,
}

/// Whether a node runs in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Yes, or nothing speaks against it.
    Runs,
    /// Yes, but a handler for every error catches what it raises, and does nothing in its place.
    Caught,
    /// It stands in a function or class that nothing in the notebook uses.
    Uncalled,
    /// No: a guard keeps it from running, or its error is caught.
    Guarded,
}

impl Facts<'_> {
    /// All conditions that must hold for a node to run, the nearest first, up to its cell.
    pub fn conditions(&self, node: NodeId) -> Vec<Condition> {
        let tree = &self.notebook.tree;
        let mut found = Vec::new();
        let Some(cell) = self.cell_of(node).map(|cell| &self.notebook.cells[cell]) else { return found };
        let mut at = node;
        loop {
            if self.is_top(at) {
                let position = cell.statements.iter().position(|&statement| statement == at).unwrap_or(0);
                for &earlier in cell.statements[..position].iter().rev() {
                    self.exits(earlier, &mut found);
                }
                return found;
            }
            let child = at;
            let Some(parent) = tree.parent(at) else { return found };
            at = parent;
            match tree.kind(at) {
                "block" | "module" => {
                    let earlier: Vec<NodeId> = tree.children(at).take_while(|&sibling| sibling != child).collect();
                    for statement in earlier.into_iter().rev() {
                        self.exits(statement, &mut found);
                    }
                }
                "if_statement" | "elif_clause" | "while_statement" => {
                    let test = tree.child(at, "condition");
                    match tree.field_of(child) {
                        Some("consequence" | "body") => {
                            found.extend(test.map(|test| Condition { test, holds: true, or_fails: false }))
                        }
                        Some("alternative") if tree.kind(at) == "if_statement" => {
                            found.extend(test.map(|test| Condition { test, holds: false, or_fails: false }));
                            for earlier in tree.fields(at, "alternative").take_while(|&clause| clause != child) {
                                let test = tree.child(earlier, "condition");
                                found.extend(test.map(|test| Condition { test, holds: false, or_fails: false }));
                            }
                        }
                        _ => {}
                    }
                }
                "conditional_expression" => {
                    let parts: Vec<NodeId> = tree.children(at).collect();
                    if let [yes, test, no] = parts[..] {
                        if child == yes {
                            found.push(Condition { test, holds: true, or_fails: false });
                        } else if child == no {
                            found.push(Condition { test, holds: false, or_fails: false });
                        }
                    }
                }
                "boolean_operator" => {
                    let (left, right) = (tree.child(at, "left"), tree.child(at, "right"));
                    let and = tree.child(at, "operator").is_some_and(|operator| tree.kind(operator) == "and");
                    if let (Some(test), true) = (left, right == Some(child)) {
                        found.push(Condition { test, holds: and, or_fails: false });
                    }
                }
                "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression"
                    if tree.field_of(child) == Some("body") =>
                {
                    for clause in tree.children(at).filter(|&clause| tree.kind(clause) == "if_clause") {
                        found.extend(tree.children(clause).next().map(|test| Condition {
                            test,
                            holds: true,
                            or_fails: false,
                        }));
                    }
                }
                "for_statement" if tree.field_of(child) == Some("body") => {
                    // A loop over what is known to be empty.
                    let items = tree.child(at, "right").filter(|&items| self.length(items) == Some(0));
                    found.extend(items.map(|test| Condition { test, holds: true, or_fails: false }));
                }
                "case_clause" => {
                    let test = tree.child(at, "guard").and_then(|guard| tree.children(guard).next());
                    found.extend(test.map(|test| Condition { test, holds: true, or_fails: false }));
                }
                _ => {}
            }
        }
    }

    /// What must hold for anything after a statement to run.
    pub(super) fn exits(&self, statement: NodeId, found: &mut Vec<Condition>) {
        if let Some(known) = self.exits.borrow().get(&statement) {
            return found.extend(known);
        }
        let mut own = Vec::new();
        self.find_exits(statement, &mut own);
        found.extend(&own);
        self.exits.borrow_mut().insert(statement, own);
    }

    fn find_exits(&self, statement: NodeId, found: &mut Vec<Condition>) {
        let tree = &self.notebook.tree;
        match tree.kind(statement) {
            "if_statement" => {
                let Some(test) = tree.child(statement, "condition") else { return };
                let leaves = |block: Option<NodeId>| block.is_some_and(|block| self.leaves(block));
                let alternatives: Vec<NodeId> = tree.fields(statement, "alternative").collect();
                let consequence = tree.child(statement, "consequence");
                if leaves(consequence) {
                    let last = consequence.and_then(|block| tree.children(block).last());
                    let or_fails = last.is_some_and(|last| tree.kind(last) == "raise_statement");
                    found.push(Condition { test, holds: false, or_fails });
                } else if let [clause] = alternatives[..]
                    && tree.kind(clause) == "else_clause"
                    && leaves(tree.child(clause, "body"))
                {
                    found.push(Condition { test, holds: true, or_fails: false });
                }
            }
            "assert_statement" => {
                found.extend(tree.children(statement).next().map(|test| Condition {
                    test,
                    holds: true,
                    or_fails: true,
                }));
            }
            "expression_statement" => {
                let test = tree
                    .children(statement)
                    .next()
                    .filter(|&call| tree.kind(call) == "call" && self.callee(call).as_deref() == Some("marimo.stop"))
                    .and_then(|call| self.argument(call, 0, "predicate"));
                found.extend(test.map(|test| Condition { test, holds: false, or_fails: false }));
            }
            _ => {}
        }
    }

    /// Whether control never comes out of a block at its end.
    fn leaves(&self, block: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let Some(last) = tree.children(block).last() else { return false };
        match tree.kind(last) {
            "return_statement" | "raise_statement" | "continue_statement" | "break_statement" => true,
            "expression_statement" => tree.children(last).next().is_some_and(|call| {
                tree.kind(call) == "call"
                    && match self.callee(call).as_deref() {
                        Some("sys.exit" | "exit" | "quit" | "os._exit") => true,
                        Some("marimo.stop") => {
                            self.argument(call, 0, "predicate").and_then(|test| self.truth(test)) == Some(true)
                        }
                        _ => false,
                    }
            }),
            "if_statement" => {
                let clauses: Vec<NodeId> = tree.fields(last, "alternative").collect();
                let body = |clause: NodeId| tree.child(clause, "consequence").or_else(|| tree.child(clause, "body"));
                clauses.last().is_some_and(|&clause| tree.kind(clause) == "else_clause")
                    && std::iter::once(last).chain(clauses).all(|clause| body(clause).is_some_and(|b| self.leaves(b)))
            }
            _ => false,
        }
    }

    /// Whether a node surely runs (`true`) or surely does not run (`false`) in the browser once its cell or function does.
    pub fn certainty(&self, node: NodeId) -> Option<bool> {
        if self.other_case(node) || self.other_entry(node) {
            return Some(false);
        }
        let mut certain = self.import_certainty(node);
        for condition in self.conditions(node) {
            match self.truth(condition.test) {
                // A missing file that raises is no guard: the cell ends there instead.
                Some(truth)
                    if truth != condition.holds && condition.or_fails && !self.asks_for_browser(condition.test) =>
                {
                    certain = None;
                }
                Some(truth) if truth != condition.holds => return Some(false),
                Some(_) => {}
                None => certain = None,
            }
        }
        certain
    }

    /// Whether a node stands in a `case` that is not the browser's: `match sys.platform: case "linux": ...`.
    fn other_case(&self, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let clauses = tree.ancestors(node).take_while(|&id| tree.kind(id) != "function_definition");
        clauses.filter(|&clause| tree.kind(clause) == "case_clause").any(|clause| {
            let matched = tree.ancestors(clause).find(|&id| tree.kind(id) == "match_statement");
            let subject = matched.and_then(|matched| tree.child(matched, "subject"));
            let Some(text) = subject.and_then(|subject| self.browser_text(subject)) else { return false };
            let block = tree.parent(clause);
            let earlier = block.into_iter().flat_map(|block| tree.children(block)).take_while(|&other| other != clause);
            let mut taken = earlier.filter(|&other| tree.child(other, "guard").is_none());
            taken.any(|other| self.takes(other, &text) == Some(true)) || self.takes(clause, &text) == Some(false)
        })
    }

    /// Whether a node is the value of an entry that the browser does not look up: `{"linux": node}.get(sys.platform, other)`.
    fn other_entry(&self, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let in_lambda = || tree.ancestors(node).find(|&id| tree.kind(id) == "lambda");
        let pair = |value: NodeId| tree.parent(value).filter(|&pair| tree.kind(pair) == "pair");
        // A function that stands there is not called by that; anything else is worked out.
        let named =
            Some(node).filter(|&node| tree.kind(node) == "identifier" && matches!(self.value(node), Value::Local(_)));
        let Some(pair) = named.or_else(in_lambda).and_then(pair) else { return false };
        let dictionary = tree.parent(pair).filter(|&id| tree.kind(id) == "dictionary");
        let (Some(dictionary), Some(key)) = (dictionary, tree.child(pair, "key")) else { return false };
        let binding = tree.parent(dictionary).filter(|&outer| tree.kind(outer) == "assignment");
        let name = binding.and_then(|assignment| self.names.symbol_of(tree.child(assignment, "left")?));
        let read = name.map(|name| self.names.symbol(name)).filter(|symbol| symbol.bindings.len() == 1);
        let looked_up = read.map_or_else(|| vec![dictionary], |symbol| symbol.uses.clone());
        let other = |table: NodeId| {
            let asked = self.asked_key(table).and_then(|key| self.browser_text(key));
            asked.is_some() && self.value(key).str().is_some_and(|own| asked.as_deref() != Some(own))
        };
        !looked_up.is_empty() && looked_up.into_iter().all(other)
    }

    /// The key that is looked up in a dictionary: `table[key]`, `table.get(key)`.
    fn asked_key(&self, table: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let parent = tree.parent(table)?;
        match tree.kind(parent) {
            "subscript" => tree.child(parent, "subscript"),
            "attribute" if self.notebook.node_text(tree.child(parent, "attribute")?) == "get" => {
                let call = tree.parent(parent).filter(|&call| tree.child(call, "function") == Some(parent))?;
                self.argument(call, 0, "")
            }
            _ => None,
        }
    }

    /// Whether the pattern of a `case` takes a text; `None` if it is more than strings.
    fn takes(&self, clause: NodeId, text: &str) -> Option<bool> {
        let tree = &self.notebook.tree;
        let patterns: Vec<NodeId> = tree.children(clause).filter(|&part| tree.kind(part) == "case_pattern").collect();
        let [pattern] = patterns[..] else { return None };
        if self.notebook.node_text(pattern) == "_" {
            return Some(true);
        }
        let strings: Vec<NodeId> = tree.descendants(pattern).filter(|&part| tree.kind(part) == "string").collect();
        let plain = tree.descendants(pattern).all(|part| {
            let kind = tree.kind(part);
            !tree.is_named(part)
                || matches!(kind, "case_pattern" | "union_pattern" | "string")
                || kind.starts_with("string_")
        });
        (plain && !strings.is_empty()).then(|| strings.iter().any(|&string| self.value(string).str() == Some(text)))
    }

    /// Inside of a `try` that imports: the handlers run exactly if the import fails.
    pub(super) fn import_certainty(&self, node: NodeId) -> Option<bool> {
        let tree = &self.notebook.tree;
        let mut certain = Some(true);
        let mut child = node;
        for parent in tree.ancestors(node) {
            if matches!(tree.kind(parent), "function_definition" | "lambda") {
                break;
            }
            if tree.kind(parent) == "try_statement" {
                let body = tree.child(parent, "body");
                let imports: Vec<&super::Import> = match body {
                    Some(body) => {
                        let span = tree.span(body);
                        let own = |import: &&super::Import| tree.parent(import.statement) == Some(body);
                        let inside = |import: &&super::Import| span.contains(&tree.start(import.statement));
                        self.names.imports().iter().filter(inside).filter(own).collect()
                    }
                    None => Vec::new(),
                };
                let outcome = |import: &&super::Import| {
                    if BROWSER_MODULES.contains(&import.module.as_str()) {
                        Some(true)
                    } else {
                        (self.importable)(&import.module)
                    }
                };
                let fails = imports.iter().find(|import| outcome(import) == Some(false));
                let works = !imports.is_empty() && imports.iter().all(|import| outcome(import) == Some(true));
                let after_failure = fails.is_some_and(|import| tree.start(node) > tree.end(import.statement));
                // `__file__` exists in marimo, in the browser too.
                let asks_file = body
                    .is_some_and(|body| tree.descendants(body).any(|part| self.notebook.node_text(part) == "__file__"));
                let name_error = tree.kind(child) == "except_clause" && {
                    let mut caught = Vec::new();
                    let types = tree.children(child).find(|&part| tree.kind(part) != "block");
                    types.into_iter().for_each(|types| self.exception_names(types, &mut caught));
                    caught == ["NameError"]
                };
                match tree.kind(child) {
                    "except_clause" if asks_file && name_error => return Some(false),
                    "except_clause" if works => return Some(false),
                    "except_clause" if fails.is_none() => certain = None,
                    "block" | "else_clause" if after_failure => return Some(false),
                    "block" | "else_clause" if imports.is_empty() || works => {}
                    "block" | "else_clause" => certain = None,
                    _ => {}
                }
            }
            child = parent;
        }
        certain
    }

    /// Whether a node runs in the browser. `catches` says whether handlers stop the error that the node would raise.
    pub fn reach(&self, node: NodeId, catches: &dyn Fn(&[String]) -> bool) -> Reach {
        self.reach_by(node, &|site| {
            let handlers = self.handlers(site);
            if !handlers.is_empty() && catches(&handlers) { Reach::Guarded } else { Reach::Runs }
        })
    }

    /// Whether a node runs in the browser. `at` says what else than tests keeps it from running, or from being missed, at
    /// the node itself and at each call of the function it stands in.
    pub fn reach_by(&self, node: NodeId, at: &dyn Fn(NodeId) -> Reach) -> Reach {
        self.reach_within(node, at, &mut HashSet::default())
    }

    fn reach_within(&self, node: NodeId, at: &dyn Fn(NodeId) -> Reach, seen: &mut HashSet<NodeId>) -> Reach {
        let Some(cell) = self.cell_of(node) else { return Reach::Runs };
        if self.skipped_cells().get(cell).copied().unwrap_or_default() || self.certainty(node) == Some(false) {
            return Reach::Guarded;
        }
        let here = at(node);
        if here == Reach::Guarded {
            return Reach::Guarded;
        }
        if self.is_callback(node) {
            return Reach::Uncalled;
        }
        let Some(definition) = self.called_definition(node) else { return here };
        if !seen.insert(definition) {
            return Reach::Guarded; // it calls itself; the other callers decide
        }
        let span = self.notebook.tree.span(definition);
        let Some(uses) = self.uses_of(definition) else { return here };
        let mut reach = None;
        for site in uses.into_iter().filter(|&site| !span.contains(&self.notebook.tree.start(site))) {
            match (self.reach_within(site, at, seen), reach) {
                (Reach::Runs, _) => return here,
                (other, None) => reach = Some(other),
                (Reach::Caught, _) | (_, Some(Reach::Caught)) => reach = Some(Reach::Caught),
                (Reach::Uncalled, _) => reach = Some(Reach::Uncalled),
                _ => {}
            }
        }
        reach.unwrap_or(Reach::Uncalled)
    }

    /// Whether a node stands in, or is, what an element calls later: the value of an `on_...` argument.
    fn is_callback(&self, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        std::iter::once(node)
            .chain(tree.ancestors(node))
            .take_while(|&id| !tree.kind(id).ends_with("_statement") && tree.kind(id) != "block")
            .any(|id| {
                let name = tree.child(id, "name").filter(|_| tree.kind(id) == "keyword_argument");
                let deferred = tree.child(id, "value").is_some_and(|value| {
                    value == node || tree.kind(value) == "lambda" && tree.span(value).contains(&tree.start(node))
                });
                deferred && name.is_some_and(|name| self.notebook.node_text(name).starts_with("on_"))
                    || self.is_offered(id, node)
            })
    }

    /// Whether a node stands in, or is, the function that makes a download once somebody asks for it.
    fn is_offered(&self, call: NodeId, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let offers = tree.kind(call) == "call" && self.callee(call).as_deref() == Some("marimo.download");
        self.argument(call, 0, "data").filter(|_| offers).is_some_and(|data| match tree.kind(data) {
            "lambda" => tree.span(data).contains(&tree.start(node)),
            "identifier" => data == node,
            _ => false,
        })
    }

    /// The named function whose call, or the class whose use, runs a node: the outermost one is asked by recursion.
    pub fn called_definition(&self, node: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let mut function = self.enclosing_definition(node)?;
        while tree.kind(function) == "lambda" {
            function = self.enclosing_definition(function)?;
        }
        // `__init__` and its like run when their class is used.
        let name = tree.child(function, "name").map_or("", |name| self.notebook.node_text(name));
        let special = name.starts_with("__") && name.ends_with("__");
        Some(self.class_of(function).filter(|_| special).unwrap_or(function))
    }

    /// The class whose body a function stands in.
    pub(super) fn class_of(&self, function: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let outer = tree.parent(function)?;
        let block = if tree.kind(outer) == "decorated_definition" { tree.parent(outer)? } else { outer };
        tree.parent(block).filter(|&class| tree.kind(class) == "class_definition")
    }

    /// Where a function or class is used: its name is read or, for a method, an attribute of that name.
    pub fn uses_of(&self, definition: NodeId) -> Option<Vec<NodeId>> {
        let tree = &self.notebook.tree;
        let name = tree.child(definition, "name")?;
        if tree.kind(definition) == "function_definition" && self.class_of(definition).is_some() {
            return Some(self.attributes_named(self.notebook.node_text(name)).to_vec());
        }
        Some(self.names.symbol(self.names.symbol_of(name)?).uses.clone())
    }
}
