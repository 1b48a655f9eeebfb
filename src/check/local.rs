//! A project's own fix folders -> definitions like those that the build puts into the binary.

use std::path::PathBuf;

use super::folder::{Author, Folder, FolderError};
use super::schema::{RawFix, RawVariant};
use super::{Definition, EditDefinition, FixDefinition, Level, Safety, Words};
use crate::host::Host;

/// What the ids of a project's own problems begin with.
pub const LOCAL: &str = "local/";

/// Reads the fix folders in some folders, for [`Options::local`](crate::Options::local), sorted by id.
///
/// The definitions live as long as the process, like the built-in ones: read each project once.
///
/// # Errors
/// The first mistake in a folder, with file and line.
pub fn local_definitions(folders: &[PathBuf]) -> Result<&'static [Definition], FolderError> {
    let mut read = Vec::new();
    for folder in folders {
        let mistake =
            |message: &str| Err(FolderError { file: folder.clone(), line: None, message: message.to_owned() });
        if folder.join("fix.toml").is_file() {
            return mistake("this is a fix folder itself: name the folder that it is in");
        }
        let found = Folder::read_all(folder, Author::Project)?;
        if found.is_empty() {
            return mistake("no fix folder is in it: make `NAME/fix.toml` and `NAME/README.md`");
        }
        for one in found {
            fits(&one)?;
            read.push(one);
        }
    }
    read.sort_by(|one, other| one.id.cmp(&other.id));
    if let Some(pair) = read.windows(2).find(|pair| pair[0].id == pair[1].id) {
        let message = format!("another folder of `fixes` has a `{}`, too; rename one", pair[1].id);
        return Err(FolderError { file: pair[1].path.clone(), line: None, message });
    }
    Ok(read.into_iter().map(definition).collect::<Vec<_>>().leak())
}

/// What only the whole program can tell: a folder's name is an id, and a `call` is no module.
fn fits(folder: &Folder) -> Result<(), FolderError> {
    if !super::mistakes::is_id(&folder.id) {
        let message = "a fix folder's name has small letters, digits and `-` only".to_owned();
        return Err(FolderError { file: folder.path.clone(), line: None, message });
    }
    let is_module = |name: &str| {
        let knows = |host: &Host| host.is_stdlib(name) || host.lock_package_of_import(name).is_some();
        !name.contains('.') && Host::known().iter().any(knows)
    };
    let Some(name) = folder.definition.find.call.iter().find(|name| is_module(name)) else { return Ok(()) };
    let file = folder.path.join("fix.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let line = text.lines().position(|line| line.contains(&format!("\"{name}\""))).map(|line| line + 1);
    let message = format!("`{name}` is a module, which nothing calls: write `{name}.*`, or a function of it");
    Err(FolderError { file, line, message })
}

fn definition(folder: Folder) -> Definition {
    let raw = folder.definition;
    let main = raw.main_words();
    let variants = raw.variant.iter().map(|(name, own)| (leaked(name), words(&own.or(&main)))).collect::<Vec<_>>();
    Definition {
        id: format!("{LOCAL}{}", folder.id).leak(),
        summary: folder.summary.leak(),
        readme: folder.readme.leak(),
        marimo: list(&raw.marimo),
        call: list(&raw.find.call),
        name: list(&raw.find.name),
        import: list(&raw.find.import),
        unused: list(&raw.find.unused),
        finder: None,
        installed: raw.find.installed,
        stand_in: raw.find.stand_in.as_deref().map(leaked),
        api: folder.api.map(|text| &*text.leak()),
        words: words(&main),
        variants: variants.leak(),
        fixes: raw.fix.iter().map(fix).collect::<Vec<_>>().leak(),
    }
}

fn words(raw: &RawVariant) -> Words {
    let text = |text: &Option<String>| leaked(text.as_deref().unwrap_or_default());
    let level = |level: &Option<String>| match level.as_deref()? {
        "error" => Some(Level::Error),
        "warning" => Some(Level::Warning),
        _ => Some(Level::Advice),
    };
    Words {
        message: text(&raw.message),
        reason: text(&raw.reason),
        suggestion: text(&raw.suggestion),
        guidance: level(&raw.guidance),
        measured: level(&raw.measured),
    }
}

fn fix(raw: &RawFix) -> FixDefinition {
    let edit = |edit: &super::schema::RawEdit| EditDefinition {
        verb: leaked(&edit.verb),
        message: edit.message.as_deref().map(leaked),
        stop: edit.stop,
        values: Vec::leak(edit.values.iter().map(|(name, value)| (leaked(name), leaked(value))).collect()),
    };
    FixDefinition {
        id: leaked(&raw.id),
        title: leaked(&raw.title),
        safety: if raw.safety == "safe" { Safety::Safe } else { Safety::Unsafe },
        only_if: list(&raw.only_if),
        only_for: list(&raw.only_for),
        ask: raw.ask,
        edits: raw.edit.iter().map(edit).collect::<Vec<_>>().leak(),
    }
}

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn list(texts: &[String]) -> &'static [&'static str] {
    texts.iter().map(|text| leaked(text)).collect::<Vec<_>>().leak()
}
