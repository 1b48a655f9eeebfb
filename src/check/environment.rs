//! `environment-variable`: reads of variables that the browser does not have.

use rustc_hash::FxHashSet as HashSet;

use super::mocks::sets_key;
use super::set_variables::set_here;
use super::unset::{Need, ends_without, need, raises_without};
use super::variable_reads::{Key, Kind, read, written};
use super::{Context, Level, Subject, Variant};
use crate::notebook::NodeId;
use crate::syntax::{Facts, Reach, Value};

/// The variables that every measured host sets (`patterns.tsv`: os.environ.all).
const SET: [&str; 6] = ["HOME", "USER", "LOGNAME", "PATH", "PWD", "LANG"];

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let set = set_here(facts);
    let mut reported = HashSet::default();
    for node in tree.all().filter(|&node| facts.cell_statement(node).is_some()) {
        if let Some((keys, kind)) = read(facts, node) {
            read_keys(context, node, &keys, kind, &set, &mut reported);
        }
    }
    for node in tree.all().filter(|&node| tree.kind(node) == "comparison_operator") {
        asked(context, node, &set, &mut reported);
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
    let error = if variant == Variant::Plain { "KeyError" } else { "" };
    for key in keys {
        let Some((names, missing)) = missing(facts, node, key, set) else { continue };
        let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
        let reach = context.reach(node, errors);
        let empty = reach == Reach::Guarded && is_empty_default(facts, node);
        let (variant, reach) = if empty { (Variant::Empty, Reach::Runs) } else { (variant, reach) };
        let level = context.reached_level(context.level_of("environment-variable", variant), reach);
        let level = if missing == Missing::Some { level.map(|level| level.min(Level::Warning)) } else { level };
        // What has its default already is told, with nothing left to fix.
        let required = variant != Variant::Optional;
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
fn variant_of(facts: &Facts, node: NodeId, kind: Kind) -> Option<Variant> {
    match kind {
        Kind::Item => Some(Variant::Plain),
        Kind::Default if facts.arguments(node).0.len() > 1 || is_given(facts, node) => None,
        Kind::Default => Some(Variant::Plain),
        Kind::Get if has_default(facts, node) => None,
        Kind::Get => match need(facts, node) {
            Need::Probe => None,
            // `None` written out: the author knows.
            Need::Value if facts.argument(node, 1, "default").is_some() => None,
            Need::Value => Some(Variant::Optional),
            Need::Required => Some(Variant::None),
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
            Some((keys, kind)) if variant_of(facts, node, kind).is_some_and(|variant| variant != Variant::Optional) => {
                keys
            }
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
    let level =
        context.reached_level(context.level_of("environment-variable", Variant::Asked), context.reach(node, &[]));
    let span = context.notebook.tree.span(node);
    context.report(
        "environment-variable",
        Variant::Asked,
        level,
        span,
        names.subject(node, true),
        &[("key", &names.text())],
    );
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
            && !ends_without(facts, parent)
    })
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
