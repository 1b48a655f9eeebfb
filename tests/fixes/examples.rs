//! Every notebook in `fixes/*/examples/`: what a person sees of it (in `snapshots/`), and what must hold for each.
//!
//! The examples are found when the test runs; a new folder or notebook needs no line here. `cargo insta review`, or
//! `INSTA_UPDATE=always cargo test --test fixes`, writes new snapshots: read them before they are committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use wasmfix::edit::diff::{copy, unified};
use wasmfix::host::Hosts;
use wasmfix::net::Index;
use wasmfix::notebook::{Cell, CellKind, Notebook, ReadError};
use wasmfix::report::{self, Format, Report, Summary};
use wasmfix::rules::{Level, definition};
use wasmfix::{Fixed, Options};

use crate::{entries, recorded};

/// Folders for which no notebook can show the problem without something else, and what that is.
const NO_EXAMPLE_SHOWS: [(&str, &str); 2] = [
    ("large-file", "a file of more than 100 MB beside the notebook"),
    ("online-data", "servers that answer: `tests/online_data.rs`"),
];

/// The package indexes of the folders that have recorded one, `examples/index.toml`; the others are offline.
static INDEXES: LazyLock<BTreeMap<PathBuf, Arc<Index>>> = LazyLock::new(|| {
    let folders = folders().into_values().map(|folder| folder.join("examples"));
    let recorded = folders.filter(|folder| folder.join("index.toml").is_file());
    let text = |folder: &Path| fs::read_to_string(folder.join("index.toml")).expect("the recorded index can be read");
    recorded.map(|folder| (folder.clone(), recorded::index(&text(&folder), Duration::ZERO))).collect()
});

fn options(path: &Path) -> Options {
    let index = path.parent().and_then(|folder| INDEXES.get(folder)).cloned();
    Options { shell: index.map(|index| index as _), ..Options::default() }
}

const HEADINGS: [&str; 5] =
    ["## What it finds", "## Why it is a problem", "## Example", "## The fix and its safety", "## By hand"];

struct Example {
    id: String,
    name: String,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Example {
    fn notebook(&self) -> Notebook {
        read(&self.path, &self.bytes)
    }

    fn check(&self) -> Report {
        wasmfix::check(self.notebook(), &options(&self.path))
    }

    fn fix(&self, unsafe_fixes: bool) -> Fixed {
        fix(&self.path, &self.bytes, unsafe_fixes)
    }
}

fn read(path: &Path, bytes: &[u8]) -> Notebook {
    Notebook::read(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fix(path: &Path, bytes: &[u8], unsafe_fixes: bool) -> Fixed {
    wasmfix::fix(read(path, bytes), &options(path), unsafe_fixes)
}

fn bytes_of(fixed: &Fixed) -> Vec<u8> {
    fixed.report.notebook.text.encode().expect("the text came from these bytes' encoding")
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The problems' folders, by id.
fn folders() -> BTreeMap<String, PathBuf> {
    let folders = entries(Path::new("fixes")).into_iter().filter(|path| path.is_dir());
    folders.map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path)).collect()
}

/// All examples. A file that is no notebook must be a module that an example beside it imports.
fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    for (id, folder) in folders() {
        let files = entries(&folder.join("examples")).into_iter();
        let files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|kind| kind == "py")).collect();
        for path in &files {
            let (name, bytes) = (name_of(path), fs::read(path).expect("the example can be read"));
            match Notebook::read(path, &bytes) {
                Ok(_) => examples.push(Example { id: id.clone(), name, path: path.clone(), bytes }),
                Err(ReadError::NotANotebook) => {
                    let imported = files.iter().any(|other| {
                        let text = fs::read_to_string(other).unwrap_or_default();
                        other != path
                            && text.contains(&format!("import {name}")) | text.contains(&format!("from {name} import"))
                    });
                    assert!(imported, "{}: neither a notebook nor a module that one imports", path.display());
                }
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }
    assert!(examples.len() > 100, "only {} examples found: is this the top folder?", examples.len());
    examples
}

/// Runs a test for every example, and fails with the names of all that failed.
fn for_each(test: impl Fn(&Example)) {
    let failed: Vec<String> = examples()
        .iter()
        .filter(|example| catch_unwind(AssertUnwindSafe(|| test(example))).is_err())
        .map(|example| example.path.display().to_string())
        .collect();
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_folder_is_complete() {
    for (id, folder) in folders() {
        let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_else(|_| panic!("{id}: no README.md"));
        assert!(readme.starts_with(&format!("# {id}\n")), "{id}: the title of README.md is not the id");
        let headings: Vec<&str> = readme.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, HEADINGS, "{id}: the headings of README.md");
        assert!(folder.join("fix.toml").is_file(), "{id}: no fix.toml");
        assert!(entries(&folder.join("examples")).len() >= 2, "{id}: fewer than two examples");
    }
}

#[test]
fn the_problem_is_found_in_one_example_and_not_in_another() {
    let mut found: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    for example in examples() {
        let has = example.check().findings.iter().any(|finding| finding.problem.id == example.id);
        found.entry(example.id).or_default().insert(has);
    }
    let mut wrong = Vec::new();
    for (id, found) in found {
        let exempt = NO_EXAMPLE_SHOWS.iter().any(|(exempt, _)| *exempt == id);
        match (found.contains(&true), exempt) {
            (false, false) => wrong.push(format!("{id}: no example has it")),
            (true, true) => wrong.push(format!("{id}: an example has it; take it out of NO_EXAMPLE_SHOWS")),
            _ => {}
        }
        if !found.contains(&false) {
            wrong.push(format!("{id}: every example has it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Enough to see where a fix begins and ends: three notebooks that it changes and three that it leaves; where there is no
/// fix, three that have the problem and three that have not.
#[test]
fn three_examples_for_and_three_against() {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for example in examples() {
        let has_fix = definition(&example.id).is_some_and(|definition| !definition.fixes.is_empty());
        let counted = if has_fix {
            example.fix(true).applied.iter().any(|(id, _)| *id == example.id)
        } else {
            example.check().findings.iter().any(|finding| finding.problem.id == example.id)
        };
        let (with, without) = counts.entry(example.id).or_default();
        *(if counted { with } else { without }) += 1;
    }
    let exempt = |id: &str| NO_EXAMPLE_SHOWS.iter().any(|(exempt, _)| *exempt == id);
    let few = counts.iter().filter(|(id, (with, without))| (*with < 3 && !exempt(id)) || *without < 3);
    let few: Vec<String> = few.map(|(id, (with, without))| format!("{id}: {with} for, {without} against")).collect();
    assert!(few.is_empty(), "too few examples:\n{}", few.join("\n"));
}

#[test]
fn reports_and_fixes_look_as_reviewed() {
    for_each(|example| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../../snapshots/{}", example.id));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(example.name.as_str(), page(example)));
    });
}

/// The report (it says which fixes are withheld and why), the diff of the safe fixes, and that of the unsafe ones too.
fn page(example: &Example) -> String {
    // A new marimo that behaves as the last one changes no snapshot.
    let newest = Hosts::by_default(&[]).list[0].release();
    let mut report = example.check();
    report.releases = report.releases.replace(&newest, "NEWEST");
    let summary = Summary::of(std::slice::from_ref(&report), &[]);
    let mut page = report::render(&[report], &summary, Format::Full, report::Look::default());
    let (safe, all) = (example.fix(false), example.fix(true));
    let beside = |name: &str| example.path.with_file_name(name);
    let diff = |fixed: &Fixed| {
        let copies: String = fixed.copies.iter().map(|made| copy(&beside(&made.from), &beside(&made.to))).collect();
        copies + &String::from_utf8_lossy(&unified(&example.path, &example.bytes, &bytes_of(fixed)))
    };
    let (safe_diff, all_diff) = (diff(&safe), diff(&all));
    for note in safe.notes.iter().chain(&all.notes) {
        page.push_str(&format!("\nnote: {note}\n"));
    }
    page.push_str("\n=== --diff ===\n");
    page.push_str(if safe_diff.is_empty() { "(nothing)\n" } else { &safe_diff });
    if all_diff != safe_diff {
        page.push_str("\n=== --diff --unsafe-fixes ===\n");
        page.push_str(if all_diff.is_empty() { "(nothing)\n" } else { &all_diff });
    }
    let page = page.replace(&format!("marimo {newest} (Pyodide"), "marimo NEWEST (Pyodide");
    // Carriage returns would be lost in a snapshot.
    page.replace('\r', "\\r")
}

/// Whoever is told PASS or WARN without asking for a release would believe it of the newest one.
#[test]
fn the_default_is_never_milder_than_the_newest_release() {
    for_each(|example| {
        let check = |options| wasmfix::check(example.notebook(), &options);
        let newest: Vec<_> = Hosts::by_default(&[]).list.iter().filter_map(|host| host.release.clone()).collect();
        let alone = check(Options { marimo: newest, ..options(&example.path) });
        let default = example.check();
        assert!(default.verdict >= alone.verdict, "{:?}, and {:?} on the newest", default.verdict, alone.verdict);
        let levels = |report: &Report| -> Vec<(String, Level)> {
            let problems = report.findings.iter().map(|finding| &finding.problem);
            problems.map(|problem| (problem.id.clone(), problem.level)).collect()
        };
        let measured = check(Options { measured: true, ..options(&example.path) });
        assert!(default.verdict >= measured.verdict, "{:?}, {:?} as measured", default.verdict, measured.verdict);
        if default.releases == alone.releases {
            assert_eq!((measured.verdict, levels(&measured)), (alone.verdict, levels(&alone)));
        }
    });
}

#[test]
fn every_snapshot_belongs_to_an_example() {
    let expected: BTreeSet<PathBuf> = examples()
        .iter()
        .map(|example| Path::new("snapshots").join(&example.id).join(format!("{}.snap", example.name)))
        .collect();
    let stale: Vec<PathBuf> = entries(Path::new("snapshots"))
        .iter()
        .flat_map(|folder| entries(folder))
        .filter(|path| path.extension().is_some_and(|kind| kind == "snap") && !expected.contains(path))
        .collect();
    assert!(stale.is_empty(), "no example for these snapshots, delete them: {stale:?}");
}

#[test]
fn fixing_twice_is_fixing_once() {
    for_each(|example| {
        for unsafe_fixes in [false, true] {
            let once = example.fix(unsafe_fixes);
            let options = Options { copied: once.copies.clone(), ..options(&example.path) };
            let twice = wasmfix::fix(read(&example.path, &bytes_of(&once)), &options, unsafe_fixes);
            assert_eq!(once.report.notebook.text.as_str(), twice.report.notebook.text.as_str());
            assert_eq!(twice.applied, [], "a second run says that it fixed something");
            assert_eq!(twice.copies, [], "a second run copies again");
            assert_eq!(once.notes, [] as [String; 0], "fixes that undo each other, or a failed verification");
        }
    });
}

#[test]
fn the_report_after_fixing_is_that_of_the_fixed_file() {
    for_each(|example| {
        let Fixed { report: fixed, copies, .. } = example.fix(true);
        let options = Options { copied: copies, ..options(&example.path) };
        let again = wasmfix::check(read(&example.path, fixed.notebook.text.as_str().as_bytes()), &options);
        assert_eq!(ids(&fixed), ids(&again));
        assert_eq!(fixed.verdict, again.verdict);
    });
}

fn ids(report: &Report) -> Vec<(&str, usize)> {
    report.findings.iter().map(|finding| (finding.problem.id.as_str(), finding.problem.span.start)).collect()
}

#[test]
fn cells_and_their_names_stay() {
    for_each(|example| {
        let before = example.notebook();
        for unsafe_fixes in [false, true] {
            let after = example.fix(unsafe_fixes).report.notebook;
            let of = |cell: &Cell| (cell.kind, cell.name.clone());
            // A new cell has no name of its own.
            let mut new = after.cells.iter().map(of);
            assert!(before.cells.iter().map(of).all(|old| new.any(|own| own == old)));
            let plain = |notebook: &Notebook| {
                notebook.cells.iter().filter(|cell| of(cell) == (CellKind::Code, "_".to_owned())).count()
            };
            assert_eq!(after.cells.len() - before.cells.len(), plain(&after) - plain(&before));
        }
    });
}

#[test]
fn windows_line_ends_change_nothing_else() {
    for_each(|example| {
        let text = String::from_utf8_lossy(&example.bytes).into_owned();
        if text.contains('\r') {
            return; // It is about line ends itself.
        }
        for unsafe_fixes in [false, true] {
            let plain = example.fix(unsafe_fixes);
            let windows = fix(&example.path, text.replace('\n', "\r\n").as_bytes(), unsafe_fixes);
            let expected = plain.report.notebook.text.as_str().replace('\n', "\r\n");
            assert_eq!(windows.report.notebook.text.as_str(), expected);
            assert_eq!(windows.applied, plain.applied);
        }
    });
}

#[test]
fn a_byte_order_mark_changes_nothing_else() {
    for_each(|example| {
        let text = String::from_utf8_lossy(&example.bytes).into_owned();
        let starts_special = text.starts_with('\u{feff}') || text.starts_with("#!") || text.starts_with("# -*-");
        if starts_special {
            return; // What stands in the first line would have to stand there still.
        }
        // A mark right before `# /// script` hides the block from marimo, so an empty line parts them.
        let mark = "\u{feff}\n";
        for unsafe_fixes in [false, true] {
            let plain = example.fix(unsafe_fixes);
            let marked = fix(&example.path, format!("{mark}{text}").as_bytes(), unsafe_fixes);
            let marked = marked.report.notebook.text.as_str();
            let rest = marked.strip_prefix('\u{feff}').expect("the mark stays the first character");
            assert!(rest.starts_with('\n'), "the empty line after the mark is gone");
            let body = |text: &str| text.trim_start_matches('\n').replace("# ///\n\n\n", "# ///\n\n");
            assert_eq!(body(rest), body(plain.report.notebook.text.as_str()));
        }
    });
}
