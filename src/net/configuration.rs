//! Which package index the user has chosen: the flag, then uv's and pip's own variables and files.

use std::path::{Path, PathBuf};

use configparser::ini::Ini;
use etcetera::BaseStrategy;
use serde::Deserialize;

use super::credentials::Credentials;

/// Variables that name the index, in the order in which they count.
const VARIABLES: [&str; 3] = ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"];

/// Who names an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// The person who runs this: the command line, a variable, a file of the user or the system.
    Person,
    /// A file of the project, which comes with its repository.
    Project,
}

/// An index that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Chosen {
    /// Its address as it was written; it may hold a password.
    pub(super) address: String,
    /// A user and password that are kept apart from the address.
    pub(super) credentials: Option<Credentials>,
    /// Who named it.
    pub(super) owner: Owner,
}

impl Chosen {
    /// uv allows `name=https://...`, and looks for the name's user and password in variables.
    fn read(value: &str, owner: Owner) -> Option<Chosen> {
        let value = value.trim();
        let (name, address) = match value.split_once('=') {
            Some((name, rest)) if !name.contains("://") && rest.contains("://") => (Some(name), rest),
            _ => (None, value),
        };
        (!address.is_empty()).then(|| Chosen::named(name, address, owner))
    }

    fn named(name: Option<&str>, address: &str, owner: Owner) -> Chosen {
        Chosen { address: address.to_owned(), credentials: name.and_then(of_named_index), owner }
    }
}

/// `UV_INDEX_<NAME>_USERNAME` and `..._PASSWORD`.
fn of_named_index(name: &str) -> Option<Credentials> {
    let name: String =
        name.chars().map(|char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' }).collect();
    let variable = |what: &str| std::env::var(format!("UV_INDEX_{name}_{what}")).ok();
    let (user, password) = (variable("USERNAME"), variable("PASSWORD"));
    (user.is_some() || password.is_some())
        .then(|| Credentials { user: user.unwrap_or_default(), password: password.unwrap_or_default() })
}

/// The index of the flag (or of the project's own setting, as its owner says), of a variable, of uv's files from `folder` upwards and its user's and system's, or of pip's
/// files; `None` if nobody chose one.
///
/// # Errors
/// If a file that may choose one cannot be read: whatever it says, it must not be passed over, as the names of private
/// packages would then go to the public index.
pub(super) fn chosen(flag: Option<(&str, Owner)>, folder: Option<&Path>) -> Result<Option<Chosen>, String> {
    let variables = VARIABLES.iter().filter_map(|name| std::env::var(name).ok()).map(|value| (value, Owner::Person));
    let flag = flag.map(|(value, owner)| (value.to_owned(), owner));
    if let Some(chosen) = flag.into_iter().chain(variables).find_map(|(value, owner)| Chosen::read(&value, owner)) {
        return Ok(Some(chosen));
    }
    for (path, owner) in uv_files(folder)? {
        if let Some(chosen) = read_uv(&path)?.and_then(|settings| settings.index(owner)) {
            return Ok(Some(chosen));
        }
    }
    for path in pip_files() {
        if let Some(chosen) = from_pip(&path)? {
            return Ok(Some(chosen));
        }
    }
    Ok(None)
}

/// The text of a file; `None` if there is no such file.
pub(super) fn text_of(path: &Path) -> Result<Option<String>, String> {
    match std::fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| format!("{} is not UTF-8", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Err(format!("{} cannot be read", path.display()))
        }
        Err(_) => Ok(None),
    }
}

fn set(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

pub(super) fn config_folders() -> Vec<PathBuf> {
    // On macOS both uv and pip read ~/.config, too, and pip the platform's own folder first.
    let native = etcetera::base_strategy::choose_native_strategy().ok().map(|base| base.config_dir());
    let common = etcetera::choose_base_strategy().ok().map(|base| base.config_dir());
    let mut folders: Vec<PathBuf> = native.into_iter().chain(common).collect();
    folders.dedup();
    folders
}

/// What the whole system shares: `XDG_CONFIG_DIRS`, `/etc`, or Windows' `ProgramData`.
fn system_folders() -> Vec<PathBuf> {
    if cfg!(windows) {
        return set("PROGRAMDATA").into_iter().collect();
    }
    let shared = std::env::var_os("XDG_CONFIG_DIRS").filter(|value| !value.is_empty());
    let mut folders: Vec<PathBuf> = std::env::split_paths(&shared.unwrap_or_else(|| "/etc/xdg".into())).collect();
    if cfg!(target_os = "macos") {
        folders.push(PathBuf::from("/Library/Application Support"));
    }
    folders
}

/// uv's files, the one that counts most first.
fn uv_files(folder: Option<&Path>) -> Result<Vec<(PathBuf, Owner)>, String> {
    if let Some(named) = set("UV_CONFIG_FILE") {
        return Ok(vec![(named, Owner::Person)]);
    }
    if set("UV_NO_CONFIG").is_some() {
        return Ok(Vec::new());
    }
    let user = config_folders().into_iter().map(|folder| folder.join("uv").join("uv.toml"));
    let system = system_folders().into_iter().map(|folder| folder.join("uv").join("uv.toml"));
    let etc = (!cfg!(windows)).then(|| PathBuf::from("/etc/uv/uv.toml"));
    let own = user.chain(system).chain(etc).map(|path| (path, Owner::Person));
    Ok(project_file(folder)?.map(|path| (path, Owner::Project)).into_iter().chain(own).collect())
}

/// The nearest `uv.toml`, or `pyproject.toml` that speaks of uv: one that does not is another project's part.
fn project_file(folder: Option<&Path>) -> Result<Option<PathBuf>, String> {
    let folder = folder.and_then(|folder| std::path::absolute(folder).ok());
    for folder in folder.iter().flat_map(|folder| folder.ancestors()) {
        let (own, shared) = (folder.join("uv.toml"), folder.join("pyproject.toml"));
        if own.is_file() {
            return Ok(Some(own));
        }
        if read_uv(&shared)?.is_some() {
            return Ok(Some(shared));
        }
    }
    Ok(None)
}

#[derive(Deserialize)]
struct PyProject {
    tool: Option<Tools>,
}

#[derive(Deserialize)]
struct Tools {
    uv: Option<Uv>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Uv {
    #[serde(default)]
    index: Vec<UvIndex>,
    index_url: Option<String>,
    #[serde(default)]
    pip: UvPip,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct UvPip {
    index_url: Option<String>,
}

#[derive(Deserialize)]
struct UvIndex {
    name: Option<String>,
    url: String,
    #[serde(default)]
    default: bool,
}

impl Uv {
    fn index(&self, owner: Owner) -> Option<Chosen> {
        if let Some(index) = self.index.iter().find(|index| index.default) {
            return Some(Chosen::named(index.name.as_deref(), &index.url, owner));
        }
        let url = self.index_url.as_deref().or(self.pip.index_url.as_deref());
        url.and_then(|url| Chosen::read(url, owner))
    }
}

/// What a file says to uv; `None` if it says nothing.
fn read_uv(path: &Path) -> Result<Option<Uv>, String> {
    let Some(text) = text_of(path)? else { return Ok(None) };
    // The parser's own message would quote the line, and with it a password.
    let wrong = |_| format!("{} is not valid", path.display());
    if path.file_name().is_some_and(|name| name == "pyproject.toml") {
        let project = toml_edit::de::from_str::<PyProject>(&text).map_err(wrong)?;
        return Ok(project.tool.and_then(|tools| tools.uv));
    }
    toml_edit::de::from_str(&text).map(Some).map_err(wrong)
}

/// pip's files, the one that counts most first.
fn pip_files() -> Vec<PathBuf> {
    let file = if cfg!(windows) { "pip.ini" } else { "pip.conf" };
    let named = set("PIP_CONFIG_FILE");
    // pip's own way to say "no files at all".
    if named.as_ref().is_some_and(|path| path == Path::new(if cfg!(windows) { "nul" } else { "/dev/null" })) {
        return Vec::new();
    }
    let environment = set("VIRTUAL_ENV").map(|folder| folder.join(file));
    let user = config_folders().into_iter().map(|folder| folder.join("pip").join(file));
    let home = etcetera::home_dir().ok().map(|home| home.join(if cfg!(windows) { "pip" } else { ".pip" }).join(file));
    let system = system_folders().into_iter().map(|folder| folder.join("pip").join(file));
    let mut files: Vec<PathBuf> = named.into_iter().chain(environment).chain(user).chain(home).chain(system).collect();
    if !cfg!(windows) {
        files.push(PathBuf::from("/etc/pip.conf"));
    }
    files
}

fn from_pip(path: &Path) -> Result<Option<Chosen>, String> {
    let Some(text) = text_of(path)? else { return Ok(None) };
    let mut file = Ini::new();
    // As Python's configparser reads it: a `#` or `;` within a line belongs to the address.
    file.set_inline_comment_symbols(Some(&[]));
    file.set_multiline(true);
    file.read(text).map_err(|_| format!("{} is not valid", path.display()))?;
    // What a section for one command says counts more than what is said for all.
    let value = ["install", "global"]
        .iter()
        .find_map(|section| ["index-url", "index_url"].iter().find_map(|key| file.get(section, key)));
    Ok(value.as_deref().and_then(|value| Chosen::read(value, Owner::Person)))
}
