//! The words of the package report's last column.

use crate::host::{Host, LockPackage, NativePackage};

pub(super) fn built_in(package: &LockPackage<'_>, host: &Host) -> String {
    if host.loaded().contains(&package.written) {
        "available in the WASM runtime".to_owned()
    } else {
        "Pyodide built-in".to_owned()
    }
}

pub(super) fn native(package: &NativePackage) -> String {
    let instead = if package.instead.is_empty() { String::new() } else { format!("; use {}", package.instead) };
    let what = if package.installs { "installs, but cannot be used" } else { "no WASM build" };
    format!("{what}: {}{instead}", package.why)
}

pub(super) fn not_in_lock(requirement: &str, lock_version: &str, host: &Host) -> String {
    format!(
        "`{requirement}` excludes {lock_version}, the only version for the browser on {}: \
         no requirement is installed then",
        host.describe()
    )
}

pub(super) const PURE: &str = "pure Python, installed by micropip";
pub(super) const UNVERIFIED: &str = "not in Pyodide; verify that it is pure Python";
pub(super) const EXCLUDED: &str = "not installed in the browser (marker)";
