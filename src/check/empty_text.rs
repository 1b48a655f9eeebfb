//! Whether a notebook gets on with an empty text in the place of what it reads: all that is done with the text is followed, through
//! names, cells and functions, and must take it. What is not followed may choke on it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet as HashSet;

use super::table;
use super::unset::{Trial, ends_in_an_error, ends_without};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Facts, Value};

/// What is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum What {
    /// The empty text itself.
    Empty,
    /// A text that was put together with it, or may be something else.
    Text,
    /// True or false.
    Flag,
    /// A number, mostly 0.
    Number,
    /// A container that holds it beside other things.
    Holder,
    /// The parts of it, of which there may be fewer than asked for.
    Items,
    /// A text field that begins with it.
    Field,
}

/// Whether all that is done with a read takes an empty text; with `shown`, whether it is only tested and shown: a secret is no
/// secret, and good for nothing, where it is empty.
///
/// # Errors
/// What does not, with its line.
pub fn takes_empty(facts: &Facts, read: NodeId, shown: bool) -> Result<(), String> {
    let mut follower =
        Follower { facts, shown, empty: HashSet::from_iter([read]), seen: HashSet::default(), todo: Vec::new() };
    follower.todo.push((read, What::Empty));
    while let Some(next) = follower.todo.pop() {
        if follower.seen.insert(next) && !follower.is_left_out(next.0) {
            follower.step(next.0, next.1)?;
        }
    }
    Ok(())
}

/// Whether a read does nothing but begin a text field, which may well begin empty.
pub fn begins_a_field(facts: &Facts, read: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let argument = tree.parent(read).filter(|&parent| tree.kind(parent) == "keyword_argument").unwrap_or(read);
    let call = tree.parent(argument).and_then(|list| tree.parent(list)).filter(|&call| tree.kind(call) == "call");
    let name = call.and_then(|call| facts.callee(call));
    let begins = |call: NodeId| facts.argument(call, 0, "value") == Some(read);
    call.is_some_and(begins) && rows().any(|(own, _, result)| result == "field" && Some(own) == name.as_deref())
}

/// Whether a method of an empty text gives it back: `.strip()`.
pub(super) fn keeps(method: &str) -> bool {
    rows().any(|(name, position, result)| {
        position == "self" && result == "same" && name.strip_prefix("str.") == Some(method)
    })
}

type Row = (&'static str, &'static str, &'static str);

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("empty_text.tsv"));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
    .collect()
});

/// The rows of `empty_text.tsv`.
fn rows() -> impl Iterator<Item = Row> {
    ROWS.iter().copied()
}

struct Follower<'a, 'b> {
    facts: &'a Facts<'b>,
    shown: bool,
    /// The nodes that surely are the empty text.
    empty: HashSet<NodeId>,
    seen: HashSet<(NodeId, What)>,
    todo: Vec<(NodeId, What)>,
}

impl Follower<'_, '_> {
    fn push(&mut self, node: NodeId, what: What) {
        self.todo.push((node, what));
    }

    fn at(&self, node: NodeId) -> String {
        let notebook = self.facts.notebook;
        format!("line {}", notebook.text.position(notebook.tree.start(node)).0)
    }

    /// What is no mere showing or testing: fine for most names, not for those of secrets.
    fn works_with(&self, node: NodeId) -> Result<(), String> {
        if !self.shown {
            return Ok(());
        }
        Err(format!("{} does more with the secret than test or show it", self.at(node)))
    }

    fn trial(&self, test: NodeId) -> Option<bool> {
        Trial { facts: self.facts, is_read: &|node| self.empty.contains(&node), empty: true }.comes_out(test)
    }

    /// Whether a node does not run in the browser, or not where the text is empty.
    fn is_left_out(&self, node: NodeId) -> bool {
        let facts = self.facts;
        let skipped = facts.cell_of(node).is_some_and(|cell| facts.skipped_cells()[cell]);
        skipped
            || facts.certainty(node) == Some(false)
            || facts
                .conditions(node)
                .iter()
                .any(|condition| !condition.or_fails && self.trial(condition.test) == Some(!condition.holds))
    }

    /// What is done with a value where it stands.
    fn step(&mut self, node: NodeId, what: What) -> Result<(), String> {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return Err("it is not followed".to_owned()) };
        let field = tree.field_of(node).unwrap_or_default();
        let widened = if what == What::Empty { What::Text } else { what };
        match (tree.kind(parent), field) {
            ("parenthesized_expression" | "await", _) => self.push(parent, what),
            ("expression_statement", _) => {}
            // What is left over depends on it.
            ("if_clause", _) => self.push(tree.parent(parent).unwrap_or(parent), What::Holder),
            ("assignment", "right") => {
                let target = tree.child(parent, "left").unwrap_or(parent);
                self.bind(target, what)?;
                if tree.parent(parent).is_some_and(|outer| tree.kind(outer) == "assignment") {
                    self.push(parent, what); // `a = b = text`
                }
            }
            ("named_expression", "value") => {
                self.bind(tree.child(parent, "name").unwrap_or(parent), what)?;
                self.push(parent, what);
            }
            ("default_parameter" | "typed_default_parameter", "value") => {
                self.bind(tree.child(parent, "name").unwrap_or(parent), widened)?;
            }
            ("expression_list" | "tuple", _) if self.unpacked(parent, node).is_some() => {
                let target = self.unpacked(parent, node).unwrap_or(node);
                self.bind(target, what)?;
            }
            ("expression_list" | "tuple" | "list" | "set", _) => self.push(parent, What::Holder),
            ("pair", _) => self.push(tree.parent(parent).unwrap_or(parent), What::Holder),
            (
                "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression",
                "body",
            ) => self.push(parent, What::Holder),
            ("interpolation", "expression") => self.push(tree.parent(parent).unwrap_or(parent), What::Text),
            ("concatenated_string", _) => self.push(parent, What::Text),
            ("not_operator" | "comparison_operator", _) => self.push(parent, What::Flag),
            ("boolean_operator", "left") if ends_without(self.facts, parent) => {
                return Err(format!("{} ends the notebook without it", self.at(parent)));
            }
            ("boolean_operator", _) => self.either(parent, field, what, widened),
            ("conditional_expression", _) if tree.children(parent).nth(1) == Some(node) => {}
            ("conditional_expression", _) => self.push(parent, widened),
            ("if_statement" | "elif_clause" | "while_statement", "condition") => self.branches(parent, node)?,
            ("assert_statement", _) => {
                if tree.children(parent).next() == Some(node) && self.trial(node) != Some(true) {
                    return Err(format!("{} asserts it", self.at(parent)));
                }
            }
            ("return_statement", _) => self.returned(parent, what)?,
            ("lambda", "body") => self.called(parent, what)?,
            ("argument_list", _) => self.argument(parent, node, what, None)?,
            ("keyword_argument", "value") => {
                self.argument(tree.parent(parent).unwrap_or(parent), node, what, Some(parent))?
            }
            ("call", "arguments") => self.argument(parent, node, what, None)?,
            ("attribute", "object") => self.method(parent, what)?,
            ("subscript", "value") => self.subscript(parent, what)?,
            ("binary_operator", _) => self.operator(parent, field, what)?,
            ("augmented_assignment", "right") if self.operator_of(parent) == "+=" => {
                self.works_with(parent)?;
                self.bind(tree.child(parent, "left").unwrap_or(parent), widened)?;
            }
            ("for_statement" | "for_in_clause", "right") if matches!(what, What::Holder | What::Items) => {
                self.works_with(parent)?;
                self.loop_targets(tree.child(parent, "left").unwrap_or(parent))?;
            }
            // True or false it is in any case.
            _ if what == What::Flag => {}
            _ => return Err(format!("what {} does with it is not followed", self.at(node))),
        }
        Ok(())
    }

    fn operator_of(&self, node: NodeId) -> &str {
        let tree = &self.facts.notebook.tree;
        tree.child(node, "operator").map_or("", |operator| self.facts.notebook.node_text(operator))
    }

    /// The target that a part of the right side of an assignment is unpacked to.
    fn unpacked(&self, right: NodeId, part: NodeId) -> Option<NodeId> {
        let tree = &self.facts.notebook.tree;
        let assignment = tree.parent(right).filter(|&parent| tree.kind(parent) == "assignment")?;
        let left = tree
            .child(assignment, "left")
            .filter(|&left| matches!(tree.kind(left), "pattern_list" | "tuple_pattern") && left != right)?;
        let (targets, parts): (Vec<NodeId>, Vec<NodeId>) =
            (tree.children(left).collect(), tree.children(right).collect());
        let plain = |nodes: &[NodeId]| nodes.iter().all(|&node| !tree.kind(node).starts_with("list_splat"));
        let fits = targets.len() == parts.len() && plain(&targets) && plain(&parts);
        let position = parts.iter().position(|&own| own == part)?;
        targets.get(position).copied().filter(|_| fits)
    }

    /// `text or other`, `text and other`.
    fn either(&mut self, parent: NodeId, field: &str, what: What, widened: What) {
        let or = self.operator_of(parent) == "or";
        match (field, what) {
            ("left", What::Empty) if or => {}
            ("left", What::Empty) => self.push(parent, what),
            _ => self.push(parent, widened),
        }
    }

    fn bind(&mut self, target: NodeId, what: What) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let stored = || format!("{} stores it where it is not followed", self.at(target));
        let symbol = facts.names.symbol_of(target).filter(|_| tree.kind(target) == "identifier");
        let symbol = facts.names.symbol(symbol.ok_or_else(stored)?);
        let inner = tree.ancestors(target).take_while(|&id| tree.kind(id) != "function_definition");
        if inner.into_iter().any(|id| tree.kind(id) == "class_definition") {
            return Err(stored());
        }
        let elsewhere = |cell: &crate::notebook::Cell| {
            matches!(cell.kind, CellKind::Sql | CellKind::Unparsable)
                && facts.notebook.slice(cell.span.clone()).contains(&symbol.name)
        };
        if symbol.global && facts.notebook.cells.iter().any(elsewhere) {
            return Err(stored());
        }
        let what = match what {
            What::Empty if symbol.bindings.len() > 1 => What::Text,
            What::Field if symbol.bindings.len() > 1 => return Err(stored()),
            what => what,
        };
        for &site in &symbol.uses {
            if what == What::Empty {
                self.empty.insert(site);
            }
            // The tests of what it holds are met before all of it is followed.
            if what == What::Field {
                let value = |&attribute: &NodeId| {
                    let member = tree.child(attribute, "attribute");
                    member.is_some_and(|member| facts.notebook.node_text(member) == "value")
                };
                self.empty.extend(tree.parent(site).filter(value));
            }
            self.push(site, what);
        }
        Ok(())
    }

    fn loop_targets(&mut self, left: NodeId) -> Result<(), String> {
        let tree = &self.facts.notebook.tree;
        match tree.kind(left) {
            "pattern_list" | "tuple_pattern" => {
                let targets: Vec<NodeId> = tree.children(left).collect();
                targets.into_iter().try_for_each(|target| self.bind(target, What::Text))
            }
            _ => self.bind(left, What::Text),
        }
    }

    /// A test: nothing may raise where it comes out as it does with an empty text, and nothing may be missing.
    fn branches(&self, statement: NodeId, test: NodeId) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        if tree.kind(statement) == "while_statement" {
            let ends = self.trial(test) == Some(false);
            return if ends { Ok(()) } else { Err(format!("{} waits for it", self.at(statement))) };
        }
        let whole = if tree.kind(statement) == "elif_clause" { tree.parent(statement) } else { None };
        let whole = whole.unwrap_or(statement);
        let (taken, left) = self.sides(whole);
        for branch in taken {
            if ends_in_an_error(facts, branch) {
                return Err(format!("{} raises without it", self.at(statement)));
            }
            let nothing = |&inner: &NodeId| {
                tree.kind(inner) == "return_statement"
                    && tree.children(inner).next().is_none_or(|value| tree.kind(value) == "none")
            };
            if tree.descendants(branch).any(|inner| nothing(&inner)) {
                return Err(format!("{} gives nothing back without it", self.at(statement)));
            }
        }
        let span = tree.span(whole);
        let missing = |node: NodeId| {
            let symbol = facts.names.symbol_of(node).map(|id| facts.names.symbol(id));
            symbol.is_some_and(|symbol| {
                let within = |id: &NodeId| span.contains(&tree.start(*id));
                symbol.bindings.iter().any(|binding| binding.node == node)
                    && symbol
                        .bindings
                        .iter()
                        .all(|binding| left.iter().any(|&block| tree.span(block).contains(&tree.start(binding.node))))
                    && !symbol.uses.iter().all(within)
            })
        };
        let bound = left.iter().flat_map(|&block| tree.descendants(block)).find(|&node| missing(node));
        match bound {
            Some(name) => Err(format!("without it `{}` has no value", facts.notebook.node_text(name))),
            None => Ok(()),
        }
    }

    /// The blocks of an `if` with all its `elif` and `else`: those that an empty text may lead to, and those that it surely does not.
    fn sides(&self, whole: NodeId) -> (Vec<NodeId>, Vec<NodeId>) {
        let tree = &self.facts.notebook.tree;
        let (mut taken, mut left, mut decided) = (Vec::new(), Vec::new(), false);
        for clause in std::iter::once(whole).chain(tree.fields(whole, "alternative")) {
            let Some(block) = tree.child(clause, "consequence").or_else(|| tree.child(clause, "body")) else {
                continue;
            };
            let outcome = tree.child(clause, "condition").map_or(Some(true), |test| self.trial(test));
            let into = if decided || outcome == Some(false) { &mut left } else { &mut taken };
            into.push(block);
            decided |= outcome == Some(true);
        }
        (taken, left)
    }

    /// What a function returns is what its calls give.
    fn returned(&mut self, statement: NodeId, what: What) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let Some(function) = facts.enclosing_definition(statement) else { return Ok(()) };
        let own = tree.descendants(function).filter(|&id| {
            matches!(tree.kind(id), "return_statement" | "yield") && facts.enclosing_definition(id) == Some(function)
        });
        let several = own.count() > 1;
        self.called(function, if several && what == What::Empty { What::Text } else { what })
    }

    fn called(&mut self, function: NodeId, what: What) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let unknown = format!("where the result of the function on {} goes is not followed", self.at(function));
        let unknown = || unknown.clone();
        let outer = tree.parent(function).ok_or_else(unknown)?;
        let uses = match (tree.kind(function), tree.kind(outer)) {
            ("lambda", "assignment") => {
                let target = tree.child(outer, "left").and_then(|left| facts.names.symbol_of(left));
                target.map(|symbol| facts.names.symbol(symbol).uses.clone())
            }
            ("function_definition", "decorated_definition") => {
                let function_cell =
                    facts.cell_of(function).is_some_and(|cell| facts.notebook.cells[cell].kind == CellKind::Function);
                facts.uses_of(function).filter(|_| function_cell)
            }
            ("function_definition", _) => facts.uses_of(function),
            _ => None,
        };
        for site in uses.ok_or_else(unknown)? {
            let call = tree.parent(site).filter(|&call| tree.kind(call) == "call");
            let call = call.filter(|&call| facts.function_of(call) == Some(site)).ok_or_else(unknown)?;
            if what == What::Empty {
                self.empty.insert(call);
            }
            self.push(call, what);
        }
        Ok(())
    }

    /// What a call does with an argument. `list` is its argument list, or the call of a generator.
    fn argument(&mut self, list: NodeId, node: NodeId, what: What, keyword: Option<NodeId>) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let call = if tree.kind(list) == "call" { Some(list) } else { tree.parent(list) };
        let call = call.filter(|&call| tree.kind(call) == "call");
        let Some((call, function)) = call.and_then(|call| Some((call, facts.function_of(call)?))) else {
            return Err(format!("what {} does with it is not followed", self.at(node)));
        };
        let position = match keyword {
            Some(_) => None,
            None if list == call => Some(0),
            None => tree.children(list).position(|child| child == node),
        };
        let name = facts.dotted(function).unwrap_or_default();
        let keyword_name =
            keyword.and_then(|keyword| tree.child(keyword, "name")).map(|name| facts.notebook.node_text(name));
        let is_here =
            |at: &str| at == "*" || at.parse().ok() == position && position.is_some() || keyword_name == Some(at);
        let row = rows().find(|(own, at, _)| *own == name && is_here(at));
        if let Some((_, _, result)) = row {
            return self.comes_of(call, result, what);
        }
        if let Value::Local(local) = facts.value(function)
            && matches!(tree.kind(local), "function_definition" | "lambda")
            && tree.kind(function) == "identifier"
        {
            let parameter = self.parameter(local, position, keyword_name);
            let parameter = parameter.ok_or_else(|| format!("what {} does with it is not followed", self.at(node)))?;
            let once = facts.uses_of(local).is_some_and(|uses| uses.len() == 1);
            return self.bind(parameter, if what == What::Empty && !once { What::Text } else { what });
        }
        let of_text = tree.child(function, "object").is_some_and(|object| facts.value(object).str().is_some());
        let method = tree.child(function, "attribute").map_or("", |method| facts.notebook.node_text(method));
        if of_text && matches!(method, "format" | "join") {
            self.push(call, What::Text);
            return Ok(());
        }
        match what {
            What::Flag => Ok(()),
            _ => Err(format!("{} hands it to `{}`", self.at(call), facts.notebook.node_text(function))),
        }
    }

    /// The name of a parameter.
    fn parameter(&self, function: NodeId, position: Option<usize>, name: Option<&str>) -> Option<NodeId> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let named = |parameter: NodeId| match tree.kind(parameter) {
            "identifier" => Some(parameter),
            "list_splat_pattern" | "dictionary_splat_pattern" | "keyword_separator" | "positional_separator" => None,
            _ => tree
                .child(parameter, "name")
                .or_else(|| tree.children(parameter).next().filter(|&first| tree.kind(first) == "identifier")),
        };
        let mut all = tree.children(tree.child(function, "parameters")?).map(named);
        match (position, name) {
            (Some(position), _) => all.take(position + 1).collect::<Option<Vec<NodeId>>>()?.get(position).copied(),
            (None, Some(name)) => all.find_map(|own| own.filter(|&own| facts.notebook.node_text(own) == name)),
            _ => None,
        }
    }

    fn comes_of(&mut self, call: NodeId, result: &str, what: What) -> Result<(), String> {
        let holds = matches!(what, What::Holder | What::Items);
        let next = match result {
            "shown" => return Ok(()),
            "flag" => What::Flag,
            "number" if what == What::Holder => return Ok(()),
            "number" => What::Number,
            "same" if what != What::Empty => What::Text,
            "same" => What::Empty,
            "holder" if holds => what,
            "items" => What::Items,
            "field" if what == What::Empty => What::Field,
            "field" => return Err(format!("{} begins a field with it", self.at(call))),
            "holder" => return Err(format!("{} takes it apart", self.at(call))),
            _ => What::Text,
        };
        if matches!(result, "number" | "items" | "holder") {
            self.works_with(call)?;
        }
        if next == What::Empty {
            self.empty.insert(call);
        }
        self.push(call, next);
        Ok(())
    }

    fn method(&mut self, attribute: NodeId, what: What) -> Result<(), String> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let method = tree.child(attribute, "attribute").map_or("", |method| facts.notebook.node_text(method));
        let call = tree.parent(attribute).filter(|&call| facts.function_of(call) == Some(attribute));
        let kind = match what {
            What::Empty | What::Text => "str.",
            What::Holder => "dict.",
            _ => "",
        };
        if what == What::Field && method == "value" {
            self.empty.insert(attribute);
            self.push(attribute, What::Empty);
            return Ok(());
        }
        let row = rows().find(|(name, at, _)| *at == "self" && name.strip_prefix(kind) == Some(method));
        match (call, row) {
            (Some(call), Some((_, _, result))) if !kind.is_empty() => {
                self.works_with(call)?;
                self.comes_of(call, result, what)
            }
            _ if what == What::Flag => Ok(()),
            _ => Err(format!("`.{method}` on {} is not followed", self.at(attribute))),
        }
    }

    fn subscript(&mut self, node: NodeId, what: What) -> Result<(), String> {
        let tree = &self.facts.notebook.tree;
        let slice = tree.child(node, "subscript").is_some_and(|index| tree.kind(index) == "slice");
        self.works_with(node)?;
        match what {
            What::Empty | What::Text | What::Items if slice => self.push(node, what),
            What::Holder => self.push(node, What::Text),
            _ => return Err(format!("{} takes an item of it", self.at(node))),
        }
        Ok(())
    }

    fn operator(&mut self, node: NodeId, field: &str, what: What) -> Result<(), String> {
        match (self.operator_of(node), field) {
            ("%", "right") => self.push(node, What::Text),
            ("+", _) if matches!(what, What::Empty | What::Text) => {
                self.works_with(node)?;
                self.push(node, What::Text);
            }
            _ => return Err(format!("{} reckons with it", self.at(node))),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let lines = include_str!("empty_text.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::rows().count(), lines - 1);
        let results = ["shown", "same", "text", "flag", "number", "holder", "items", "field"];
        assert!(super::rows().all(|(_, _, result)| results.contains(&result)));
    }
}
