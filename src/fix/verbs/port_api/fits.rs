//! Which entry of the table holds for a use, and whether its conditions and arguments allow it.

use super::kinds::Kind;
use super::literals;
use super::rules;
use super::stand_in;
use super::uses::{Refusal, Site, Uses};
use crate::notebook::NodeId;
use crate::rules::port::{Argument, As, Entry, Use};

impl<'a> Uses<'a> {
    /// Chooses the entry of each site, now that all of them are known, and holds each to its conditions.
    pub(super) fn choose(&mut self) -> Result<(), Refusal> {
        let mut chosen = Vec::with_capacity(self.sites.len());
        for site in &self.sites {
            chosen.push(self.entry_of(site)?);
        }
        for (site, entry) in self.sites.iter_mut().zip(chosen) {
            site.entry = entry;
        }
        Ok(())
    }

    fn entry_of(&self, site: &Site<'a>) -> Result<&'a Entry, Refusal> {
        let mut why = self.unlisted(site.node, &site.key, site.how);
        let Some(entries) = self.port.api.get(&site.key) else { return Err(why) };
        for entry in entries.list().iter().filter(|entry| entry.speaks_of(site.how)) {
            match self.fits(site, entry) {
                Ok(()) => return Ok(entry),
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }

    fn fits(&self, site: &Site<'a>, entry: &'a Entry) -> Result<(), Refusal> {
        for rule in &entry.only_if {
            rules::use_rule(rule, self, site)?;
        }
        if let Some(why) = &entry.refuse {
            return Err(format!("`{}` on line {}: {why}", site.key, self.line(site.node)));
        }
        if entry.place == Some(As::Statement) && self.statement_of(site.node).is_none() {
            return Err(format!(
                "the result of `{}` is used on line {}; port it by hand",
                site.key,
                self.line(site.node)
            ));
        }
        if self.open {
            stand_in::stays(self, site, entry)?;
        }
        if site.how == Use::Call { self.arguments_fit(site, entry) } else { Ok(()) }
    }

    /// The statement that is nothing but an expression.
    pub(super) fn statement_of(&self, node: NodeId) -> Option<NodeId> {
        let tree = &self.facts.notebook.tree;
        tree.parent(node)
            .filter(|&parent| tree.kind(parent) == "expression_statement" && tree.children(parent).count() == 1)
    }

    fn arguments_fit(&self, site: &Site<'a>, entry: &'a Entry) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let (positional, named) = self.facts.arguments(site.node);
        let Some(list) = tree.child(site.node, "arguments") else { return Ok(()) };
        let line = self.line(site.node);
        if tree.kind(list) == "argument_list" {
            let splat = tree.children(list).any(|part| matches!(tree.kind(part), "list_splat" | "dictionary_splat"));
            let known = entry.only_if.iter().any(|rule| rule == "known-settings");
            if splat && !known && !entry.args.contains_key("*") {
                return Err(format!("the arguments of `{}` on line {line} cannot be followed through `*`", site.key));
            }
        }
        let given = |name: &str| {
            let place = entry.params.iter().position(|param| param == name);
            named.iter().any(|(given, _)| *given == name) || place.is_some_and(|place| place < positional.len())
        };
        let wanted =
            entry.then.iter().flat_map(|then| then.split('{').skip(1)).filter_map(|part| part.split('}').next());
        if let Some(missing) = wanted.into_iter().find(|name| *name != "target" && !given(name)) {
            return Err(format!("`{}` on line {line} has no `{missing}`; port it by hand", site.key));
        }
        if entry.args.contains_key("*") {
            return Ok(());
        }
        let by_place =
            positional.into_iter().enumerate().map(|(position, value)| (entry.params.get(position).cloned(), value));
        let named = named.into_iter().map(|(name, value)| (Some(name.to_owned()), value));
        for (name, value) in by_place.chain(named) {
            let known = name.filter(|name| entry.params.contains(name) || entry.args.contains_key(name));
            let Some(name) = known else {
                return Err(format!(
                    "`{}` on line {} has no counterpart as an argument of `{}`",
                    self.shown(value),
                    self.line(value),
                    site.key
                ));
            };
            let place = entry.params.iter().position(|param| *param == name).map_or(0, |place| place + 1);
            let dropped = match entry.args.get(&name) {
                Some(Argument::Word(word)) => word == "drop",
                Some(Argument::Rule(rule)) => rule.drop,
                None => false,
            };
            let taken = |template: &String| {
                let keys = [format!("{{{name}}}"), format!("{{{place}}}"), "{args}".to_owned()];
                keys.iter().any(|key| template.contains(key.as_str()))
                    || super::postgres::COMPUTED.iter().any(|computed| template.contains(&format!("{{{computed}}}")))
            };
            if !dropped && !entry.template.as_ref().is_none_or(taken) {
                return Err(format!("`{name}` of `{}` on line {line} has no counterpart; port it by hand", site.key));
            }
            if let Some(Argument::Rule(rule)) = entry.args.get(&name) {
                let whose = format!("`{name}` of `{}` on line {}", site.key, self.line(value));
                if let Some(why) = &rule.refuse {
                    return Err(format!("{whose}: {why}"));
                }
                let text = self.facts.notebook.node_text(value);
                let dotted = match self.kinds.of(value) {
                    Kind::Name(name) => name,
                    _ => self.facts.dotted(value).unwrap_or_default(),
                };
                if !rule.only.is_empty() && !rule.only.iter().any(|only| *only == text || *only == dotted) {
                    return Err(format!("{whose} can only be ported if it is {}", rule.only.join(" or ")));
                }
                if let Some(takes) = &rule.takes
                    && self.kinds.of(value) != Kind::Name(takes.clone())
                {
                    return Err(format!("{whose} is not known to be `{takes}`"));
                }
                if let Some(must) = &rule.must {
                    literals::holds(must, self, value).map_err(|why| format!("{whose} {why}"))?;
                }
            }
        }
        Ok(())
    }
}
