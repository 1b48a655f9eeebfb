//! Build time: every `fixes/<id>/` -> a Rust table. A mistake in a folder fails the build with file and line.

use std::fmt::Write as _;
use std::path::Path;

#[allow(dead_code)]
#[path = "port.rs"]
mod port;
#[path = "schema.rs"]
mod schema;

use schema::{RawDefinition, RawVariant};

/// Writes `definitions.rs` into `out`.
///
/// # Errors
/// `file:line: what is wrong`.
pub fn write(fixes: &Path, out: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", fixes.display());
    let mut folders: Vec<_> = std::fs::read_dir(fixes)
        .map_err(|error| format!("{}: {error}", fixes.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut code = String::from("pub(super) static DEFINITIONS: &[Definition] = &[\n");
    for folder in folders {
        let (definition_file, readme_file) = (folder.join("fix.toml"), folder.join("README.md"));
        for file in [&definition_file, &readme_file] {
            println!("cargo:rerun-if-changed={}", file.display());
        }
        let read =
            |file: &Path| std::fs::read_to_string(file).map_err(|error| format!("{}:1: {error}", file.display()));
        let (text, readme) = (read(&definition_file)?, read(&readme_file)?);
        let definition = RawDefinition::parse(&text)
            .map_err(|(line, message)| format!("{}:{line}: {message}", definition_file.display()))?;
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let summary = readme
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .ok_or_else(|| format!("{}:1: a summary sentence is missing below the title", readme_file.display()))?;
        let api_file = folder.join("api.toml");
        let api = if api_file.is_file() { Some(read(&api_file)?) } else { None };
        if let Some(api) = &api {
            println!("cargo:rerun-if-changed={}", api_file.display());
            port::Port::parse(api).map_err(|(line, message)| format!("{}:{line}: {message}", api_file.display()))?;
        }
        emit(&mut code, &id, summary, &readme, api.as_deref(), &definition);
    }
    code.push_str("];\n");
    std::fs::write(out.join("definitions.rs"), code).map_err(|error| error.to_string())
}

fn emit(code: &mut String, id: &str, summary: &str, readme: &str, api: Option<&str>, definition: &RawDefinition) {
    let main = RawVariant {
        message: Some(definition.message.clone()),
        reason: Some(definition.reason.clone()),
        suggestion: Some(definition.suggestion.clone()),
        guidance: definition.guidance.clone(),
        measured: definition.measured.clone(),
    };
    let _ = writeln!(code, "Definition {{ id: {id:?}, summary: {summary:?}, readme: {readme:?}, api: {api:?},");
    let _ = writeln!(
        code,
        "marimo: &{:?}, call: &{:?}, name: &{:?}, import: &{:?}, unused: &{:?}, finder: {:?}, installed: {:?},",
        definition.marimo,
        definition.find.call,
        definition.find.name,
        definition.find.import,
        definition.find.unused,
        definition.find.finder,
        definition.find.installed
    );
    let _ = writeln!(code, "words: {}, variants: &[", words(&main, &main));
    for (name, variant) in &definition.variant {
        let _ = writeln!(code, "({name:?}, {}),", words(variant, &main));
    }
    code.push_str("], fixes: &[\n");
    for fix in &definition.fix {
        let safety = if fix.safety == "safe" { "Safe" } else { "Unsafe" };
        let _ = writeln!(
            code,
            "FixDefinition {{ id: {:?}, title: {:?}, safety: Safety::{safety}, only_if: &{:?}, edits: &[",
            fix.id, fix.title, fix.only_if
        );
        for edit in &fix.edit {
            let _ = writeln!(
                code,
                "EditDefinition {{ verb: {:?}, message: {:?}, stop: {:?} }},",
                edit.verb, edit.message, edit.stop
            );
        }
        code.push_str("] },\n");
    }
    code.push_str("] },\n");
}

/// A variant's own words, the problem's where it has none; levels do not mix.
fn words(variant: &RawVariant, main: &RawVariant) -> String {
    let text = |own: &Option<String>, main: &Option<String>| own.clone().or_else(|| main.clone()).unwrap_or_default();
    let (guidance, measured) = if variant.guidance.is_some() || variant.measured.is_some() {
        (&variant.guidance, &variant.measured)
    } else {
        (&main.guidance, &main.measured)
    };
    let level = |level: &Option<String>| match level.as_deref() {
        Some("error") => "Some(Level::Error)",
        Some("warning") => "Some(Level::Warning)",
        Some(_) => "Some(Level::Advice)",
        None => "None",
    };
    format!(
        "Words {{ message: {:?}, reason: {:?}, suggestion: {:?}, guidance: {}, measured: {} }}",
        text(&variant.message, &main.message),
        text(&variant.reason, &main.reason),
        text(&variant.suggestion, &main.suggestion),
        level(guidance),
        level(measured)
    )
}
