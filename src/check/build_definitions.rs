//! Build time: every `fixes/<id>/` -> a Rust table. A mistake in a folder fails the build with file and line.

use std::fmt::Write as _;
use std::path::Path;

#[path = "folder.rs"]
mod folder;
#[path = "mistakes.rs"]
mod mistakes;
#[path = "near.rs"]
mod near;
#[allow(dead_code)]
#[path = "port.rs"]
mod port;
#[path = "schema.rs"]
mod schema;

use folder::{Author, Folder};
use schema::RawVariant;

/// Writes `definitions.rs` into `out`.
///
/// # Errors
/// `file:line: what is wrong`.
pub fn write(fixes: &Path, out: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", fixes.display());
    let mut code = String::from("pub(super) static DEFINITIONS: &[Definition] = &[\n");
    for folder in Folder::read_all(fixes, Author::Wasmfix).map_err(|error| error.to_string())? {
        // cargo takes a file that is not there for one that has changed.
        let files = ["fix.toml", "README.md", "api.toml"].map(|file| folder.path.join(file));
        for file in files.iter().filter(|file| file.exists()) {
            println!("cargo:rerun-if-changed={}", file.display());
        }
        emit(&mut code, &folder);
    }
    code.push_str("];\n");
    std::fs::write(out.join("definitions.rs"), code).map_err(|error| error.to_string())
}

fn emit(code: &mut String, folder: &Folder) {
    let Folder { id, summary, readme, api, definition, .. } = folder;
    let main = definition.main_words();
    let _ = writeln!(code, "Definition {{ id: {id:?}, summary: {summary:?}, readme: {readme:?}, api: {api:?},");
    let _ = writeln!(
        code,
        "marimo: &{:?}, call: &{:?}, name: &{:?}, import: &{:?}, unused: &{:?}, finder: {:?}, installed: {:?}, stand_in: {:?},",
        definition.marimo,
        definition.find.call,
        definition.find.name,
        definition.find.import,
        definition.find.unused,
        definition.find.finder,
        definition.find.installed,
        definition.find.stand_in
    );
    let _ = writeln!(code, "words: {}, variants: &[", words(&main));
    for (name, variant) in &definition.variant {
        let _ = writeln!(code, "({name:?}, {}),", words(&variant.or(&main)));
    }
    code.push_str("], fixes: &[\n");
    for fix in &definition.fix {
        let safety = if fix.safety == "safe" { "Safe" } else { "Unsafe" };
        let _ = writeln!(
            code,
            "FixDefinition {{ id: {:?}, title: {:?}, safety: Safety::{safety}, only_if: &{:?}, only_for: &{:?}, ask: {:?}, edits: &[",
            fix.id, fix.title, fix.only_if, fix.only_for, fix.ask
        );
        for edit in &fix.edit {
            let _ = writeln!(
                code,
                "EditDefinition {{ verb: {:?}, message: {:?}, stop: {:?}, values: &{:?} }},",
                edit.verb,
                edit.message,
                edit.stop,
                edit.values.iter().collect::<Vec<_>>()
            );
        }
        code.push_str("] },\n");
    }
    code.push_str("] },\n");
}

fn words(words: &RawVariant) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let level = |level: &Option<String>| match level.as_deref() {
        Some("error") => "Some(Level::Error)",
        Some("warning") => "Some(Level::Warning)",
        Some(_) => "Some(Level::Advice)",
        None => "None",
    };
    format!(
        "Words {{ message: {:?}, reason: {:?}, suggestion: {:?}, guidance: {}, measured: {} }}",
        text(&words.message),
        text(&words.reason),
        text(&words.suggestion),
        level(&words.guidance),
        level(&words.measured)
    )
}
