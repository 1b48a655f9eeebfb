//! Imports that fail in the browser: `native-import`, `stdlib-missing`, `sibling-module`.

use std::collections::BTreeSet;
use std::path::Path;

use super::providers::{self, Local, Provider};
use super::provision::{Provision, Stock};
use super::siblings::{self, Foreign};
use super::{Context, Definition, Finder, Level, Obstacle, Subject, Variant, level, requirements};
use crate::host::{Host, Hosts, Outcome};
use crate::notebook::{CellKind, NodeId, Notebook, ScriptBlockState};
use crate::packages::{self, Reason, normalise};
use crate::syntax::{BindingKind, Facts, Import, Reach, SymbolId, Value};

/// All imports of one module, and where what they bind is used.
#[derive(Debug, Default)]
pub struct ModuleUse<'a> {
    /// The imports that run in the browser.
    pub imports: Vec<&'a Import>,
    /// Whether some import of it is guarded by a test (not just by a `try`).
    pub guarded: bool,
    /// Whether some import of it stands in a `try` that catches the failure, or nothing calls it.
    pub optional: bool,
    /// The identifiers that read what the imports bind and run in the browser.
    pub uses: Vec<NodeId>,
    /// Uses whose errors a handler for every error keeps quiet, with nothing in their place.
    pub swallowed: Vec<NodeId>,
    /// Uses that nothing guards of what an import in a `try` would have bound: there it is None, or nothing.
    pub untested: Vec<NodeId>,
}

/// Gathers the imports and uses of a module.
pub fn module_use<'a>(facts: &'a Facts, module: &str) -> ModuleUse<'a> {
    let mut found = ModuleUse::default();
    let mut symbols: BTreeSet<SymbolId> = BTreeSet::new();
    let top_level = module.split('.').next();
    for import in facts.names.imports().iter().filter(|import| import.is_within(module)) {
        let by_test = facts.reach(import.statement, &|_| false) == Reach::Guarded;
        match facts.reach(import.statement, &|handlers| catches_import(handlers)) {
            Reach::Runs | Reach::Caught => {
                found.imports.push(import);
                symbols.extend(import.symbol);
            }
            Reach::Uncalled => found.optional = true,
            Reach::Guarded if by_test => {
                found.guarded = true;
                symbols.extend(import.symbol);
            }
            Reach::Guarded => {
                found.optional = true;
                found.untested.extend(untested(facts, import));
            }
        }
    }
    for symbol in symbols {
        // A name that something else may have set as well does exist.
        let only = facts.names.symbol(symbol).bindings.iter().all(|binding| match &binding.kind {
            BindingKind::Import { module: from, .. } | BindingKind::ImportFrom { module: from, .. } => {
                from.split('.').next() == top_level
            }
            _ => facts.certainty(binding.node) == Some(false),
        });
        if only {
            let uses = facts.names.symbol(symbol).uses.iter().copied();
            for site in uses.filter(|&site| !facts.is_deferred(site)) {
                if facts.reach(site, &catches_name_error) == Reach::Runs {
                    found.uses.push(site);
                } else if facts.reach_by(site, &|site| keeps_quiet(facts, site)) == Reach::Runs {
                    found.swallowed.push(site);
                }
            }
        }
    }
    found.uses.sort_unstable();
    found
}

/// The uses of a caught import at the top level of cells that no test of it, or of a flag set beside it, stands before.
fn untested(facts: &Facts, import: &Import) -> Vec<NodeId> {
    let tree = &facts.notebook.tree;
    let Some(symbol) = import.symbol else { return Vec::new() };
    let Some(guard) = tree.ancestors(import.statement).find(|&id| tree.kind(id) == "try_statement") else {
        return Vec::new();
    };
    let span = tree.span(guard);
    let inside = |node: NodeId| span.contains(&tree.start(node));
    let flags: BTreeSet<SymbolId> = facts
        .names
        .symbols()
        .filter(|(_, symbol)| symbol.bindings.iter().any(|binding| inside(binding.node)))
        .map(|(id, _)| id)
        .collect();
    let own = facts.names.symbol(symbol);
    let absent = own.bindings.iter().all(|binding| match binding.kind {
        BindingKind::Import { .. } | BindingKind::ImportFrom { .. } => {
            inside(binding.node) && tree.start(binding.node) <= tree.end(import.statement)
        }
        BindingKind::Value(value) => facts.value(value) == Value::None,
        _ => false,
    });
    let tests = |site: NodeId| {
        facts.conditions(site).iter().any(|condition| {
            let mut parts = tree.descendants(condition.test);
            parts.any(|part| facts.names.symbol_of(part).is_some_and(|id| flags.contains(&id)))
        })
    };
    let needs_it = |site: NodeId| {
        tree.parent(site).is_some_and(|parent| {
            let member = tree.kind(parent) == "attribute" && tree.field_of(site) == Some("object");
            member || (tree.kind(parent) == "call" && facts.function_of(parent) == Some(site))
        })
    };
    let catches = |handlers: &[String]| {
        catches_name_error(handlers)
            || handlers.iter().any(|handler| crate::host::error_is_caught_by("AttributeError", handler))
    };
    let live = |site: &NodeId| {
        absent
            && !inside(*site)
            && facts.called_definition(*site).is_none()
            && !tree.ancestors(*site).any(|id| matches!(tree.kind(id), "type" | "lambda"))
            && needs_it(*site)
            && !tests(*site)
            && facts.reach(*site, &catches) == Reach::Runs
    };
    own.uses.iter().copied().filter(live).collect()
}

fn catches_import(handlers: &[String]) -> bool {
    handlers.iter().any(|handler| crate::host::error_is_caught_by("ModuleNotFoundError", handler))
}

fn catches_name_error(handlers: &[String]) -> bool {
    handlers.iter().any(|handler| crate::host::error_is_caught_by("NameError", handler))
}

/// Whether a NameError goes unseen: it is caught with every other, and nothing takes the place of what failed.
fn keeps_quiet(facts: &Facts, site: NodeId) -> Reach {
    let handlers = facts.handlers_around(site);
    let caught = handlers.iter().find_map(|handler| {
        let by = handler.catches.iter().find(|by| crate::host::error_is_caught_by("NameError", by))?;
        Some((handler, matches!(by.as_str(), "Exception" | "BaseException")))
    });
    match caught {
        Some((handler, broad)) if !broad || handler.gives_value => Reach::Guarded,
        _ => Reach::Runs,
    }
}

/// What each host makes of the import of a standard library module.
pub(super) fn module_outcomes(context: &Context, module: &str) -> Vec<Outcome> {
    let outcome = |host: &Host| match host.module(module) {
        Some(fact) if !fact.imports() => Outcome::Fails,
        _ => Outcome::Works,
    };
    context.hosts.list.iter().map(outcome).collect()
}

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let mut seen = BTreeSet::new();
    for import in facts.names.imports() {
        let module = import.top_level();
        if module.is_empty() || !seen.insert(module) || packages::is_runtime_module(module) || stood_in(facts, module) {
            continue;
        }
        if sibling(context, module) {
            sibling_module(context, import, module);
        } else if context.any_host(|host| host.is_stdlib(module)) {
            missing_module(context, module);
        } else {
            native_import(context, module);
        }
    }
}

/// Whether another module answers to this one's name wherever it is imported: it was made to before, in the same cell or in
/// the setup cell.
pub(super) fn stood_in(facts: &Facts, module: &str) -> bool {
    let own = super::definitions().iter().find(|definition| definition.find.imports(module));
    let Some(name) = own.and_then(|definition| definition.find.stand_in.as_deref()) else { return false };
    let tree = &facts.notebook.tree;
    let calls = tree.all().filter(|&node| tree.kind(node) == "call" && facts.callee(node).as_deref() == Some(name));
    let calls: Vec<NodeId> = calls.filter(|&call| facts.enclosing_definition(call).is_none()).collect();
    let mut imports = facts.names.imports().iter().filter(|import| import.top_level() == module);
    imports.all(|import| {
        calls.iter().any(|&call| {
            let cell = facts.cell_of(call);
            let setup = cell.is_some_and(|cell| facts.notebook.cells[cell].kind == CellKind::Setup);
            tree.end(call) <= tree.start(import.statement) && (setup || cell == Some(import.cell))
        })
    })
}

/// Whether a module of that name lies beside the notebook or on the path that its project sets, so that an export packs it, and is
/// what its import finds.
pub(super) fn sibling(context: &Context, module: &str) -> bool {
    beside(context, module)
        || (!context.any_host(|host| host.is_stdlib(module)) && providers::on_python_path(context, module))
}

/// Whether a module lies in the notebook's own folder, where Python finds it whatever environment it runs in.
pub(super) fn beside(context: &Context, module: &str) -> bool {
    let path = &context.notebook.path;
    let Some(folder) = path.parent() else { return false };
    // Python's own modules come first: in the browser, what an export packs lies behind them.
    if context.any_host(|host| host.is_stdlib(module)) {
        return false;
    }
    let own = path.file_stem().is_some_and(|stem| stem == module);
    let package = folder.join(module);
    (!own && folder.join(format!("{module}.py")).is_file())
        || package.join("__init__.py").is_file()
        || (package.is_dir() && without_init(context, folder, module))
}

/// Whether a folder without `__init__.py` is what an import of its name finds: it holds what is imported, and no package is
/// known that would come first.
fn without_init(context: &Context, folder: &Path, module: &str) -> bool {
    let mut imports = context.facts.names.imports().iter().filter(|import| import.top_level() == module);
    !providers::is_listed(context, module)
        && packages::distribution_on(module, context.hosts).is_none()
        && imports.any(|import| !siblings::files_of(folder, folder, import).is_empty())
}

fn sibling_module(context: &mut Context, import: &Import, module: &str) {
    let packed = |host: &Host| host.local_modules && !context.is_islands();
    let outcome = |host| if packed(host) { Outcome::Degraded } else { Outcome::Fails };
    let outcomes: Vec<Outcome> = context.hosts.list.iter().map(outcome).collect();
    let variant = match (context.is_islands(), context.every_host(packed)) {
        (true, _) => Variant::Islands,
        (false, true) => Variant::Plain,
        (false, false) => Variant::Unpacked,
    };
    let words = super::definition("sibling-module").map(|definition| definition.words(variant));
    let level = words.and_then(|words| level::of(&words, Some(&outcomes), context.by_measurement()));
    let since = Host::since(|host| host.local_modules);
    let reach = context.reach(import.statement, &["ModuleNotFoundError"]);
    if reach != Reach::Guarded {
        context.found.needs.modules.push(module.to_owned());
    }
    let level = context.reached_level(level, reach);
    let span = context.notebook.tree.span(import.clause);
    let subject = Subject::module(module);
    let fill = [("module", module), ("since", since)];
    context.report("sibling-module", variant, level, span, subject, &fill);
    sibling_imports(context, module);
}

/// What a module beside the notebook imports, with those that it imports itself, and the browser has not.
fn sibling_imports(context: &mut Context, module: &str) {
    let foreign: Vec<Foreign> =
        context.siblings().foreign.iter().filter(|found| found.module == module).cloned().collect();
    let hosts = context.hosts;
    let mut told: BTreeSet<String> = BTreeSet::new();
    for import in foreign {
        let top = import.name.split('.').next().unwrap_or_default().to_owned();
        // What the notebook imports as well is told there.
        let own = |other: &Import| other.top_level() == top && context.reach(other.statement, &[]) == Reach::Runs;
        if told.contains(&top) || context.facts.names.imports().iter().any(own) {
            continue;
        }
        let found: Vec<Provision> =
            hosts.list.iter().map(|host| Stock::of(context, host).module(&import.name)).collect();
        let absent = |provision: &Provision| match provision {
            Provision::Absent { why, .. } => Some(why.clone()),
            _ => None,
        };
        let Some(why) = found.iter().rev().find_map(absent) else { continue };
        let outcome = |provision| if absent(provision).is_some() { Outcome::Fails } else { Outcome::Works };
        let outcomes: Vec<Outcome> = found.iter().map(outcome).collect();
        let level = context.reached_level(level::measured(&outcomes), import.reach);
        let (file, line) = (import.file.display().to_string(), import.line.to_string());
        let fill = [
            ("module", module),
            ("name", import.name.as_str()),
            ("file", file.as_str()),
            ("line", line.as_str()),
            ("why", why.as_str()),
        ];
        let span = context.notebook.tree.span(import.through);
        let subject = Subject::module(module);
        context.report("sibling-module", Variant::Imports, level, span, subject, &fill);
        told.insert(top);
    }
}

/// A module of the project that nothing brings to the browser.
fn module_of_repository(context: &mut Context, module: &str, local: &Local) {
    let level = context.level_of("sibling-module", Variant::Repository);
    let place = if local.place.is_empty() { String::new() } else { format!(" (`{}`)", local.place) };
    report_module(
        context,
        "sibling-module",
        Variant::Repository,
        module,
        level,
        &[("module", module), ("what", local.what), ("place", &place)],
    );
}

fn missing_module(context: &mut Context, module: &str) {
    let facts = context.facts;
    // A package may be there and a part of it not: `multiprocessing.shared_memory`.
    let mut worst: Option<(String, Vec<Outcome>)> = None;
    for import in facts.names.imports().iter().filter(|import| import.top_level() == module) {
        let mut names = vec![import.module.clone()];
        names.extend(import.member.iter().map(|member| format!("{}.{member}", import.module)));
        for name in names {
            let outcomes = module_outcomes(context, &name);
            if level::measured(&outcomes) > worst.as_ref().and_then(|(_, outcomes)| level::measured(outcomes)) {
                worst = Some((name, outcomes));
            }
        }
    }
    let Some((name, outcomes)) = worst else { return };
    // Where the rest of the module works, only this part of it is the problem.
    let module = if module_outcomes(context, module).contains(&Outcome::Fails) { module } else { &name };
    let on = context.on_some(outcomes.iter().map(|outcome| *outcome == Outcome::Fails));
    let why = format!("`import {name}` raises ModuleNotFoundError{on}");
    let level = level::measured(&outcomes);
    let obstacle = obstacle(context, module, &outcomes);
    report_module(context, "stdlib-missing", Variant::Plain, module, level, &[("module", module), ("why", &why)]);
    hinder(context, module, obstacle);
}

/// What becomes of a package on each host. Where its newest version has no build, one that the script block pins counts.
fn as_listed(context: &Context, requirement: &packages::Requirement) -> Vec<packages::PackageVerdict> {
    let loaded = BTreeSet::new();
    let pinned = context.requirements.iter().find(|entry| entry.name == requirement.name && entry.is_pinned());
    let judge = |host| {
        let newest = packages::verdict(requirement, host, &loaded, context.index);
        let own = pinned.filter(|_| matches!(newest.reason, Reason::Native { .. }));
        let own = own.map(|pinned| packages::verdict(pinned, host, &loaded, context.index));
        own.filter(|own| own.reason == Reason::Unverified).unwrap_or(newest)
    };
    context.hosts.list.iter().map(judge).collect()
}

fn native_import(context: &mut Context, module: &str) {
    // `google.cloud.storage` tells more than `google`.
    let same = context.facts.names.imports().iter().filter(|import| import.top_level() == module);
    let imports: BTreeSet<String> = same.map(Import::full_name).collect();
    let mut locals = imports.iter().filter_map(|import| match providers::provider(context, import) {
        Provider::Local(local) => Some(local),
        _ => None,
    });
    if let Some(local) = locals.next() {
        return module_of_repository(context, module, &local);
    }
    let Some(package) = imports.iter().find_map(|import| providers::distribution(context, import)) else {
        return left_out(context, module, module, &imports);
    };
    // A module with a folder of its own has the words and fixes of that one.
    let own = super::definitions()
        .iter()
        .find(|definition| definition.find.finder == Some(Finder::NativeImport) && definition.find.imports(module));
    let Some(definition) = own.or_else(|| super::definition("native-import")) else { return };
    let requirement = packages::Requirement::read(&package);
    let verdicts = as_listed(context, &requirement);
    context.found.packages_open |= verdicts.iter().any(|verdict| verdict.open);
    // What is installed and cannot be imported says so in its folder; in a lock it has what it needs.
    let is_native = |verdict: &packages::PackageVerdict| match verdict.reason {
        Reason::Native { .. } => true,
        Reason::Pure { .. } => definition.find.installed,
        _ => false,
    };
    let Some(worst) = verdicts.iter().rev().find(|verdict| is_native(verdict)) else {
        return left_out(context, module, &package, &imports);
    };
    let outcome = |verdict| if is_native(verdict) { Outcome::Fails } else { Outcome::Works };
    let outcomes: Vec<Outcome> = verdicts.iter().map(outcome).collect();
    let level = level::of(&definition.words(Variant::Plain), Some(&outcomes), context.by_measurement());
    let alternative =
        packages::instead(&requirement.name).map_or(String::new(), |instead| format!("; instead: {instead}"));
    let why = format!("{}{}", worst.notes, context.on_some(verdicts.iter().map(is_native)));
    let fill = [("module", module), ("why", why.as_str()), ("alternative", alternative.as_str())];
    if is_marked(context, &package, &imports) && caches_cells(context.notebook) {
        return cached(context, module);
    }
    let before = context.found.problems.len();
    let obstacle = obstacle(context, module, &outcomes);
    report_module(context, &definition.id, Variant::Plain, module, level, &fill);
    hinder(context, module, obstacle);
    if context.found.problems.len() == before && definition.variants.contains_key(&Variant::Guarded) {
        guarded_module(context, &definition.id, module, &fill);
    }
    if let Some(note) = successor_note(context, definition) {
        context.found.problems.iter_mut().skip(before).for_each(|problem| problem.reason.push_str(&note));
    }
}

/// That a swap gains nothing where the successor installs and cannot be imported, or that this module is such a one.
pub(super) fn successor_note(context: &Context, definition: &Definition) -> Option<String> {
    let port = definition.port();
    let module = match port {
        Some(port) => &port.to,
        None => definition.find.import.first().filter(|_| definition.find.installed)?,
    };
    let bare = super::definitions().iter().any(|one| one.find.installed && one.find.imports(module));
    let without = context.hosts.list.iter().filter(|host| host.lock_package_of_import(module).is_none());
    let list: Vec<Host> = without.filter(|_| bare).cloned().collect();
    let swap = if port.is_some() { ", so the swap gains nothing there" } else { "" };
    let hosts = (!list.is_empty()).then(|| Hosts { list, notes: Vec::new() }.describe())?;
    Some(format!("; the browser imports `{module}` only from a Pyodide that has it, and that of {hosts} has not{swap}"))
}

/// Why a guard in the notebook does not help against a module that some hosts lack.
fn obstacle(context: &Context, module: &str, outcomes: &[Outcome]) -> Option<Obstacle> {
    if outcomes.last() != Some(&Outcome::Fails) {
        let on = context.on_some(outcomes.iter().map(|outcome| *outcome == Outcome::Fails));
        return Some(Obstacle::OlderHost(format!(
            "`{module}` is missing{on} only, and a guard would stop its cells elsewhere too; let the script block or the project's \
             lock allow a newer marimo"
        )));
    }
    let top = module.split('.').next().unwrap_or_default();
    let foreign = &context.siblings().foreign;
    let same = |name: &str| name.split('.').next() == Some(top);
    let own = foreign.iter().find(|import| import.reach == Reach::Runs && same(&import.name))?;
    Some(Obstacle::Sibling(format!(
        "{}:{} imports `{module}`, too, where no guard in the notebook reaches; guard it there first, by hand",
        own.file.display(),
        own.line
    )))
}

/// Says of the problem that was reported last why no guard cures it.
fn hinder(context: &mut Context, own: &str, reason: Option<Obstacle>) {
    if let Some(Subject::Module { module, obstacle }) =
        context.found.problems.last_mut().map(|problem| &mut problem.subject)
        && module == own
    {
        *obstacle = reason;
    }
}

/// A module that is imported outside the browser only: no problem there, but another one may do for both.
fn guarded_module(context: &mut Context, id: &str, module: &str, fill: super::Fill) {
    let imports = context.facts.names.imports();
    let Some(import) = imports.iter().find(|import| import.top_level() == module) else { return };
    let span = context.notebook.tree.span(import.clause);
    let level = context.level_of(id, Variant::Guarded);
    context.report(id, Variant::Guarded, level, span, Subject::module(module), fill);
}

/// A package that a browser could have, but that the script block's marker keeps out of it.
fn left_out(context: &mut Context, module: &str, package: &str, imports: &BTreeSet<String>) {
    let name = normalise(package);
    let by_hand = || requirements::installed_by_hand(context).contains(&name);
    // `tomli; python_version < '3.11'` is no word about the browser: what needs it is behind a test of its own.
    let by_version = context.requirements.iter().any(|entry| {
        let marker = entry.text.split_once(';').map_or("", |(_, marker)| marker);
        requirements::lists(entry, package, imports) && !marker.contains("platform") && !marker.contains("os_name")
    });
    if by_version || !is_marked(context, package, imports) || requirements::is_brought(context, &name) || by_hand() {
        return;
    }
    if caches_cells(context.notebook) {
        return cached(context, module);
    }
    let Some(definition) = super::definition("native-import") else { return };
    let loads = |host: &Host| imports.iter().any(|import| host.lock_package_of_import(import).is_some());
    let outcome = |host| if loads(host) { Outcome::Works } else { Outcome::Fails };
    let outcomes: Vec<Outcome> = context.hosts.list.iter().map(outcome).collect();
    if !outcomes.contains(&Outcome::Fails) {
        return;
    }
    let level = level::of(&definition.words(Variant::LeftOut), Some(&outcomes), context.by_measurement());
    let fill = [("module", module), ("alternative", "")];
    report_module(context, "native-import", Variant::LeftOut, module, level, &fill);
}

/// The cells are cached at export: at the first place where the browser would miss the module.
fn cached(context: &mut Context, module: &str) {
    let found = module_use(context.facts, module);
    let first = found.imports.first().map(|import| import.clause);
    let Some(site) = first.or_else(|| found.uses.iter().chain(&found.untested).next().copied()) else { return };
    context.found.needs.cached = true;
    let level = context.level_of("native-import", Variant::Cached);
    let span = context.notebook.tree.span(site);
    context.report("native-import", Variant::Cached, level, span, Subject::Settled, &[("module", module)]);
}

/// Whether the script block lists a package, for computers only.
pub(super) fn is_marked(context: &Context, package: &str, imports: &BTreeSet<String>) -> bool {
    let mut own = context.requirements.iter().filter(|entry| requirements::lists(entry, package, imports)).peekable();
    own.peek().is_some() && own.all(|entry| !context.any_host(|host| entry.handed(host).is_some()))
}

/// Whether the notebook's cells are cached at export: `[tool.marimo.runtime] cache_cells = true`, in the script block or the
/// nearest `pyproject.toml`.
pub fn caches_cells(notebook: &Notebook) -> bool {
    let says = |text: &str| {
        let toml = text.contains("cache_cells").then(|| text.parse::<toml_edit::DocumentMut>().ok())??;
        let keys = ["tool", "marimo", "runtime", "cache_cells"];
        keys.iter().try_fold(toml.as_item(), |item, key| item.get(key))?.as_bool()
    };
    // The notebook's own word counts, whatever its project says (measured: marimo 0.25.2 bundles no cache then).
    let own = match &notebook.script.state {
        ScriptBlockState::Present { toml, .. } => says(toml),
        _ => None,
    };
    let path = std::path::absolute(&notebook.path).unwrap_or_else(|_| notebook.path.clone());
    let mut files = path.ancestors().skip(1).map(|folder| folder.join("pyproject.toml"));
    own.or_else(|| files.find_map(|file| std::fs::read_to_string(file).ok()).and_then(|text| says(&text)))
        .unwrap_or(false)
}

/// One problem a module: at its first import that runs, else at the first use of a guarded one.
fn report_module(
    context: &mut Context,
    id: &str,
    variant: Variant,
    module: &str,
    level: Option<Level>,
    fill: super::Fill,
) {
    if level.is_none() {
        return;
    }
    let facts = context.facts;
    let found = module_use(facts, module);
    let subject = Subject::module(module);
    let tree = &context.notebook.tree;
    if let Some(import) = found.imports.first() {
        context.report(id, variant, level, tree.span(import.clause), subject, fill);
    } else if found.guarded {
        if let Some(&site) = found.uses.first() {
            context.report(id, Variant::Used, level, tree.span(site), subject, fill);
        }
    } else if let Some(&site) = found.untested.first() {
        context.report(id, Variant::Caught, level, tree.span(site), subject, fill);
    } else if found.optional {
        let uncalled = |import: &&Import| {
            import.top_level() == module && facts.reach(import.statement, &catches_import) == Reach::Uncalled
        };
        if let Some(import) = facts.names.imports().iter().find(uncalled) {
            let level = level.map(|level| level.min(Level::Warning));
            context.report(id, variant, level, tree.span(import.clause), subject, fill);
        }
    }
}
