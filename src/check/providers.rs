//! Which distribution an import needs: what the script block lists and brings, then the project, the lock, and the tables.
//!
//! That a package has a module's name does not make it known; what nothing vouches for is a guess, and offered as one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Context;
use crate::host::{Host, prefixes};
use crate::packages::{self, Requirement, normalise};
use crate::surroundings::resolved;
use crate::syntax::Base;

/// What provides an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Provider {
    /// A distribution, as it is written.
    Distribution(String),
    /// A module of the project or of its repository that no export packs.
    Local(Local),
    /// Nothing that is known.
    Unknown,
}

/// A module of the project or of its repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Local {
    /// What it is: `the project itself`.
    pub what: &'static str,
    /// Where it lies, from the top of the project; empty if that is not known.
    pub place: String,
}

/// What provides `import dotted`, which is no module beside the notebook and none of the standard library.
pub(super) fn provider(context: &Context, dotted: &str) -> Provider {
    if let Some(known) = context.providers.borrow().get(dotted) {
        return known.clone();
    }
    let found = look_for(context, dotted);
    context.providers.borrow_mut().insert(dotted.to_owned(), found.clone());
    found
}

fn look_for(context: &Context, dotted: &str) -> Provider {
    // A browser has marimo, in marimo's own repository too.
    if dotted.split('.').next() == Some("marimo") {
        return Provider::Distribution("marimo".to_owned());
    }
    let known = packages::distribution_on(dotted, context.hosts);
    let loads = |host: &Host| known.as_ref().is_some_and(|known| host.lock(&normalise(known)).is_some());
    let loads = context.any_host(loads);
    if let Some(entry) = listed(context, dotted, loads) {
        return Provider::Distribution(entry.written.clone());
    }
    // What the browser loads by itself it loads for the project of that name, too.
    if !loads {
        let module = dotted.split('.').next().unwrap_or(dotted);
        // What the project takes from an address of its own may still be what the tables know.
        let part = part_of_project(context, module).filter(|what| known.is_none() || *what != FROM_ADDRESS);
        if let Some(place) = packed_by_nobody(context, dotted, Kind::Certain) {
            return Provider::Local(Local { what: part.unwrap_or(IN_REPOSITORY), place });
        }
        if let Some(what) = part {
            return Provider::Local(Local { what, place: String::new() });
        }
        if let Some(name) = listed_by_project(context, dotted) {
            return Provider::Distribution(name);
        }
        if known.is_none() {
            return match packed_by_nobody(context, dotted, Kind::Namespace) {
                Some(place) => Provider::Local(Local { what: IN_REPOSITORY, place }),
                None => Provider::Unknown,
            };
        }
    }
    known.map_or(Provider::Unknown, Provider::Distribution)
}

const IN_REPOSITORY: &str = "a module of the same repository";
const FROM_ADDRESS: &str = "a package that the project does not take from PyPI";

/// What a module is to the project, if it is called like a part of it.
fn part_of_project(context: &Context, module: &str) -> Option<&'static str> {
    let around = &context.options.surroundings;
    let folder = around.own(&normalise(module))?;
    Some(match folder {
        _ if folder.as_os_str().is_empty() => FROM_ADDRESS,
        _ if around.folders().any(|above| above == folder) => "the project itself",
        _ => "a part of the project",
    })
}

/// The distribution that an import needs, if it is one.
pub(super) fn distribution(context: &Context, dotted: &str) -> Option<String> {
    match provider(context, dotted) {
        Provider::Distribution(name) => Some(name),
        Provider::Local(_) | Provider::Unknown => None,
    }
}

/// The entry of the script block that brings a module: by what is known of it, and unless the host loads another for that
/// (`cvxpy-base` for `cvxpy`), by its own name or by what its wheel says.
fn listed<'a>(context: &Context<'a>, dotted: &str, loads: bool) -> Option<&'a Requirement> {
    let entries = || context.requirements.iter().filter(|entry| !entry.name.is_empty());
    let by_table =
        |entry: &&Requirement| context.any_host(|host| packages::brings(&entry.name, dotted, host) == Some(true));
    let by_name = |entry: &&Requirement| prefixes(dotted).any(|part| normalise(part) == entry.name);
    let in_lock = |entry: &&Requirement| context.any_host(|host| host.lock(&entry.name).is_some());
    let known = entries().filter(|entry| !loads || in_lock(entry)).find(by_table);
    if known.is_some() || loads {
        return known;
    }
    // The project lists itself, and its modules lie there.
    let by_project = |entry: &&Requirement| {
        let own = context.options.surroundings.own(&entry.name).filter(|folder| !folder.as_os_str().is_empty());
        own.is_some_and(|own| {
            let folders = [own.to_owned(), own.join("src")];
            folders.iter().any(|folder| find(context, folder, dotted, Kind::Certain).is_some())
        })
    };
    if let Some(entry) = entries().find(by_project) {
        return Some(entry);
    }
    // The rest is asked of the index, and only where nothing that is listed is called so.
    let imports = BTreeSet::from([dotted.to_owned()]);
    let named = packages::distribution_on(dotted, context.hosts);
    let there = named.is_some_and(|name| entries().any(|entry| super::requirements::lists(entry, &name, &imports)));
    let by_wheel = |entry: &&Requirement| {
        entry.is_named()
            && !is_known(context, entry)
            && context.answers.modules(&entry.name).is_some_and(|own| provides(&own, dotted))
    };
    entries().find(by_name).or_else(|| entries().find(|entry| !there && by_wheel(entry)))
}

/// Whether it is known without the index what an entry brings.
fn is_known(context: &Context, entry: &Requirement) -> bool {
    entry.name == "marimo" || context.any_host(|host| packages::brings(&entry.name, "", host).is_some())
}

fn provides(modules: &[String], dotted: &str) -> bool {
    packages::provides(modules.iter().map(String::as_str), dotted)
}

/// An entry of the script block of which it is not known what it brings, and which nothing imports under its own name: what
/// brings a module that nothing else does.
pub(super) fn may_be_brought(context: &Context) -> bool {
    let imported = |entry: &Requirement| {
        let imports = context.facts.names.imports();
        imports.iter().any(|import| prefixes(&import.full_name()).any(|part| normalise(part) == entry.name))
    };
    let open = |entry: &&Requirement| {
        !is_known(context, entry) && !imported(entry) && context.answers.modules(&entry.name).is_none()
    };
    context.requirements.iter().any(|entry| open(&entry))
}

/// Whether an entry of which nothing is known has a name that speaks of a module: `python-foo`, `foo2`, `scikit-foo`.
pub(super) fn resembles(context: &Context, module: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let module = letters(module);
    let entries = context.requirements.iter().filter(|entry| !is_known(context, entry));
    let mut named = entries.filter(|entry| module.len() > 2 && letters(&entry.name).contains(&module));
    named.any(|entry| context.answers.modules(&entry.name).is_none())
}

/// The distribution that the project lists for a module.
fn listed_by_project(context: &Context, dotted: &str) -> Option<String> {
    let around = &context.options.surroundings;
    let written = |name: &str| {
        let listed = around.listed().find(|listed| listed.requirement.name == name);
        listed.map_or(name.to_owned(), |listed| listed.requirement.written.clone())
    };
    let brings = |name: &str| context.any_host(|host| packages::brings(name, dotted, host) == Some(true));
    let direct = around.listed().map(|listed| listed.requirement.name.as_str());
    let by_table = direct.filter(|name| around.lists(name)).find(|name| brings(name)).map(str::to_owned);
    let by_name = || prefixes(dotted).map(normalise).find(|name| around.lists(name));
    by_table.or_else(by_name).map(|name| written(&name))
}

/// A package of the module's name, or one that brings it, of which nothing says that it is meant.
pub(super) fn guess(context: &Context, dotted: &str) -> Option<String> {
    let bringing = packages::bringing(dotted);
    if let [only] = bringing.as_slice() {
        return Some((*only).to_owned());
    }
    let name = normalise(dotted.split('.').next().unwrap_or(dotted));
    let module = dotted.split('.').next().unwrap_or(dotted).to_owned();
    let brought = bringing.is_empty().then(|| context.answers.modules(&name)).flatten()?;
    provides(&brought, &module).then_some(name)
}

/// How sure it is that a path is a module.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A file, or a folder with an `__init__.py`.
    Certain,
    /// Any folder with modules in it. A package that is installed wins over it.
    Namespace,
}

/// Whether the script block or the project lists what brings a module.
pub(super) fn is_listed(context: &Context, module: &str) -> bool {
    listed(context, module, false).is_some() || listed_by_project(context, module).is_some()
}

/// Whether a module lies in a folder that the project puts on the path of its notebooks, which an HTML export looks at, too.
pub(super) fn on_python_path(context: &Context, module: &str) -> bool {
    let folders = || context.options.surroundings.python_path().iter();
    let lies = |kind| folders().any(|folder| find(context, folder, module, kind).is_some());
    let known = || packages::distribution_on(module, context.hosts).is_some() || is_listed(context, module);
    lies(Kind::Certain) || (lies(Kind::Namespace) && !known())
}

/// Where a module of the repository lies that no export packs, from the top of the project.
fn packed_by_nobody(context: &Context, dotted: &str, kind: Kind) -> Option<String> {
    let around = &context.options.surroundings;
    let notebook = around.folders().next()?;
    let above = around.folders().skip(1).map(Path::to_owned);
    let sources = around.folders().chain(around.own_folders()).map(|folder| folder.join("src"));
    let own = around.own_folders().filter(|folder| *folder != notebook).map(Path::to_owned);
    let folders = above.chain(sources).chain(own).chain(added_to_path(context, notebook));
    let found = folders.into_iter().find_map(|folder| find(context, &folder, dotted, kind))?;
    Some(crate::edit::diff::relative(&found, around.top()?).display().to_string())
}

/// The folders that the notebook puts on its path itself, which the export does not look at.
fn added_to_path(context: &Context, notebook: &Path) -> Vec<PathBuf> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    if !context.notebook.text.as_str().contains("sys.path") {
        return Vec::new();
    }
    let argument = |call| match facts.callee(call)?.as_str() {
        "sys.path.append" => facts.argument(call, 0, "object"),
        "sys.path.insert" => facts.argument(call, 1, "object"),
        _ => None,
    };
    let calls = tree.all().filter(|&node| tree.kind(node) == "call");
    let places = calls.filter_map(argument).filter_map(|given| facts.value(given).place());
    let known = places.filter(|place| place.whole && matches!(place.base, Base::Text | Base::Current | Base::Notebook));
    known.map(|place| resolved(notebook, &place.rest)).collect()
}

/// The outermost module of a dotted name in a folder.
fn find(context: &Context, folder: &Path, dotted: &str, kind: Kind) -> Option<PathBuf> {
    let mut parts = dotted.split('.');
    let module = parts.next()?;
    let (file, package) = (folder.join(format!("{module}.py")), folder.join(module));
    let answers = context.answers;
    if kind == Kind::Namespace {
        // It says nothing by itself: what is imported of it must be there.
        let holds = answers.is_folder(&package)
            && match parts.next() {
                Some(part) => {
                    answers.is_file(&package.join(format!("{part}.py"))) || answers.is_folder(&package.join(part))
                }
                None => answers.names(&package).iter().any(|name| name.ends_with(".py")),
            };
        return holds.then_some(package);
    }
    if answers.is_file(&file) {
        return Some(file);
    }
    answers.is_file(&package.join("__init__.py")).then_some(package)
}
