//! Calls, names and imports that definitions list: `[find] call`, `name`, `import` and `unused`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::{Arc, LazyLock};

use super::{Context, Definition, Level, Subject, Variant, definitions, level};
use crate::host::Outcome;
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Facts, Reach, Value};

/// The names that definitions list, to look one up.
#[derive(Default)]
struct Listed<'a> {
    whole: HashMap<&'a str, Vec<&'a Definition>>,
    /// `requests.*`, without the star.
    beginnings: Vec<(&'a str, &'a Definition)>,
}

impl<'a> Listed<'a> {
    fn new(definitions: &'a [Arc<Definition>], list: fn(&Definition) -> &[String]) -> Listed<'a> {
        let mut listed = Listed::default();
        for definition in definitions {
            for name in list(definition) {
                match name.strip_suffix('*') {
                    Some(beginning) => listed.beginnings.push((beginning, definition)),
                    None => listed.whole.entry(name).or_default().push(definition),
                }
            }
        }
        listed
    }

    fn add_to(&self, found: &mut Vec<&'a Definition>, name: &str) {
        // What a call gives is no function of the module: `requests.*` is not `requests.get().json`.
        let within = |beginning: &str| name.strip_prefix(beginning).is_some_and(|rest| !rest.contains(['(', '[']));
        found.extend(self.whole.get(name).into_iter().flatten());
        found.extend(self.beginnings.iter().filter(|(beginning, _)| within(beginning)).map(|(_, own)| *own));
    }
}

fn calls_of(definition: &Definition) -> &[String] {
    &definition.find.call
}

fn names_of(definition: &Definition) -> &[String] {
    &definition.find.name
}

static CALLS: LazyLock<Listed<'static>> = LazyLock::new(|| Listed::new(definitions(), calls_of));
static NAMES: LazyLock<Listed<'static>> = LazyLock::new(|| Listed::new(definitions(), names_of));

pub(super) fn find(context: &mut Context) {
    let (notebook, facts) = (context.notebook, context.facts);
    let tree = &notebook.tree;
    let local = &context.options.local;
    let (local_calls, local_names) = (Listed::new(local, calls_of), Listed::new(local, names_of));
    let mut found: Vec<&Definition> = Vec::new();
    for node in tree.all() {
        let kind = tree.kind(node);
        if !matches!(kind, "call" | "attribute" | "identifier") || facts.cell_statement(node).is_none() {
            continue;
        }
        if kind == "call" {
            let Some(name) = facts.callee(node) else { continue };
            CALLS.add_to(&mut found, &name);
            local_calls.add_to(&mut found, &name);
            for definition in found.drain(..) {
                use_of(context, definition, node, &name);
            }
            continue;
        }
        if kind == "identifier" && facts.names.symbol_of(node).is_none() {
            continue;
        }
        let Value::Name(name) = facts.value(node) else { continue };
        if is_handed_on(facts, node) {
            CALLS.add_to(&mut found, &name);
            local_calls.add_to(&mut found, &name);
        }
        if found.is_empty() && is_read(facts, node) {
            NAMES.add_to(&mut found, &name);
            local_names.add_to(&mut found, &name);
            found.retain(|definition| !is_told(facts, definition, node));
        }
        for definition in found.drain(..) {
            use_of(context, definition, node, &name);
        }
    }
    imports(context);
}

/// Whether a definition lists a name that is called.
pub(super) fn is_listed(name: &str) -> bool {
    CALLS.whole.contains_key(name)
}

/// Whether a function is an argument, to be called by whoever gets it.
fn is_handed_on(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let Some(parent) = tree.parent(node) else { return false };
    tree.kind(parent) == "argument_list"
        || (tree.kind(parent) == "keyword_argument" && tree.field_of(node) == Some("value"))
}

/// Whether an expression reads the very name that it stands for: no target of an assignment, and no variable that has
/// got the value elsewhere.
pub(super) fn is_read(facts: &Facts, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    if let Some(symbol) = facts.names.symbol_of(node).map(|id| facts.names.symbol(id)) {
        let imports = |kind: &BindingKind| matches!(kind, BindingKind::Import { .. } | BindingKind::ImportFrom { .. });
        return symbol.bindings.iter().all(|binding| binding.node != node)
            && symbol.bindings.iter().any(|binding| imports(&binding.kind));
    }
    let mut target = node;
    for parent in tree.ancestors(node) {
        match tree.kind(parent) {
            "pattern_list" | "tuple_pattern" | "list_pattern" | "list_splat_pattern" | "as_pattern_target" => {}
            "delete_statement" => return false,
            "assignment" | "for_statement" | "for_in_clause" => return tree.field_of(target) != Some("left"),
            _ => return tree.kind(target) != "as_pattern_target",
        }
        target = parent;
    }
    true
}

/// Whether a definition reports the same already: at the import of the name, or at the beginning of a longer one.
fn is_told(facts: &Facts, definition: &Definition, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let at_import = facts.names.symbol_of(node).is_some_and(|symbol| {
        let imports = facts.names.imports().iter().filter(|import| import.symbol == Some(symbol));
        let mut listed = imports.map(|import| definition.find.import.iter().any(|module| import.is_within(module)));
        listed.any(|listed| listed)
    });
    let beginning = tree.child(node, "object").filter(|_| tree.kind(node) == "attribute");
    let in_beginning = beginning.and_then(|object| facts.dotted(object)).is_some_and(|name| {
        let listed = &definition.find.name;
        listed.contains(&name) || listed.iter().filter_map(|own| own.strip_suffix('*')).any(|own| name.starts_with(own))
    });
    at_import || in_beginning
}

fn use_of(context: &mut Context, definition: &Definition, node: NodeId, name: &str) {
    let measured: Vec<_> = context.hosts.list.iter().filter_map(|host| host.call(name)).collect();
    let outcomes: Vec<Outcome> = measured.iter().map(|fact| fact.outcome).collect();
    // A project's own problem has the level that its folder gives, whatever the host makes of the call.
    let known = (!outcomes.is_empty() && !definition.is_local()).then_some(outcomes.as_slice());
    // The worst host counts, of equals the newest. Where it works, there may still be something to say.
    let worst = measured.iter().max_by_key(|fact| fact.outcome);
    let variant = match worst.map(|fact| fact.outcome) {
        Some(Outcome::Silent) => Variant::Silent,
        Some(Outcome::Fails) => Variant::Fails,
        Some(Outcome::Works) => Variant::Works,
        _ => Variant::Plain,
    };
    let words = definition.words(variant);
    let errors: Vec<&str> =
        measured.iter().filter(|fact| fact.outcome == Outcome::Fails).map(|fact| fact.error).collect();
    let reach = if asked_for(context, node, name) { Reach::Guarded } else { context.reach_of(node, &errors, name) };
    let decided = context.reached_level(level::of(&words, known, context.by_measurement()), reach);
    let error = worst.map_or("an error".to_owned(), |fact| match (fact.error, fact.detail) {
        ("", detail) => detail.to_owned(),
        (error, "") => error.to_owned(),
        (error, detail) => format!("{error}: {detail}"),
    });
    let effect = match worst.map(|fact| fact.outcome) {
        Some(Outcome::Fails) if worst.is_some_and(|fact| fact.error.is_empty()) => format!("in the browser: {error}"),
        Some(Outcome::Fails) => format!("in the browser it raises {error}"),
        Some(Outcome::Silent | Outcome::Degraded) => {
            format!("in the browser: {}", worst.map_or("", |fact| fact.detail))
        }
        _ => "in the browser it fails".to_owned(),
    };
    let span = context.notebook.tree.span(node);
    if let Some(instead) = &definition.find.pip_install
        && let Some(packages) = pip_install(context.facts, node)
    {
        let names = packages.join(", ");
        let level = context.reached_level(context.level_of(instead, Variant::Plain), reach);
        let subject = Subject::Use { node, name: name.to_owned() };
        context.report(instead, Variant::Plain, level, span, subject, &[("name", name), ("names", &names)]);
        return;
    }
    let subject = Subject::Use { node, name: name.to_owned() };
    let fill = [("name", name), ("error", error.as_str()), ("effect", effect.as_str())];
    context.report(&definition.id, variant, decided, span, subject, &fill);
    if decided.is_none() {
        return;
    }
    if reach == Reach::Uncalled {
        context.add_to_reason("; nothing in the notebook calls the function it stands in");
        return;
    }
    let Some(known) = known else { return };
    let on = context.on_some(known.iter().map(|outcome| Some(outcome) == known.iter().max()));
    if !on.is_empty() {
        context.add_to_reason(&format!("; so it is{on}"));
    }
    if let Some(words) = words.guidance.filter(|_| !context.by_measurement()).and_then(|says| differs(says, known)) {
        context.add_to_reason(&words);
    }
}

/// The half sentence that says both, where the guidance and what was measured differ.
fn differs(guidance: Level, outcomes: &[Outcome]) -> Option<String> {
    let measured = match level::measured(outcomes) {
        Some(level) if level == guidance => return None,
        Some(Level::Error) => "it fails",
        Some(_) => "it runs with limits",
        None => "it works",
    };
    let says = match guidance {
        Level::Error => "counts it as failing",
        Level::Warning => "only warns of it",
        Level::Advice => return None,
    };
    let says = if measured == "it works" { says.replace("only ", "") } else { says.to_owned() };
    let how = if measured == "it fails" { "" } else { " (`--measured` judges by that alone)" };
    Some(format!("; the guidance {says}, measured {measured}{how}"))
}

/// Whether a test around a use asks for the very name: `hasattr(os, "nice")`.
pub(super) fn asked_for(context: &Context, node: NodeId, name: &str) -> bool {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let Some((module, member)) = name.rsplit_once('.') else { return false };
    facts.conditions(node).iter().filter(|condition| condition.holds).any(|condition| {
        tree.descendants(condition.test).filter(|&call| tree.kind(call) == "call").any(|call| {
            facts.callee(call).as_deref() == Some("hasattr")
                && facts.argument(call, 0, "").is_some_and(|object| facts.dotted(object).as_deref() == Some(module))
                && facts.argument(call, 1, "").is_some_and(|text| facts.value(text).str() == Some(member))
        })
    })
}

/// The packages of a `pip install` that a call hands to another process.
pub fn pip_install(facts: &Facts, call: NodeId) -> Option<Vec<String>> {
    let tree = &facts.notebook.tree;
    let (arguments, _) = facts.arguments(call);
    let mut words: Vec<String> = Vec::new();
    for &argument in &arguments {
        let parts: Vec<NodeId> = match tree.kind(argument) {
            "list" | "tuple" => tree.children(argument).collect(),
            _ => vec![argument],
        };
        for part in parts {
            match facts.value(part) {
                Value::Str(text) => words.extend(text.split_whitespace().map(str::to_owned)),
                Value::Prefix(text) => words.extend(text.split_whitespace().map(str::to_owned)),
                _ => words.push(String::new()),
            }
        }
    }
    let install = words.windows(2).position(|pair| pair[0].ends_with("pip") || pair[0] == "pip3")?;
    (words.get(install + 1).map(String::as_str) == Some("install")).then(|| {
        let rest = words.iter().skip(install + 2).filter(|word| !word.starts_with('-') && !word.is_empty());
        rest.cloned().collect()
    })
}

fn imports(context: &mut Context) {
    let facts = context.facts;
    let plain = definitions().iter().filter(|definition| definition.find.finder.is_none());
    for definition in plain.chain(context.options.local.iter()) {
        for import in facts.names.imports() {
            let module = import.top_level();
            let span = context.notebook.tree.span(import.clause);
            if let Some(module) = definition.find.import.iter().find(|module| import.is_within(module)) {
                // What is known of a module says nothing of a member that is listed by its name.
                let member = !import.module.starts_with(module.as_str());
                let outcomes = super::modules::module_outcomes(context, &import.module);
                let outcomes = (!definition.is_local() && !member).then_some(outcomes.as_slice());
                let reach = context.reach(import.statement, &["ModuleNotFoundError"]);
                let level = context.reached_level(
                    level::of(&definition.words(Variant::Plain), outcomes, context.by_measurement()),
                    reach,
                );
                let subject = Subject::module(module.as_str());
                context.report(
                    &definition.id,
                    Variant::Plain,
                    level,
                    span,
                    subject,
                    &[("module", module), ("name", module)],
                );
            } else if definition.find.unused.iter().any(|own| own == module) {
                let unused = import.symbol.is_none_or(|symbol| facts.names.symbol(symbol).uses.is_empty());
                if unused && import.member.as_deref() != Some("*") {
                    let level = context.reached_level(
                        context.fixed_level(definition, Variant::Unused),
                        context.reach(import.statement, &["ModuleNotFoundError"]),
                    );
                    let name = import.full_name();
                    let subject = Subject::module(module);
                    context.report(
                        &definition.id,
                        Variant::Unused,
                        level.map(|l| l.min(Level::Warning)),
                        span,
                        subject,
                        &[("module", &name), ("name", &name)],
                    );
                }
            }
        }
    }
}
