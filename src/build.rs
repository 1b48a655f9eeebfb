//! Build script: reads `fixes/` and `src/host/data/` into what the program holds, and fails on a typo with file and line.

use std::path::Path;

mod host {
    pub mod build_tables;
}
/// The part of [`rules`] that needs nothing of the program.
#[allow(dead_code, reason = "the program uses more of it than the build")]
mod rules {
    mod closed_set;
    mod definition;
    mod finder;
    pub mod folder;
    mod mistakes;
    mod near;
    mod port;
    pub mod stored;
    mod verb;
    mod words;

    use definition::{Definition, EditDefinition, FixDefinition, LOCAL, VariantWords};
    use finder::Finder;
    use verb::Verb;
    use words::{Level, Predicate, Safety, Variant};
}

use rules::folder::{Author, Folder};

fn main() {
    host::build_tables::write();
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    if let Err(message) = definitions(Path::new("fixes"), Path::new(&out)) {
        eprintln!("error: {message}");
        std::process::exit(1);
    }
}

/// Every `fixes/<id>/` -> one file that the program includes.
fn definitions(fixes: &Path, out: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", fixes.display());
    let folders = Folder::read_all(fixes, Author::Wasmfix).map_err(|error| error.to_string())?;
    // cargo takes a file that is not there for one that has changed.
    let files =
        folders.iter().flat_map(|folder| ["fix.toml", "README.md", "api.toml"].map(|file| folder.path.join(file)));
    for file in files.filter(|file| file.exists()) {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    let definitions: Vec<_> = folders.into_iter().map(|folder| folder.definition).collect();
    let stored = rules::stored::write(&definitions).map_err(|error| error.to_string())?;
    std::fs::write(out.join("definitions"), stored).map_err(|error| error.to_string())
}
