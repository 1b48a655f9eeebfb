//! `next(path for path in paths if path.exists())`: the browser has none of them, so there is no next one. `local-file`.

use super::existence::{is_absent, tested_paths};
use super::written::Written;
use super::{Context, Level, Subject, Variant};
use crate::notebook::NodeId;
use crate::syntax::{Base, Facts, Place, Value};

const ERROR: &str = "StopIteration";

/// Reports a call of `next` without a default that looks for the first path which is there.
pub(super) fn find(context: &mut Context, call: NodeId, written: &Written) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let (positional, named) = facts.arguments(call);
    let ([generator], []) = (&positional[..], &named[..]) else { return };
    if tree.kind(*generator) != "generator_expression" {
        return;
    }
    let tests = tree.children(*generator).filter(|&clause| tree.kind(clause) == "if_clause");
    let tests: Vec<NodeId> = tests.filter_map(|clause| tree.children(clause).next()).collect();
    let asked: Vec<NodeId> = tests.iter().flat_map(|&test| tree.descendants(test)).collect();
    let in_vain = tests.iter().any(|&test| facts.truth(test) == Some(false));
    let Some((place, certain)) = asked.iter().find_map(|&test| {
        if let Some(name) = upwards(facts, *generator, test, written) {
            return Some((name, tests.contains(&test)));
        }
        let (places, all) = tested_paths(facts, test)?;
        let (absent, there): (Vec<Place>, Vec<Place>) =
            places.into_iter().partition(|place| is_absent(facts, written, place));
        let first = absent.into_iter().next()?;
        Some((first.rest, in_vain && all && there.is_empty()))
    }) else {
        return;
    };
    let level =
        context.reached_level(context.level_of("local-file", Variant::Item), context.reach_of(call, &[ERROR], "next"));
    let level = if certain { level } else { level.map(|level| level.min(Level::Warning)) };
    let fill = [
        ("path", place.as_str()),
        ("where", "a folder"),
        ("advice", "give `next(..., default)` a default that does without it, or read the file from a URL"),
        ("name", "next"),
        ("error", ERROR),
    ];
    context.report("local-file", Variant::Item, level, tree.span(call), Subject::Settled, &fill);
}

/// The file that is looked for in the current folder and those above it: `(p / "project.toml").exists()` for `p` of
/// `(Path.cwd(), *Path.cwd().parents)`.
fn upwards(facts: &Facts, generator: NodeId, test: NodeId, written: &Written) -> Option<String> {
    let tree = &facts.notebook.tree;
    let clause = tree.children(generator).find(|&clause| tree.kind(clause) == "for_in_clause")?;
    let folder = facts.names.symbol_of(tree.child(clause, "left")?)?;
    let folders = tree.child(clause, "right")?;
    let listed: Vec<NodeId> = match tree.kind(folders) {
        "tuple" | "list" => tree.children(folders).collect(),
        _ => vec![folders],
    };
    let here = |node: NodeId| {
        let place = facts.value(node).place();
        place.is_some_and(|place| {
            place.whole
                && matches!(place.base, Base::Current | Base::Notebook | Base::Text)
                && !place.rest.starts_with('/')
        })
    };
    let above = |node: NodeId| {
        let object = tree.child(node, "object").filter(|_| tree.kind(node) == "attribute");
        let parents = tree.child(node, "attribute").is_some_and(|name| facts.notebook.node_text(name) == "parents");
        parents && object.is_some_and(here)
    };
    let known = |node: NodeId| match tree.kind(node) {
        "list_splat" => tree.children(node).next().is_some_and(above),
        _ => here(node) || above(node),
    };
    let method = facts.function_of(test).filter(|_| tree.kind(test) == "call")?;
    let name = tree.child(method, "attribute").map(|name| facts.notebook.node_text(name))?;
    let asked = tree.child(method, "object").filter(|_| matches!(name, "exists" | "is_file" | "is_dir"))?;
    let joined = if tree.kind(asked) == "parenthesized_expression" { tree.children(asked).next()? } else { asked };
    let (left, right) = (tree.child(joined, "left")?, tree.child(joined, "right")?);
    let Value::Str(name) = facts.value(right) else { return None };
    let own = facts.names.symbol_of(left) == Some(folder)
        && is_absent(facts, written, &Place { base: Base::Text, rest: name.clone(), whole: true });
    (own && listed.into_iter().all(known)).then_some(name)
}
