//! Requirement -> verdict: import names, markers, wheel tags, the package index and its cache.

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
pub struct Requirement { pub name: String, pub written: String, pub extras: Vec<String>, marker: String }
impl Requirement {
    pub fn parse(text: &str) -> Requirement {
        let (head, marker) = text.split_once(';').unwrap_or((text, ""));
        let written: String = head.trim().chars().take_while(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
        Requirement { name: normalise(&written), written, extras: vec![], marker: marker.to_owned() }
    }
    pub fn holds_on(&self, _: &Host) -> bool { !self.marker.contains("!=") }
}
#[derive(Clone, Debug)]
pub enum Reason { BuiltIn, Native, PinNotInLock, Invalid, Unsupported, Unverified }
#[derive(Clone, Debug)]
pub struct PackageVerdict { pub status: Status, pub notes: String, pub reason: Reason }
pub fn is_runtime_module(m: &str) -> bool { matches!(m, "micropip" | "js" | "pyodide" | "pyodide_js" | "_pyodide" | "pyodide_http") }
