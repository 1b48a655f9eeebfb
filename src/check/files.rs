//! Files that the browser does not have: `local-file`, `public-file`, `home-folder`, `large-file`.

use std::path::PathBuf;

use super::existence::{existence_tested, is_there};
use super::listing::{needs_an_item, searched};
use super::public::{LARGE, is_published, publication};
use super::readers::{Access, readers};
use super::sql::{sql, sql_text};
use super::written::{Written, is_url, makes_tables, only_reads, path_of, read_only, written};
use super::{Context, Level, Problem, Subject};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Base, Place, Possible, Reach, Value};

pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let written = written(facts);
    for node in tree.all() {
        if tree.kind(node) != "call" || facts.cell_statement(node).is_none() {
            continue;
        }
        let Some(name) = facts.callee(node) else { continue };
        home_folder(context, node, &name);
        for reader in readers(&name) {
            let Some(at) = path_of(facts, node, reader) else { continue };
            read_each(context, node, &name, (at, &facts.value(at)), reader.access, &written);
        }
        if HANDING_ON.contains(&name.as_str()) {
            handed_on(context, node, name == "map", &written);
        }
        if matches!(name.rsplit('.').next(), Some("sql" | "query" | "execute"))
            && (name.starts_with("duckdb.") || name.starts_with("marimo.sql"))
        {
            sql(context, node, &name, &written);
        }
    }
    for cell in context.notebook.cells.iter().filter(|cell| cell.kind == CellKind::Sql && !cell.disabled) {
        let text = context.notebook.slice(cell.code.clone());
        sql_text(context, text, cell.code.clone(), Reach::Runs, &|_| false, None);
    }
    app(context);
}

/// What calls the function that it is given: `map(open, paths)`.
const HANDING_ON: [&str; 3] = ["map", "functools.partial", "asyncio.to_thread"];

/// A reader that is handed to something that calls it.
fn handed_on(context: &mut Context, call: NodeId, each: bool, written: &Written) {
    let facts = context.facts;
    let Some(name) = facts.argument(call, 0, "").and_then(|function| facts.dotted(function)) else { return };
    // `Path.read_text` is the method of any path.
    let name = name.replacen("pathlib.Path.", "pathlib.Path().", 1);
    for reader in readers(&name) {
        let Some(at) = facts.argument(call, reader.position.unwrap_or_default() + 1, "") else { continue };
        let value = if each { facts.each_item(at) } else { facts.value(at) };
        let access = match reader.access {
            Access::Open if each || facts.arguments(call).0.len() == 2 => Access::File,
            access => access,
        };
        read_each(context, call, &name, (at, &value), access, written);
    }
}

/// A read of a path that may be one of several: an error if all fail, or one that surely comes; else a warning.
fn read_each(
    context: &mut Context,
    call: NodeId,
    name: &str,
    (at, value): (NodeId, &Value),
    access: Access,
    written: &Written,
) {
    let items = matches!(value, Value::Items(_)).then(|| context.facts.each_item(at));
    let possible = items.as_ref().unwrap_or(value).possible();
    if let [only] = &possible[..] {
        if let Some(place) = only.value.place() {
            read(context, call, name, at, &place, access, written);
        }
        return;
    }
    let start = context.found.problems.len();
    let (mut paths, mut certain, mut all) = (Vec::new(), false, true);
    for one in &possible {
        let before = context.found.problems.len();
        match one.value.place() {
            Some(place) => {
                read(context, call, name, at, &place, access, written);
                let found = context.found.problems.len() > before;
                certain |= found && one.is_certain();
                all &= found;
                // One message for all that fail in the same way.
                let same = |other: &Problem, first: &Problem| other.id == first.id && other.reason == first.reason;
                let more = context.found.problems.split_off(before);
                let told = |problem: &Problem| context.found.problems[start..].iter().any(|first| same(problem, first));
                let new: Vec<Problem> = more.into_iter().filter(|problem| !told(problem)).collect();
                if found && !paths.contains(&place.rest) {
                    paths.push(place.rest);
                }
                context.found.problems.extend(new);
            }
            // `None` is no path, and nobody reads it.
            None => all &= one.value == Value::None,
        }
    }
    let (first, others) = match &paths[..] {
        [first, others @ ..] => (first.clone(), others),
        [] => return,
    };
    let mut words: Vec<String> =
        std::iter::once(&first).chain(others).take(3).map(|path| format!("`{path}`")).collect();
    if paths.len() > 3 {
        words.push(format!("{} others", paths.len() - 3));
    }
    let last = words.pop().unwrap_or_default();
    let words = if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) };
    for problem in &mut context.found.problems[start..] {
        problem.message = problem.message.replacen(&format!("`{first}`"), &words, 1);
        if !certain && !all {
            problem.level = problem.level.min(Level::Warning);
            problem.reason.push_str("; the path may also be another one");
        }
        if let Subject::File { publication, .. } = &mut problem.subject {
            *publication = Err("the path may be one of several; do it by hand".to_owned());
        }
    }
}

fn read(context: &mut Context, call: NodeId, name: &str, at: NodeId, place: &Place, access: Access, written: &Written) {
    let facts = context.facts;
    // `Path(".").glob("*.csv")` looks for what its pattern says.
    let pattern = if access == Access::Silent { searched(facts, call, place.clone()) } else { Some(place.clone()) };
    let Some(place) = pattern.as_ref() else { return };
    let text = context.notebook.node_text(at).to_owned();
    // A name says less than what it stands for.
    let named = context.notebook.tree.kind(at) == "identifier" && !place.rest.is_empty();
    let shown = if place.base == Base::Text || named { place.rest.clone() } else { text };
    let writes = match access {
        Access::Make | Access::Unpack => return,
        Access::Write | Access::Stem => true,
        Access::Open => !only_reads(facts, call, name),
        Access::Database if place.rest.is_empty() || place.rest.starts_with(':') || place.rest.starts_with("md:") => {
            return;
        }
        Access::Database => !read_only(facts, call),
        _ => false,
    };
    if writes && missing_folder(context, call, place, &shown, written) {
        return;
    }
    if writes && access != Access::Database {
        return;
    }
    let is_text = |one: &Possible| matches!(one.value, Value::Str(_) | Value::Prefix(_));
    if access == Access::Asset && facts.value(at).possible().iter().any(is_text) {
        return asset(context, (call, name, at), place, &shown);
    }
    let span = context.notebook.tree.span(call);
    if place.base == Base::Location {
        large_file(context, call, place, &shown);
        let missing = place.whole && !is_published(context, &place.rest) && !existence_tested(facts, call, place);
        if missing && !matches!(access, Access::Folder | Access::Silent) {
            let level = context.reached_level(context.level_of("public-file", "missing"), context.reach(call, &[]));
            context.report("public-file", "missing", level, span.clone(), Subject::Settled, &[("path", &place.rest)]);
        }
        let real_only = matches!(access, Access::File | Access::Open | Access::Folder | Access::Database);
        let reach = context.reach(call, &["FileNotFoundError"]);
        let level = context.reached_level(context.level_of("public-file", ""), reach).filter(|_| real_only);
        let advice = "give `str(...)` of it to a reader of URLs, or in the browser fetch it first: `urllib.request.urlopen(str(...)).read()`";
        context.report(
            "public-file",
            "",
            level,
            span,
            Subject::Use { node: at, name: name.to_owned() },
            &[("name", name), ("path", &shown), ("advice", advice)],
        );
        return;
    }
    let unknown_start = place.base == Base::Text && place.rest.is_empty();
    let there = (place.base == Base::Text && is_url(&place.rest)) || is_there(place);
    let own = place.base == Base::Notebook && place.rest == "__file__";
    // Of a path that is built at run time only its start is known; what is written below that may be what is read.
    let start = place.rest.trim_end_matches(|c| c != '/');
    let below = || written.starts_with(&Place { rest: start.to_owned(), ..place.clone() });
    let built = !place.whole && (below() || (place.base == Base::Text && start.is_empty()));
    if unknown_start || there || own || built || place.base == Base::Temporary || written.has(facts, call, place) {
        return;
    }
    let file = on_disk(context, place);
    // A database that is not there is made; only one that is there now, and is not made anew, is missed.
    if writes && (file.as_ref().is_none_or(|file| !file.exists()) || makes_tables(facts)) {
        return;
    }
    if existence_tested(facts, call, place) {
        return;
    }
    let whole_folder = place.rest.is_empty() || place.rest == ".";
    if whole_folder && matches!(access, Access::Folder | Access::Silent | Access::Start) {
        return; // the folder itself exists and can be listed
    }
    let needed = (access == Access::Silent).then(|| needs_an_item(facts, call)).flatten();
    let (variant, error) = match (access, needed) {
        (Access::Silent, Some(error)) => ("item", error),
        (Access::Silent, None) => ("silent", ""),
        (Access::Database, _) if writes => ("silent", ""),
        (Access::Start, _) => ("start", "ValueError"),
        _ => ("", "FileNotFoundError"),
    };
    let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
    let reach = context.reach_of(call, errors, name);
    let level = context.reached_level(context.level_of("local-file", variant), reach);
    let (mut place_words, mut advice) = match place.base {
        Base::Home => ("your home folder".to_owned(), "embed the data, or read it from a URL".to_owned()),
        _ if place.rest.starts_with('/') || place.rest.as_bytes().get(1) == Some(&b':') => {
            ("an absolute path".to_owned(), "read it from a URL, or from `public/` beside the notebook".to_owned())
        }
        Base::Notebook => ("the notebook's folder".to_owned(), public_advice(place)),
        _ => ("the current folder".to_owned(), public_advice(place)),
    };
    if place.rest.starts_with("~") {
        "a folder called `~`".clone_into(&mut place_words);
        "expand it, or better: read from a URL".clone_into(&mut advice);
    }
    if access == Access::Start {
        "let the reader of the page upload files: `mo.ui.file()`".clone_into(&mut advice);
    }
    if access == Access::Folder || access == Access::Silent {
        "name the files, and read each from `public/` through `mo.notebook_location()`".clone_into(&mut advice);
    }
    large_file(context, call, place, &shown);
    let fill = [
        ("path", shown.as_str()),
        ("where", place_words.as_str()),
        ("advice", advice.as_str()),
        ("name", name),
        ("error", error),
    ];
    let address = matches!(access, Access::Address | Access::Asset).then_some(at);
    // A pattern, and a folder to begin in, are no file that could be published.
    let subject = if access == Access::Start || place.rest.contains(['*', '?', '[']) {
        Subject::Settled
    } else {
        read_file(context, (call, name), address, place, &shown)
    };
    context.report("local-file", variant, level, span, subject, &fill);
}

/// Something is written into a folder that the notebook does not make: the browser has none of its own.
fn missing_folder(context: &mut Context, call: NodeId, place: &Place, shown: &str, written: &Written) -> bool {
    let Some((folder, _)) = place.rest.rsplit_once('/') else { return false };
    let known = matches!(place.base, Base::Text | Base::Current | Base::Notebook);
    let parent = Place { rest: folder.to_owned(), whole: true, base: place.base };
    let there = folder.is_empty() || matches!(folder, "." | "..") || is_url(&place.rest) || is_there(&parent);
    let drive = place.rest.as_bytes().get(1) == Some(&b':');
    let made = written.has(context.facts, call, &parent);
    if !known || !place.whole || there || drive || made || existence_tested(context.facts, call, &parent) {
        return false;
    }
    let level = context.level_of("local-file", "folder");
    let level = context.reached_level(level, context.reach(call, &["FileNotFoundError"]));
    let span = context.notebook.tree.span(call);
    context.report("local-file", "folder", level, span, Subject::Notebook, &[("path", shown)]);
    true
}

/// A file that is read, and where it can be published.
fn read_file(
    context: &Context,
    (call, name): (NodeId, &str),
    address: Option<NodeId>,
    place: &Place,
    shown: &str,
) -> Subject {
    let publication = publication(context, place);
    Subject::File { call, name: name.to_owned(), address, path: shown.to_owned(), publication }
}

/// A string given to `mo.image` and the like that is no file becomes an address below the page.
fn asset(context: &mut Context, (call, name, at): (NodeId, &str, NodeId), place: &Place, shown: &str) {
    if is_url(&place.rest) || place.rest.trim_start_matches("./").starts_with("public/") || !place.whole {
        return;
    }
    let reach = context.reach(call, &[]);
    let level = context.reached_level(context.level_of("local-file", "asset"), reach);
    let span = context.notebook.tree.span(call);
    let subject = read_file(context, (call, name), Some(at), place, shown);
    context.report("local-file", "asset", level, span, subject, &[("path", shown)]);
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

fn public_advice(place: &Place) -> String {
    let name = place.rest.rsplit('/').next().unwrap_or(&place.rest);
    let name = if place.whole { format!("\"{name}\"") } else { "...".to_owned() };
    format!("put it into `public/` beside the notebook and read `str(mo.notebook_location() / \"public\" / {name})`")
}

/// Where the file would lie natively, if that can be told.
fn on_disk(context: &Context, place: &Place) -> Option<PathBuf> {
    let folder = context.notebook.path.parent()?;
    match place.base {
        Base::Text | Base::Notebook | Base::Current | Base::Location if place.whole => Some(folder.join(&place.rest)),
        _ => None,
    }
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

/// `App(css_file=..., html_head_file=...)`. A `layout_file` only arranges what the cells show: an export packs it, and
/// without it the notebook runs all the same.
fn app(context: &mut Context) {
    let Some(call) = context.notebook.app_call else { return };
    let tree = &context.notebook.tree;
    for (name, value) in context.facts.arguments(call).1 {
        if !matches!(name, "css_file" | "html_head_file") || tree.kind(value) != "string" {
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
