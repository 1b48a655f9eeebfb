//! `missing-script-block`, and the modules that nothing is known to provide: what no flag may add.

use std::collections::{BTreeMap, BTreeSet};

use super::requirements::{Unmapped, Wanted, loaded, quoted};
use super::{Context, Level, Subject, Variant, modules, providers};
use crate::host::Host;
use crate::notebook::ScriptBlockState;
use crate::packages::{self, Requirement, normalise};
use crate::syntax::Reach;

/// The imports that a new block would lack, in backticks: those that the notebook or a module beside it needs and for which no
/// package is known, or none that the block would list; and those that the project's environment alone has.
pub(super) fn unknown_imports(
    context: &Context,
    wanted: &BTreeMap<String, Wanted>,
    unmapped: &BTreeMap<String, Unmapped>,
) -> Vec<String> {
    let mut unknown: BTreeSet<&str> =
        unmapped.iter().filter(|(_, unmapped)| unmapped.live).map(|(module, _)| module.as_str()).collect();
    let imports = context.facts.names.imports().iter().map(|import| import.top_level());
    unknown.extend(imports.filter(|module| modules::sibling(context, module) && !modules::beside(context, module)));
    let wants = |package: String| wanted.keys().any(|name| normalise(name) == normalise(&package));
    let foreign = context.siblings().foreign.iter().filter(|import| import.reach == Reach::Runs);
    unknown.extend(foreign.filter_map(|import| {
        let top = import.name.split('.').next()?;
        let there = packages::is_runtime_module(top)
            || top == "marimo"
            || context.any_host(|host| host.is_stdlib(top))
            || modules::sibling(context, top);
        (!there && !providers::distribution(context, &import.name).is_some_and(wants)).then_some(top)
    }));
    unknown.into_iter().map(|module| format!("`{module}`")).collect()
}

/// A new block is added whole or not at all. In a project, whose environment it takes the notebook out of, a person says so,
/// unless the browser needs it.
pub(super) fn find(
    context: &mut Context,
    (add, breaks_on): (&[String], &Option<String>),
    is_needed: bool,
    unknown: &[String],
) {
    let level = context.level_of("missing-script-block", Variant::Plain);
    let at = context.notebook.script.insert_at;
    let span = at..context.notebook.text.line(at).end.max(at);
    let in_project = context.options.surroundings.manifest().is_some();
    let variant = if in_project && !add.is_empty() { Variant::Project } else { Variant::Plain };
    let subject = Subject::Dependencies {
        add: add.to_vec(),
        ask: in_project && !is_needed,
        unknown: unknown.to_vec(),
        breaks_on: breaks_on.clone(),
    };
    context.report("missing-script-block", variant, level, span, subject, &[("names", &quoted(add))]);
}

/// A module that nothing is known to provide: no flag adds a package for it.
pub(super) fn unknown(context: &mut Context, module: &str, unmapped: &Unmapped) {
    let clause = unmapped.clause;
    if providers::resembles(context, module) {
        return;
    }
    let guess = providers::guess(context, &unmapped.import);
    let variant = if guess.is_some() { Variant::Guess } else { Variant::Unmapped };
    let measured = if providers::may_be_brought(context) { Level::Warning } else { Level::Error };
    let guidance = context.level_of("missing-dependency", Variant::Plain).filter(|_| !context.by_measurement());
    let level = guidance.max(Some(measured));
    let import = context.facts.names.imports().iter().find(|import| import.clause == clause);
    let reach = import.map_or(Reach::Runs, |import| context.reach(import.statement, &["ModuleNotFoundError"]));
    let level = context.reached_level(level, reach);
    let span = context.notebook.tree.span(clause);
    let package = guess.clone().unwrap_or_default();
    // A new block is not made for a guess.
    let has_block = !matches!(context.notebook.script.state, ScriptBlockState::Missing);
    let add = guess.filter(|_| has_block).into_iter().collect();
    let subject = Subject::Dependencies { add, ask: true, unknown: Vec::new(), breaks_on: None };
    context.report("missing-dependency", variant, level, span, subject, &[("names", module), ("package", &package)]);
}

/// The versions that the project above the notebook asks for, if the browser takes them as well as any other.
pub(super) fn bound_of_project(context: &Context, name: &str, native_only: bool) -> String {
    let around = &context.options.surroundings;
    let key = normalise(name);
    let Some(listed) = around.listed().find(|listed| listed.requirement.name == key) else { return String::new() };
    let bound = match (listed.requirement.is_named(), listed.requirement.is_pinned(), around.locked(&key)) {
        (false, ..) => return String::new(),
        (_, true, _) => listed.requirement.specifiers().to_string().replace(' ', ""),
        (_, false, Some(version)) => format!("=={version}"),
        (_, false, None) => return String::new(),
    };
    let status = |text: &str, host: &Host| {
        let requirement = Requirement::read(text);
        packages::verdict(&requirement, host, &loaded(context, host), context.index).status
    };
    let bounded = format!("{name}{bound}");
    let as_well = |host: &Host| status(&bounded, host) <= status(name, host);
    // What stays outside of the browser is the project's own affair.
    if native_only || context.every_host(as_well) { bound } else { String::new() }
}
