//! `environment-variable`: reads of variables that the browser does not have.

use super::{Context, Subject};
use crate::notebook::NodeId;
use crate::syntax::{Facts, Reach, Value};

/// The variables that every measured host sets (`patterns.tsv`: os.environ.all).
const SET: [&str; 6] = ["HOME", "USER", "LOGNAME", "PATH", "PWD", "LANG"];

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    for node in tree.all() {
        if facts.cell_statement(node).is_none() {
            continue;
        }
        let (key, variant, error) = match tree.kind(node) {
            "subscript" if facts.dotted(node).as_deref() == Some("os.environ[]") && !is_written(facts, node) => {
                (tree.child(node, "subscript"), "", "KeyError")
            }
            "call" => match facts.callee(node).as_deref() {
                Some("os.environ.pop") if facts.arguments(node).0.len() == 1 => {
                    (facts.argument(node, 0, "key"), "", "KeyError")
                }
                Some("os.getenv" | "os.environ.get") if !has_default(facts, node) && !is_probe(facts, node) => {
                    (facts.argument(node, 0, "key"), "optional", "")
                }
                _ => continue,
            },
            _ => continue,
        };
        let Some(key) = key else { continue };
        let name = match facts.value(key) {
            Value::Str(name) => name,
            _ => context.notebook.node_text(key).to_owned(),
        };
        if SET.contains(&name.as_str()) || is_set(facts, &name) || tested(facts, node, &name) {
            continue;
        }
        let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
        let reach = context.reach(node, errors);
        let level = context.reached_level(context.level_of("environment-variable", variant), reach);
        let subject = Subject::Use { node, name: name.clone() };
        context.report("environment-variable", variant, level, tree.span(node), subject, &[("key", &name)]);
        if let Some(problem) = context.found.problems.last_mut().filter(|_| level.is_some() && reach == Reach::Uncalled)
        {
            problem.reason.push_str("; nothing in the notebook calls the function it stands in");
        }
    }
}

/// Whether `os.environ[...]` is the target of an assignment or of `del`.
fn is_written(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    tree.parent(node).is_some_and(|parent| match tree.kind(parent) {
        "assignment" | "augmented_assignment" => tree.field_of(node) == Some("left"),
        "delete_statement" | "pattern_list" | "tuple_pattern" => true,
        _ => false,
    })
}

/// A default of its own, or an `or` behind it.
fn has_default(facts: &Facts, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let (positional, named) = facts.arguments(call);
    if positional.len() > 1 || named.iter().any(|(name, _)| *name == "default") {
        return true;
    }
    let outer = outside_parentheses(facts, call);
    tree.parent(outer).is_some_and(|parent| {
        tree.kind(parent) == "boolean_operator"
            && tree.child(parent, "operator").is_some_and(|operator| tree.kind(operator) == "or")
            && tree.child(parent, "left") == Some(outer)
    })
}

/// Only asked whether it is there: a probe of the environment, or a fallback by hand.
fn is_probe(facts: &Facts, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let outer = outside_parentheses(facts, call);
    let Some(parent) = tree.parent(outer) else { return false };
    match tree.kind(parent) {
        "comparison_operator" | "not_operator" | "boolean_operator" => true,
        "if_statement" | "elif_clause" | "while_statement" => tree.field_of(outer) == Some("condition"),
        "conditional_expression" => tree.children(parent).nth(1) == Some(outer),
        "call" | "argument_list" => facts.callee(tree.parent(parent).unwrap_or(parent)).as_deref() == Some("bool"),
        "assignment" | "named_expression" => {
            // `key = os.getenv("KEY")` and then `if not key: ...`: the notebook goes on without it.
            let name = tree.child(parent, "left").or_else(|| tree.child(parent, "name"));
            let symbol = name.and_then(|name| facts.names.symbol_of(name));
            symbol.is_some_and(|symbol| {
                facts.names.symbol(symbol).uses.iter().any(|&site| {
                    tree.parent(site).is_some_and(|around| match tree.kind(around) {
                        "not_operator" => true,
                        "boolean_operator" => tree.child(around, "left") == Some(site),
                        "comparison_operator" => tree.descendants(around).any(|id| tree.kind(id) == "none"),
                        "if_statement" | "elif_clause" => tree.field_of(site) == Some("condition"),
                        "conditional_expression" => tree.children(around).nth(1) == Some(site),
                        _ => false,
                    })
                })
            })
        }
        _ => false,
    }
}

fn outside_parentheses(facts: &Facts, node: NodeId) -> NodeId {
    let tree = &facts.notebook.tree;
    let around = tree.ancestors(node).take_while(|&id| tree.kind(id) == "parenthesized_expression").last();
    around.unwrap_or(node)
}

/// Whether the notebook sets the variable itself.
fn is_set(facts: &Facts, key: &str) -> bool {
    let tree = &facts.notebook.tree;
    let is_key = |node: Option<NodeId>| node.is_some_and(|node| facts.value(node).str() == Some(key));
    tree.all().any(|node| match tree.kind(node) {
        "subscript" => {
            is_written(facts, node)
                && is_key(tree.child(node, "subscript"))
                && facts.dotted(node).as_deref() == Some("os.environ[]")
                && facts.certainty(node) != Some(false)
        }
        "call" => match facts.callee(node).as_deref() {
            Some("os.environ.setdefault" | "os.putenv") => is_key(facts.argument(node, 0, "key")),
            Some("os.environ.update") => {
                let (positional, named) = facts.arguments(node);
                named.iter().any(|(name, _)| *name == key)
                    || positional.iter().any(|&given| {
                        tree.descendants(given).any(|id| tree.kind(id) == "pair" && is_key(tree.child(id, "key")))
                    })
            }
            _ => false,
        },
        _ => false,
    })
}

/// Whether a test around the read asks for the same variable.
fn tested(facts: &Facts, node: NodeId, key: &str) -> bool {
    let tree = &facts.notebook.tree;
    facts.conditions(node).iter().any(|condition| {
        tree.descendants(condition.test).any(|part| match tree.kind(part) {
            "comparison_operator" => {
                let operands: Vec<NodeId> = tree.children(part).collect();
                matches!(operands[..], [left, right] if facts.value(left).str() == Some(key)
                    && facts.dotted(right).is_some_and(|name| name.starts_with("os.environ")))
            }
            "call" => {
                matches!(facts.callee(part).as_deref(), Some("os.getenv" | "os.environ.get"))
                    && facts.argument(part, 0, "key").is_some_and(|first| facts.value(first).str() == Some(key))
            }
            _ => false,
        })
    })
}
