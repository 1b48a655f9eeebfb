//! Which package index the user has chosen: uv's and pip's own variables and files.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The index's address from the environment and configuration files, if they name one.
pub(super) fn index_url() -> Option<String> {
    ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|value| address(&value).to_owned())
        .find(|value| !value.is_empty())
        .or_else(|| uv_files().iter().find_map(|path| from_uv(path)))
        .or_else(|| pip_files().iter().find_map(|path| from_pip(path)))
}

/// uv allows `name=https://...`.
fn address(value: &str) -> &str {
    let value = value.trim();
    match value.split_once('=') {
        Some((name, rest)) if !name.contains("://") && rest.contains("://") => rest,
        _ => value,
    }
}

fn config_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir())
}

fn uv_files() -> Vec<PathBuf> {
    let named = std::env::var_os("UV_CONFIG_FILE").map(PathBuf::from);
    let user = config_folder().map(|folder| folder.join("uv").join("uv.toml"));
    named.into_iter().chain(user).chain([PathBuf::from("/etc/uv/uv.toml")]).collect()
}

fn from_uv(path: &Path) -> Option<String> {
    let document: toml_edit::DocumentMut = std::fs::read_to_string(path).ok()?.parse().ok()?;
    if let Some(indexes) = document.get("index").and_then(|item| item.as_array_of_tables()) {
        let default = indexes.iter().find(|index| index.get("default").and_then(|item| item.as_bool()) == Some(true));
        if let Some(url) = default.and_then(|index| index.get("url")).and_then(|item| item.as_str()) {
            return Some(url.to_owned());
        }
    }
    let pip = document.get("pip").and_then(|item| item.get("index-url"));
    document.get("index-url").or(pip).and_then(|item| item.as_str()).map(str::to_owned)
}

fn pip_files() -> Vec<PathBuf> {
    let named = std::env::var_os("PIP_CONFIG_FILE").map(PathBuf::from);
    let home = etcetera::home_dir().ok().map(|home| home.join(".pip").join("pip.conf"));
    let user = config_folder()
        .into_iter()
        .flat_map(|folder| ["pip.conf", "pip.ini"].map(|name| folder.join("pip").join(name)));
    named.into_iter().chain(user).chain(home).chain([PathBuf::from("/etc/pip.conf")]).collect()
}

fn from_pip(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut section = "";
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let Some((key, value)) = line.split_once('=')
            && matches!(section, "global" | "install")
            && matches!(key.trim(), "index-url" | "index_url")
        {
            return Some(value.trim().to_owned());
        }
    }
    None
}
