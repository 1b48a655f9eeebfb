//! `missing-name`: names of the standard library that the browser's Python has no more or never had, and arguments of a
//! command line.

use super::calls::{asked_for, is_listed, is_read};
use super::{Context, Subject, Variant, definition, level};
use crate::host::{Host, Outcome};
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Value};

pub(super) fn find(context: &mut Context) {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    for node in tree.all() {
        match tree.kind(node) {
            "attribute" if facts.cell_statement(node).is_some() => {
                let Some(name) = facts.dotted(node) else {
                    own_annotations(context, node);
                    continue;
                };
                if !is_listed(&name) && is_read(facts, node) {
                    lacking(context, node, node, &name, "AttributeError");
                }
            }
            "subscript" if facts.cell_statement(node).is_some() => command_line(context, node),
            _ => {}
        }
    }
    for import in facts.names.imports() {
        lacking(context, import.statement, import.clause, &import.full_name(), "ImportError");
    }
}

/// A name that some host lacks.
fn lacking(context: &mut Context, node: NodeId, at: NodeId, name: &str, error: &str) {
    let hosts = context.hosts.list.iter().map(|host| host.lacks(name));
    let whys: Vec<Option<&str>> = hosts.collect();
    let (Some(why), Some(definition)) = (whys.iter().rev().find_map(|why| *why), definition("missing-name")) else {
        return;
    };
    if asked_for(context, node, name) || asks_for_version(context, node) {
        return;
    }
    let outcomes: Vec<Outcome> =
        whys.iter().map(|why| if why.is_some() { Outcome::Fails } else { Outcome::Works }).collect();
    let level = level::of(&definition.words(Variant::Plain), Some(&outcomes), context.by_measurement());
    let level = context.reached_level(level, context.reach_of(node, &[error], name));
    let (span, subject) = (context.notebook.tree.span(at), Subject::Use { node, name: name.to_owned() });
    context.report(
        "missing-name",
        Variant::Plain,
        level,
        span,
        subject,
        &[("name", name), ("why", why), ("error", error)],
    );
}

/// `self.__annotations__`: since Python 3.14 a class has them, and its instances have not.
fn own_annotations(context: &mut Context, node: NodeId) {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let member = tree.child(node, "attribute").map(|member| context.notebook.node_text(member));
    let symbol = tree.child(node, "object").and_then(|object| facts.names.symbol_of(object));
    let (Some("__annotations__"), Some(symbol)) = (member, symbol) else { return };
    let is_self = facts.names.symbol(symbol).bindings.iter().any(|binding| match binding.kind {
        BindingKind::Parameter { function, position: 0 } => {
            // Decorated functions of a class may get the class itself.
            let class = tree.parent(function).and_then(|block| tree.parent(block));
            class.is_some_and(|class| tree.kind(class) == "class_definition")
        }
        _ => false,
    });
    let Some(definition) = definition("missing-name").filter(|_| is_self) else { return };
    let since = |host: &Host| host.python_series() >= (3, 14);
    let outcomes: Vec<Outcome> =
        context.hosts.list.iter().map(|host| if since(host) { Outcome::Fails } else { Outcome::Works }).collect();
    if asks_for_version(context, node) {
        return;
    }
    let level = level::of(&definition.words(Variant::Plain), Some(&outcomes), context.by_measurement());
    let level = context.reached_level(level, context.reach(node, &["AttributeError"]));
    let name = context.notebook.node_text(node).to_owned();
    let fill =
        [("name", name.as_str()), ("why", "an instance has none since Python 3.14"), ("error", "AttributeError")];
    let (span, subject) = (tree.span(node), Subject::Use { node, name: name.clone() });
    context.report("missing-name", Variant::Plain, level, span, subject, &fill);
}

/// Whether a test around a node asks for the version of Python.
fn asks_for_version(context: &Context, node: NodeId) -> bool {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    facts.conditions(node).iter().any(|condition| {
        tree.descendants(condition.test)
            .filter(|&part| matches!(tree.kind(part), "attribute" | "identifier"))
            .any(|part| facts.dotted(part).is_some_and(|name| name.starts_with("sys.version")))
    })
}

/// `sys.argv[1]`, `mo.cli_args()["rows"]`: a page has no command line.
fn command_line(context: &mut Context, node: NodeId) {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let (Some(object), Some(item)) = (tree.child(node, "value"), tree.child(node, "subscript")) else { return };
    let (given, error) = match facts.dotted(object).as_deref() {
        Some("sys.argv") => {
            (matches!(facts.value(item), Value::Int(1..)) && tree.kind(item) == "integer", "IndexError")
        }
        Some("marimo.cli_args()") => (true, "KeyError"),
        _ => return,
    };
    if !given || !is_read(facts, node) || asks_first(context, node, object) {
        return;
    }
    let level =
        context.reached_level(context.level_of("missing-name", Variant::Argument), context.reach(node, &[error]));
    let name = context.notebook.node_text(node).to_owned();
    let subject = Subject::Use { node, name: name.clone() };
    context.report(
        "missing-name",
        Variant::Argument,
        level,
        tree.span(node),
        subject,
        &[("name", &name), ("error", error)],
    );
}

/// Whether a test around a look-up asks for the same arguments: `if "rows" in args`, `if len(sys.argv) == 3`.
fn asks_first(context: &Context, node: NodeId, object: NodeId) -> bool {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let own = facts.dotted(object);
    facts.conditions(node).iter().filter(|condition| !condition.or_fails).any(|condition| {
        let parts = tree.descendants(condition.test).filter(|&part| tree.start(part) != tree.start(node));
        let mut named = parts.filter(|&part| matches!(tree.kind(part), "attribute" | "identifier" | "call"));
        named.any(|part| facts.dotted(part) == own)
    })
}
