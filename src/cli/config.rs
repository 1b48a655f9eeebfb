//! `[tool.wasmfix]`: what a project sets in its `pyproject.toml`, and what a notebook may set in its script block.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Mutex;

use toml_edit::{Document, Item, TableLike};

use super::args::Project;
use super::ids;
use super::sources::in_words;
use crate::check::{Definition, FolderError, local_definitions};
use crate::host::Version;

const PROJECT_KEYS: [&str; 9] =
    ["fixes", "ignore", "index-url", "lock-file", "marimo", "offline", "select", "strict", "unsafe-fixes"];

/// What can be set on the command line and in a project; `None` is not set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The marimo release to judge for.
    pub marimo: Option<Version>,
    /// Only these problems.
    pub select: Option<Vec<String>>,
    /// Not these problems.
    pub ignore: Option<Vec<String>>,
    /// Warnings fail.
    pub strict: Option<bool>,
    /// Ask no package index.
    pub offline: Option<bool>,
    /// The package index.
    pub index_url: Option<String>,
    /// The Pyodide lock file; in a configuration file relative to it.
    pub lock_file: Option<PathBuf>,
    /// Unsafe fixes are applied too.
    pub unsafe_fixes: Option<bool>,
    /// The project's own problems, read from the folders of `fixes`.
    pub local: &'static [Definition],
}

/// Where settings come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The nearest `pyproject.toml` of each notebook.
    Nearest,
    /// `--config FILE`.
    File(PathBuf),
    /// `--isolated`.
    Nowhere,
}

impl Origin {
    /// Where the arguments say that they come from.
    pub fn of(project: &Project) -> Origin {
        match &project.config {
            Some(file) => Origin::File(file.clone()),
            None if project.isolated => Origin::Nowhere,
            None => Origin::Nearest,
        }
    }
}

/// A configuration file that cannot be used, as a message with the file and the line.
pub type ConfigError = String;

/// The configuration files of a run, each read once.
#[derive(Debug)]
pub struct Configuration {
    origin: Origin,
    read: Mutex<HashMap<PathBuf, Result<Settings, ConfigError>>>,
}

impl Configuration {
    /// A configuration that nothing has been read of yet.
    pub fn new(origin: Origin) -> Configuration {
        Configuration { origin, read: Mutex::default() }
    }

    /// The settings for a notebook.
    ///
    /// # Errors
    /// If its configuration file cannot be read, or holds an unknown key or a wrong value.
    pub fn of(&self, notebook: &Path) -> Result<Settings, ConfigError> {
        match &self.origin {
            Origin::Nowhere => Ok(Settings::default()),
            Origin::File(file) => self.read(file),
            Origin::Nearest => {
                let path = std::path::absolute(notebook).unwrap_or_else(|_| notebook.into());
                let files = path.ancestors().skip(1).map(|folder| folder.join("pyproject.toml"));
                files.into_iter().find(|file| file.is_file()).map_or(Ok(Settings::default()), |file| self.read(&file))
            }
        }
    }

    fn read(&self, file: &Path) -> Result<Settings, ConfigError> {
        let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        read.entry(file.into()).or_insert_with(|| from_file(file)).clone()
    }
}

fn from_file(file: &Path) -> Result<Settings, ConfigError> {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = crate::edit::diff::relative(file, &here);
    let shown = shown.display();
    let text = fs::read(file).map_err(|error| format!("{shown}: {}", in_words(&error)))?;
    let text = String::from_utf8(text).map_err(|_| format!("{shown}: not UTF-8"))?;
    let at = |offset: Option<usize>, message: &str| match offset {
        Some(offset) => format!("{shown}:{}: {message}", line_of(&text, offset)),
        None => format!("{shown}: {message}"),
    };
    let document = Document::parse(text.as_str()).map_err(|error| {
        at(error.span().map(|span| span.start), &format!("not valid TOML: {}", error.message().trim()))
    })?;
    let root = document.as_table();
    // A file of `--config` may hold the settings at its top, as it is no file of other tools.
    let table = match root.get("tool") {
        None if file.file_name().is_some_and(|name| name != "pyproject.toml") => Some(root as &dyn TableLike),
        tool => match tool.and_then(|tool| tool.get("wasmfix")) {
            None => None,
            Some(item) => {
                let offset = item.span().map(|span| span.start);
                Some(item.as_table_like().ok_or_else(|| at(offset, "`tool.wasmfix` must be a table"))?)
            }
        },
    };
    let mut settings = Settings::default();
    let Some(table) = table else {
        return Ok(settings);
    };
    let offset = |key: &str, item: &Item| {
        let key = table.get_key_value(key).and_then(|(key, _)| key.span());
        key.or(item.span()).map(|span| span.start)
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    // First, as other keys may name problems that these folders define.
    if let Some(item) = table.get("fixes") {
        let at = |message: &str| at(offset("fixes", item), message);
        let names = strings(item).ok_or_else(|| at("`fixes` must be a list of folders"))?;
        let folders: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        if let Some((name, _)) = names.iter().zip(&folders).find(|(_, folder)| !folder.is_dir()) {
            return Err(at(&format!("`fixes`: there is no folder `{name}` beside this file")));
        }
        settings.local = local_definitions(&folders).map_err(|error| {
            let file = crate::edit::diff::relative(&error.file, &here);
            FolderError { file, ..error }.to_string()
        })?;
    }
    for (key, item) in table.iter().filter(|(key, _)| *key != "fixes") {
        set(&mut settings, key, item).map_err(|message| at(offset(key, item), &message))?;
    }
    if let Some(lock) = &mut settings.lock_file {
        *lock = folder.join(&*lock);
    }
    Ok(settings)
}

fn set(settings: &mut Settings, key: &str, item: &Item) -> Result<(), String> {
    let string = || item.as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` must be a string"));
    let boolean = || item.as_bool().ok_or_else(|| format!("`{key}` must be true or false"));
    match key {
        "marimo" => {
            let text = string()?;
            let version = Version::from_str(&text).map_err(|error| format!("`marimo = \"{text}\"`: {error}"))?;
            settings.marimo = Some(version);
        }
        "select" => settings.select = Some(id_list(key, item, settings.local)?),
        "ignore" => settings.ignore = Some(id_list(key, item, settings.local)?),
        "strict" => settings.strict = Some(boolean()?),
        "offline" => settings.offline = Some(boolean()?),
        "unsafe-fixes" => settings.unsafe_fixes = Some(boolean()?),
        "index-url" => settings.index_url = Some(string()?),
        "lock-file" => settings.lock_file = Some(string()?.into()),
        _ => {
            let hint = ids::near(key, &PROJECT_KEYS).map(|near| format!("; did you mean `{near}`?"));
            return Err(format!("unknown key `{key}`{}", hint.unwrap_or_default()));
        }
    }
    Ok(())
}

fn strings(item: &Item) -> Option<Vec<String>> {
    item.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn id_list(key: &str, item: &Item, local: &[Definition]) -> Result<Vec<String>, String> {
    let ids = strings(item).ok_or_else(|| format!("`{key}` must be a list of problem ids"))?;
    match ids::unknown(&ids, local) {
        Some(message) => Err(message),
        None => Ok(ids),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&byte| byte == b'\n').count()
}

/// What a notebook's script block sets, given as its TOML and the project's own problems, and by key the sentence that
/// says so.
///
/// A notebook from elsewhere may say what it is made for and what it knows about, and nothing more: not the package
/// index, not the lock, not the fixes. What it may not set or sets wrongly is passed over and said.
pub fn of_script_block(toml: &str, local: &'static [Definition]) -> (Settings, Vec<(String, String)>) {
    let (mut settings, mut notes) = (Settings { local, ..Settings::default() }, Vec::new());
    let Ok(document) = Document::parse(toml) else {
        return (settings, notes);
    };
    let Some(table) = document.get("tool").and_then(|tool| tool.get("wasmfix")).and_then(Item::as_table_like) else {
        return (settings, notes);
    };
    for (key, item) in table.iter() {
        let passed_over = match key {
            "marimo" | "ignore" => set(&mut settings, key, item).err(),
            _ => Some(format!("`{key}` cannot be set there, only `marimo` and `ignore`")),
        };
        let note = match passed_over {
            Some(reason) => format!("passed over in the notebook's own [tool.wasmfix]: {reason}"),
            None => {
                let value = item.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
                format!("set by the notebook's own [tool.wasmfix]: {key} = {value}")
            }
        };
        notes.push((key.to_owned(), note));
    }
    (settings, notes)
}
