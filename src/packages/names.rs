//! Import name -> distribution by the tables, and distribution -> the modules that it brings.

use std::collections::BTreeSet;

use crate::host::{
    GUIDANCE_PACKAGES, Host, IMPORT_NAMES, MODULES, NATIVE_PACKAGES, PURE_PACKAGES, find_pair, normalise, prefixes,
};

/// The distribution that `import dotted` needs on a host, as it is usually written: the lock's imports, then the guidance's
/// names and those of well-known owners, then the lists of known packages. `None` if nothing maps it (a guess could name a
/// squatted package), if it is in the standard library, or comes with the runtime.
pub fn distribution_of(dotted: &str, host: &Host) -> Option<String> {
    let top = dotted.split('.').next().unwrap_or(dotted);
    if host.is_stdlib(top) || is_runtime_module(top) {
        return None;
    }
    if top == "marimo" {
        return Some("marimo".to_owned());
    }
    // The longest prefix wins, the lock among equals. `google` is a namespace of many distributions, whatever the
    // lock says of it.
    for name in prefixes(dotted) {
        let listed = find_pair(IMPORT_NAMES, name);
        if let Some(package) = host.lock_package_of_import(name).and_then(|package| host.lock(package)) {
            let here = package.imports.split(' ').any(|import| import == name);
            if here && (listed.is_some() || !is_namespace(name)) {
                return Some(package.written.to_owned());
            }
        }
        if let Some(distribution) = listed {
            return Some(distribution.to_owned());
        }
    }
    named_so(&normalise(top))
}

/// A distribution that the lists know, as it is written.
fn named_so(name: &str) -> Option<String> {
    let native = NATIVE_PACKAGES.binary_search_by(|package| package.name.cmp(name));
    find_pair(PURE_PACKAGES, name)
        .or_else(|| find_pair(GUIDANCE_PACKAGES, name))
        .map(str::to_owned)
        .or_else(|| native.is_ok().then(|| name.to_owned()))
}

/// Whether a distribution brings what `import dotted` needs, by its normalised name: as the host's lock and the tables say, else
/// under its own name where the lists know it. `None` if nothing is known of it.
pub fn brings(name: &str, dotted: &str, host: &Host) -> Option<bool> {
    let locked = host.lock(name).map(|package| package.imports).filter(|imports| !imports.is_empty());
    let tables = [locked, find_pair(MODULES, name)];
    if tables.iter().any(Option::is_some) {
        return Some(tables.into_iter().flatten().any(|modules| provides(modules.split(' '), dotted)));
    }
    named_so(name).map(|_| prefixes(dotted).any(|part| normalise(part) == name))
}

/// Whether one of these modules is what `import dotted` needs: it, or a package around it.
pub fn provides<'a>(modules: impl IntoIterator<Item = &'a str>, dotted: &str) -> bool {
    let within =
        |module: &str| dotted.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    modules.into_iter().any(within)
}

/// The distributions that bring a module as the tables say, by their normalised names, whether or not anything says that
/// the module means them.
pub fn bringing(dotted: &str) -> Vec<&'static str> {
    MODULES.iter().filter(|(_, modules)| provides(modules.split(' '), dotted)).map(|(name, _)| *name).collect()
}

/// Whether several distributions share this name, as the table of import names shows.
fn is_namespace(name: &str) -> bool {
    let at = IMPORT_NAMES.partition_point(|(import, _)| *import <= name);
    IMPORT_NAMES.get(at).is_some_and(|(import, _)| import.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// Whether a module comes with the runtime itself, so that no distribution is missing.
pub fn is_runtime_module(name: &str) -> bool {
    matches!(
        name.split('.').next().unwrap_or(name),
        "micropip" | "js" | "pyodide" | "pyodide_js" | "pyodide_http" | "_pyodide" | "_pyodide_core"
    )
}

/// The names, as the lock writes them, of all packages that are there before micropip runs: marimo's own, those that
/// the notebook's imports name, and what they depend on. micropip never sees a requirement of exactly such a name.
pub fn loaded_by_imports<'a>(imports: impl IntoIterator<Item = &'a str>, host: &Host) -> BTreeSet<String> {
    let mut loaded: BTreeSet<String> = host.loaded().iter().map(|&name| name.to_owned()).collect();
    let mut open: Vec<&str> = imports.into_iter().filter_map(|import| host.lock_package_of_import(import)).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name) {
            continue;
        }
        if let Some(package) = host.lock(name) {
            loaded.insert(package.written.to_owned());
            open.extend(package.depends.split_whitespace());
        }
    }
    loaded
}
