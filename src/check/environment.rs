//! `environment-variable`: reads of variables that the browser does not have.

use std::collections::HashSet;

use super::mocks::sets_key;
use super::unset::{Need, need, raises_without};
use super::{Context, Level, Subject};
use crate::notebook::NodeId;
use crate::syntax::{Facts, Reach, Value};

/// The variables that every measured host sets (`patterns.tsv`: os.environ.all).
const SET: [&str; 6] = ["HOME", "USER", "LOGNAME", "PATH", "PWD", "LANG"];

/// What comes where a variable is not set.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// An error.
    Item,
    /// `None`, unless a default is given.
    Get,
    /// An error, unless a default is given.
    Default,
}

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let set = set_here(facts);
    let mut reported = HashSet::new();
    for node in tree.all().filter(|&node| facts.cell_statement(node).is_some()) {
        if let Some((keys, kind)) = read(facts, node) {
            read_keys(context, node, &keys, kind, &set, &mut reported);
        }
    }
    for node in tree.all().filter(|&node| tree.kind(node) == "comparison_operator") {
        asked(context, node, &set, &mut reported);
    }
}

/// A key as a value, and as it is written.
type Key = (Value, String);

/// The keys of a read, and what it does where they are not set.
fn read(facts: &Facts, node: NodeId) -> Option<(Vec<Key>, Kind)> {
    let tree = &facts.notebook.tree;
    match tree.kind(node) {
        "subscript" => {
            let container = tree.child(node, "value").filter(|_| !is_written(facts, node))?;
            let name = format!("{}[]", facts.dotted(container)?);
            let known = rows().any(|row| row.name == name && row.position.is_none());
            known.then(|| {
                (tree.child(node, "subscript").map(|key| written(facts, key)).into_iter().collect(), Kind::Item)
            })
        }
        "call" => {
            let name = facts.callee(node).unwrap_or_default();
            if let Some(row) = rows().find(|row| row.name == name) {
                let key = facts.argument(node, row.position?, row.keyword)?;
                return Some((vec![written(facts, key)], row.kind));
            }
            taken_from_all(facts, node, &name).map(|keys| (keys, Kind::Item))
        }
        _ => None,
    }
}

fn written(facts: &Facts, key: NodeId) -> Key {
    (facts.value(key), facts.notebook.node_text(key).to_owned())
}

/// The keys that are taken out of all variables: `itemgetter("KEY")(os.environ)`, `Template("$KEY").substitute(os.environ)`.
fn taken_from_all(facts: &Facts, node: NodeId, name: &str) -> Option<Vec<Key>> {
    let tree = &facts.notebook.tree;
    let all = facts.argument(node, 0, "").and_then(|all| facts.dotted(all));
    if all.as_deref() != Some("os.environ") {
        return None;
    }
    match name {
        "operator.itemgetter()" => {
            let getter = facts.origin(facts.function_of(node)?)?;
            Some(facts.arguments(getter).0.into_iter().map(|key| written(facts, key)).collect())
        }
        "string.Template().substitute" => {
            let template = facts.origin(tree.child(facts.function_of(node)?, "object")?)?;
            let text = facts.value(facts.argument(template, 0, "template")?);
            // `$$` is a dollar sign.
            let parts = text.str()?.replace("$$", "");
            let name = |part: &str| {
                let rest = part.strip_prefix('{').unwrap_or(part);
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
            };
            let names = parts.split('$').skip(1).map(name).filter(|name| !name.is_empty());
            Some(names.map(|name| (Value::Str(name.clone()), name)).collect())
        }
        _ => None,
    }
}

/// Reports a read of keys of which some are not set.
fn read_keys(
    context: &mut Context,
    node: NodeId,
    keys: &[Key],
    kind: Kind,
    set: &HashSet<String>,
    reported: &mut HashSet<String>,
) {
    let facts = context.facts;
    let Some(variant) = variant_of(facts, node, kind) else { return };
    let error = if variant.is_empty() { "KeyError" } else { "" };
    for key in keys {
        let Some((names, missing)) = missing(facts, node, key, set) else { continue };
        let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
        let reach = context.reach(node, errors);
        let empty = reach == Reach::Guarded && is_empty_default(facts, node);
        let (variant, reach) = if empty { ("empty", Reach::Runs) } else { (variant, reach) };
        let level = context.reached_level(context.level_of("environment-variable", variant), reach);
        let level = if missing == Missing::Some { level.map(|level| level.min(Level::Warning)) } else { level };
        // What has its default already is told, with nothing left to fix.
        let required = variant != "optional";
        let subject = if empty { Subject::Settled } else { names.subject(node, required) };
        let span = context.notebook.tree.span(node);
        context.report("environment-variable", variant, level, span, subject, &[("key", &names.text())]);
        reported.insert(names.text());
        if let Some(problem) = context.found.problems.last_mut().filter(|_| level.is_some() && reach == Reach::Uncalled)
        {
            problem.reason.push_str("; nothing in the notebook calls the function it stands in");
        }
    }
}

/// What is said of a read, if it has no default and is no mere question.
fn variant_of(facts: &Facts, node: NodeId, kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Item => Some(""),
        Kind::Default if facts.arguments(node).0.len() > 1 || is_given(facts, node) => None,
        Kind::Default => Some(""),
        Kind::Get if has_default(facts, node) => None,
        Kind::Get => match need(facts, node) {
            Need::Probe => None,
            // `None` written out: the author knows.
            Need::Value if facts.argument(node, 1, "default").is_some() => None,
            Need::Value => Some("optional"),
            Need::Required => Some("none"),
        },
    }
}

/// The reads and tests of a cell that the notebook cannot go on without in the browser, each with the names that are known.
pub fn required_reads(facts: &Facts, cell: usize) -> Vec<(NodeId, Vec<String>)> {
    let tree = &facts.notebook.tree;
    let set = set_here(facts);
    let statements = facts.notebook.cells[cell].statements.iter();
    let mut found = Vec::new();
    for node in statements.flat_map(|&statement| tree.descendants(statement)) {
        let keys = match read(facts, node) {
            Some((keys, kind)) if variant_of(facts, node, kind).is_some_and(|variant| variant != "optional") => keys,
            _ => {
                let operands: Vec<NodeId> = tree.children(node).collect();
                match operands[..] {
                    [key, all]
                        if tree.kind(node) == "comparison_operator"
                            && facts.dotted(all).as_deref() == Some("os.environ")
                            && raises_without(facts, node) =>
                    {
                        vec![written(facts, key)]
                    }
                    _ => continue,
                }
            }
        };
        let names = keys.iter().filter_map(|key| missing(facts, node, key, &set)).flat_map(|(names, _)| names.keys);
        let names: Vec<String> = names.collect();
        if !names.is_empty() && facts.reach(node, &|_| false) == Reach::Runs {
            found.push((node, names));
        }
    }
    found
}

/// `if "KEY" not in os.environ: raise ...`, where nothing else reads it.
fn asked(context: &mut Context, node: NodeId, set: &HashSet<String>, reported: &mut HashSet<String>) {
    let facts = context.facts;
    let operands: Vec<NodeId> = context.notebook.tree.children(node).collect();
    let [key, all] = operands[..] else { return };
    if facts.dotted(all).as_deref() != Some("os.environ") || !raises_without(facts, node) {
        return;
    }
    let Some((names, missing)) = missing(facts, node, &written(facts, key), set) else { return };
    if missing == Missing::Some || !reported.insert(names.text()) {
        return;
    }
    let level = context.reached_level(context.level_of("environment-variable", "asked"), context.reach(node, &[]));
    let span = context.notebook.tree.span(node);
    context.report("environment-variable", "asked", level, span, names.subject(node, true), &[("key", &names.text())]);
}

#[derive(PartialEq)]
enum Missing {
    All,
    Some,
}

/// The names of variables that are not set: those that are known, and what is written where one is not.
struct Unset {
    keys: Vec<String>,
    written: Vec<String>,
}

impl Unset {
    /// All of them, for a message that puts them in backticks.
    fn text(&self) -> String {
        self.keys.iter().chain(&self.written).map(String::as_str).collect::<Vec<_>>().join("` or `")
    }

    fn subject(&self, node: NodeId, required: bool) -> Subject {
        Subject::Variable { node, keys: self.keys.clone(), name: self.text(), required }
    }
}

/// The names of the variables that a key may be and that are not set; none if all are.
fn missing(facts: &Facts, node: NodeId, (key, text): &Key, set: &HashSet<String>) -> Option<(Unset, Missing)> {
    let is_set = |name: &str| {
        SET.contains(&name) || set.contains(name) || tested(facts, node, name) || sets_key(facts, node, name)
    };
    let possible = key.possible();
    let mut names = Unset { keys: Vec::new(), written: Vec::new() };
    let (mut certain, mut all) = (false, true);
    for one in &possible {
        let (name, list) = match &one.value {
            Value::Str(name) => (name.clone(), &mut names.keys),
            _ if possible.len() == 1 => (text.clone(), &mut names.written),
            _ => {
                all = false;
                continue;
            }
        };
        if is_set(&name) {
            all = false;
        } else {
            certain |= one.is_certain();
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    let none = names.keys.is_empty() && names.written.is_empty();
    (!none).then_some((names, if certain || all { Missing::All } else { Missing::Some }))
}

/// `os.environ["X"] if sys.platform != "emscripten" else ""`: the browser gets the other branch.
fn is_empty_default(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let choice = tree.parent(node).filter(|&parent| tree.kind(parent) == "conditional_expression");
    choice.is_some_and(|choice| {
        let mut branches = tree.children(choice).filter(|&branch| branch != node);
        branches.any(|branch| facts.value(branch).str() == Some(""))
    })
}

/// Whether a node is the target of an assignment.
fn is_written(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    tree.parent(node).is_some_and(|parent| match tree.kind(parent) {
        "assignment" => tree.field_of(node) == Some("left"),
        "pattern_list" | "tuple_pattern" => true,
        _ => false,
    })
}

/// Whether a call names a default.
fn is_given(facts: &Facts, call: NodeId) -> bool {
    facts.arguments(call).1.iter().any(|(name, _)| *name == "default")
}

/// A default of its own, or an `or` behind it.
fn has_default(facts: &Facts, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    if let Some(default) = facts.argument(call, 1, "default") {
        return facts.notebook.tree.kind(default) != "none";
    }
    let outer = super::unset::outside_parentheses(facts, call);
    tree.parent(outer).is_some_and(|parent| {
        tree.kind(parent) == "boolean_operator"
            && tree.child(parent, "operator").is_some_and(|operator| tree.kind(operator) == "or")
            && tree.child(parent, "left") == Some(outer)
    })
}

/// The variables that the notebook sets itself.
fn set_here(facts: &Facts) -> HashSet<String> {
    let tree = &facts.notebook.tree;
    let mut set: HashSet<String> = HashSet::new();
    let names = |key: Option<NodeId>| {
        let possible = key.map(|key| facts.value(key).possible()).unwrap_or_default();
        possible.into_iter().filter_map(|one| one.value.str().map(str::to_owned))
    };
    for node in tree.all() {
        match tree.kind(node) {
            "subscript"
                if is_written(facts, node)
                    && facts.dotted(node).as_deref() == Some("os.environ[]")
                    && facts.certainty(node) != Some(false) =>
            {
                set.extend(names(tree.child(node, "subscript")));
            }
            "call" => match facts.callee(node).as_deref() {
                Some("os.environ.setdefault" | "os.putenv") => set.extend(names(facts.argument(node, 0, "key"))),
                Some("os.environ.update") => {
                    let (positional, named) = facts.arguments(node);
                    let pairs = positional.iter().flat_map(|&given| tree.descendants(given));
                    let pairs = pairs.filter(|&id| tree.kind(id) == "pair");
                    set.extend(pairs.flat_map(|pair| names(tree.child(pair, "key"))));
                    set.extend(named.into_iter().map(|(name, _)| name.to_owned()));
                }
                _ => {}
            },
            _ => {}
        }
    }
    set
}

/// Whether a test around the read asks for the same variable.
fn tested(facts: &Facts, node: NodeId, key: &str) -> bool {
    let tree = &facts.notebook.tree;
    // A key that is no constant goes by its own text.
    let is_key = |part: NodeId| match facts.value(part) {
        Value::Str(text) => text == key,
        Value::Several(several) => several.iter().any(|one| one.value.str() == Some(key)),
        _ => facts.notebook.node_text(part) == key,
    };
    facts.conditions(node).iter().filter(|condition| !condition.or_fails).any(|condition| {
        tree.descendants(condition.test).any(|part| match tree.kind(part) {
            "comparison_operator" => {
                let operands: Vec<NodeId> = tree.children(part).collect();
                matches!(operands[..], [left, right] if is_key(left)
                    && facts.dotted(right).is_some_and(|name| name.starts_with("os.environ")))
            }
            "call" => {
                matches!(facts.callee(part).as_deref(), Some("os.getenv" | "os.environ.get"))
                    && facts.argument(part, 0, "key").is_some_and(is_key)
            }
            _ => false,
        })
    })
}

/// A row of `environment.tsv`.
struct Row {
    name: &'static str,
    /// The position of the key; none for a subscript.
    position: Option<usize>,
    keyword: &'static str,
    kind: Kind,
}

fn rows() -> impl Iterator<Item = Row> {
    include_str!("environment.tsv").lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
        let [name, position, keyword, kind] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let kind = match kind {
            "item" => Kind::Item,
            "get" => Kind::Get,
            "default" => Kind::Default,
            _ => return None,
        };
        Some(Row { name, position: position.parse().ok(), keyword, kind })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let lines = include_str!("environment.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::rows().count(), lines - 1);
    }
}
