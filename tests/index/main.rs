//! What is asked of package indexes, and what is made of their answers. All servers but one are the tests' own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use wasmfix::host::Host;
use wasmfix::net::{Index, IndexOptions};
use wasmfix::packages::{PackageVerdict, Reason, Requirement, verdicts};
use wasmfix::questions::Answers;

mod cache;
mod client;
mod modules;
mod online_data;
mod recorded;
mod server;
mod settings;
mod transaction;
mod versions;

fn last() -> &'static Host {
    Host::known().last().unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn index_at(url: &str, cache: &TempDir) -> Index {
    Index::new(&IndexOptions { url: Some(url.to_owned()), ..IndexOptions::default() }).with_cache(cache.path().into())
}

fn refreshed(url: &str, cache: &TempDir) -> Index {
    let options = IndexOptions { url: Some(url.to_owned()), refresh: true, ..IndexOptions::default() };
    Index::new(&options).with_cache(cache.path().into())
}

/// Does work that asks an index.
fn asking<T>(index: &Index, work: impl Fn(Option<&Answers>) -> T) -> T {
    Answers::of(Arc::new(index.clone())).complete(|answers| work(answers.index()))
}

fn judge(index: &Index, requirements: &[&str]) -> Vec<PackageVerdict> {
    let requirements: Vec<Requirement> = requirements.iter().map(|text| Requirement::read(text)).collect();
    asking(index, |index| verdicts(&requirements, last(), &BTreeSet::new(), index))
}

fn one(index: &Index, requirement: &str) -> PackageVerdict {
    judge(index, &[requirement]).remove(0)
}

fn pure(version: &str) -> Reason {
    Reason::Pure { version: version.to_owned() }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}
