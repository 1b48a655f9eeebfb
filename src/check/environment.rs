//! `environment-variable`: reads of variables that the browser does not have.

use super::mocks::sets_key;
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
            "subscript" if is_item(facts, node) && !is_written(facts, node) => {
                (tree.child(node, "subscript"), "", "KeyError")
            }
            "call" => match facts.callee(node).as_deref() {
                Some("os.environ.pop") if facts.arguments(node).0.len() == 1 => {
                    (facts.argument(node, 0, "key"), "", "KeyError")
                }
                Some("os.getenv" | "os.environ.get") if !has_default(facts, node) => match need(facts, node) {
                    Need::Probe => continue,
                    // `None` written out: the author knows.
                    Need::Value if facts.argument(node, 1, "default").is_some() => continue,
                    Need::Value => (facts.argument(node, 0, "key"), "optional", ""),
                    Need::Required => (facts.argument(node, 0, "key"), "none", ""),
                },
                _ => continue,
            },
            _ => continue,
        };
        let Some(key) = key else { continue };
        let name = match facts.value(key) {
            Value::Str(name) => name,
            _ => context.notebook.node_text(key).to_owned(),
        };
        if SET.contains(&name.as_str())
            || is_set(facts, &name)
            || tested(facts, node, &name)
            || sets_key(facts, node, &name)
        {
            continue;
        }
        let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
        let reach = context.reach(node, errors);
        let empty = reach == Reach::Guarded && is_empty_default(facts, node);
        let (variant, reach) = if empty { ("empty", Reach::Runs) } else { (variant, reach) };
        let level = context.reached_level(context.level_of("environment-variable", variant), reach);
        // What has its default already is told, with nothing left to fix.
        let subject = if empty { Subject::Settled } else { Subject::Use { node, name: name.clone() } };
        context.report("environment-variable", variant, level, tree.span(node), subject, &[("key", &name)]);
        if let Some(problem) = context.found.problems.last_mut().filter(|_| level.is_some() && reach == Reach::Uncalled)
        {
            problem.reason.push_str("; nothing in the notebook calls the function it stands in");
        }
    }
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

/// Whether a node is `os.environ[...]`.
fn is_item(facts: &Facts, node: NodeId) -> bool {
    facts.dotted(node).as_deref() == Some("os.environ[]")
}

/// Whether `os.environ[...]` is the target of an assignment or of `del`.
fn is_written(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    tree.parent(node).is_some_and(|parent| match tree.kind(parent) {
        "assignment" => tree.field_of(node) == Some("left"),
        "delete_statement" | "pattern_list" | "tuple_pattern" => true,
        _ => false,
    })
}

/// A default of its own, or an `or` behind it.
fn has_default(facts: &Facts, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let (positional, named) = facts.arguments(call);
    let given =
        positional.get(1).copied().or_else(|| named.iter().find(|(name, _)| *name == "default").map(|(_, v)| *v));
    if let Some(default) = given {
        return facts.notebook.tree.kind(default) != "none";
    }
    let outer = outside_parentheses(facts, call);
    tree.parent(outer).is_some_and(|parent| {
        tree.kind(parent) == "boolean_operator"
            && tree.child(parent, "operator").is_some_and(|operator| tree.kind(operator) == "or")
            && tree.child(parent, "left") == Some(outer)
    })
}

/// What a notebook does with a variable that it reads without a default.
#[derive(PartialEq, Eq)]
enum Need {
    /// It only asks whether it is there: a probe of the environment, or a fallback by hand.
    Probe,
    /// It uses what it gets.
    Value,
    /// It cannot go on with None.
    Required,
}

/// What raises when it is handed None.
const REFUSES_NONE: [&str; 5] = ["int", "float", "len", "json.loads", "pathlib.Path"];

fn need(facts: &Facts, call: NodeId) -> Need {
    let tree = &facts.notebook.tree;
    let outer = outside_parentheses(facts, call);
    let Some(parent) = tree.parent(outer) else { return Need::Value };
    let tested = |holds: bool| if holds { Need::Probe } else { Need::Value };
    match tree.kind(parent) {
        "attribute" => Need::Required, // `os.getenv("X").strip()`
        // `any(os.getenv(key) for key in ...)`, and `... if os.getenv(key)`
        "if_clause" => Need::Probe,
        "generator_expression" | "list_comprehension" => {
            let call = tree.ancestors(parent).find(|&id| tree.kind(id) == "call");
            let asks = call.is_some_and(|call| matches!(facts.callee(call).as_deref(), Some("any" | "all" | "sum")));
            tested(asks && tree.field_of(outer) == Some("body"))
        }
        // Only text can be set.
        "assignment" if tree.child(parent, "left").is_some_and(|left| is_item(facts, left)) => Need::Required,
        "comparison_operator" | "not_operator" | "boolean_operator" => Need::Probe,
        "if_statement" | "elif_clause" | "while_statement" => tested(tree.field_of(outer) == Some("condition")),
        "conditional_expression" => tested(tree.children(parent).nth(1) == Some(outer)),
        "argument_list" => match facts.callee(tree.parent(parent).unwrap_or(parent)).as_deref() {
            Some("bool" | "isinstance") => Need::Probe,
            Some(name) if REFUSES_NONE.contains(&name) => Need::Required,
            _ => Need::Value,
        },
        "assignment" | "named_expression" => {
            let name = tree.child(parent, "left").or_else(|| tree.child(parent, "name"));
            let symbol = name.and_then(|name| facts.names.symbol_of(name));
            let sites = symbol.map_or(&[][..], |symbol| facts.names.symbol(symbol).uses.as_slice());
            let mut needs = sites.iter().map(|&site| need_of_name(facts, site));
            if needs.clone().any(|need| need == Need::Required) {
                Need::Required
            } else {
                tested(needs.any(|need| need == Need::Probe))
            }
        }
        _ => Need::Value,
    }
}

/// `if key is None: ...`: the notebook goes on without it, or raises.
fn need_of_name(facts: &Facts, site: NodeId) -> Need {
    let tree = &facts.notebook.tree;
    let Some(around) = tree.parent(site) else { return Need::Value };
    let asked = match tree.kind(around) {
        "not_operator" => true,
        "boolean_operator" => tree.child(around, "left") == Some(site),
        "comparison_operator" => tree.descendants(around).any(|id| tree.kind(id) == "none"),
        "if_statement" | "elif_clause" => tree.field_of(site) == Some("condition"),
        "conditional_expression" => tree.children(around).nth(1) == Some(site),
        "assert_statement" => return Need::Required,
        // `int(port)`, unless something asks for it first.
        "argument_list" => {
            let call = facts.callee(tree.parent(around).unwrap_or(around));
            let asked = facts.conditions(site).iter().any(|condition| {
                let mut parts = tree.descendants(condition.test);
                parts.any(|part| facts.names.symbol_of(part) == facts.names.symbol_of(site))
            });
            let refuses = call.is_some_and(|name| REFUSES_NONE.contains(&name.as_str()));
            return if refuses && !asked { Need::Required } else { Need::Value };
        }
        _ => false,
    };
    if !asked {
        return Need::Value;
    }
    // Without it the notebook raises: `if not key: raise ...`, `if key is None: raise ...`.
    let negative = matches!(tree.kind(around), "not_operator" | "comparison_operator");
    let test = if tree.kind(around) == "if_statement" { site } else { around };
    let statement = tree.parent(test).filter(|&id| tree.kind(id) == "if_statement");
    let block = statement.filter(|_| negative).and_then(|id| tree.child(id, "consequence"));
    let last = block.and_then(|block| tree.children(block).last());
    if last.is_some_and(|last| tree.kind(last) == "raise_statement") { Need::Required } else { Need::Probe }
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
                && is_item(facts, node)
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
    // A key that is no constant goes by its own text.
    let is_key = |part: NodeId| match facts.value(part) {
        Value::Str(text) => text == key,
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
