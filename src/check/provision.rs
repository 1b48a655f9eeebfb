//! Whether a module or distribution is there in the browser when it is asked for in another way than by an import
//! statement of the notebook: by its name at run time, or by a module beside the notebook. marimo loads from the lock
//! what the notebook's import statements name and nothing else (seen on marimo 0.25.2); the rest has to be installed.

use std::collections::BTreeSet;

use super::requirements::{installed_by_hand, lists, loaded};
use super::{Context, modules, providers};
use crate::host::{Host, ModuleFact};
use crate::packages::{self, Reason, Requirement, Status, normalise};

/// Whether something is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Provision {
    /// Before micropip runs.
    There,
    /// Once the script block is installed.
    Installed,
    /// No: why, in a half sentence; and what the script block would have to list for it, if that is known and enough.
    Absent {
        /// `no host has it`.
        why: String,
        /// The distribution.
        list: Option<String>,
    },
    /// Not known.
    Unknown,
}

/// What is there on a host.
pub(super) struct Stock<'a, 'b> {
    context: &'a Context<'b>,
    host: &'a Host,
    loaded: BTreeSet<String>,
    by_hand: BTreeSet<String>,
    /// What the script block lists for the browser, with all that the lock says they need; normalised.
    listed: BTreeSet<String>,
    /// Whether the script block lists something whose needs are not known here.
    open: bool,
    /// Whether the package index said what all of it needs.
    complete: bool,
}

impl<'a, 'b> Stock<'a, 'b> {
    /// What marimo loads and the script block lists.
    pub(super) fn of(context: &'a Context<'b>, host: &'a Host) -> Stock<'a, 'b> {
        let holds = |entry: &&Requirement| entry.handed(host).is_some();
        // A script block of a module beside the notebook is what its wheel needs.
        let beside: Vec<Requirement> =
            context.siblings().requirements.iter().map(|text| Requirement::read(text)).collect();
        let entries: Vec<Requirement> = context.requirements.iter().chain(&beside).filter(holds).cloned().collect();
        let mut todo: Vec<String> = entries.iter().map(|entry| entry.name.clone()).collect();
        let open = todo.iter().any(|name| name != "marimo" && host.lock(name).is_none());
        let mut complete = false;
        if open && context.index.is_some() {
            let resolution = packages::resolve(&entries, host, &loaded(context, host), context.index);
            complete = resolution.verdicts.iter().all(|verdict| !verdict.open && verdict.status != Status::Fail);
            todo.extend(resolution.wheels.into_iter().map(|(name, _)| name));
        }
        let mut listed = BTreeSet::new();
        while let Some(name) = todo.pop() {
            if let Some(package) = host.lock(&name).filter(|_| !listed.contains(&name)) {
                todo.extend(package.depends.split_whitespace().map(normalise));
            }
            listed.insert(name);
        }
        let loaded = loaded(context, host).iter().map(|name| normalise(name)).collect();
        Stock { context, host, loaded, by_hand: installed_by_hand(context), listed, open, complete }
    }

    /// Whether marimo loads a package (its normalised name) before micropip runs.
    pub(super) fn is_loaded(&self, name: &str) -> bool {
        self.loaded.contains(name)
    }

    /// Whether `import dotted` finds its module.
    pub(super) fn module(&self, dotted: &str) -> Provision {
        let top = dotted.split('.').next().unwrap_or(dotted);
        if packages::is_runtime_module(top) || top == "marimo" || self.by_hand.contains(&normalise(top)) {
            return Provision::There;
        }
        match self.host.module(dotted) {
            Some(ModuleFact::Ok) => return Provision::There,
            Some(ModuleFact::Loads(package)) => return self.of_the_lock(package),
            Some(ModuleFact::Missing | ModuleFact::NotThere) => {
                return absent("the browser's Python has no such module");
            }
            None => {}
        }
        if modules::sibling(self.context, top) {
            let mut imports = self.context.facts.names.imports().iter();
            return match imports.any(|import| import.top_level() == top) {
                true => Provision::Installed,
                false => absent("an export packs only those modules beside the notebook that import statements name"),
            };
        }
        match providers::distribution(self.context, dotted) {
            Some(package) => self.package(&package, &BTreeSet::from([dotted.to_owned()])),
            None => match self.host.lock_package_of_import(dotted) {
                Some(package) => self.of_the_lock(package),
                None if self.open || self.is_made_here(top) => Provision::Unknown,
                None => absent("nothing in the script block brings it"),
            },
        }
    }

    /// Whether the metadata of a distribution is there.
    pub(super) fn distribution(&self, name: &str) -> Provision {
        // What a page installs is called `marimo-base` (seen on marimo 0.25.2).
        if normalise(name) == "marimo" {
            return absent("a browser has marimo as the package `marimo-base`; use `marimo.__version__`");
        }
        if matches!(normalise(name).as_str(), "marimo-base" | "micropip") {
            return Provision::There;
        }
        self.package(name, &BTreeSet::new())
    }

    fn package(&self, package: &str, imports: &BTreeSet<String>) -> Provision {
        let name = normalise(package);
        if self.by_hand.contains(&name) || self.loaded.contains(&name) {
            return Provision::There;
        }
        if self.host.lock(&name).is_some() {
            return self.of_the_lock(&name);
        }
        let requirement = Requirement::read(package);
        let verdict = packages::verdict(&requirement, self.host, &BTreeSet::new(), self.context.index);
        if let Reason::Native { .. } = verdict.reason {
            return absent(&format!("its package has no build for the browser ({})", verdict.notes));
        }
        let mut entries = self.context.requirements.iter().filter(|entry| lists(entry, package, imports)).peekable();
        let marked = entries.peek().is_some();
        if self.listed.contains(&name) || entries.any(|entry| entry.handed(self.host).is_some()) {
            return Provision::Installed;
        }
        match (marked, self.open && !self.complete) {
            (true, _) => absent("a marker in the script block leaves its package out in the browser"),
            (false, true) => Provision::Unknown,
            (false, false) => Provision::Absent {
                why: format!("its package `{package}` is not installed, because the script block does not list it"),
                list: Some(package.to_owned()),
            },
        }
    }

    /// Whether the notebook may make a module of this name itself: as a file, or in `sys.modules`.
    fn is_made_here(&self, top: &str) -> bool {
        let text = self.context.notebook.text.as_str();
        text.contains(&format!("{top}.py")) || text.contains("sys.modules[") || text.contains("ModuleType(")
    }

    fn of_the_lock(&self, package: &str) -> Provision {
        let name = normalise(package);
        if self.loaded.contains(&name) || self.by_hand.contains(&name) {
            return Provision::There;
        }
        if self.listed.contains(&name) {
            return Provision::Installed;
        }
        let written = self.host.lock(&name).map_or(package, |package| package.written).to_owned();
        Provision::Absent {
            why: format!(
                "marimo loads what the notebook's import statements name, and nothing loads its package `{written}`"
            ),
            list: Some(written),
        }
    }
}

fn absent(why: &str) -> Provision {
    Provision::Absent { why: why.to_owned(), list: None }
}
