//! `pyproject.toml`: what a project is called, what it lists, and where its own parts lie.

use toml_edit::{Document, Item, TableLike};

use super::ProjectFiles;
use crate::host::normalise;
use crate::questions::Answers;

const NAME: &str = "pyproject.toml";

/// Reads a manifest; one that is no TOML says nothing.
pub(super) fn read(files: &mut ProjectFiles, text: &str, answers: &Answers) {
    let Ok(document) = Document::parse(text) else { return };
    let root = document.as_item();
    let tools = ["uv", "poetry"];
    files.is_managed = at(root, &["project"]).is_some() || tools.iter().any(|tool| at(root, &["tool", tool]).is_some());
    for name in [at(root, &["project", "name"]), at(root, &["tool", "poetry", "name"])] {
        if let Some(name) = name.and_then(Item::as_str) {
            let folder = files.folder.clone();
            files.own.insert(normalise(name), folder);
        }
    }
    for path in [&["project", "dependencies"][..], &["tool", "uv", "dev-dependencies"]] {
        list(files, at(root, path));
    }
    for path in
        [&["project", "optional-dependencies"][..], &["dependency-groups"], &["tool", "pdm", "dev-dependencies"]]
    {
        for group in table(root, path).into_iter().flat_map(TableLike::iter) {
            list(files, Some(group.1));
        }
    }
    poetry(files, root);
    sources(files, root);
    members(files, root, answers);
    let paths = at(root, &["tool", "marimo", "runtime", "pythonpath"]);
    let paths: Vec<_> = strings(paths).map(|path| files.resolved(path)).collect();
    files.python_path = paths;
}

fn at<'a>(root: &'a Item, path: &[&str]) -> Option<&'a Item> {
    path.iter().try_fold(root, |item, key| item.get(key))
}

fn table<'a>(root: &'a Item, path: &[&str]) -> Option<&'a dyn TableLike> {
    at(root, path).and_then(Item::as_table_like)
}

fn strings(item: Option<&Item>) -> impl Iterator<Item = &str> {
    item.and_then(Item::as_array).into_iter().flatten().filter_map(|value| value.as_str())
}

fn list(files: &mut ProjectFiles, item: Option<&Item>) {
    for text in strings(item) {
        files.list(text, NAME);
    }
}

/// `[tool.poetry]`: tables of names with versions in a language of its own; only what reads as PEP 440, too, is a bound.
fn poetry(files: &mut ProjectFiles, root: &Item) {
    let groups = table(root, &["tool", "poetry", "group"]).into_iter().flat_map(TableLike::iter);
    let groups = groups.filter_map(|(_, group)| group.get("dependencies").and_then(Item::as_table_like));
    let paths = [&["tool", "poetry", "dependencies"][..], &["tool", "poetry", "dev-dependencies"]];
    let main = paths.iter().filter_map(|path| table(root, path));
    for (name, wanted) in main.chain(groups).flat_map(TableLike::iter).filter(|(name, _)| *name != "python") {
        let place = |key| wanted.get(key).and_then(Item::as_str);
        if let Some(path) = place("path") {
            let folder = files.resolved(path);
            files.own.insert(normalise(name), folder);
        } else if place("git").or(place("url")).is_some() {
            files.own.entry(normalise(name)).or_default();
        }
        let version = wanted.as_str().or_else(|| wanted.get("version").and_then(Item::as_str)).unwrap_or_default();
        // A bare version is that version alone.
        let exact = !version.is_empty() && version.chars().all(|char| char.is_ascii_digit() || char == '.');
        let bound = match version {
            _ if exact => format!("=={version}"),
            _ if version.starts_with(['<', '>', '=', '!']) => version.to_owned(),
            _ => String::new(),
        };
        files.list(&format!("{name}{bound}"), NAME);
    }
}

/// `[tool.uv.sources]`: what does not come from the package index.
fn sources(files: &mut ProjectFiles, root: &Item) {
    for (name, source) in table(root, &["tool", "uv", "sources"]).into_iter().flat_map(TableLike::iter) {
        let first = source.as_array().and_then(|all| all.get(0));
        let place = |key: &str| match first {
            Some(first) => first.as_inline_table().and_then(|source| source.get(key)).and_then(|value| value.as_str()),
            None => source.get(key).and_then(Item::as_str),
        };
        if let Some(path) = place("path") {
            let folder = files.resolved(path);
            files.own.insert(normalise(name), folder);
        } else if place("index").is_none() {
            files.own.entry(normalise(name)).or_default();
        }
    }
}

/// `[tool.uv.workspace] members`: folders, or all folders of one (`packages/*`).
fn members(files: &mut ProjectFiles, root: &Item, answers: &Answers) {
    let patterns: Vec<&str> = strings(at(root, &["tool", "uv", "workspace", "members"])).collect();
    for pattern in patterns {
        let folders = match pattern.strip_suffix("/*") {
            Some(parent) => {
                let parent = files.resolved(parent);
                answers.names(&parent).iter().map(|name| parent.join(name)).collect()
            }
            None => vec![files.resolved(pattern)],
        };
        for folder in folders {
            let text = answers.text(&folder.join(NAME)).unwrap_or_default();
            let Ok(member) = Document::parse(text.as_ref()) else { continue };
            if let Some(name) = at(member.as_item(), &["project", "name"]).and_then(Item::as_str) {
                files.own.insert(normalise(name), folder);
            }
        }
    }
}
