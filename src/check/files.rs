//! Files that the browser does not have: `local-file`, `public-file`, `home-folder`, `large-file`.

use super::constants::keep_constants;
use super::local_file::{Reading, read};
use super::public::{keep_apart, publications};
use super::readers::{Access, readers};
use super::sql::{sql, sql_text};
use super::written::{Written, is_url, path_of, written};
use super::{Context, Level, Problem, Subject, Variant, first_found};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Place, Reach, Value};

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
        if name == "next" {
            first_found::find(context, node, &written);
        }
        for reader in readers(&name) {
            let Some(at) = path_of(facts, node, reader) else { continue };
            let reading = Reading { call: node, name: &name, at, access: reader.access };
            read_each(context, &reading, &facts.value(at), &written);
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
    keep_apart(context);
    keep_constants(context);
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
        read_each(context, &Reading { call, name: &name, at, access }, &value, written);
    }
}

/// A read of a path that may be one of several: an error if all fail, or one that surely comes; else a warning.
fn read_each(context: &mut Context, reading: &Reading, value: &Value, written: &Written) {
    let items = matches!(value, Value::Items(_)).then(|| context.facts.each_item(reading.at));
    let possible = items.as_ref().unwrap_or(value).possible();
    if let [only] = &possible[..] {
        if let Some(place) = only.value.place() {
            read(context, reading, &place, written);
        }
        return;
    }
    let start = context.found.problems.len();
    let (mut places, mut certain, mut all): (Vec<Place>, _, _) = (Vec::new(), false, true);
    for one in &possible {
        let before = context.found.problems.len();
        match one.value.place() {
            Some(place) => {
                read(context, reading, &place, written);
                let found = context.found.problems.len() > before;
                certain |= found && one.is_certain();
                all &= found;
                // One message for all that fail in the same way.
                let same = |other: &Problem, first: &Problem| other.id == first.id && other.reason == first.reason;
                let more = context.found.problems.split_off(before);
                let told = |problem: &Problem| context.found.problems[start..].iter().any(|first| same(problem, first));
                let new: Vec<Problem> = more.into_iter().filter(|problem| !told(problem)).collect();
                if found && !places.iter().any(|known| known.rest == place.rest) {
                    places.push(place);
                }
                context.found.problems.extend(new);
            }
            // `None` is no path, and nobody reads it.
            None => all &= one.value == Value::None,
        }
    }
    let Some(words) = alternatives(&places) else { return };
    let publication = publications(context, &places);
    let first = format!("`{}`", places[0].rest);
    for problem in &mut context.found.problems[start..] {
        problem.message = problem.message.replacen(&first, &words, 1);
        if !certain && !all {
            problem.level = problem.level.min(Level::Warning);
            problem.reason.push_str("; the path may also be another one");
        }
        if let Subject::File { publication: own, address, path, .. } = &mut problem.subject {
            *own = publication.clone();
            if let Ok(publication) = &publication
                && publication.files.len() > 1
            {
                *address = None;
                *path = publication.files.iter().map(|file| file.file.as_str()).collect::<Vec<_>>().join("`, `");
            }
        }
    }
}

/// `a`, `b` or 3 others.
fn alternatives(places: &[Place]) -> Option<String> {
    let mut words: Vec<String> = places.iter().take(3).map(|place| format!("`{}`", place.rest)).collect();
    if places.len() > 3 {
        words.push(format!("{} others", places.len() - 3));
    }
    let last = words.pop()?;
    Some(if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) })
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
    let level = context.reached_level(context.level_of("home-folder", Variant::Plain), reach);
    let span = context.notebook.tree.span(call);
    let subject = Subject::Use { node: call, name: name.to_owned() };
    context.report("home-folder", Variant::Plain, level, span, subject, &[("name", name), ("path", path)]);
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
        let level = context.level_of("local-file", Variant::App);
        let subject = Subject::Use { node: value, name: name.to_owned() };
        let fill = [("path", path.as_str()), ("what", name)];
        context.report("local-file", Variant::App, level, tree.span(value), subject, &fill);
    }
}
