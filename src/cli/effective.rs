//! `wasmfix config`: the settings that hold for a notebook or a folder, and where each comes from.

use std::fmt::Write as _;
use std::path::Path;

use super::Exit;
use super::args::Project;
use super::config::{Configuration, Origin, Settings, of_notebook};
use super::output::{error, print_lines};
use super::sources::in_words;
use crate::check::folder_of;
use crate::host::Version;
use crate::net::{IndexAddress, IndexOptions, own_file, trusted_indexes};
use crate::notebook::Notebook;

/// Prints the settings as a `[tool.wasmfix]` table.
pub fn run(path: Option<&Path>, project: &Project) -> Exit {
    let path = path.unwrap_or(Path::new("."));
    let printed = held(path, project)
        .and_then(|text| print_lines(&text).map_err(|problem| format!("standard output: {problem}")));
    match printed {
        Ok(()) => Exit::Clean,
        Err(message) => {
            error(message);
            Exit::Failed
        }
    }
}

fn held(path: &Path, project: &Project) -> Result<String, String> {
    let failed = |reason: String| format!("{}: {reason}", path.display());
    let metadata = std::fs::metadata(path).map_err(|problem| failed(in_words(&problem)))?;
    let configuration = Configuration::new(Origin::of(project));
    // uv's settings of the project are read from here upwards.
    let searched = |folder| (!project.isolated).then_some(folder);
    if metadata.is_dir() {
        let settings = configuration.of(&path.join("notebook.py"))?;
        return shown(&settings, None, searched(path));
    }
    let bytes = std::fs::read(path).map_err(|problem| failed(in_words(&problem)))?;
    let notebook = Notebook::read(path, &bytes).map_err(|problem| failed(problem.to_string()))?;
    let settings = configuration.of(path)?;
    let (own, _) = of_notebook(&notebook, &settings.local)?;
    shown(&settings.with_notebook(own), Some(path), searched(folder_of(path)))
}

fn shown(settings: &Settings, notebook: Option<&Path>, folder: Option<&Path>) -> Result<String, String> {
    let ignored = notebook.map(|path| settings.ignored_in(path)).unwrap_or_default();
    let options = IndexOptions { folder: folder.map(Path::to_owned), ..IndexOptions::default() };
    let users_index = IndexAddress::choose(&options).chosen_by_user();
    let releases = |versions: &Vec<Version>| list(&versions.iter().map(Version::to_string).collect::<Vec<_>>());
    let trusted = trusted_indexes()?;
    let lines: [(&str, String); 11] = [
        (
            "marimo",
            settings.marimo.as_ref().map_or(
                "the newest release, and the newest that the project allows".into(),
                |versions| match versions.as_slice() {
                    [version] => quoted(&version.to_string()),
                    _ => releases(versions),
                },
            ),
        ),
        ("measured", settings.measured.unwrap_or(false).to_string()),
        ("select", settings.select.as_deref().map_or("all problems".into(), list)),
        ("ignore", settings.ignore.as_deref().map_or("no problem".into(), list)),
        ("strict", settings.strict.unwrap_or(false).to_string()),
        ("offline", settings.offline.unwrap_or(false).to_string()),
        ("index-url", settings.index_url.as_deref().map_or(users_index.clone().unwrap_or("PyPI".into()), address)),
        ("trusted-indexes", if trusted.is_empty() { "none".into() } else { list(&trusted) }),
        ("lock-file", settings.lock_file.as_deref().map_or("the release's own".into(), |file| quoted(&label(file)))),
        ("unsafe-fixes", settings.unsafe_fixes.unwrap_or(false).to_string()),
        ("fixes", settings.fixes.as_deref().map_or("none of your own".into(), list)),
    ];
    let lines = lines.map(|(key, value)| match settings.origins.get(key) {
        Some(origin) => (format!("{key} = {value}"), origin.clone()),
        None if key == "index-url" && users_index.is_some() => {
            (format!("# {key}: {value}"), "uv's or pip's settings".into())
        }
        None if key == "trusted-indexes" && !trusted.is_empty() => {
            (format!("# {key}: {value}"), own_file().as_deref().map(label).unwrap_or_default())
        }
        None => (format!("# {key}: {value}"), "default".into()),
    });
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    let mut text = String::from("[tool.wasmfix]\n");
    for (line, origin) in &lines {
        let _ = writeln!(text, "{line:width$}  # {origin}");
    }
    if let Some(origin) = settings.origins.get("per-file-ignores") {
        let _ = writeln!(text, "\n[tool.wasmfix.per-file-ignores]  # {origin}");
        for line in &settings.per_file_ignores {
            let _ = writeln!(text, "{} = {}", quoted(&line.pattern), list(&line.ids));
        }
    }
    if let (Some(path), false) = (notebook, ignored.is_empty()) {
        let _ = writeln!(text, "# in {}: {}", label(path), ignored.join(", "));
    }
    Ok(text)
}

/// A path as seen from here.
fn label(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    crate::report::path_label(&crate::edit::diff::relative(path, &here))
}

/// An address without the user and password that it may hold.
fn address(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.split('/').next().unwrap_or_default();
    match host.rsplit_once('@') {
        Some((secret, _)) => quoted(&url.replacen(&format!("{scheme}://{secret}@"), &format!("{scheme}://****@"), 1)),
        None => quoted(url),
    }
}

fn quoted(text: &str) -> String {
    if text.contains(char::is_control) {
        // On one line; TOML reads JSON's strings.
        return serde_json::Value::from(text).to_string();
    }
    toml_edit::Value::from(text).to_string()
}

fn list(ids: &[String]) -> String {
    format!("[{}]", ids.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(", "))
}
