//! `[tool.wasmfix]`: what a project sets in its `pyproject.toml`, and what a notebook may set in its script block.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Mutex;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml_edit::{Document, Item, TableLike};

use super::args::Project;
use super::sources::in_words;
use crate::host::{Host, Version};
use crate::net::{IndexAddress, own_file};
use crate::notebook::{Notebook, ScriptBlockState};
use crate::rules::ids;
use crate::rules::{Definitions, FolderError, of_project};

const PROJECT_KEYS: [&str; 11] = [
    "fixes",
    "ignore",
    "index-url",
    "lock-file",
    "marimo",
    "measured",
    "offline",
    "per-file-ignores",
    "select",
    "strict",
    "unsafe-fixes",
];
/// What a notebook from elsewhere may say: what it is made for and what it knows about. Not the package index, not the
/// lock, not the fixes.
const NOTEBOOK_KEYS: [&str; 2] = ["ignore", "marimo"];

/// What can be set on the command line and in a project; `None` is not set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The marimo releases to judge for.
    pub marimo: Option<Vec<Version>>,
    /// Measurement alone decides.
    pub measured: Option<bool>,
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
    pub local: Definitions,
    /// The folders of `fixes`, as written.
    pub fixes: Option<Vec<String>>,
    /// Where these are.
    pub fix_folders: Vec<PathBuf>,
    /// Problems that are not looked for in some files.
    pub per_file_ignores: Vec<PerFile>,
    /// Where each key was set: `pyproject.toml:3`.
    pub origins: BTreeMap<String, String>,
}

/// One line of `per-file-ignores`.
#[derive(Clone, Debug)]
pub struct PerFile {
    /// The pattern as written, in the words of `.gitignore`.
    pub pattern: String,
    /// Not these problems.
    pub ids: Vec<String>,
    /// The folder of the configuration file, which patterns are relative to.
    folder: PathBuf,
    matcher: Gitignore,
}

impl PerFile {
    fn new(pattern: &str, ids: Vec<String>, folder: &Path) -> Result<PerFile, String> {
        if pattern.trim().is_empty() || pattern.starts_with(['!', '#']) {
            return Err(format!("`per-file-ignores`: `{pattern}` is no pattern; write one such as `drafts/*.py`"));
        }
        if cfg!(windows) && has_backslashes(pattern) {
            return Err(format!("`per-file-ignores`: `{pattern}`: write `/` between folders, as in .gitignore"));
        }
        let wrong = |error: ignore::Error| format!("`per-file-ignores`: `{pattern}`: {error}");
        let mut builder = GitignoreBuilder::new("");
        builder.add_line(None, pattern).map_err(wrong)?;
        let matcher = builder.build().map_err(wrong)?;
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
        Ok(PerFile { pattern: pattern.to_owned(), ids, folder, matcher })
    }

    fn speaks_for(&self, notebook: &Path) -> bool {
        let path = std::path::absolute(notebook).unwrap_or_else(|_| notebook.into());
        let inside = path.strip_prefix(&self.folder).ok();
        inside.is_some_and(|path| self.matcher.matched_path_or_any_parents(path, false).is_ignore())
    }
}

/// Whether a pattern has a backslash that is not there to take a mark's meaning away, as before `[`.
fn has_backslashes(pattern: &str) -> bool {
    pattern.split('\\').skip(1).any(|rest| !rest.starts_with(['[', ']', '{', '}', '!', '#', ' ']))
}

impl Settings {
    /// These settings, and where they say nothing, those of another origin.
    pub fn over(self, weaker: Settings) -> Settings {
        let mut origins = weaker.origins;
        origins.extend(self.origins);
        Settings {
            // Whoever asks for measurement and names no release means those of a check that names none.
            marimo: self.marimo.or(weaker.marimo.filter(|_| self.measured != Some(true))),
            measured: self.measured.or(weaker.measured),
            select: self.select.or(weaker.select),
            ignore: self.ignore.or(weaker.ignore),
            strict: self.strict.or(weaker.strict),
            offline: self.offline.or(weaker.offline),
            index_url: self.index_url.or(weaker.index_url),
            lock_file: self.lock_file.or(weaker.lock_file),
            unsafe_fixes: self.unsafe_fixes.or(weaker.unsafe_fixes),
            local: weaker.local.clone(),
            fixes: self.fixes.or(weaker.fixes),
            fix_folders: weaker.fix_folders,
            per_file_ignores: weaker.per_file_ignores,
            origins,
        }
    }

    /// A project's settings with those of a notebook in it. What the notebook ignores is added to what its project does.
    pub fn with_notebook(self, own: Settings) -> Settings {
        let ignore = match (self.ignore.clone(), own.ignore.clone()) {
            (Some(project), Some(own)) => Some([project, own].concat()),
            (project, own) => own.or(project),
        };
        let both = self.origins.get("ignore").zip(own.origins.get("ignore"));
        let origin = both.map(|(project, own)| ("ignore".to_owned(), format!("{project}, {own}")));
        let mut all = Settings { ignore, ..own.over(self) };
        all.origins.extend(origin);
        all
    }

    /// Whether a file is an example of one of the project's own fixes, which show problems on purpose.
    pub fn is_example(&self, notebook: &Path) -> bool {
        let path = std::path::absolute(notebook).unwrap_or_else(|_| notebook.into());
        let within = |folder: &PathBuf| path.strip_prefix(folder).ok().and_then(|path| path.components().nth(1));
        self.fix_folders.iter().filter_map(within).any(|name| name.as_os_str() == "examples")
    }

    /// What `per-file-ignores` adds for a file.
    pub fn ignored_in(&self, notebook: &Path) -> Vec<String> {
        let speaking = self.per_file_ignores.iter().filter(|line| line.speaks_for(notebook));
        speaking.flat_map(|line| line.ids.iter().cloned()).collect()
    }
}

/// Where settings come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The nearest `pyproject.toml` of each notebook that has a `[tool.wasmfix]`.
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
    read: Mutex<HashMap<PathBuf, Result<Option<Settings>, ConfigError>>>,
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
            Origin::File(file) => Ok(self.read(file)?.unwrap_or_default()),
            Origin::Nearest => {
                let path = std::path::absolute(notebook).unwrap_or_else(|_| notebook.into());
                let files = path.ancestors().skip(1).map(|folder| folder.join("pyproject.toml"));
                let speaking =
                    files.filter(|file| file.is_file()).map(|file| self.read(&file)).find_map(Result::transpose);
                speaking.unwrap_or_else(|| Ok(Settings::default()))
            }
        }
    }

    /// What a file sets; `None` if it does not speak of wasmfix.
    fn read(&self, file: &Path) -> Result<Option<Settings>, ConfigError> {
        let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        read.entry(file.into()).or_insert_with(|| from_file(file)).clone()
    }
}

fn from_file(file: &Path) -> Result<Option<Settings>, ConfigError> {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = crate::edit::diff::relative(file, &here);
    let shown = if shown.as_os_str().is_empty() { file.display() } else { shown.display() };
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
    let Some(table) = table else {
        return Ok(None);
    };
    let mut settings = Settings::default();
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
        settings.local = of_project(&folders, Host::knows_module).map_err(|error| {
            let file = crate::edit::diff::relative(&error.file, &here);
            FolderError { file, ..error }.to_string()
        })?;
        settings.fixes = Some(names);
        settings.fix_folders = folders.iter().filter_map(|folder| std::path::absolute(folder).ok()).collect();
    }
    for (key, item) in table.iter() {
        let place = at(offset(key, item), "");
        settings.origins.insert(key.to_owned(), place.trim_end_matches([':', ' ']).to_owned());
        match key {
            "fixes" => {}
            "per-file-ignores" => {
                let lines = per_file(item, &settings.local, folder);
                settings.per_file_ignores =
                    lines.map_err(|(place, message)| at(place.or(offset(key, item)), &message))?;
            }
            _ => set(&mut settings, key, item).map_err(|message| at(offset(key, item), &message))?,
        }
    }
    if let Some(lock) = &mut settings.lock_file {
        *lock = folder.join(&*lock);
    }
    Ok(Some(settings))
}

/// A marimo release.
///
/// # Errors
/// What a release looks like, and which are known.
pub fn release(text: &str) -> Result<Version, String> {
    let known = Host::known_releases();
    Version::from_str(text).map_err(|_| format!("a release such as 0.25 is wanted (known: {known})"))
}

fn set(settings: &mut Settings, key: &str, item: &Item) -> Result<(), String> {
    let string = || item.as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` must be a string"));
    let boolean = || item.as_bool().ok_or_else(|| format!("`{key}` must be true or false"));
    match key {
        "marimo" => {
            let one = item.as_str().map(|text| vec![text.to_owned()]);
            let texts = one.or_else(|| strings(item)).filter(|texts| !texts.is_empty());
            let texts = texts.ok_or("`marimo` must be a release, or a list of releases")?;
            let read = |text: &String| release(text).map_err(|error| format!("`marimo = \"{text}\"`: {error}"));
            settings.marimo = Some(texts.iter().map(read).collect::<Result<_, _>>()?);
        }
        "measured" => settings.measured = Some(boolean()?),
        "select" => settings.select = Some(id_list(key, item, &settings.local)?),
        "ignore" => settings.ignore = Some(id_list(key, item, &settings.local)?),
        "strict" => settings.strict = Some(boolean()?),
        "offline" => settings.offline = Some(boolean()?),
        "unsafe-fixes" => settings.unsafe_fixes = Some(boolean()?),
        "index-url" => {
            let url = string()?;
            IndexAddress::check(&url).map_err(|why| format!("`index-url`: {why}"))?;
            settings.index_url = Some(url);
        }
        "lock-file" => settings.lock_file = Some(string()?.into()),
        "trusted-indexes" => {
            let file = own_file().map_or("wasmfix.toml".to_owned(), |file| file.display().to_string());
            return Err(format!("`trusted-indexes` is yours alone to say, not the project's: write it into {file}"));
        }
        _ => {
            return Err(match ids::near(key, &PROJECT_KEYS) {
                Some(near) => format!("unknown key `{key}`; did you mean `{near}`?"),
                None => format!("unknown key `{key}`; there are: {}", PROJECT_KEYS.join(", ")),
            });
        }
    }
    Ok(())
}

/// The lines of `per-file-ignores`; or what is wrong with one of them, and where.
fn per_file(item: &Item, local: &Definitions, folder: &Path) -> Result<Vec<PerFile>, (Option<usize>, String)> {
    let wrong = "`per-file-ignores` must be a table of patterns with lists of problem ids";
    let table = item.as_table_like().ok_or((None, wrong.to_owned()))?;
    let lines = table.iter().map(|(pattern, item)| {
        let key = table.get_key_value(pattern).and_then(|(key, _)| key.span());
        let line = id_list(pattern, item, local).and_then(|ids| PerFile::new(pattern, ids, folder));
        line.map_err(|message| (key.map(|span| span.start), message))
    });
    lines.collect()
}

fn strings(item: &Item) -> Option<Vec<String>> {
    item.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn id_list(key: &str, item: &Item, local: &Definitions) -> Result<Vec<String>, String> {
    let ids = strings(item).ok_or_else(|| format!("`{key}` must be a list of problem ids"))?;
    match ids::unknown(&ids, local) {
        Some(message) => Err(message),
        None => Ok(ids),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&byte| byte == b'\n').count()
}

/// What a notebook's script block sets, given the project's own problems, and by key the sentence that says so.
///
/// # Errors
/// If it sets something else or sets it wrongly, as a message with the file and the line.
pub fn of_notebook(notebook: &Notebook, local: &Definitions) -> Result<(Settings, Vec<(String, String)>), ConfigError> {
    let (mut settings, mut notes) = (Settings { local: local.clone(), ..Settings::default() }, Vec::new());
    let ScriptBlockState::Present { toml, .. } = &notebook.script.state else {
        return Ok((settings, notes));
    };
    let Ok(document) = Document::parse(toml.as_str()) else {
        return Ok((settings, notes));
    };
    let table = document.get("tool").and_then(|tool| tool.get("wasmfix")).and_then(Item::as_table_like);
    for (key, item) in table.into_iter().flat_map(TableLike::iter) {
        let found = table.and_then(|table| table.get_key_value(key)).and_then(|(key, _)| key.span()).or(item.span());
        let offset = notebook.script.file_offset(found.map_or(0, |span| span.start));
        let place = format!("{}:{}", crate::report::path_label(&notebook.path), notebook.text.position(offset).0);
        if !NOTEBOOK_KEYS.contains(&key) {
            let hint = match ids::near(key, &NOTEBOOK_KEYS) {
                Some(near) if !PROJECT_KEYS.contains(&key) => format!("did you mean `{near}`?"),
                _ => "remove it here, or set it in pyproject.toml".into(),
            };
            return Err(format!("{place}: a notebook can set only `marimo` and `ignore`, not `{key}`; {hint}"));
        }
        set(&mut settings, key, item).map_err(|message| format!("{place}: {message}"))?;
        settings.origins.insert(key.to_owned(), place);
        let value = item.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        notes.push((key.to_owned(), format!("set by the notebook's own [tool.wasmfix]: {key} = {value}")));
    }
    Ok((settings, notes))
}

#[cfg(test)]
mod tests {
    use super::has_backslashes;

    #[test]
    fn a_backslash_before_a_mark_is_no_separator() {
        assert!(has_backslashes(r"drafts\a.py") && has_backslashes(r"drafts\*.py") && has_backslashes(r"drafts\"));
        assert!(!has_backslashes("drafts/*.py") && !has_backslashes(r"\[1\].py") && !has_backslashes(r"\#a.py"));
    }
}
