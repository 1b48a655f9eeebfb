//! The script block against the imports: `missing-script-block`, `missing-dependency`, `script-block-malformed`, and
//! what each requirement does in the browser.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::providers::{self, Local, Provider};
use super::{Context, Level, Subject, Variant};
use crate::host::{Host, Markers};
use crate::notebook::{CellKind, NodeId, ScriptBlockState};
use crate::packages::{self, PackageVerdict, Requirement, RequirementKind, normalise};
use crate::packages::{Package, Status};
use crate::syntax::{Import, Reach, Value};

/// A distribution that the notebook's imports need.
pub(super) struct Wanted {
    /// Whether it is imported under a guard only, or has no build for the browser.
    native_only: bool,
    /// Where it would break the install of what is listed, in a half sentence: on an older release that is judged, too.
    breaks_on: Option<String>,
    /// The first import that asks for it.
    pub(super) clause: Option<NodeId>,
    /// The imports in full: `geoarrow.rust.core`.
    pub(super) imports: BTreeSet<String>,
    /// The version that a new block in a project asks for, as the project does: `==1.2`.
    pub(super) bound: String,
}

/// A module of which no package is known.
pub(super) struct Unmapped {
    /// The first import that asks for it.
    pub(super) clause: NodeId,
    /// That import in full: `geoarrow.rust.core`.
    pub(super) import: String,
    /// Whether it stops the notebook in an environment that lacks it.
    pub(super) live: bool,
    /// What it is, if it lies in the repository.
    pub(super) local: Option<Local>,
}

pub(super) fn find(context: &mut Context) {
    let (wanted, unmapped) = wanted(context);
    block(context, &wanted, &unmapped);
    super::transaction::find(context);
    imported(context, &wanted, &unmapped);
    super::islands::find(context, &wanted);
    super::cors::find(context);
}

/// The distributions that the cells import, by name, and the modules of which none is known.
fn wanted(context: &Context) -> (BTreeMap<String, Wanted>, BTreeMap<String, Unmapped>) {
    let facts = context.facts;
    let (mut wanted, mut unmapped) = (BTreeMap::<String, Wanted>::new(), BTreeMap::<String, Unmapped>::new());
    let by_hand = installed_by_hand(context);
    for import in facts.names.imports() {
        let module = import.top_level();
        let skipped = module.is_empty()
            || packages::is_runtime_module(module)
            || by_hand.contains(&normalise(module))
            || context.any_host(|host| host.is_stdlib(module))
            || super::modules::sibling(context, module)
            || super::modules::stood_in(facts, module)
            || is_optional(context, import)
            || is_for_type_checkers(context, import);
        if skipped {
            continue;
        }
        let full = import.full_name();
        let guarded = facts.reach(import.statement, &|_| false) == Reach::Guarded;
        let name = match providers::provider(context, &full) {
            Provider::Distribution(name) => name,
            other => {
                let local = if let Provider::Local(local) = other { Some(local) } else { None };
                let unknown = Unmapped { clause: import.clause, import: full, live: false, local };
                unmapped.entry(module.to_owned()).or_insert(unknown).live |= !guarded;
                continue;
            }
        };
        if by_hand.contains(&normalise(&name)) {
            continue;
        }
        let entry = wanted.entry(name).or_insert(Wanted {
            native_only: true,
            breaks_on: None,
            clause: Some(import.clause),
            imports: BTreeSet::new(),
            bound: String::new(),
        });
        entry.native_only &= guarded;
        entry.imports.insert(full);
    }
    for &name in super::call_packages::needed(context) {
        wanted.entry(name.to_owned()).or_insert_with(|| Wanted::besides(None));
    }
    for name in needs_of_sql(context, &wanted) {
        wanted.entry(name.to_owned()).or_insert_with(|| Wanted::besides(None));
    }
    for (name, import, clause) in super::imported::unlisted(context) {
        wanted.entry(name).or_insert_with(|| Wanted::besides(Some(clause))).imports.insert(import);
    }
    for name in not_installable(context, &wanted) {
        if let Some(entry) = wanted.get_mut(&name) {
            entry.native_only = true;
        }
    }
    for (name, says) in breaking(context, &wanted) {
        if let Some(entry) = wanted.get_mut(&name) {
            entry.breaks_on = Some(says);
        }
    }
    if matches!(context.notebook.script.state, ScriptBlockState::Missing) {
        for (name, entry) in &mut wanted {
            entry.bound = super::new_block::bound_of_project(context, name, entry.native_only);
        }
    }
    (wanted, unmapped)
}

impl Wanted {
    /// What no import statement of the notebook names.
    fn besides(clause: Option<NodeId>) -> Wanted {
        Wanted { native_only: false, breaks_on: None, clause, imports: BTreeSet::new(), bound: String::new() }
    }
}

/// What `mo.sql` needs: it runs on duckdb and sqlglot and gives a frame of polars, through pyarrow, or else of pandas; or no
/// frame where it is told to give duckdb's own relation.
fn needs_of_sql(context: &Context, wanted: &BTreeMap<String, Wanted>) -> Vec<&'static str> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let is_sql = |node: &NodeId| tree.kind(*node) == "call" && facts.callee(*node).as_deref() == Some("marimo.sql");
    let calls: Vec<NodeId> = tree.all().filter(is_sql).collect();
    if calls.is_empty() && !context.notebook.cells.iter().any(|cell| cell.kind == CellKind::Sql) {
        return Vec::new();
    }
    let says = |call: NodeId, name: &str| {
        let given = facts.arguments(call).1.into_iter().find(|(keyword, _)| *keyword == name);
        given.is_some_and(|(_, value)| facts.value(value) == Value::Str("native".to_owned()))
    };
    let native = |call: &NodeId| says(*call, "sql_output") || says(*call, "output");
    let all_native = !calls.is_empty() && calls.iter().all(native);
    if all_native || context.notebook.app_call.is_some_and(|app| says(app, "sql_output")) {
        return vec!["duckdb", "sqlglot"];
    }
    let listed = context.requirements.iter().map(|entry| Requirement::read(&entry.text));
    let brings = |entry: Requirement| entry.name == "polars" || brings_sql(&entry);
    let polars = listed.into_iter().any(brings) || wanted.keys().any(|name| normalise(name) == "polars");
    vec!["duckdb", if polars { "pyarrow" } else { "pandas" }, "sqlglot"]
}

/// `marimo[sql]`, which brings polars, too.
fn brings_sql(entry: &Requirement) -> bool {
    entry.name == "marimo" && entry.extras.iter().any(|extra| matches!(extra.as_str(), "sql" | "recommended"))
}

/// Whether a requirement is the repository of a distribution, without its name: `git+https://github.com/me/foo.git`.
fn is_repository(entry: &Requirement, name: &str) -> bool {
    let address = entry.text.split([';', '#']).next().unwrap_or_default().trim();
    let last = address.rsplit('/').next().unwrap_or_default().split('@').next().unwrap_or_default();
    let last = last.strip_suffix(".git").unwrap_or(last);
    entry.kind == RequirementKind::Git && entry.name.is_empty() && normalise(last) == normalise(name)
}

/// What would break the transaction if it were listed: the distributions that are not listed yet are tried together with
/// those that are, on the newest host.
fn not_installable(context: &Context, wanted: &BTreeMap<String, Wanted>) -> Vec<String> {
    let Some(host) = context.hosts.list.last() else { return Vec::new() };
    let missing: Vec<&String> = wanted
        .iter()
        .filter(|(name, wanted)| !context.requirements.iter().any(|entry| lists(entry, name, &wanted.imports)))
        .map(|(name, _)| name)
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let listed = context.requirements.iter().filter(|entry| entry.handed(host).is_some()).cloned();
    let tried: Vec<Requirement> = missing.iter().map(|name| Requirement::read(name)).chain(listed).collect();
    // What is missing comes first in the list, so that a conflict is laid at the door of what is listed.
    let verdicts = packages::verdicts(&tried, host, &loaded(context, host), context.index);
    let fails = |verdict: &PackageVerdict| verdict.status == Status::Fail;
    missing.into_iter().zip(&verdicts).filter(|(_, verdict)| fails(verdict)).map(|(name, _)| name.clone()).collect()
}

/// What is not listed and, listed, would take the install with it on an older host that is judged, too, and that in a half
/// sentence. A host whose install is broken all the same loses nothing.
fn breaking(context: &Context, wanted: &BTreeMap<String, Wanted>) -> Vec<(String, String)> {
    let Some((newest, older)) = context.hosts.list.split_last() else { return Vec::new() };
    let cuts = (newest.markers != Markers::Honoured).then_some(newest);
    let missing: Vec<(&String, Requirement)> = wanted
        .iter()
        .filter(|(name, wanted)| !context.requirements.iter().any(|entry| lists(entry, name, &wanted.imports)))
        .map(|(name, wanted)| (name, Requirement::read(&requirement_for(context, name, wanted))))
        .collect();
    let mut found = Vec::new();
    for host in older.iter().chain(cuts).filter(|_| !missing.is_empty()) {
        let fails = |tried: &[Requirement]| -> Vec<bool> {
            let verdicts = packages::verdicts(tried, host, &loaded(context, host), context.index);
            verdicts.iter().map(|verdict| verdict.status == Status::Fail).collect()
        };
        if fails(context.requirements).contains(&true) {
            continue;
        }
        let tried: Vec<Requirement> = missing.iter().map(|(_, requirement)| requirement.clone()).collect();
        let broken = missing.iter().zip(fails(&tried)).filter(|(_, fails)| *fails);
        let says = |name: &str| format!("marimo {}, which is judged, too, cannot install `{name}`", host.release());
        found.extend(broken.map(|((name, _), _)| ((*name).clone(), says(name))));
    }
    found
}

/// Whether the notebook gets on without an import: its failure is caught, wherever the module is imported.
fn is_optional(context: &Context, import: &Import) -> bool {
    let facts = context.facts;
    let caught = |import: &Import| {
        let handlers = facts.handlers(import.statement);
        handlers.iter().any(|handler| crate::host::error_is_caught_by("ModuleNotFoundError", handler))
    };
    let same = |other: &&Import| other.top_level() == import.top_level();
    facts.names.imports().iter().filter(same).all(caught)
}

/// Whether an import is there for type checkers alone: it never runs, and asks for no package.
fn is_for_type_checkers(context: &Context, import: &Import) -> bool {
    let conditions = context.facts.conditions(import.statement);
    let mut tests = conditions.iter().filter(|condition| condition.holds);
    tests.any(|condition| {
        let test = context.facts.dotted(condition.test);
        matches!(test.as_deref(), Some("typing.TYPE_CHECKING" | "typing_extensions.TYPE_CHECKING"))
    })
}

/// What the notebook gives to `micropip.install` literally.
pub(super) fn installed_by_hand(context: &Context) -> BTreeSet<String> {
    super::by_hand::names(context.facts)
}

/// Variants of a distribution that give the same modules: `opencv-python-headless`, `psycopg2-binary`.
const VARIANTS: [&str; 8] = ["binary", "headless", "cpu", "gpu", "nightly", "base", "bin", "c"];

/// Whether an entry of the script block brings a distribution, by its name, a variant of it, or the name of the import.
pub(super) fn lists(entry: &Requirement, name: &str, imports: &BTreeSet<String>) -> bool {
    let name = normalise(name);
    let variant = |long: &str, short: &str| {
        long.strip_prefix(short).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| VARIANTS.contains(&rest))
    };
    let marimo_extras =
        brings_sql(entry) && matches!(name.as_str(), "duckdb" | "polars" | "pyarrow" | "sqlglot" | "altair" | "ruff");
    let named_as_imported = !entry.name.is_empty()
        && imports.iter().any(|import| crate::host::prefixes(import).any(|part| normalise(part) == entry.name));
    let contrib = name == "opencv-python" && entry.name.starts_with("opencv-contrib-python");
    let renamed = packages::renamed(&entry.name).is_some_and(|other| normalise(other) == name);
    let same = entry.name == name || renamed || variant(&entry.name, &name) || variant(&name, &entry.name);
    // Both bring `Crypto`, and one overwrites the other.
    let crypto = name == "pycryptodome" && entry.name == "pycrypto";
    same || named_as_imported || marimo_extras || contrib || crypto
}

fn block(context: &mut Context, wanted: &BTreeMap<String, Wanted>, unmapped: &BTreeMap<String, Unmapped>) {
    let script = &context.notebook.script;
    let entries = context.requirements;
    if let ScriptBlockState::Malformed { reason } = &script.state {
        let level = context.level_of("script-block-malformed", Variant::Plain);
        let span = script.span.start..context.notebook.text.line(script.span.start).end.min(script.span.end);
        context.report("script-block-malformed", Variant::Plain, level, span, Subject::Notebook, &[("why", reason)]);
        return;
    }
    let mut missing: Vec<(&String, &Wanted)> = wanted
        .iter()
        .filter(|(name, wanted)| !entries.iter().any(|entry| lists(entry, name, &wanted.imports)))
        .collect();
    // What the browser cannot have is listed by the address that it comes from.
    let repository = |name: &str| entries.iter().any(|entry| is_repository(entry, name));
    missing.retain(|(name, wanted)| *name != "marimo" && !(wanted.native_only && repository(name)));
    let installable = missing.iter().filter(|(_, wanted)| wanted.breaks_on.is_none());
    let mut add: Vec<String> = installable.map(|(name, wanted)| requirement_for(context, name, wanted)).collect();
    let (absent, harmless): (Vec<_>, Vec<_>) =
        missing.iter().copied().partition(|(name, wanted)| is_absent(context, name, wanted));
    let has_marimo = entries.iter().any(|entry| entry.name == "marimo");
    let is_new = matches!(script.state, ScriptBlockState::Missing);
    // No block lists `marimo` alone.
    let alone = entries.is_empty() && add.is_empty();
    if !has_marimo && !alone {
        add.push("marimo".to_owned());
    }
    let unknown = if is_new { super::new_block::unknown_imports(context, wanted, unmapped) } else { Vec::new() };
    let subject = |add, breaks_on| Subject::Dependencies { add, ask: false, unknown: unknown.clone(), breaks_on };
    let breaking = missing.iter().find_map(|(_, wanted)| wanted.breaks_on.clone());
    if is_new {
        add.sort_by_key(|name| name.to_lowercase());
        super::new_block::find(context, (&add, &breaking), !absent.is_empty(), &unknown);
    } else if !harmless.is_empty() || !(has_marimo || alone) {
        let mut names: Vec<String> = harmless.iter().map(|(name, _)| (*name).clone()).collect();
        if names.is_empty() {
            names.push("marimo".to_owned());
        }
        let level = context.level_of("missing-dependency", Variant::Plain);
        // What else there is can be added.
        let breaks_on = breaking.clone().filter(|_| add.is_empty());
        not_listed(context, &harmless, &names, Variant::Plain, level, subject(add.clone(), breaks_on));
    }
    // What the notebook itself does not import comes with SQL or frames, and nothing loads it.
    let (imported, brought): (Vec<_>, Vec<_>) = absent.into_iter().partition(|(_, wanted)| wanted.clause.is_some());
    for one in imported {
        let level = context.level_of("missing-dependency", Variant::NotInstalled);
        // A new block is made whole.
        let (own, breaks_on) = match is_new {
            true => (add.clone(), breaking.clone()),
            false => (vec![requirement_for(context, one.0, one.1)], one.1.breaks_on.clone()),
        };
        not_listed(context, &[one], std::slice::from_ref(one.0), Variant::NotInstalled, level, subject(own, breaks_on));
    }
    if !brought.is_empty() {
        let names: Vec<String> = brought.iter().map(|(name, _)| (*name).clone()).collect();
        not_listed(context, &brought, &names, Variant::Plain, Some(Level::Error), subject(add, breaking));
    }
    for (module, unmapped) in unmapped.iter().filter(|(_, unmapped)| unmapped.local.is_none()) {
        super::new_block::unknown(context, module, unmapped);
    }
}

/// Names that the script block does not list, as one problem at the first import of them.
fn not_listed(
    context: &mut Context,
    missing: &[(&String, &Wanted)],
    names: &[String],
    variant: Variant,
    level: Option<Level>,
    subject: Subject,
) {
    let is = if names.len() == 1 { "is" } else { "are" };
    let first = missing.iter().filter_map(|(_, wanted)| wanted.clause).min();
    let span = first.map_or(first_line(context), |clause| context.notebook.tree.span(clause));
    let brought = missing.iter().all(|(_, wanted)| wanted.clause.is_none()) && !missing.is_empty();
    let arrow = missing.iter().all(|(name, _)| *name == "pyarrow");
    let called = super::call_packages::needed(context);
    let called = missing.iter().all(|(name, _)| called.contains(name.as_str()));
    let variant = match (brought, arrow, called) {
        (true, true, _) => Variant::Arrow,
        (true, false, true) => Variant::Called,
        (true, false, false) => Variant::Sql,
        (false, ..) => variant,
    };
    let fill = [("names", quoted(names)), ("is", is.to_owned())];
    let fill = fill.each_ref().map(|(key, text)| (*key, text.as_str()));
    context.report("missing-dependency", variant, level, span, subject, &fill);
}

/// Whether the browser lacks what is not listed: no host judged loads it by itself, and an import that runs needs it.
fn is_absent(context: &Context, name: &str, wanted: &Wanted) -> bool {
    if wanted.clause.is_none() {
        // Nothing imports it, so nothing loads it but what marimo loads for SQL.
        return !context.every_host(|host| loaded(context, host).contains(name));
    }
    // Old releases install the packages of all imports where nothing is listed.
    let listed = !context.requirements.is_empty();
    let there = context.every_host(|host| host.lock(&normalise(name)).is_some() || (host.unlisted && !listed));
    !wanted.native_only && !there && imports_live(context, name) && !comes_along(context, name)
}

/// Whether every host judged installs what is not listed all the same: something that is listed needs it.
fn comes_along(context: &Context, name: &str) -> bool {
    let name = normalise(name);
    context.index.is_some()
        && context.every_host(|host| {
            let resolution = packages::resolve(context.requirements, host, &loaded(context, host), context.index);
            resolution.wheels.iter().any(|(wheel, _)| *wheel == name)
        })
}

fn first_line(context: &Context) -> crate::notebook::Span {
    let start = context.notebook.script.span.start;
    start..context.notebook.text.line(start).end.max(start)
}

fn requirement_for(context: &Context, name: &str, wanted: &Wanted) -> String {
    let bound = &wanted.bound;
    if wanted.native_only {
        format!("{name}{bound}; sys_platform != 'emscripten'")
    } else if context.requirements.iter().any(|entry| is_repository(entry, name)) {
        // Elsewhere it comes from there.
        format!("{name}{bound}; sys_platform == 'emscripten'")
    } else {
        format!("{name}{bound}")
    }
}

pub(super) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a host loads what SQL needs: it looks at the text for `mo.sql`, and newer ones for uses of duckdb and an entry
/// `duckdb`.
fn uses_sql(context: &Context, host: &Host) -> bool {
    let text = context.notebook.text.as_str();
    let uses_duckdb = |line: &str| {
        let code = line.split('#').next().unwrap_or(line);
        code.match_indices("duckdb").any(|(at, word)| {
            let before = code.get(..at).and_then(|before| before.chars().next_back());
            let after = code.get(at + word.len()..).unwrap_or_default();
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
                && after.trim_start().starts_with('.')
        })
    };
    if context.notebook.cells.iter().any(|cell| cell.kind == CellKind::Sql) || text.contains("mo.sql") {
        return true;
    }
    let duckdb = context.requirements.iter().any(|entry| entry.text.trim() == "duckdb")
        || context.facts.names.imports().iter().any(|import| import.top_level() == "duckdb")
        || text.contains("duckdb") && text.lines().any(uses_duckdb);
    host.duckdb_loads && duckdb
}

/// The names that a host of the check loads before micropip sees the script block: marimo's own and what the imports name.
pub(super) fn loaded<'c>(context: &'c Context, host: &Host) -> Cow<'c, BTreeSet<String>> {
    let at = context.hosts.list.iter().position(|own| std::ptr::eq(own, host));
    match at.and_then(|at| context.loaded.get(at)) {
        Some(known) => Cow::Borrowed(known.get_or_init(|| find_loaded(context, host))),
        None => Cow::Owned(find_loaded(context, host)),
    }
}

fn find_loaded(context: &Context, host: &Host) -> BTreeSet<String> {
    let modules = context.facts.names.imports().iter().map(|import| import.module.as_str());
    let sql: &[&str] = if !uses_sql(context, host) {
        &[]
    } else if context.notebook.text.as_str().contains("polars") {
        &["sqlglot", "duckdb", "pandas", "pyarrow"]
    } else {
        &["sqlglot", "duckdb", "pandas"]
    };
    packages::loaded_by_imports(modules.chain(sql.iter().copied()), host)
}

/// Packages that are imported and not listed, and modules of the standard library that are not OK.
fn imported(context: &mut Context, wanted: &BTreeMap<String, Wanted>, unmapped: &BTreeMap<String, Unmapped>) {
    let entries = context.requirements;
    for (name, wanted) in wanted {
        if entries.iter().any(|entry| lists(entry, name, &wanted.imports)) {
            continue;
        }
        let requirement = Requirement::read(name);
        let judge = |host| packages::verdict(&requirement, host, &loaded(context, host), context.index);
        let verdicts: Vec<PackageVerdict> = context.hosts.list.iter().map(judge).collect();
        let Some(overall) = packages::over_hosts(&verdicts) else { continue };
        let guarded = wanted.native_only && overall.status == Status::Fail && !imports_live(context, name);
        let (status, notes) = if guarded {
            (Status::Ok, "imported outside the browser only".to_owned())
        } else if is_absent(context, name, wanted) {
            (overall.status, format!("{}; not listed in a script block", overall.notes))
        } else {
            (overall.status, overall.notes)
        };
        context.found.packages.push(Package { name: name.clone(), status, notes });
    }
    for (module, unmapped) in unmapped {
        let (status, notes) = match &unmapped.local {
            None if providers::resembles(context, module) => continue,
            None => (Status::Warn, "not in Pyodide, and no table maps it; verify which package it is".to_owned()),
            Some(_) if !unmapped.live => continue,
            Some(local) => (Status::Fail, format!("{}; no export packs it", local.what)),
        };
        context.found.packages.push(Package { name: module.clone(), status, notes });
    }
    let has_marimo = context.found.packages.iter().any(|package| package.name == "marimo");
    if !has_marimo {
        let notes = "available in the WASM runtime".to_owned();
        context.found.packages.push(Package { name: "marimo".to_owned(), status: Status::Ok, notes });
    }
}

pub(super) fn imports_live(context: &Context, name: &str) -> bool {
    context.facts.names.imports().iter().any(|import| {
        providers::distribution(context, &import.full_name()).as_deref() == Some(name)
            && context.reach(import.statement, &["ModuleNotFoundError"]) == Reach::Runs
    })
}

/// Whether something installs a package on every host: a requirement, or a package of the lock that depends on it.
pub(super) fn is_brought(context: &Context, package: &str) -> bool {
    let entries = context.requirements;
    context.hosts.list.iter().all(|host| {
        let listed = entries.iter().filter(|entry| entry.handed(host).is_some()).map(|entry| entry.name.clone());
        let imports = context.facts.names.imports().iter();
        let loaded = imports.filter_map(|import| host.lock_package_of_import(&import.module).map(normalise));
        let mut todo: Vec<String> = listed.chain(loaded).collect();
        let mut seen = BTreeSet::new();
        while let Some(next) = todo.pop() {
            if next == package || (package == "tzdata" && matches!(next.as_str(), "arrow" | "pendulum")) {
                return true;
            }
            if let Some(found) = host.lock(&next).filter(|_| seen.insert(next.clone())) {
                todo.extend(found.depends.split_whitespace().map(normalise));
            }
        }
        false
    })
}
