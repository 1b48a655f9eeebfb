//! `time-zone`, `thread-local-dataclass` and the servers that addresses name: what no list of calls can say.

use super::{Context, Level, Subject, Variant, definitions};
use crate::notebook::NodeId;
use crate::syntax::Value;

/// `create_engine("postgresql://...")`: an address of a server, handed to whatever connects to it.
pub(super) fn servers(context: &mut Context) {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let calls = || tree.all().filter(|&node| tree.kind(node) == "call");
    for definition in definitions().iter().filter(|definition| !definition.find.scheme.is_empty()) {
        let find = &definition.find;
        for node in calls() {
            let Some(name) = facts.callee(node).filter(|name| name.contains('.')) else { continue };
            let harmless = ["marimo.", "os.environ", "os.getenv", "urllib.", "re.", "logging.", "os.path."];
            if find.call.contains(&name) || name.contains("()") || harmless.iter().any(|start| name.starts_with(start))
            {
                continue;
            }
            let (positional, named) = facts.arguments(node);
            let mut given = positional.into_iter().chain(named.into_iter().map(|(_, value)| value));
            let server = given.any(|argument| {
                let place = facts.value(argument).place();
                let scheme = place.as_ref().and_then(|place| place.rest.split_once("://")).map(|(scheme, _)| scheme);
                scheme.is_some_and(|scheme| find.scheme.iter().any(|known| scheme.starts_with(known.as_str())))
            });
            if server {
                let reach = context.reach_of(node, &["Exception"], &name);
                let level = context.reached_level(context.fixed_level(definition, Variant::Plain), reach);
                let subject = Subject::Use { node, name: name.clone() };
                context.report(&definition.id, Variant::Plain, level, tree.span(node), subject, &[("name", &name)]);
            }
        }
    }
}

/// `ZoneInfo(...)` where nothing brings the tzdata package.
pub(super) fn time_zones(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    if super::requirements::is_brought(context, "tzdata") {
        return;
    }
    for node in tree.all().filter(|&node| tree.kind(node) == "call") {
        let name = facts.callee(node).unwrap_or_default();
        if !matches!(name.as_str(), "zoneinfo.ZoneInfo" | "zoneinfo.ZoneInfo.no_cache") {
            continue;
        }
        let reach = context.reach(node, &["ZoneInfoNotFoundError"]);
        let level = context.reached_level(context.level_of("time-zone", Variant::Plain), reach);
        let add = vec!["tzdata".to_owned()];
        let subject = Subject::Dependencies { add, ask: false, unknown: Vec::new(), breaks_on: None };
        context.report("time-zone", Variant::Plain, level, tree.span(node), subject, &[("name", &name)]);
        if level.is_some() {
            return; // one package cures them all
        }
    }
}

/// What `calls-extra.tsv` says of a call that meets such a dataclass.
const SHIM: &str = "marimo's shim for threading.local cannot hold a dataclass";

/// The library's function or class, or the one that the called class of the notebook extends, if it meets such a dataclass.
fn made(context: &Context, call: NodeId) -> Option<String> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let meets = |name: &String| context.any_host(|host| host.call(name).is_some_and(|fact| fact.detail == SHIM));
    match facts.value(facts.function_of(call)?) {
        Value::Name(name) => Some(name).filter(meets),
        Value::Local(class) => {
            let bases = tree.child(class, "superclasses")?;
            tree.children(bases).filter_map(|base| facts.dotted(base)).find(meets)
        }
        _ => None,
    }
}

/// A `@dataclass` on `threading.local`, rich's Console among them.
pub(super) fn thread_local(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let level = context.any_host(|host| host.adapters).then_some(Level::Error);
    for node in tree.all() {
        let (what, alternative) = match tree.kind(node) {
            "call" => match made(context, node) {
                Some(name) => (format!("`{name}`"), ", or show the text without it"),
                None => continue,
            },
            "decorated_definition" => {
                let class = tree.child(node, "definition").filter(|&class| tree.kind(class) == "class_definition");
                let Some(bases) = class.and_then(|class| tree.child(class, "superclasses")) else { continue };
                let local = tree.children(bases).any(|base| facts.dotted(base).as_deref() == Some("threading.local"));
                let dataclass = tree.children(node).filter(|&part| tree.kind(part) == "decorator").any(|decorator| {
                    tree.children(decorator).any(|name| {
                        facts.dotted(name).is_some_and(|name| name.trim_end_matches("()") == "dataclasses.dataclass")
                    })
                });
                if !(local && dataclass) {
                    continue;
                }
                ("a `@dataclass` that extends `threading.local`".to_owned(), "")
            }
            _ => continue,
        };
        let level = context.reached_level(level, context.reach(node, &["TypeError"]));
        let subject = Subject::Use { node, name: what.clone() };
        let line = context.notebook.text.line(tree.start(node));
        let span = tree.start(node)..tree.end(node).min(line.end);
        context.report(
            "thread-local-dataclass",
            Variant::Plain,
            level,
            span,
            subject,
            &[("what", &what), ("alternative", alternative)],
        );
        let on = context.on_some(context.hosts.list.iter().map(|host| host.adapters));
        if level.is_some() && !on.is_empty() {
            context.add_to_reason(&format!("; so it is{on}"));
        }
    }
}
