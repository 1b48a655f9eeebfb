//! What the fixes of one pass want of variables of the environment: one stop a cell that names all it lacks, one text field a
//! variable, all in one new cell, and reads that move out of f-strings.

use std::collections::BTreeMap;

use super::Plan;
use super::new_cell::NewCell;
use super::plan::literal;
use super::provide::{MARIMO, Needer, SYS, stand_in};
use crate::check::{Problem, Subject, filled, is_name_of_secret, required_reads, takes_empty};
use crate::edit::Edit;
use crate::notebook::{CellKind, Format, NodeId};
use crate::syntax::{BindingKind, Facts, Reach};

/// A line of this many columns or more is written on several.
const COLUMNS: usize = 89;

/// The intents.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    /// The variables for the lack of which cells stop, and what the stop says.
    missing: BTreeMap<usize, (Vec<String>, String)>,
    /// The cells that wait until fields are filled in.
    waits: BTreeMap<usize, Wait>,
    /// Reads that come before the statement they stood in.
    hoisted: BTreeMap<NodeId, Vec<String>>,
    /// The uses of new fields.
    uses: Vec<Use>,
    /// The lines before statements, once they are settled.
    lines: BTreeMap<NodeId, Vec<String>>,
}

/// What a cell waits for, before which statement, and what it shows.
#[derive(Clone, Debug)]
struct Wait {
    statement: NodeId,
    fields: Vec<(String, String)>,
    template: &'static str,
}

/// The use of a new field.
#[derive(Clone, Debug)]
struct Use {
    key: String,
    field: String,
    cell: usize,
    /// The byte where it is used.
    at: usize,
}

impl Variables {
    /// Those of them that are still reached.
    pub(super) fn where_reached(&self, facts: &Facts, holds: &dyn Fn(usize) -> bool) -> Variables {
        let start = |statement: NodeId| facts.notebook.tree.start(statement);
        let mut left = self.clone();
        left.waits.retain(|_, wait| holds(start(wait.statement)));
        left.hoisted.retain(|&statement, _| holds(start(statement)));
        left.uses.retain(|one| holds(one.at));
        left
    }

    /// The cells that use new fields.
    pub(super) fn readers(&self) -> impl Iterator<Item = usize> {
        self.uses.iter().map(|one| one.cell)
    }

    /// The statements that get lines before them.
    pub(super) fn statements(&self) -> impl Iterator<Item = NodeId> {
        self.lines.keys().copied()
    }

    /// The lines that come before a statement, without its indentation.
    pub(super) fn lines_before(&self, statement: NodeId) -> &[String] {
        self.lines.get(&statement).map_or(&[], Vec::as_slice)
    }

    /// The texts of those lines, each with the statement.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = (&mut String, NodeId)> {
        self.lines.iter_mut().flat_map(|(&statement, lines)| lines.iter_mut().map(move |line| (line, statement)))
    }
}

/// Plans the new cell that asks, for all that is still asked for, and the lines before statements.
///
/// # Errors
/// If a cell cannot use a field.
pub(super) fn settle(plan: &mut Plan) -> Result<(), String> {
    let facts = plan.facts();
    for (&cell, wait) in &plan.variables.waits.clone() {
        let lines = wait.lines(facts, cell);
        plan.variables.lines.entry(wait.statement).or_default().extend(lines);
    }
    for (statement, lines) in plan.variables.hoisted.clone() {
        plan.variables.lines.entry(statement).or_default().extend(lines);
    }
    let uses = plan.variables.uses.clone();
    let Some(before) = uses.iter().map(|one| one.cell).min() else { return Ok(()) };
    let mut fields: Vec<(String, String)> = Vec::new();
    for one in uses {
        if facts.notebook.format == Format::Python {
            plan.parameters.entry(one.cell).or_default().insert(one.field.clone());
        }
        let field = (one.key, one.field);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    plan.new_cells.insert(before, asking(&fields, before));
    Ok(())
}

/// The cell that asks, before another.
fn asking(fields: &[(String, String)], before: usize) -> NewCell {
    let (mo, sys) = (stand_in(MARIMO, Needer::New(before)), stand_in(SYS, Needer::New(before)));
    let mut new = NewCell::default();
    for (key, name) in fields {
        // What is no secret may be seen.
        let kind = if is_name_of_secret(key) { ", kind=\"password\"" } else { "" };
        new.lines.push(format!("{name} = {mo}.ui.text(label=\"{key}\"{kind})"));
        new.returns.insert(name.clone());
    }
    let names: Vec<&str> = fields.iter().map(|(_, name)| name.as_str()).collect();
    let shown = if let [only] = names[..] { only.to_owned() } else { format!("{mo}.vstack([{}])", names.join(", ")) };
    new.lines.push(format!("{shown} if {sys}.platform == \"emscripten\" else None"));
    new
}

impl Wait {
    fn lines(&self, facts: &Facts, cell: usize) -> Vec<String> {
        let notebook = facts.notebook;
        let (sys, mo) = (stand_in(SYS, Needer::Cell(cell)), stand_in(MARIMO, Needer::Cell(cell)));
        let values: Vec<String> = self.fields.iter().map(|(_, field)| format!("{field}.value")).collect();
        let filled_in = if let [only] = &values[..] { only.clone() } else { format!("({})", values.join(" and ")) };
        let test = format!("{sys}.platform == \"emscripten\" and not {filled_in}");
        let keys: Vec<String> = self.fields.iter().map(|(key, _)| key.clone()).collect();
        let text = format!("{mo}.md(\"{}\")", literal(&filled(self.template, &[("name", &listed(&keys))])));
        let unit = notebook.step(&notebook.cells[cell]);
        vec![format!("{mo}.stop("), format!("{unit}{test},"), format!("{unit}{text},"), ")".to_owned()]
    }
}

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
        if facts.argument(self.node, 0, "").and_then(|all| facts.dotted(all)).as_deref() == Some("os.environ") {
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
        let plain = |key: &String| !key.is_empty() && !key.contains(['"', '\\', '`', '\n', '\r']);
        // A function that is called with the name reads other variables, too.
        let handed = self.key_node(facts).and_then(|key| facts.names.symbol_of(key)).is_some_and(|symbol| {
            let bindings = &facts.names.symbol(symbol).bindings;
            bindings.iter().any(|binding| !matches!(binding.kind, BindingKind::Value(_)))
        });
        match self.keys {
            [key] if plain(key) && !handed => Ok(()),
            _ => Err(format!("the name of the variable on line {line} is not written out; ask for it by hand")),
        }
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
        for (node, keys) in required_reads(facts, self.cell) {
            let line = facts.notebook.text.position(facts.notebook.tree.start(node)).0;
            let other = Read { node, cell: self.cell, line, keys: &keys, required: true };
            if node != self.node && facts.called_definition(node).is_none() && other.takes(facts, instead).is_err() {
                return Err(format!("the cell does not get past {} on line {line}", listed(&keys)));
            }
        }
        Ok(())
    }
}

/// `A`, `B` and `C`
fn listed(keys: &[String]) -> String {
    let all: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match &all[..] {
        [] => "variables of the environment".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn add_all(list: &mut Vec<String>, more: &[String]) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}

impl Plan<'_> {
    /// Stops a cell before a statement for lack of variables; one stop names all that the cell lacks.
    ///
    /// # Errors
    /// If the cell cannot be stopped.
    pub(super) fn stop_without(&mut self, statement: NodeId, keys: &[String], template: &str) -> Result<(), String> {
        let Some(cell) = self.facts().cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let (mut lacking, before) = self.variables.missing.get(&cell).cloned().unwrap_or_default();
        add_all(&mut lacking, keys);
        let message = filled(template, &[("name", &listed(&lacking))]);
        for own in self.needing.get_mut(&cell).into_iter().flatten().filter(|stop| stop.message == before) {
            own.message.clone_from(&message);
        }
        self.stop(statement, "os", &message)?;
        self.variables.missing.insert(cell, (lacking, message));
        Ok(())
    }

    /// The place before two statements of a cell: the earlier, or the whole it stands in if the later stands elsewhere.
    fn first_of(&self, one: NodeId, other: NodeId) -> NodeId {
        let tree = &self.facts().notebook.tree;
        let (first, second) = if tree.start(one) <= tree.start(other) { (one, other) } else { (other, one) };
        let block = tree.parent(first);
        if tree.ancestors(second).any(|around| Some(around) == block) {
            return first;
        }
        self.facts().cell_statement(first).unwrap_or(first)
    }

    /// Lets a cell wait before a statement until a field is filled in.
    ///
    /// # Errors
    /// If the cell cannot be stopped.
    pub(super) fn wait_for(
        &mut self,
        statement: NodeId,
        (key, field): (&str, &str),
        template: &'static str,
    ) -> Result<(), String> {
        let facts = self.facts();
        let Some(cell) = facts.cell_of(statement) else { return Err("it stands in no cell".to_owned()) };
        let start = facts.notebook.tree.start(statement);
        let line = facts.notebook.text.position(start).0;
        if facts.notebook.cells[cell].kind != CellKind::Code {
            return Err(format!("line {line} is in a cell that cannot wait for it; ask for it by hand"));
        }
        let before = self.variables.waits.get(&cell).map(|wait| wait.statement);
        let statement = before.map_or(statement, |before| self.first_of(before, statement));
        let wait = self.variables.waits.entry(cell).or_insert(Wait { statement, fields: Vec::new(), template });
        wait.statement = statement;
        let field = (key.to_owned(), field.to_owned());
        if !wait.fields.contains(&field) {
            wait.fields.push(field);
        }
        Ok(())
    }

    /// Puts a conditional expression in the place of a read: `otherwise` in the browser. What stands in an f-string is read
    /// before the statement.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub(super) fn choose_read(&mut self, read: &Read, otherwise: &str) -> Result<(), String> {
        let facts = self.facts();
        let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
        let before = facts.cell_statement(read.node).map_or(tree.start(read.node), |statement| tree.start(statement));
        let sys = self.need(SYS, read.cell, before, "os")?;
        // Quotes inside of f-strings differ before Python 3.12.
        if tree.ancestors(read.node).any(|around| tree.kind(around) == "interpolation") {
            return self.hoist(read, &sys, otherwise);
        }
        let parent = tree.parent(read.node);
        let (kind, field) =
            (parent.map_or("", |parent| tree.kind(parent)), tree.field_of(read.node).unwrap_or_default());
        let span = tree.span(read.node);
        let line = notebook.text.line(span.start);
        let added = format!(" if sys.platform != \"emscripten\" else {otherwise}").chars().count();
        let whole = kind == "assignment" && field == "right" && span.end == line.end;
        let long = notebook.slice(line.clone()).chars().count() + added >= COLUMNS;
        if whole && long {
            let (eol, text) = (notebook.text.line_ending(), notebook.node_text(read.node));
            let indented = notebook.slice(line);
            let indent = &indented[..indented.len() - indented.trim_start().len()];
            let inner = format!("{indent}{}", notebook.step(&notebook.cells[read.cell]));
            let text = format!(
                "({eol}{inner}{text}{eol}{inner}if {sys}.platform != \"emscripten\"{eol}{inner}else {otherwise}{eol}{indent})"
            );
            self.choices.push(Edit { span, text });
            return Ok(());
        }
        if long && self.hoist(read, &sys, otherwise).is_ok() {
            return Ok(());
        }
        let alone = match kind {
            "assignment" => field == "right",
            "keyword_argument" | "pair" | "default_parameter" => field == "value",
            "argument_list" | "return_statement" | "parenthesized_expression" | "expression_statement" | "list" => true,
            _ => false,
        };
        self.choose(span, !alone, &sys, otherwise);
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
        let line =
            format!("{name} = {} if {sys}.platform != \"emscripten\" else {otherwise}", notebook.node_text(read.node));
        let lines = self.variables.hoisted.entry(statement).or_default();
        if !lines.contains(&line) {
            let taken = facts.names.symbols().any(|(_, symbol)| {
                symbol.name == name && symbol.bindings.iter().any(|binding| binding.cell == read.cell)
            });
            if taken {
                return Err(by_hand());
            }
            lines.push(line);
        }
        self.choices.push(Edit { span: tree.span(read.node), text: name });
        Ok(())
    }

    /// The text field that asks for a variable, for a cell that uses it at some byte: one that the notebook has, or a new one.
    ///
    /// # Errors
    /// If the cell cannot use it.
    pub(super) fn field_for(&mut self, key: &str, cell: usize, at: usize) -> Result<String, String> {
        let facts = self.facts();
        if let Some((owner, name)) = existing(facts, key) {
            if owner == cell || facts.names.ancestors(owner).contains(&cell) {
                return Err(format!("`{name}` asks for it in a cell that needs this one; use its value by hand"));
            }
            self.pass(owner, cell, &name);
            return Ok(name);
        }
        let known = self.variables.uses.iter().find(|one| one.key == key).map(|one| one.field.clone());
        let field = known.unwrap_or_else(|| self.free_name(key));
        self.variables.uses.push(Use { key: key.to_owned(), field: field.clone(), cell, at });
        Ok(field)
    }

    /// `API-KEY` -> `api_key_input`, or with a number behind it where that is taken.
    fn free_name(&self, key: &str) -> String {
        let stem = format!("{}_input", word_of(key));
        let names = &self.facts().names;
        let taken = |name: &str| {
            names.symbols().any(|(_, symbol)| symbol.name == name)
                || !self.is_free(name)
                || self.variables.uses.iter().any(|one| one.field == name)
        };
        let numbered = (2..).map(|number| format!("{stem}_{number}"));
        std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
    }
}

/// The element of the notebook that asks for a variable already: its cell and name.
fn existing(facts: &Facts, key: &str) -> Option<(usize, String)> {
    let asks = |value: NodeId| {
        facts.notebook.tree.kind(value) == "call"
            && facts.callee(value).as_deref() == Some("marimo.ui.text")
            && facts.argument(value, usize::MAX, "label").is_some_and(|label| facts.value(label).str() == Some(key))
    };
    facts.names.symbols().find_map(|(_, symbol)| match &symbol.bindings[..] {
        [binding] if symbol.global && !symbol.deleted && facts.certainty(binding.node) == Some(true) => {
            let own = matches!(binding.kind, BindingKind::Value(value) if asks(value));
            own.then(|| (binding.cell, symbol.name.clone()))
        }
        _ => None,
    })
}

/// `API-KEY` -> `api_key`; `variable` if nothing is left of it.
fn word_of(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let word: String = key.chars().map(letter).collect();
    let word = word.trim_matches('_').trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    if word.is_empty() { "variable".to_owned() } else { word.to_owned() }
}
