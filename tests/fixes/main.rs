//! What problems are found in notebooks and what the fixes make of them: the examples in `fixes/`, and the guidance.

use std::fs;
use std::path::{Path, PathBuf};

mod examples;
mod guidance;
mod markdown;
mod offers;
mod pairs;
mod ports;
mod projects;
mod publishing;
#[path = "../index/recorded.rs"]
mod recorded;
mod releases;

/// What is in a folder, sorted; nothing if it is none.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths
}
