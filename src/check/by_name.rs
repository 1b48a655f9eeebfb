//! Modules and distributions that are asked for by their name at run time: `importlib.import_module("torch")`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::provision::{Provision, Stock};
use super::table;
use super::{Context, Level, Subject, Variant, level};
use crate::host::Outcome;
use crate::notebook::NodeId;
use crate::syntax::{Facts, Reach, Value};

/// What a call takes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// A module.
    Module,
    /// A distribution, of which metadata is read.
    Distribution,
    /// A module, and after a `:` something in it.
    Object,
    /// A module that need not be there, in a package that must.
    Parent,
}

/// A row of `by_name.tsv`.
#[derive(Clone, Copy, Debug)]
struct Asker {
    position: usize,
    keyword: &'static str,
    what: What,
    error: &'static str,
}

static ASKERS: LazyLock<HashMap<&'static str, Asker>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("by_name.tsv"));
    rows.filter_map(|row| {
        let [call, position, keyword, what, error] = row.split('\t').collect::<Vec<_>>()[..] else { return None };
        let what = match what {
            "distribution" => What::Distribution,
            "object" => What::Object,
            "parent" => What::Parent,
            _ => What::Module,
        };
        Some((call, Asker { position: position.parse().ok()?, keyword, what, error }))
    })
    .collect()
});

/// A call that asks by name.
pub(super) struct Asked {
    /// The call.
    pub call: NodeId,
    /// The dotted name of what it calls.
    pub callee: String,
    /// All names that it may ask for, none of them unknown.
    names: Vec<Name>,
    asker: Asker,
}

/// A name that is asked for.
struct Name {
    name: String,
    /// Whether it is, where others are as well: each item of a loop is.
    certain: bool,
}

/// The calls of a notebook that ask by a name which is known.
pub(super) fn asked(facts: &Facts) -> Vec<Asked> {
    let tree = &facts.notebook.tree;
    let calls = tree.all().filter(|&node| tree.kind(node) == "call" && facts.cell_statement(node).is_some());
    calls
        .filter_map(|call| {
            let callee = facts.callee(call)?;
            let asker = *ASKERS.get(callee.as_str())?;
            let names = names(facts, facts.argument(call, asker.position, asker.keyword)?, asker.what)?;
            Some(Asked { call, callee, names, asker })
        })
        .collect()
}

/// What an argument may name, and whether that surely comes; `None` if some of it is not known.
fn names(facts: &Facts, argument: NodeId, what: What) -> Option<Vec<Name>> {
    let possible = facts.value(argument).possible();
    possible.into_iter().map(|one| Some(Name { certain: one.is_certain(), name: name_of(one.value, what)? })).collect()
}

/// The name that a text asks for. Of one whose end is not known, the part before the last dot decides.
fn name_of(value: Value, what: What) -> Option<String> {
    let name = match value {
        Value::Str(text) => text,
        Value::Prefix(text) if what == What::Module => text.rsplit_once('.')?.0.to_owned(),
        _ => return None,
    };
    let name = match what {
        What::Object => name.split(':').next().unwrap_or_default(),
        What::Parent => name.rsplit_once('.')?.0,
        What::Module | What::Distribution => name.as_str(),
    };
    // A relative name is one of a package that is not known here.
    let plain = !name.is_empty() && name.split('.').all(|part| !part.is_empty()) && !name.contains(char::is_whitespace);
    plain.then(|| name.to_owned())
}

impl Asked {
    /// What becomes of each name, in their order.
    pub(super) fn provisions(&self, stock: &Stock) -> Vec<Provision> {
        let judge = |name: &Name| match self.asker.what {
            What::Distribution => stock.distribution(&name.name),
            What::Module | What::Object | What::Parent => stock.module(&name.name),
        };
        self.names.iter().map(judge).collect()
    }

    /// What comes of it: it fails if every name does, or one that surely comes.
    fn outcome(&self, provisions: &[Provision]) -> Outcome {
        let absent = |(_, provision): &(&Name, &Provision)| matches!(provision, Provision::Absent { .. });
        let fails: Vec<&Name> = self.names.iter().zip(provisions).filter(absent).map(|(name, _)| name).collect();
        match fails.len() {
            0 => Outcome::Works,
            count if count == provisions.len() || fails.iter().any(|name| name.certain) => Outcome::Fails,
            _ => Outcome::Degraded,
        }
    }

    /// What would have to be listed for it: the distributions, and the names that they are asked for by.
    pub(super) fn unlisted(&self, stock: &Stock) -> Vec<(String, String)> {
        let listed = |(provision, name): (Provision, &Name)| match provision {
            Provision::Absent { list: Some(package), .. } => Some((package, name.name.clone())),
            _ => None,
        };
        self.provisions(stock).into_iter().zip(&self.names).filter_map(listed).collect()
    }

    /// Whether the browser comes to the call, where it would fail.
    pub(super) fn reach(&self, context: &Context) -> Reach {
        context.reach(self.call, &[self.asker.error])
    }
}

pub(super) fn find(context: &mut Context) {
    for asked in asked(context.facts) {
        let by_host: Vec<Vec<Provision>> =
            context.hosts.list.iter().map(|host| asked.provisions(&Stock::of(context, host))).collect();
        let outcome = |provisions: &Vec<Provision>| asked.outcome(provisions);
        let outcomes: Vec<Outcome> = by_host.iter().map(outcome).collect();
        let Some(worst) = by_host.iter().rev().find(|provisions| outcome(provisions) != Outcome::Works) else {
            continue;
        };
        let level = context.reached_level(level::measured(&outcomes), asked.reach(context));
        report(context, &asked, worst, level);
    }
}

fn report(context: &mut Context, asked: &Asked, provisions: &[Provision], level: Option<Level>) {
    let (mut missing, mut reason, mut list) = (Vec::new(), String::new(), Vec::new());
    for (name, provision) in asked.names.iter().zip(provisions) {
        let Provision::Absent { why, list: package } = provision else { continue };
        missing.push(format!("`{}`", name.name));
        if reason.is_empty() {
            reason.clone_from(why);
        }
        list.extend(package.as_ref().map(|package| format!("`{package}`")));
    }
    let variant = match () {
        () if asked.outcome(provisions) != Outcome::Fails => Variant::Some,
        () if list.len() == missing.len() => Variant::Unlisted,
        () => Variant::Plain,
    };
    let (missing, list) = (missing.join(", "), list.join(", "));
    let fill = [
        ("name", asked.callee.as_str()),
        ("names", missing.as_str()),
        ("why", reason.as_str()),
        ("error", asked.asker.error),
        ("package", list.as_str()),
    ];
    // What only has to be listed is listed by `missing-dependency`.
    let subject = match variant {
        Variant::Unlisted => Subject::Settled,
        _ => Subject::Use { node: asked.call, name: asked.callee.clone() },
    };
    let span = context.notebook.tree.span(asked.call);
    context.report("import-by-name", variant, level, span, subject, &fill);
}

#[cfg(test)]
mod tests {
    use super::ASKERS;

    #[test]
    fn every_row_is_read() {
        let rows = super::table::rows(include_str!("by_name.tsv"));
        assert_eq!(rows.count(), ASKERS.len());
    }
}
