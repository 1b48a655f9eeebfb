//! What the fixes of one pass want for the lack of variables of the environment: one stop a cell that names all it lacks, one
//! text field a variable, all in one new cell, and lines before statements.

use std::collections::BTreeMap;

use super::Plan;
use super::new_cell::NewCell;
use super::plan::literal;
use super::provide::{MARIMO, Needer, OS, SYS, stand_in};
use super::width::{COLUMNS, column, written};
use crate::check::{filled, is_name_of_secret};
use crate::notebook::{CellKind, Format, NodeId};
use crate::syntax::{BindingKind, Facts};

/// How far the lines of a new cell are indented.
const INDENT: usize = 4;

/// The intents.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    /// The variables for the lack of which cells stop, and what the stop says.
    missing: BTreeMap<usize, (Vec<String>, String)>,
    /// The cells that wait until fields are filled in.
    waits: BTreeMap<usize, Wait>,
    /// Reads that come before the statement they stood in.
    pub(super) hoisted: BTreeMap<NodeId, Vec<Vec<String>>>,
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
    /// The variables among them that are set in the browser, each with its field.
    set: Vec<(String, String)>,
    template: String,
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
        plan.variables.lines.entry(statement).or_default().extend(lines.concat());
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
    let [only] = names[..] else {
        new.lines.extend(stack(&names, Needer::New(before)));
        return new;
    };
    new.lines.push(format!("{only} if {sys}.platform == \"emscripten\" else None"));
    new
}

/// The expression that shows fields together, in lines that are no longer than marimo's own.
fn stack(names: &[&str], needer: Needer) -> Vec<String> {
    let (mo, sys) = (stand_in(MARIMO, needer), stand_in(SYS, needer));
    let width = |line: &str| INDENT + written(line, needer);
    let test = format!("if {sys}.platform == \"emscripten\"");
    let line = format!("{mo}.vstack([{}])", names.join(", "));
    let whole = format!("{line} {test} else None");
    if width(&whole) <= COLUMNS {
        return vec![whole];
    }
    let mut lines = vec!["(".to_owned()];
    if INDENT + width(&line) <= COLUMNS {
        lines.push(format!("    {line}"));
    } else {
        lines.extend([format!("    {mo}.vstack("), "        [".to_owned()]);
        lines.extend(names.iter().map(|name| format!("            {name},")));
        lines.extend(["        ]".to_owned(), "    )".to_owned()]);
    }
    lines.extend([format!("    {test}"), "    else None".to_owned(), ")".to_owned()]);
    lines
}

impl Wait {
    fn lines(&self, facts: &Facts, cell: usize) -> Vec<String> {
        let notebook = facts.notebook;
        let (sys, mo) = (stand_in(SYS, Needer::Cell(cell)), stand_in(MARIMO, Needer::Cell(cell)));
        let start = notebook.tree.start(self.statement);
        let indent = notebook.slice(notebook.text.line(start).start..start);
        let column = column(notebook, &notebook.cells[cell], indent);
        let unit = notebook.step(&notebook.cells[cell]);
        let fits =
            |indent: usize, line: &str| column + indent * unit.len() + written(line, Needer::Cell(cell)) <= COLUMNS;
        let values: Vec<String> = self.fields.iter().map(|(_, field)| format!("{field}.value")).collect();
        let all = values.join(" and ");
        let filled_in = if values.len() == 1 { all } else { format!("({all})") };
        let platform = format!("{sys}.platform == \"emscripten\"");
        let mut lines = vec![format!("{mo}.stop(")];
        let (whole, rest) = (format!("{platform} and not {filled_in},"), format!("and not {filled_in},"));
        if fits(1, &whole) {
            lines.push(format!("{unit}{whole}"));
        } else if fits(1, &rest) {
            lines.extend([format!("{unit}{platform}"), format!("{unit}{rest}")]);
        } else {
            lines.extend([format!("{unit}{platform}"), format!("{unit}and not (")]);
            let parts = values
                .iter()
                .enumerate()
                .map(|(at, value)| if at == 0 { value.clone() } else { format!("and {value}") });
            lines.extend(parts.map(|part| format!("{unit}{unit}{part}")));
            lines.push(format!("{unit}),"));
        }
        let keys: Vec<String> = self.fields.iter().map(|(key, _)| key.clone()).collect();
        let text = format!("\"{}\"", literal(&filled(&self.template, &[("name", &listed(&keys))])));
        let note = format!("{mo}.md({text}),");
        if fits(1, &note) {
            lines.push(format!("{unit}{note}"));
        } else {
            lines.extend([format!("{unit}{mo}.md("), format!("{unit}{unit}{text}"), format!("{unit}),")]);
        }
        lines.push(")".to_owned());
        if !self.set.is_empty() {
            let os = stand_in(OS, Needer::Cell(cell));
            lines.push(format!("if {platform}:"));
            lines.extend(self.set.iter().map(|(key, field)| format!("{unit}{os}.environ[\"{key}\"] = {field}.value")));
        }
        lines
    }
}

/// `A`, `B` and `C`
pub(super) fn listed(keys: &[String]) -> String {
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
        template: &str,
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
        let wait = self.variables.waits.entry(cell).or_insert(Wait {
            statement,
            fields: Vec::new(),
            set: Vec::new(),
            template: template.to_owned(),
        });
        wait.statement = statement;
        let field = (key.to_owned(), field.to_owned());
        if !wait.fields.contains(&field) {
            wait.fields.push(field);
        }
        Ok(())
    }

    /// Sets a variable in the browser where a cell waits for its field.
    pub(super) fn set_to_field(&mut self, cell: usize, key: &str, field: &str) {
        let set = (key.to_owned(), field.to_owned());
        if let Some(wait) = self.variables.waits.get_mut(&cell).filter(|wait| !wait.set.contains(&set)) {
            wait.set.push(set);
        }
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
pub(super) fn word_of(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let word: String = key.chars().map(letter).collect();
    let word = word.trim_matches('_').trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    if word.is_empty() { "variable".to_owned() } else { word.to_owned() }
}
