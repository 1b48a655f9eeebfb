//! Two problems in one notebook: to fix both at once is to fix one after the other, whichever comes first.
//!
//! For every two problems that have a fix, notebooks are made of the cells of two examples in `fixes/`, found when the
//! test runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;
use wasmfix::edit::{Edit, apply, sorted};
use wasmfix::notebook::{Cell, CellKind, Notebook, ScriptBlockState};
use wasmfix::report::Finding;
use wasmfix::syntax::{BindingKind, Facts, Symbol, SymbolId};
use wasmfix::{Fixed, Options};

use crate::entries;

/// How many notebooks are made of each two problems, of different examples.
const NOTEBOOKS: usize = 2;

/// An example that shows its problem with a fix.
struct Example {
    id: String,
    notebook: Notebook,
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The examples of each problem whose cells can be put together with others': all of the one plain kind.
///
/// What stands beside an example is put beside the notebooks that are made, so that they find it.
fn examples(beside: &Path) -> BTreeMap<String, Vec<Notebook>> {
    let mut examples: BTreeMap<String, Vec<Notebook>> = BTreeMap::new();
    for folder in entries(Path::new("fixes")) {
        for path in entries(&folder.join("examples")) {
            let read = fs::read(&path).ok().and_then(|bytes| Notebook::read(&path, &bytes).ok());
            let Some(notebook) = read else {
                copy(&path, &beside.join(name_of(&path)));
                continue;
            };
            let plain = notebook.tree.errors().is_empty()
                && notebook.cells.iter().all(|cell| cell.kind == CellKind::Code)
                && !matches!(notebook.script.state, ScriptBlockState::Malformed { .. });
            if plain {
                examples.entry(name_of(&folder)).or_default().push(notebook);
            }
        }
    }
    assert!(examples.len() > 10, "only {} problems with examples found: is this the top folder?", examples.len());
    examples
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder can be made");
        entries(from).iter().for_each(|path| copy(path, &to.join(name_of(path))));
    } else {
        fs::copy(from, to).expect("a file can be copied");
    }
}

fn read(path: &Path, text: &str) -> Notebook {
    Notebook::read(path, text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn facts(notebook: &Notebook) -> Facts<'_> {
    Facts::new(notebook, &|_| None, &|_| None)
}

/// A cell as it is put into a new notebook: its code at the top level, and whether it is async or disabled.
#[derive(Clone)]
struct NewCell {
    code: String,
    is_async: bool,
    disabled: bool,
}

/// The code of a cell with some edits of the notebook's text, its lines without their indentation (but for strings').
fn moved(notebook: &Notebook, cell: &Cell, edits: &[Edit]) -> Option<NewCell> {
    let tree = &notebook.tree;
    let strings: Vec<_> = tree.all().filter(|&node| tree.kind(node) == "string").map(|node| tree.span(node)).collect();
    let within = |at: usize| cell.code.start <= at && at < cell.code.end;
    let mut all: Vec<Edit> = edits.iter().filter(|edit| within(edit.span.start)).cloned().collect();
    let mut at = cell.code.start;
    for line in notebook.slice(cell.code.clone()).split_inclusive('\n') {
        let quoted = strings.iter().any(|span| span.start < at && at < span.end);
        if !quoted && line.starts_with(cell.indent.as_str()) {
            all.push(Edit { span: at..at + cell.indent.len(), text: String::new() });
        }
        at += line.len();
    }
    for edit in &mut all {
        edit.span = edit.span.start - cell.code.start..edit.span.end - cell.code.start;
    }
    let code = apply(notebook.slice(cell.code.clone()), &sorted(all).ok()?).ok()?;
    Some(NewCell { code: code.replace('\r', ""), is_async: cell.is_async, disabled: cell.disabled })
}

/// Whether two names are one import, so that one of them will do.
fn same_import(one: &Symbol, other: &Symbol) -> bool {
    match (&one.bindings[..], &other.bindings[..]) {
        ([one], [other]) => match (&one.kind, &other.kind) {
            (BindingKind::Import { module, .. }, BindingKind::Import { module: same, .. }) => module == same,
            (BindingKind::ImportFrom { module, name }, BindingKind::ImportFrom { module: from, name: same }) => {
                module == from && name == same
            }
            _ => false,
        },
        _ => false,
    }
}

/// What makes a second notebook fit for the cells of a first one: each name has one definer.
fn made_to_fit(first: &Facts, second: &Facts) -> Option<Vec<Edit>> {
    let tree = &second.notebook.tree;
    let mut edits = Vec::new();
    let defined = |(_, symbol): &(SymbolId, &Symbol)| symbol.global && !symbol.bindings.is_empty();
    let undefined = |facts: &Facts| -> BTreeSet<String> {
        facts.names.free().iter().map(|(node, _)| facts.notebook.node_text(*node).to_owned()).collect()
    };
    if second.names.symbols().filter(defined).any(|(_, symbol)| undefined(first).contains(&symbol.name))
        || first.names.symbols().filter(defined).any(|(_, symbol)| undefined(second).contains(&symbol.name))
    {
        return None;
    }
    for (id, symbol) in second.names.symbols().filter(defined) {
        let Some(taken) = first.names.global(&symbol.name).map(|id| first.names.symbol(id)) else { continue };
        let import = second.names.imports().iter().find(|import| import.symbol == Some(id));
        let alone = import.filter(|import| {
            let in_statement = second.names.imports().iter().filter(|other| other.statement == import.statement);
            let cell = &second.notebook.cells[import.cell];
            in_statement.count() == 1 && cell.statements.contains(&import.statement) && cell.statements.len() > 1
        });
        if let Some(import) = alone.filter(|_| same_import(taken, symbol)) {
            let line = second.notebook.text.line(tree.start(import.statement)).start;
            let next = second.notebook.text.next_line(tree.end(import.statement));
            let cell = &second.notebook.cells[import.cell];
            let (start, end) = (line.max(cell.code.start), next.min(cell.code.end));
            edits.push(Edit { span: start..end, text: String::new() });
            continue;
        }
        let new = format!("{}_too", symbol.name);
        for binding in &symbol.bindings {
            let text = match &binding.kind {
                BindingKind::Import { module, aliased: false } if module.contains('.') => return None,
                BindingKind::Import { aliased: false, .. } => format!("{} as {new}", symbol.name),
                BindingKind::ImportFrom { name, .. } if *name == symbol.name => format!("{name} as {new}"),
                _ => new.clone(),
            };
            edits.push(Edit { span: tree.span(binding.node), text });
        }
        edits.extend(symbol.uses.iter().map(|&site| Edit { span: tree.span(site), text: new.clone() }));
    }
    Some(edits)
}

/// The cells of two notebooks and what both list, as one notebook. Its imports stand in one cell, as people have them.
fn merged(first: &Notebook, second: &Notebook) -> Option<String> {
    let (one, two) = (facts(first), facts(second));
    let edits = made_to_fit(&one, &two)?;
    let cells = |notebook: &Notebook, edits: &[Edit]| -> Option<Vec<NewCell>> {
        notebook.cells.iter().map(|cell| moved(notebook, cell, edits)).collect()
    };
    let (mut all, more) = (cells(first, &[])?, cells(second, &edits)?);
    let imports = |notebook: &Notebook| {
        let only = |cell: &Cell| {
            let kinds = cell.statements.iter().map(|&statement| notebook.tree.kind(statement));
            !cell.statements.is_empty() && kinds.into_iter().all(|kind| kind.starts_with("import_"))
        };
        notebook.cells.iter().position(only)
    };
    let joined = imports(first).zip(imports(second));
    for (index, cell) in more.into_iter().enumerate() {
        match joined {
            Some((at, own)) if own == index => {
                let code = format!("{}\n{}", all[at].code.trim_end(), cell.code);
                all[at].code = code.trim_end().to_owned();
            }
            _ => all.push(cell),
        }
    }
    let listed = |notebook: &Notebook| match notebook.script.state {
        ScriptBlockState::Missing => None,
        _ => Some(notebook.script.requirements().iter().map(|entry| entry.text.clone()).collect::<Vec<_>>()),
    };
    let mut block = String::new();
    if let (Some(mut entries), Some(others)) = (listed(first), listed(second)) {
        entries.extend(others);
        let mut seen = BTreeSet::new();
        entries.retain(|entry| seen.insert(entry.clone()));
        let lines: String = entries.iter().map(|entry| format!("#     {},\n", toml_edit::Value::from(entry))).collect();
        block = format!("# /// script\n# dependencies = [\n{lines}# ]\n# ///\n\n");
    }
    Some(written(&block, &all))
}

/// A notebook as marimo writes it: with the parameters and returns that the cells need.
fn written(block: &str, cells: &[NewCell]) -> String {
    let bare = with_frames(block, cells, &|_| (Vec::new(), Vec::new()));
    let notebook = read(Path::new("bare.py"), &bare);
    let facts = facts(&notebook);
    let global = |symbol: &&Symbol| symbol.global && !symbol.bindings.is_empty();
    let defines = |symbol: &Symbol, cell: usize| symbol.bindings.iter().any(|binding| binding.cell == cell);
    let frame = |cell: usize| {
        let symbols = || facts.names.symbols().map(|(_, symbol)| symbol).filter(global);
        let used_in = |symbol: &Symbol, test: &dyn Fn(usize) -> bool| {
            symbol.uses.iter().filter_map(|&site| facts.cell_of(site)).any(test)
        };
        let mut takes: Vec<String> = symbols()
            .filter(|symbol| !defines(symbol, cell) && used_in(symbol, &|user| user == cell))
            .map(|symbol| symbol.name.clone())
            .collect();
        let mut gives: Vec<String> = symbols()
            .filter(|symbol| defines(symbol, cell) && used_in(symbol, &|user| user != cell))
            .map(|symbol| symbol.name.clone())
            .collect();
        takes.sort();
        gives.sort();
        (takes, gives)
    };
    with_frames(block, cells, &frame)
}

fn with_frames(block: &str, cells: &[NewCell], frame: &dyn Fn(usize) -> (Vec<String>, Vec<String>)) -> String {
    let mut text = format!("{block}import marimo\n\n__generated_with = \"0.25.2\"\napp = marimo.App()\n");
    for (number, cell) in cells.iter().enumerate() {
        let (takes, gives) = frame(number);
        let def = if cell.is_async { "async def" } else { "def" };
        let options = if cell.disabled { "(disabled=True)" } else { "" };
        text.push_str(&format!("\n\n@app.cell{options}\n{def} _({}):\n", takes.join(", ")));
        for line in cell.code.lines() {
            text.push_str(&if line.trim().is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
        }
        let gives = match &gives[..] {
            [] => "return".to_owned(),
            [only] => format!("return ({only},)"),
            several => format!("return {}", several.join(", ")),
        };
        text.push_str(&format!("    {gives}\n"));
    }
    text + "\n\nif __name__ == \"__main__\":\n    app.run()\n"
}

/// A text without what legitimately depends on the order, so that two can be compared:
///
/// * where `sys`, marimo and `os` come from: the first fix of a notebook imports them beside the module that it is about or in
///   a cell that is added for them, and those after it take them from there, or import them privately where that is too late;
/// * lines under one `if`, or under two of the same: a run puts neighbours that it guards under one, and leaves an `if` that
///   was there as it is;
/// * what a stopped cell says, where two problems stop it before the same statement: the first one's words stay;
/// * which cell ends first: one that holds nothing but imports of what is missing stops as a whole, and what shares it may be missing,
///   too, or gone, only after the other fix;
/// * where a requirement stands, and its marker: a swap puts the new one in the place of the old, and an import that is
///   guarded already is listed for computers only.
fn without_what_is_brought(text: &str) -> String {
    let imports = [
        "import sys",
        "import sys as _sys",
        "import marimo as mo",
        "import marimo as _mo",
        "import os",
        "import os as _os",
        "import pathlib",
        "import pathlib as _pathlib",
        "import urllib.request",
        "import urllib.request as _urllib",
    ];
    let mut rest: Vec<String> = Vec::new();
    let mut guards: Vec<String> = Vec::new();
    let listed = |line: &&str| line.starts_with("#     \"");
    let mut requirements: Vec<&str> = text.lines().filter(listed).collect();
    requirements.sort_unstable();
    rest.extend(requirements.iter().map(|line| line.replace("; sys_platform != 'emscripten'", "")));
    let text = on_one_line(text);
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !imports.contains(&line.trim()));
    for line in lines.filter(|line| !listed(line)) {
        let stops = line.contains(".stop(") && line.contains("sys.platform == \"emscripten\"");
        let line = match line.split_once(".stop(") {
            Some(_) if stops && rest.last().is_some_and(|last| last.contains("def _")) => continue,
            Some((start, _)) if stops => format!("{start}.stop()"),
            _ => line.to_owned(),
        };
        let line = line.replace("_sys.", "sys.").replace("_mo.", "mo.").replace("_pathlib.", "pathlib.");
        let line = line.replace("_os.", "os.");
        let line = line.replace("urllib.request.urlopen", "_urllib.urlopen");
        let (start, names) = match (line.split_once("def _("), line.split_once("return ")) {
            (Some((start, names)), _) => (format!("{start}def _"), names.trim_end_matches("):").to_owned()),
            (_, Some((start, names))) if start.trim().is_empty() => {
                (format!("{start}return"), names.trim_matches(['(', ')']).to_owned())
            }
            _ => (line, String::new()),
        };
        let names = names
            .split(',')
            .map(str::trim)
            .filter(|name| !matches!(*name, "" | "sys" | "mo" | "os" | "pathlib" | "urllib"));
        let line = names.fold(start, |line, name| format!("{line} {name}"));
        let depth = line.len() - line.trim_start().len();
        guards.retain(|guard| guard.len() - guard.trim_start().len() < depth || *guard == line);
        if guards.contains(&line) {
            continue;
        }
        let guarded = rest.last().filter(|last| guards.contains(last)).cloned();
        if let Some(guard) = guarded.filter(|_| is_import(&line)) {
            let depth = guard.len() - guard.trim_start().len();
            rest.pop();
            rest.push(format!("{}{}", " ".repeat(depth), line.trim_start()));
            rest.push(guard);
            continue;
        }
        if line.ends_with("sys.platform != \"emscripten\":") {
            guards.push(line.clone());
        }
        rest.push(line);
    }
    // What stood under an `if` alone has left it empty.
    let last = rest.len().saturating_sub(1);
    let empty: Vec<usize> = (0..last)
        .filter(|&at| rest[at].ends_with("sys.platform != \"emscripten\":"))
        .filter(|&at| {
            let depth = |line: &String| line.len() - line.trim_start().len();
            depth(&rest[at + 1]) <= depth(&rest[at])
        })
        .collect();
    let kept = rest.iter().enumerate().filter(|(at, _)| !empty.contains(at));
    let kept = kept.map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
    // A cell that held nothing but these imports.
    kept.replace("@app.cell\ndef _\n    return\n", "")
}

fn is_import(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("import ") || line.starts_with("from ")
}

/// Calls that are written with an argument a line, on one line.
fn on_one_line(text: &str) -> String {
    let mut joined = String::new();
    let mut open = false;
    for line in text.lines() {
        open |= line.ends_with(".stop(");
        joined.push_str(if open && !line.ends_with(".stop(") { line.trim() } else { line });
        open &= line.trim() != ")";
        if !open {
            joined.push('\n');
        }
    }
    joined
}

/// A block that another fix makes turns the one problem into the other, so they are cured together.
const OF_ONE_BLOCK: [&str; 2] = ["missing-script-block", "missing-dependency"];

fn options(ids: &[&str]) -> Options {
    let mut select: Vec<String> = ids.iter().map(|&id| id.to_owned()).collect();
    if ids.iter().any(|id| OF_ONE_BLOCK.contains(id)) {
        select.extend(OF_ONE_BLOCK.map(str::to_owned));
    }
    Options { select, ..Options::default() }
}

fn fix(notebook: Notebook, ids: &[&str], unsafe_fixes: bool) -> Fixed {
    wasmfix::fix(notebook, &options(ids), unsafe_fixes)
}

/// The problems of a notebook that have a fix.
fn fixable(notebook: &Notebook, ids: &[&str], unsafe_fixes: bool) -> BTreeSet<String> {
    let report = wasmfix::check(notebook.clone(), &options(ids));
    let with_fix = report.findings.iter().filter(|finding| finding.default_fix(unsafe_fixes).is_some());
    with_fix.map(|finding| finding.problem.id.clone()).collect()
}

/// Whether `--unsafe-fixes` cures the example in another way.
fn has_other_unsafe_fix(example: &Example) -> bool {
    let report = wasmfix::check(example.notebook.clone(), &options(&[&example.id]));
    let id = |finding: &Finding, unsafe_fixes| finding.default_fix(unsafe_fixes).map(|fix| fix.id.clone());
    report.findings.iter().any(|finding| id(finding, true) != id(finding, false))
}

/// How the results of two orders compare where both are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    /// To the byte.
    Equal,
    /// But for [`without_what_is_brought`].
    EqualButForWhatIsBrought,
}

/// Whether two problems meet in a notebook made of these examples; then what is wrong with fixing both, if anything.
fn meet(path: &Path, first: &Example, second: &Example, unsafe_fixes: bool) -> Option<Result<Met, String>> {
    let text = merged(&first.notebook, &second.notebook)?;
    let notebook = read(path, &text);
    let (a, b) = (first.id.as_str(), second.id.as_str());
    if !fixable(&notebook, &[a, b], unsafe_fixes).is_superset(&BTreeSet::from([a.to_owned(), b.to_owned()])) {
        return None;
    }
    let source = |fixed: &Fixed| fixed.report.notebook.text.as_str().to_owned();
    let both = fix(notebook.clone(), &[a, b], unsafe_fixes);
    let one_after_the_other = |one: &str, other: &str| {
        let middle = fix(notebook.clone(), &[one], unsafe_fixes).report.notebook;
        let last = fix(middle, &[other], unsafe_fixes).report.notebook;
        // A swap brings a module that the first one may be about.
        source(&fix(last, &[one], unsafe_fixes))
    };
    let wanted = source(&both);
    let mut met = Met::Equal;
    for (one, other) in [(a, b), (b, a)] {
        let stepwise = one_after_the_other(one, other);
        if stepwise != wanted {
            met = Met::EqualButForWhatIsBrought;
        }
        let (is, should_be) = (without_what_is_brought(&stepwise), without_what_is_brought(&wanted));
        if is != should_be {
            let diff = similar::TextDiff::from_lines(&should_be, &is).unified_diff().to_string();
            return Some(Err(format!("{one}, then {other} (+), is not both at once (-):\n{diff}")));
        }
    }
    let left = fixable(&both.report.notebook, &[a, b], unsafe_fixes);
    if !left.is_empty() || !both.notes.is_empty() {
        return Some(Err(format!("fixable still: {left:?}; {:?}\n{wanted}", both.notes)));
    }
    Some(Ok(met))
}

#[test]
fn the_order_of_two_fixes_does_not_matter() {
    let beside = tempfile::tempdir().expect("a temporary folder");
    let path = beside.path().join("notebook.py");
    let examples = examples(beside.path());
    let mut pairs = Vec::new();
    for unsafe_fixes in [false, true] {
        let of_kind = |(id, notebooks): (&String, &Vec<Notebook>)| {
            let shows = |notebook: &&Notebook| fixable(notebook, &[id], unsafe_fixes).contains(id.as_str());
            let notebooks = notebooks.iter().filter(shows).cloned();
            notebooks.map(|notebook| Example { id: id.clone(), notebook }).collect::<Vec<_>>()
        };
        let kinds: Vec<Vec<Example>> = examples.iter().map(of_kind).filter(|kind| !kind.is_empty()).collect();
        // Where unsafe fixes make no difference, the pair has been tried.
        let new: Vec<bool> = kinds.iter().map(|kind| !unsafe_fixes || kind.iter().any(has_other_unsafe_fix)).collect();
        let each = (0..kinds.len()).flat_map(|one| (one + 1..kinds.len()).map(move |other| (one, other)));
        let each = each.filter(|&(one, other)| new[one] || new[other]).collect::<Vec<_>>().into_par_iter().map(
            |(one, other)| {
                let (one, other) = if (one + other) % 2 == 0 { (one, other) } else { (other, one) };
                let outcomes = (0..NOTEBOOKS).filter_map(|turn| {
                    let first = &kinds[one][(other + turn) % kinds[one].len()];
                    let second = &kinds[other][(one + turn) % kinds[other].len()];
                    let outcome = catch_unwind(AssertUnwindSafe(|| meet(&path, first, second, unsafe_fixes)));
                    let (one, other) = (first.notebook.path.display(), second.notebook.path.display());
                    match outcome {
                        Ok(outcome) => outcome.map(|met| met.map_err(|why| format!("{one} with {other}: {why}"))),
                        Err(_) => Some(Err(format!("{one} with {other}: panics"))),
                    }
                });
                outcomes.collect::<Vec<_>>()
            },
        );
        pairs.extend(each.collect::<Vec<_>>());
    }
    let met = pairs.iter().filter(|outcomes| !outcomes.is_empty()).count();
    let failed: Vec<&String> = pairs.iter().flatten().filter_map(|outcome| outcome.as_ref().err()).collect();
    let equal = pairs.iter().flatten().filter(|outcome| matches!(outcome, Ok(Met::Equal))).count();
    println!(
        "{met} of {} pairs meet; {equal} of {} notebooks equal to the byte",
        pairs.len(),
        pairs.iter().flatten().count()
    );
    assert!(
        failed.is_empty(),
        "{} failed:\n{}",
        failed.len(),
        failed.into_iter().cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(met * 2 > pairs.len(), "only {met} of {} pairs meet in a notebook", pairs.len());
}
