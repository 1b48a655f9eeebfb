//! The words of the package report's last column.

use crate::host::{Host, LockPackage, NativePackage};

pub(super) fn built_in(package: &LockPackage<'_>, host: &Host) -> String {
    if host.loaded().contains(&package.written) { IN_THE_RUNTIME.to_owned() } else { "Pyodide built-in".to_owned() }
}

pub(super) fn native(package: &NativePackage) -> String {
    let instead = if package.instead.is_empty() { String::new() } else { format!("; use {}", package.instead) };
    let what = if package.installs { "installs, but cannot be used" } else { "no WASM build" };
    format!("{what}: {}{instead}", package.why)
}

/// `newest`: the newest version on the index that has a wheel for the browser.
pub(super) fn not_in_lock(requirement: &str, lock_version: &str, newest: Option<&str>, host: &Host) -> String {
    let host = format!("Pyodide {}", host.pyodide);
    match newest {
        Some(newest) if newest != lock_version => format!(
            "`{requirement}` excludes {lock_version}, the version of {host}, and no wheel on the package index fits: \
             the newest for the browser is {newest}"
        ),
        _ => format!("`{requirement}` excludes {lock_version}, the only version for the browser on {host}"),
    }
}

pub(super) fn pure(version: &str) -> String {
    format!("{PURE}: {version}")
}

pub(super) fn for_the_browser(version: &str) -> String {
    format!("a wheel for the browser, installed by micropip: {version}")
}

pub(super) fn needs(package: &str) -> String {
    format!("needs {package}, which has no WASM build")
}

pub(super) const NO_WHEEL: &str = "the package index has no wheel that a browser can install";
pub(super) const IN_THE_RUNTIME: &str = "available in the WASM runtime";

pub(super) const PURE: &str = "pure Python, installed by micropip";
pub(super) const NO_SUCH_NAME: &str = "PyPI has no package of this name that can be installed";
pub(super) const UNVERIFIED: &str = "not in Pyodide; verify that it is pure Python";
/// A bound or an extra may lead to another version, or to packages that no list knows.
pub(super) const PURE_AS_NAMED: &str =
    "pure Python in its newest version; whether these versions and extras are, only the package index knows";
pub(super) const EXCLUDED: &str = "not installed in the browser (marker)";
