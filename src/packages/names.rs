//! Import name -> distribution: the host's lock, then the guidance's table, then the wider one.

use std::collections::BTreeSet;

use crate::host::{
    GUIDANCE_PACKAGES, Host, IMPORT_NAMES, NATIVE_PACKAGES, PURE_PACKAGES, find_pair, normalise, prefixes,
};

/// The distribution that `import dotted` needs on a host, as it is usually written; `None` if nothing maps it (a
/// guess could name a squatted package), if it is in the standard library, or comes with the runtime.
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
    let same = normalise(top);
    let native = NATIVE_PACKAGES.binary_search_by(|package| package.name.cmp(same.as_str()));
    find_pair(PURE_PACKAGES, &same)
        .or_else(|| find_pair(GUIDANCE_PACKAGES, &same))
        .map(str::to_owned)
        .or_else(|| native.is_ok().then_some(same))
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
