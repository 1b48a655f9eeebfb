//! A driver that only an address names, `postgresql+psycopg2://`: the problem of its module.

use super::modules::successor_note;
use super::{Context, Level, Subject, Variant, definitions};
use crate::notebook::NodeId;
use crate::packages::normalise;
use crate::rules::port::Port;
use crate::syntax::{Facts, Reach};

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    if !context.notebook.text.as_str().contains("create_engine") {
        return;
    }
    for definition in definitions() {
        let Some(port) = definition.port() else { continue };
        if port.addresses.is_empty() || facts.names.imports().iter().any(|import| import.top_level() == port.module) {
            continue; // with an import it is a part of that problem
        }
        let listed = context
            .requirements
            .iter()
            .any(|entry| port.requirements.remove.iter().any(|old| normalise(old) == entry.name));
        for (call, address) in port.engines(facts) {
            let text = facts.value(address);
            let place = text.place();
            let scheme = place.as_ref().and_then(|place| place.rest.split_once("://")).map(|(scheme, _)| scheme);
            let Some(scheme) = scheme.filter(|scheme| port.addresses.contains_key(*scheme)) else { continue };
            if !listed && !scheme.contains('+') {
                continue;
            }
            let runs = context.reach(call, &["ModuleNotFoundError"]) == Reach::Runs;
            let level = if runs { context.level_of(&definition.id, Variant::Address) } else { Some(Level::Advice) };
            let subject = Subject::module(port.module.as_str());
            let span = context.notebook.tree.span(address);
            let variant = if runs { Variant::Address } else { Variant::Guarded };
            context.report(
                &definition.id,
                variant,
                level,
                span,
                subject,
                &[("module", &port.module), ("scheme", scheme)],
            );
            if let Some(note) = successor_note(context, definition) {
                context.add_to_reason(&note);
            }
            break;
        }
    }
}

impl Port {
    /// The calls that take an address, each with it.
    pub fn engines(&self, facts: &Facts) -> Vec<(NodeId, NodeId)> {
        let tree = &facts.notebook.tree;
        let calls = tree.all().filter(|&node| tree.kind(node) == "call");
        let makers = calls.filter(|&call| facts.callee(call).is_some_and(|name| self.engine_makers.contains(&name)));
        makers.filter_map(|call| Some((call, facts.argument(call, 0, "url")?))).collect()
    }

    /// The scheme of an address that is written in a string, if it is one that changes.
    pub fn scheme(&self, facts: &Facts, string: NodeId) -> Option<String> {
        let tree = &facts.notebook.tree;
        let first =
            tree.children(string).find(|&part| matches!(tree.kind(part), "string_content" | "interpolation"))?;
        let (scheme, _) = facts.notebook.node_text(first).split_once("://")?;
        self.addresses.contains_key(scheme).then(|| scheme.to_owned())
    }
}
