//! Reads of variables of the environment as the verbs see them: what can stand in the place of a read, and how it is written.

use super::Plan;
use super::provide::{Needer, SYS};
use super::variables::{listed, word_of};
use super::width::{COLUMNS, written};
use crate::check::{Problem, Subject, is_name_of_secret, reads_one_variable, required_reads, takes_empty};
use crate::edit::Edit;
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{BindingKind, Facts, Reach};

/// A read of a variable, or a test for it.
pub(super) struct Read<'a> {
    pub node: NodeId,
    pub cell: usize,
    pub line: usize,
    pub keys: &'a [String],
    pub required: bool,
}

impl<'a> Read<'a> {
    /// What a problem found.
    ///
    /// # Errors
    /// If nothing can be done about it there.
    pub(super) fn of(plan: &Plan, problem: &'a Problem) -> Result<Read<'a>, String> {
        let facts = plan.facts();
        let Subject::Variable { node, keys, required, .. } = &problem.subject else {
            return Err("it is no variable of the environment".to_owned());
        };
        let (node, required) = (*node, *required);
        let Some(cell) = facts.cell_of(node) else { return Err("it stands in no cell".to_owned()) };
        let start = facts.notebook.tree.start(node);
        let line = facts.notebook.text.position(start).0;
        if facts.certainty(node) == Some(false) {
            return Err("it is not read in the browser".to_owned());
        }
        if facts.reach(node, &|_| false) == Reach::Uncalled {
            return Err(format!(
                "no cell calls the function that line {line} stands in; if something else does, change it by hand"
            ));
        }
        Ok(Read { node, cell, line, keys, required })
    }

    /// Whether another text can stand in the place of the read: it is one, of one variable, and no target.
    ///
    /// # Errors
    /// Why not.
    fn has_a_value(&self, facts: &Facts) -> Result<(), String> {
        let (tree, line) = (&facts.notebook.tree, self.line);
        if tree.kind(self.node) == "comparison_operator" {
            return Err(format!("line {line} only asks whether it is set"));
        }
        let name = facts.callee(self.node).or_else(|| facts.dotted(self.node)).unwrap_or_default();
        if name.starts_with("os.environb") || name == "os.getenvb" {
            return Err(format!("line {line} reads bytes"));
        }
        if !reads_one_variable(facts, self.node) {
            return Err(format!("line {line} reads several variables at once"));
        }
        match tree.parent(self.node).map_or("", |parent| tree.kind(parent)) {
            "augmented_assignment" if tree.field_of(self.node) == Some("left") => {
                Err(format!("line {line} changes the variable; set it first by hand"))
            }
            "delete_statement" => Err(format!("line {line} deletes it")),
            _ => Ok(()),
        }
    }
}

/// What a read is replaced by in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instead {
    /// An empty text.
    Empty,
    /// The value of a field.
    Field,
}

impl Read<'_> {
    /// Whether something can stand in its place, and nothing stops the cell all the same.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn takes(&self, facts: &Facts, instead: Instead) -> Result<(), String> {
        self.has_a_value(facts)?;
        if instead == Instead::Empty {
            let secret = self.keys.iter().any(|key| is_name_of_secret(key));
            return takes_empty(facts, self.node, secret).map_err(|why| format!("an empty text does not do: {why}"));
        }
        let line = self.line;
        if facts.notebook.cells[self.cell].kind != CellKind::Code {
            return Err(format!("line {line} is in a cell that cannot use the value of another; ask for it by hand"));
        }
        // A function that is called with the name reads other variables, too.
        let handed = self.key_node(facts).and_then(|key| facts.names.symbol_of(key)).is_some_and(|symbol| {
            let bindings = &facts.names.symbol(symbol).bindings;
            bindings.iter().any(|binding| !matches!(binding.kind, BindingKind::Value(_)))
        });
        match self.keys {
            [key] if is_plain(key) && !handed => Ok(()),
            _ => Err(format!("the name of the variable on line {line} is not written out; ask for it by hand")),
        }
    }

    /// Whether its variables can be set in the browser before the read: all are known, and it is of those of the process.
    pub(super) fn can_be_set(&self, facts: &Facts) -> bool {
        let name = facts.callee(self.node).or_else(|| facts.dotted(self.node)).unwrap_or_default();
        let own = name.starts_with("os.environ") || name.starts_with("os.getenv");
        let around = facts.notebook.tree.parent(self.node).map_or("", |parent| facts.notebook.tree.kind(parent));
        let changed = matches!(around, "delete_statement" | "augmented_assignment");
        let own_cell = facts.notebook.cells[self.cell].kind == CellKind::Code;
        self.required
            && own_cell
            && !changed
            && !self.keys.is_empty()
            && self.keys.iter().all(|key| is_plain(key))
            && (own || !reads_one_variable(facts, self.node))
    }

    /// The names that are read where a call leads to the read: those it hands over, if the read takes its name from there.
    pub(super) fn keys_at(&self, facts: &Facts, site: NodeId) -> Vec<String> {
        let handed = || {
            let key = facts.names.symbol_of(self.key_node(facts)?)?;
            let parameter = |kind: &BindingKind| matches!(kind, BindingKind::Parameter { .. });
            facts.names.symbol(key).bindings.iter().all(|binding| parameter(&binding.kind)).then_some(())?;
            let called = facts.called_definition(self.node)?;
            facts.uses_of(called)?.contains(&site).then_some(())?;
            let call = facts.notebook.tree.parent(site).filter(|&call| facts.function_of(call) == Some(site))?;
            let (positional, named) = facts.arguments(call);
            let given = positional.into_iter().chain(named.into_iter().map(|(_, value)| value));
            let given: Vec<String> = given
                .flat_map(|value| facts.value(value).possible())
                .filter_map(|one| one.value.str().map(str::to_owned))
                .collect();
            let keys: Vec<String> = self.keys.iter().filter(|key| given.contains(key)).cloned().collect();
            (!keys.is_empty()).then_some(keys)
        };
        handed().unwrap_or_else(|| self.keys.to_vec())
    }

    /// The expression of the name.
    fn key_node(&self, facts: &Facts) -> Option<NodeId> {
        let tree = &facts.notebook.tree;
        match tree.kind(self.node) {
            "subscript" => tree.child(self.node, "subscript"),
            _ => facts.argument(self.node, 0, "key"),
        }
    }

    /// Another read of the cell stops it if nothing can stand in its place; then this one needs nothing, either.
    ///
    /// # Errors
    /// Which does.
    pub(super) fn is_alone_or_among_such(&self, facts: &Facts, instead: Instead) -> Result<(), String> {
        if facts.called_definition(self.node).is_some() {
            return Ok(());
        }
        let settable = |other: &Read| instead == Instead::Field && other.can_be_set(facts);
        for (node, keys) in required_reads(facts, self.cell) {
            let line = facts.notebook.text.position(facts.notebook.tree.start(node)).0;
            let other = Read { node, cell: self.cell, line, keys: &keys, required: true };
            if node != self.node
                && facts.called_definition(node).is_none()
                && other.takes(facts, instead).is_err()
                && !settable(&other)
            {
                return Err(format!("the cell does not get past {} on line {line}", listed(&keys)));
            }
        }
        Ok(())
    }
}

impl Plan<'_> {
    /// Puts a conditional expression in the place of a read: `otherwise` in the browser. What stands in an f-string is read
    /// before the statement.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub(super) fn choose_read(&mut self, read: &Read, otherwise: &str) -> Result<(), String> {
        let facts = self.facts();
        let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
        let sys = self.need(SYS, read.cell, "os");
        // Quotes inside of f-strings differ before Python 3.12.
        if tree.ancestors(read.node).any(|around| tree.kind(around) == "interpolation") {
            return self.hoist(read, &sys, otherwise);
        }
        let parent = tree.parent(read.node);
        let (kind, field) =
            (parent.map_or("", |parent| tree.kind(parent)), tree.field_of(read.node).unwrap_or_default());
        let span = tree.span(read.node);
        let bracketed = match kind {
            "parenthesized_expression" => true,
            "argument_list" => parent.is_some_and(|list| tree.children(list).count() == 1),
            _ => false,
        };
        let assigned = kind == "assignment" && field == "right";
        // `a = read` becomes an `if` with an `else` if it is too long.
        if !self.outgrows(&span, otherwise) || assigned && self.assignment_of(&span).is_some() {
            let alone = match kind {
                "keyword_argument" | "pair" | "default_parameter" => field == "value",
                "argument_list" | "return_statement" | "expression_statement" | "list" => true,
                _ => bracketed || assigned,
            };
            self.choose(span, !alone, &sys, otherwise);
            return Ok(());
        }
        // Beside others it is read before them.
        let in_row = |&around: &NodeId| match tree.kind(around) {
            "argument_list" | "dictionary" | "list" | "tuple" | "set" | "expression_list" => {
                tree.children(around).count() > 1
            }
            _ => false,
        };
        let within = tree.ancestors(read.node).take_while(|&around| !tree.kind(around).ends_with("_statement"));
        if within.into_iter().any(|around| in_row(&around)) && self.hoist(read, &sys, otherwise).is_ok() {
            return Ok(());
        }
        let (eol, text) = (notebook.text.line_ending(), notebook.node_text(read.node));
        let line = notebook.slice(notebook.text.line(span.start));
        let indent = &line[..line.len() - line.trim_start().len()];
        let inner = format!("{eol}{indent}{}", notebook.step(&notebook.cells[read.cell]));
        let (open, close) = if bracketed { ("", "") } else { ("(", ")") };
        let whole = format!("{text} if {sys}.platform != \"emscripten\" else {otherwise}");
        let width = inner.trim_start_matches(['\r', '\n']).chars().count() + written(&whole, Needer::Cell(read.cell));
        let text = if width <= COLUMNS && !text.contains('\n') {
            format!("{open}{inner}{whole}{eol}{indent}{close}")
        } else {
            let (test, other) = (format!("if {sys}.platform != \"emscripten\""), format!("else {otherwise}"));
            format!("{open}{inner}{text}{inner}{test}{inner}{other}{eol}{indent}{close}")
        };
        self.choices.push(Edit { span, text });
        Ok(())
    }

    /// Reads a variable in a line before the statement, and its name where it was read.
    fn hoist(&mut self, read: &Read, sys: &str, otherwise: &str) -> Result<(), String> {
        let facts = self.facts();
        let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
        let by_hand = || format!("it stands in an f-string on line {}; read the variable before it by hand", read.line);
        let mut statement = None;
        let mut child = read.node;
        for around in tree.ancestors(read.node) {
            let inner = std::mem::replace(&mut child, around);
            let first = tree.children(around).nth(1);
            let iterated = first == Some(inner) && tree.kind(inner) == "for_in_clause" && {
                let items = tree.child(inner, "right").map(|items| tree.span(items));
                items.is_some_and(|items| items.contains(&tree.start(read.node)))
            };
            match tree.kind(around) {
                // What a comprehension goes over first is worked out before it.
                _ if iterated => {}
                kind if kind.ends_with("_statement") => {
                    let simple = matches!(kind, "expression_statement" | "return_statement");
                    statement = Some(around).filter(|_| simple);
                    break;
                }
                "lambda" | "conditional_expression" | "boolean_operator" | "block" => break,
                kind if kind.ends_with("comprehension") || kind.ends_with("definition") => break,
                "generator_expression" => break,
                _ => {}
            }
        }
        let statement = statement.ok_or_else(by_hand)?;
        let in_class = tree.parent(statement).and_then(|block| tree.parent(block));
        // What runs before the read in the statement would run after it; the body of a comprehension runs later anyway.
        let shared = |call: NodeId| {
            let own = tree.ancestors(call).find(|&around| tree.kind(around).ends_with("comprehension"));
            own.is_some_and(|own| tree.span(own).contains(&tree.start(read.node)))
        };
        let earlier = tree.descendants(statement).any(|call| {
            matches!(tree.kind(call), "call" | "await" | "yield")
                && tree.end(call) <= tree.start(read.node)
                && !shared(call)
        });
        if earlier || in_class.is_some_and(|class| tree.kind(class) == "class_definition") {
            return Err(by_hand());
        }
        let key = read.keys.first().filter(|_| read.keys.len() == 1).ok_or_else(by_hand)?;
        let name = format!("_{}", word_of(key));
        let text = notebook.node_text(read.node);
        let line = format!("{name} = {text} if {sys}.platform != \"emscripten\" else {otherwise}");
        let unit = notebook.step(&notebook.cells[read.cell]);
        let before = notebook.text.position(tree.start(statement)).1 - 1;
        let own = if before + written(&line, Needer::Cell(read.cell)) > COLUMNS {
            let test = format!("if {sys}.platform != \"emscripten\":");
            vec![test, format!("{unit}{name} = {text}"), "else:".to_owned(), format!("{unit}{name} = {otherwise}")]
        } else {
            vec![line]
        };
        let lines = self.variables.hoisted.entry(statement).or_default();
        if !lines.contains(&own) {
            let taken = facts.names.symbols().any(|(_, symbol)| {
                symbol.name == name && symbol.bindings.iter().any(|binding| binding.cell == read.cell)
            });
            if taken {
                return Err(by_hand());
            }
            lines.push(own);
        }
        self.choices.push(Edit { span: tree.span(read.node), text: name });
        Ok(())
    }
}

/// Whether a name can stand in a text of Python and in a note.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && !key.contains(['"', '\\', '`', '\n', '\r'])
}
