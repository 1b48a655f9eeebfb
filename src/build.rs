//! Build script: reads `fixes/` and `src/host/data/` into static tables, and fails on a typo with file and line.

use std::path::Path;

#[path = "check/build_definitions.rs"]
mod build_definitions;
#[path = "host/build_tables.rs"]
mod host_tables;

fn main() {
    host_tables::write();
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let result = build_definitions::write(Path::new("fixes"), Path::new(&out));
    if let Err(message) = result {
        eprintln!("error: {message}");
        std::process::exit(1);
    }
}
