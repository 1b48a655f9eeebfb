//! `stand-in`: the new library answers to the old one's name, for notebooks that use more than the table lists.
//!
//! Only the import changes. What the table refuses, or would write otherwise, withholds it; what it does not list stays as it
//! is and unknown, so a person has to choose this fix.

use super::uses::{Refusal, Site, Uses};
use super::{addresses, requirements, rules, table};
use crate::check::Problem;
use crate::fix::Plan;
use crate::notebook::NodeId;
use crate::rules::port::{Argument, Entry, Port, Use};
use crate::syntax::{Facts, Import};

pub(in crate::fix::verbs) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let port = table(problem)?;
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let call = problem.definition.find.stand_in.as_deref();
    let call = call.ok_or_else(|| format!("`{}` has no such form", port.to))?;
    let imports: Vec<&Import> =
        facts.names.imports().iter().filter(|import| import.top_level() == port.module).collect();
    // Where every use can be swapped, that is the better fix.
    let mut whole = Plan::new(facts);
    if imports.is_empty() || super::apply(&mut whole, problem).and_then(|()| whole.edits()).is_ok() {
        return Ok(());
    }
    let line = |node: NodeId| facts.notebook.text.position(tree.start(node)).0;
    for import in &imports {
        let refused = port
            .api
            .get(&import.full_name())
            .and_then(|entries| entries.list().iter().find_map(|one| one.refuse.as_ref()));
        if let Some(why) = refused {
            return Err(format!("`{}` on line {}: {why}", import.full_name(), line(import.statement)));
        }
    }
    if let Some(import) = imports.iter().find(|import| facts.enclosing_definition(import.statement).is_some()) {
        return Err(format!("line {} imports `{}` in a function; do it by hand", line(import.statement), port.module));
    }
    out_of_sight(facts, port)?;
    let uses = Uses::gather_listed(facts, port)?;
    for rule in &port.only_if {
        rules::notebook_rule(rule, &uses)?;
    }
    // The first import of each cell.
    let mut firsts: Vec<&Import> = Vec::new();
    for import in imports {
        if !firsts.iter().any(|first| first.cell == import.cell) {
            firsts.push(import);
        }
    }
    let public = firsts.len() == 1 && plan.is_free(&port.to);
    let name = if public { port.to.clone() } else { format!("_{}", port.to) };
    if facts.names.symbols().any(|(_, symbol)| symbol.name == name) {
        return Err(format!("the name `{name}` is taken in the notebook; do it by hand"));
    }
    let alias = if public { String::new() } else { format!(" as {name}") };
    let member = call.strip_prefix(port.to.as_str()).unwrap_or(call);
    for first in firsts {
        let lines = format!("import {}{alias}\n{name}{member}()", port.to);
        plan.imports.entry(first.statement).or_insert((false, Default::default())).1.insert(lines);
    }
    plan.edits.extend(addresses::edits(facts, port)?);
    requirements(plan, port)
}

/// Members that are known to differ withhold it wherever they are read: the value may have been lost from sight.
fn out_of_sight(facts: &Facts, port: &Port) -> Result<(), String> {
    let tree = &facts.notebook.tree;
    let differs = |member: &str| {
        port.api.iter().any(|(key, entries)| {
            let of_value = key.rsplit_once('.').is_some_and(|(value, last)| last == member && value.ends_with("()"));
            let restricted =
                |entry: &Entry| entry.refuse.is_some() || (!entry.only_if.is_empty() && entry.uses == [Use::Read]);
            of_value && entries.list().iter().any(restricted)
        })
    };
    for node in tree.all().filter(|&node| tree.kind(node) == "attribute" && facts.dotted(node).is_none()) {
        let member = tree.child(node, "attribute").map_or("", |member| facts.notebook.node_text(member));
        if differs(member) {
            let line = facts.notebook.text.position(tree.start(node)).0;
            return Err(format!(
                "`.{member}` on line {line} may be one of `{}`, and is another in `{}`",
                port.module, port.to
            ));
        }
    }
    Ok(())
}

/// A use that stays as it is written must not have another form in the new library.
pub(super) fn stays(uses: &Uses, site: &Site, entry: &Entry) -> Result<(), Refusal> {
    let line = uses.line(site.node);
    let rule = |name: &str| match entry.args.get(name) {
        Some(Argument::Rule(rule)) => Some(rule),
        _ => None,
    };
    if site.how == Use::Call {
        let (positional, named) = uses.facts.arguments(site.node);
        let mut placed = entry.params.iter().take(positional.len());
        if let Some(name) = placed.find(|name| rule(name).is_some_and(|rule| rule.keyword)) {
            return Err(format!(
                "`{name}` on line {line} is given by its position, which `{}` refuses; write `{name}=`",
                uses.port.to
            ));
        }
        let changes = |name: &str| {
            rule(name)
                .is_some_and(|rule| rule.drop || rule.template.is_some() || rule.to.is_some() || rule.rename.is_some())
        };
        if let Some((name, _)) = named.iter().find(|(name, _)| changes(name)) {
            return Err(format!("`{name}=` on line {line} has another form in `{}`; do it by hand", uses.port.to));
        }
    }
    if entry.template.is_some() || entry.drop || entry.then.is_some() {
        return Err(format!("`{}` on line {line} has another form in `{}`; do it by hand", site.key, uses.port.to));
    }
    Ok(())
}
