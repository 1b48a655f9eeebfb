//! Files that the browser does not have: `local-file`, `public-file`, `home-folder`, `large-file`.

use std::collections::HashSet;
use std::path::PathBuf;

use super::readers::{Access, Reader, readers};
use super::{Context, Subject};
use crate::notebook::NodeId;
use crate::syntax::{Base, Facts, Place, Value};

/// Methods of data frames and the like that write the path they are given.
const WRITERS: [&str; 28] = [
    "to_csv",
    "to_parquet",
    "to_json",
    "to_excel",
    "to_pickle",
    "to_feather",
    "to_file",
    "to_html",
    "to_netcdf",
    "to_sql",
    "to_hdf",
    "write_csv",
    "write_parquet",
    "write_json",
    "write_ndjson",
    "write_excel",
    "write_ipc",
    "write_image",
    "write_html",
    "sink_parquet",
    "sink_csv",
    "save",
    "savefig",
    "dump",
    "export",
    "extractall",
    "extract",
    "tofile",
];
/// Words in the name of a function that fetches or writes what it is given.
const FETCHERS: [&str; 9] =
    ["download", "fetch", "retrieve", "save", "write", "export", "create", "generate", "ensure"];
/// Folders and files that every host has (`facts`: what works in the browser).
const THERE: [&str; 8] =
    ["/tmp", "/dev/null", "/dev/urandom", "/dev/random", "/home/pyodide", "/marimo", "/proc", "/lib"];
/// 100 MB, where the guidance begins to warn.
const LARGE: u64 = 100 * 1_000_000;

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let written = written(facts);
    for node in tree.all() {
        if tree.kind(node) != "call" || facts.cell_statement(node).is_none() {
            continue;
        }
        let Some(name) = callee_or_path_method(facts, node) else { continue };
        home_folder(context, node, &name);
        for reader in readers(&name) {
            let Some((at, place)) = path_of(facts, node, reader) else { continue };
            read(context, node, &name, at, &place, reader.access, &written);
        }
        if matches!(name.rsplit('.').next(), Some("sql" | "query" | "execute"))
            && (name.starts_with("duckdb.") || name.starts_with("marimo.sql"))
        {
            sql(context, node, &written);
        }
    }
    app(context);
}

/// The dotted name of a call; methods of known paths as `pathlib.Path().read_text`.
fn callee_or_path_method(facts: &Facts, call: NodeId) -> Option<String> {
    facts.callee(call)
}

/// The argument of a call that is the path, and the path.
fn path_of(facts: &Facts, call: NodeId, reader: &Reader) -> Option<(NodeId, Place)> {
    let tree = &facts.notebook.tree;
    let at = match reader.position {
        Some(position) => facts.argument(call, position, reader.keyword)?,
        None => tree.child(facts.function_of(call)?, "object")?,
    };
    Some((at, facts.value(at).place()?))
}

/// Whether a call that opens a file only reads it: its mode says so.
fn only_reads(facts: &Facts, call: NodeId, name: &str) -> bool {
    let position = if name == "pathlib.Path().open" { 0 } else { 1 };
    match facts.argument(call, position, "mode").map(|mode| facts.value(mode)) {
        Some(Value::Str(mode)) => !mode.contains(['w', 'a', 'x', '+']),
        Some(_) => false,
        None => true,
    }
}

/// The paths that the notebook writes or fetches itself, and the folders it makes.
fn written(facts: &Facts) -> HashSet<String> {
    let tree = &facts.notebook.tree;
    let mut paths = HashSet::new();
    let mut add = |node: NodeId| {
        if let Some(place) = facts.value(node).place() {
            paths.insert(key(&place));
        }
    };
    for call in tree.all().filter(|&node| tree.kind(node) == "call") {
        let Some(function) = facts.function_of(call) else { continue };
        let name = facts.callee(call).unwrap_or_default();
        let table = readers(&name);
        for reader in table {
            let writes = match reader.access {
                Access::Write => true,
                Access::Open => !only_reads(facts, call, &name),
                _ => false,
            };
            if let Some((at, _)) = path_of(facts, call, reader).filter(|_| writes) {
                add(at);
            }
        }
        let last = match tree.kind(function) {
            "attribute" => tree.child(function, "attribute").map(|member| facts.notebook.node_text(member)),
            _ => Some(facts.notebook.node_text(function)),
        }
        .unwrap_or_default();
        let fetches = table.is_empty()
            && (WRITERS.contains(&last) || FETCHERS.iter().any(|word| last.to_ascii_lowercase().contains(word)));
        if fetches {
            let (positional, named) = facts.arguments(call);
            positional.into_iter().chain(named.into_iter().map(|(_, value)| value)).for_each(&mut add);
        }
    }
    paths
}

/// One key for all ways to write a path.
fn key(place: &Place) -> String {
    let base = match place.base {
        Base::Text if !place.rest.starts_with('/') => "",
        Base::Current => "",
        Base::Text => "",
        Base::Home => "~",
        Base::Notebook => "@",
        Base::Location => "url",
        Base::Temporary => "tmp",
    };
    format!("{base}:{}", place.rest.trim_start_matches("./").trim_end_matches('/'))
}

fn is_written(place: &Place, written: &HashSet<String>) -> bool {
    let own = key(place);
    written.iter().any(|path| {
        *path == own || (path.len() > 1 && own.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/')))
    })
}

fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+'))
        || text.starts_with("data:")
}

fn read(
    context: &mut Context,
    call: NodeId,
    name: &str,
    at: NodeId,
    place: &Place,
    access: Access,
    written: &HashSet<String>,
) {
    let facts = context.facts;
    let text = context.notebook.node_text(at).to_owned();
    let shown = if place.base == Base::Text { place.rest.clone() } else { text };
    match access {
        Access::Write => return,
        Access::Open if !only_reads(facts, call, name) => return,
        Access::Database if place.rest.is_empty() || place.rest.starts_with(':') || place.rest.starts_with("md:") => {
            return;
        }
        _ => {}
    }
    let span = context.notebook.tree.span(call);
    let subject = Subject::Use { node: at, name: name.to_owned() };
    if place.base == Base::Location {
        large_file(context, call, place, &shown);
        let real_only = matches!(access, Access::File | Access::Open | Access::Folder | Access::Database);
        let reach = context.reach(call, &["FileNotFoundError"]);
        let level = context.reached_level(context.level_of("public-file", ""), reach).filter(|_| real_only);
        let advice = "give `str(...)` of it to a reader of URLs, or in the browser to `pyodide.http.open_url`";
        context.report(
            "public-file",
            "",
            level,
            span,
            subject,
            &[("name", name), ("path", &shown), ("advice", advice)],
        );
        return;
    }
    let unknown_start = place.base == Base::Text && place.rest.is_empty();
    let there = place.base == Base::Text
        && (is_url(&place.rest)
            || THERE.iter().any(|path| place.rest == *path || place.rest.starts_with(&format!("{path}/"))));
    let own = place.base == Base::Notebook && place.rest == "__file__";
    let relative = place.base == Base::Text && !place.rest.starts_with('/') && !place.whole;
    if unknown_start || there || own || relative || place.base == Base::Temporary || is_written(place, written) {
        return;
    }
    let file = on_disk(context, place);
    // A database that is not there is made; only one that is there now is missed.
    if access == Access::Database
        && file.as_ref().is_none_or(|file| !file.exists())
        && place.base == Base::Text
        && !place.rest.starts_with('/')
    {
        return;
    }
    if existence_tested(facts, call, place) {
        return;
    }
    let reach = context.reach(call, &["FileNotFoundError"]);
    let variant = if matches!(access, Access::Silent | Access::Database) { "silent" } else { "" };
    let whole_folder = place.rest.is_empty() || place.rest == ".";
    if whole_folder
        && matches!(access, Access::Folder | Access::Silent)
        && matches!(place.base, Base::Text | Base::Current)
    {
        return; // the current folder exists and can be listed
    }
    let level = context.reached_level(context.level_of("local-file", variant), reach);
    let (mut place_words, mut advice) = match place.base {
        Base::Home => ("your home folder".to_owned(), "embed the data, or read it from a URL".to_owned()),
        _ if place.rest.starts_with('/') || place.rest.as_bytes().get(1) == Some(&b':') => {
            ("an absolute path".to_owned(), "read it from a URL, or from `public/` beside the notebook".to_owned())
        }
        Base::Notebook => ("the notebook's folder".to_owned(), public_advice(&place.rest)),
        _ => ("the current folder".to_owned(), public_advice(&place.rest)),
    };
    if place.rest.starts_with("~") {
        "a folder called `~`".clone_into(&mut place_words);
        "expand it, or better: read from a URL".clone_into(&mut advice);
    }
    if access == Access::Folder || access == Access::Silent {
        "name the files, and read each from `public/` through `mo.notebook_location()`".clone_into(&mut advice);
    }
    large_file(context, call, place, &shown);
    let fill = [("path", shown.as_str()), ("where", place_words.as_str()), ("advice", advice.as_str())];
    context.report("local-file", variant, level, span, subject, &fill);
}

/// A file beside the notebook that is too much for a page.
fn large_file(context: &mut Context, call: NodeId, place: &Place, shown: &str) {
    let data = on_disk(context, place).and_then(|file| std::fs::metadata(file).ok());
    let Some(data) = data.filter(|data| data.is_file() && data.len() > LARGE) else { return };
    let size = (data.len() / 1_000_000).to_string();
    let level = context.reached_level(context.level_of("large-file", ""), context.reach(call, &["FileNotFoundError"]));
    let subject = Subject::Use { node: call, name: shown.to_owned() };
    let span = context.notebook.tree.span(call);
    context.report("large-file", "", level, span, subject, &[("path", shown), ("size", &size)]);
}

fn public_advice(rest: &str) -> String {
    let name = rest.rsplit('/').next().unwrap_or(rest);
    format!(
        "put it into `public/` beside the notebook and read `str(mo.notebook_location() / \"public\" / \"{name}\")`"
    )
}

/// Where the file would lie natively, if that can be told.
fn on_disk(context: &Context, place: &Place) -> Option<PathBuf> {
    let folder = context.notebook.path.parent()?;
    match place.base {
        Base::Text | Base::Notebook | Base::Current | Base::Location if place.whole => Some(folder.join(&place.rest)),
        _ => None,
    }
}

/// Whether a test around the read asks for the same path.
fn existence_tested(facts: &Facts, call: NodeId, place: &Place) -> bool {
    let tree = &facts.notebook.tree;
    facts.conditions(call).iter().any(|condition| {
        tree.descendants(condition.test).filter(|&part| tree.kind(part) == "call").any(|test| {
            let (name, tested) = (facts.callee(test).unwrap_or_default(), facts.function_of(test));
            let at = match name.as_str() {
                "os.path.exists" | "os.path.isfile" | "os.path.isdir" | "os.access" => facts.argument(test, 0, "path"),
                "pathlib.Path().exists" | "pathlib.Path().is_file" | "pathlib.Path().is_dir" => {
                    tested.and_then(|function| tree.child(function, "object"))
                }
                _ => None,
            };
            at.and_then(|at| facts.value(at).place()).is_some_and(|tested| {
                let (tested, own) = (key(&tested), key(place));
                own == tested || own.starts_with(&format!("{tested}/"))
            })
        })
    })
}

fn home_folder(context: &mut Context, call: NodeId, name: &str) {
    let path = match name {
        "pathlib.Path.home" => "/home/pyodide",
        "pathlib.Path.cwd" | "os.getcwd" => "/marimo",
        "os.path.expanduser" => match context.facts.argument(call, 0, "path").map(|path| context.facts.value(path)) {
            Some(Value::Str(path)) if path.starts_with('~') => "/home/pyodide",
            _ => return,
        },
        "pathlib.Path().expanduser" => "/home/pyodide",
        _ => return,
    };
    let reach = context.reach(call, &[]);
    let level = context.reached_level(context.level_of("home-folder", ""), reach);
    let span = context.notebook.tree.span(call);
    let subject = Subject::Use { node: call, name: name.to_owned() };
    context.report("home-folder", "", level, span, subject, &[("name", name), ("path", path)]);
}

/// Files named inside of SQL text: `FROM 'data.csv'`, `read_csv('data.csv')`.
fn sql(context: &mut Context, call: NodeId, written: &HashSet<String>) {
    let facts = context.facts;
    let Some(query) = facts.argument(call, 0, "query") else { return };
    let text = match facts.value(query) {
        Value::Str(text) => text,
        // An f-string with fields: the literal parts still name files.
        _ => context.notebook.node_text(query).to_owned(),
    };
    let mut seen = HashSet::new();
    for name in sql_files(&text) {
        let place = Place { base: Base::Text, rest: name.clone(), whole: true };
        let there = is_url(&name) || name.contains(['{', '*']) || is_written(&place, written);
        if there || !seen.insert(name.clone()) || existence_tested(facts, call, &place) {
            continue;
        }
        let reach = context.reach(call, &["FileNotFoundError"]);
        let level = context.reached_level(context.level_of("local-file", ""), reach);
        let folder = if name.starts_with('/') { "an absolute path" } else { "the current folder" };
        let fill = [
            ("path", name.as_str()),
            ("where", folder),
            ("advice", "read it from a URL, or from `public/` beside the notebook"),
        ];
        let subject = Subject::Use { node: query, name: name.clone() };
        context.report("local-file", "", level, context.notebook.tree.span(call), subject, &fill);
    }
}

fn sql_files(text: &str) -> Vec<String> {
    const ENDINGS: [&str; 10] =
        [".csv", ".parquet", ".json", ".jsonl", ".ndjson", ".tsv", ".csv.gz", ".xlsx", ".duckdb", ".db"];
    let mut files = Vec::new();
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices('\'') {
        let before = lower[..at].trim_end();
        let reads = [
            "from",
            "join",
            "read_csv(",
            "read_csv_auto(",
            "read_parquet(",
            "read_json(",
            "read_json_auto(",
            "read_xlsx(",
            "parquet_scan(",
            "attach",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        let rest = &text[at + 1..];
        if let Some(end) = rest.find('\'').filter(|_| reads) {
            let name = &rest[..end];
            if ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
                files.push(name.to_owned());
            }
        }
    }
    files
}

/// `App(css_file=..., layout_file=..., html_head_file=...)`.
fn app(context: &mut Context) {
    let Some(call) = context.notebook.app_call else { return };
    let tree = &context.notebook.tree;
    for (name, value) in context.facts.arguments(call).1 {
        if !matches!(name, "css_file" | "layout_file" | "html_head_file") || tree.kind(value) != "string" {
            continue;
        }
        let Value::Str(path) = context.facts.value(value) else { continue };
        if path.is_empty() || is_url(&path) {
            continue;
        }
        let level = context.level_of("local-file", "app");
        let subject = Subject::Use { node: value, name: name.to_owned() };
        let fill = [("path", path.as_str()), ("what", name)];
        context.report("local-file", "app", level, tree.span(value), subject, &fill);
    }
}
