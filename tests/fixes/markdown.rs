//! A Markdown notebook gets every fix: each example in `fixes/` is written as one, in all forms that marimo reads, and
//! fixed; what comes out must be what the `.py` notebook becomes, with not a byte of the prose changed.
//!
//! The examples are found when the test runs.

use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use wasmfix::notebook::{Cell, CellKind, Format, Notebook, ScriptBlockState, Text};
use wasmfix::report::Report;
use wasmfix::{Fixed, Options};

use crate::entries;

/// How a notebook is written down as Markdown.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// The file's ending: Quarto's files are read like the others.
    ending: &'static str,
    /// What opens a fence, with `{name}` for the attribute.
    opening: &'static str,
    closing: &'static str,
    /// Before every line of a fence: it may stand in a list.
    indent: &'static str,
    /// The key of the front matter that holds the script block.
    block: Block,
    windows: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    /// `pyproject: |-` and the TOML.
    Pyproject,
    /// `header: |-` and the block as a comment.
    Header,
}

const PLAIN: Form = Form {
    ending: "md",
    opening: "```python {.marimo{name}}",
    closing: "```",
    indent: "",
    block: Block::Pyproject,
    windows: false,
};

const FORMS: [Form; 6] = [
    PLAIN,
    Form { windows: true, ..PLAIN },
    Form { opening: "~~~~python {.marimo{name}}", closing: "~~~~", block: Block::Header, ..PLAIN },
    Form { indent: "    ", ..PLAIN },
    Form { opening: "```{python}", ..PLAIN },
    Form { ending: "qmd", opening: "```{marimo .python{name}}", indent: "  ", block: Block::Header, ..PLAIN },
];

/// A `.py` notebook and what it says, to be written as Markdown.
struct Example {
    path: PathBuf,
    notebook: Notebook,
}

/// The examples that can be written as Markdown.
///
/// Not those with text that does not parse: a `.py` file keeps such a cell as a string, Markdown has no such form.
fn examples() -> Vec<Example> {
    let files = entries(Path::new("fixes")).into_iter().flat_map(|folder| entries(&folder.join("examples")));
    let python = files.filter(|path| path.extension().is_some_and(|kind| kind == "py"));
    let examples: Vec<Example> = python
        .filter_map(|path| {
            let notebook = Notebook::read(&path, &fs::read(&path).expect("the example can be read")).ok()?;
            let parses = notebook.tree.errors().is_empty()
                && notebook.cells.iter().all(|cell| cell.kind != CellKind::Unparsable)
                && !matches!(notebook.script.state, ScriptBlockState::Malformed { .. });
            parses.then_some(Example { path, notebook })
        })
        .collect();
    assert!(examples.len() > 100, "only {} examples found: is this the top folder?", examples.len());
    examples
}

/// Whether all cells are of the one kind that Markdown has: the setup cell, functions and classes become plain cells there,
/// which can be stopped and take names from any other.
fn is_plain(notebook: &Notebook) -> bool {
    notebook.cells.iter().all(|cell| cell.kind == CellKind::Code)
}

/// The code of a cell as it stands at the top level: without the indentation of its lines, but for those in strings.
fn code_of(notebook: &Notebook, cell: &Cell) -> String {
    let strings: Vec<_> = notebook
        .tree
        .all()
        .filter(|&node| notebook.tree.kind(node) == "string")
        .map(|node| notebook.tree.span(node))
        .collect();
    let mut code = String::new();
    let mut at = cell.code.start;
    for line in notebook.slice(cell.code.clone()).split_inclusive('\n') {
        // In Markdown the indentation is that of the fence, which strings have, too.
        let quoted = notebook.format == Format::Python && strings.iter().any(|span| span.start < at && at < span.end);
        code.push_str(if quoted { line } else { line.strip_prefix(cell.indent.as_str()).unwrap_or(line) });
        at += line.len();
    }
    code.replace('\r', "")
}

fn converted(notebook: &Notebook, form: Form) -> String {
    let mut text = String::from("---\ntitle: \"A title: with a colon\"\nmarimo-version: 0.25.2\n");
    if let ScriptBlockState::Present { toml, .. } = &notebook.script.state {
        let (key, comment) = match form.block {
            Block::Pyproject => ("pyproject", false),
            Block::Header => ("header", true),
        };
        let _ = writeln!(text, "{key}: |-");
        let lines = toml.trim_end().lines().map(|line| match comment {
            true => format!("# {line}").trim_end().to_owned(),
            false => line.to_owned(),
        });
        let (open, close) = if comment { (Some("# /// script"), Some("# ///")) } else { (None, None) };
        let open = open.into_iter().map(str::to_owned);
        for line in open.chain(lines).chain(close.into_iter().map(str::to_owned)) {
            text.push_str(format!("  {line}").trim_end());
            text.push('\n');
        }
    }
    text.push_str("width: medium\n---\n\n# What it is about\n\nWords, `import os` among them.\n");
    for (number, cell) in notebook.cells.iter().enumerate() {
        let named = cell.name.chars().any(|letter| letter != '_') && form.opening.contains("{name}");
        let name = if named { format!(" name=\"{}\"", cell.name) } else { String::new() };
        let disabled = if cell.disabled { " disabled=\"true\"" } else { "" };
        let opening = form.opening.replace("{name}", &format!("{name}{disabled}"));
        let _ = write!(text, "\n- Cell {number}:\ttabs,  two spaces  \n\n{}{opening}\n", form.indent);
        for line in code_of(notebook, cell).lines() {
            let _ = writeln!(text, "{}{line}", if line.is_empty() { "" } else { form.indent });
        }
        let _ = writeln!(text, "{}{}", form.indent, form.closing);
    }
    text.push_str("\n```python\nimport subprocess  # an example, no cell\nsubprocess.run([\"ls\"])\n```\n\nThe end");
    if form.windows { text.replace('\n', "\r\n") } else { text }
}

fn read(path: &Path, source: &str) -> Notebook {
    Notebook::read(path, source.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}\n{source}", path.display()))
}

fn fix(path: &Path, source: &str) -> Fixed {
    wasmfix::fix(read(path, source), &Options::default(), true)
}

/// What is found, in which cell, how bad it is, and which fixes are offered or withheld.
fn findings(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let offered: Vec<&str> = finding.fixes.iter().map(|fix| fix.id.as_str()).collect();
            let withheld: Vec<&str> = finding.withheld.iter().map(|fix| fix.id.as_str()).collect();
            let problem = &finding.problem;
            format!("{} {:?} in {:?}: {offered:?}, not {withheld:?}", problem.id, problem.level, problem.cell)
        })
        .collect();
    lines.sort();
    lines
}

fn codes(notebook: &Notebook) -> Vec<String> {
    notebook.cells.iter().map(|cell| code_of(notebook, cell)).collect()
}

/// The text without the front matter and without what stands in cells: what no fix may touch.
fn prose(text: &Text, notebook: &Notebook) -> String {
    let source = text.as_str();
    let start = source.find("---").and_then(|first| Some(first + 3 + source.get(first + 3..)?.find("\n---")?));
    let mut at = start.expect("the front matter is closed");
    let mut prose = String::new();
    for cell in &notebook.cells {
        let content = text.next_line(cell.span.start);
        prose.push_str(&source[at..content]);
        at = text.line(cell.span.end.saturating_sub(1)).start;
    }
    prose + &source[at..]
}

fn keys(text: &Text) -> Vec<&str> {
    let lines = text.as_str().lines().skip(1).take_while(|line| *line != "---");
    lines.filter(|line| ["title:", "marimo-version:", "width:"].iter().any(|key| line.starts_with(key))).collect()
}

/// Runs a test for every example in every form, and fails with all that failed.
fn for_each(test: impl Fn(&Example, Form, &Path, &str) + Sync) {
    let fails = |example: &Example, form: Form| {
        let (path, source) = (example.path.with_extension(form.ending), converted(&example.notebook, form));
        catch_unwind(AssertUnwindSafe(|| test(example, form, &path, &source))).is_err()
    };
    let each = examples().into_par_iter().flat_map_iter(|example| {
        let failed = FORMS.into_iter().filter(|&form| fails(&example, form));
        failed.map(|form| format!("{} as {form:?}", example.path.display())).collect::<Vec<_>>()
    });
    let failed: Vec<String> = each.collect();
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_same_is_found_and_offered() {
    for_each(|example, _, path, source| {
        // Quarto's files become islands, which lack more: tests/fixes/releases.rs.
        if is_plain(&example.notebook) && path.extension().is_some_and(|kind| kind == "md") {
            let python = wasmfix::check(example.notebook.clone(), &Options::default());
            let markdown = wasmfix::check(read(path, source), &Options::default());
            assert_eq!(findings(&markdown), findings(&python), "{source}");
            assert_eq!(markdown.verdict, python.verdict);
        }
    });
}

#[test]
fn cells_become_those_of_the_python_notebook_and_the_rest_stays() {
    for_each(|example, _, path, source| {
        let before = read(path, source);
        let fixed = fix(path, source);
        let after = &fixed.report.notebook;
        assert_eq!(fixed.notes, [] as [String; 0]);
        if is_plain(&example.notebook) {
            let python = wasmfix::fix(example.notebook.clone(), &Options::default(), true).report.notebook;
            assert_eq!(codes(after), codes(&python));
            let entries = |notebook: &Notebook| {
                notebook.script.requirements().iter().map(|entry| entry.text.clone()).collect::<Vec<_>>()
            };
            assert_eq!(entries(after), entries(&python));
        }
        if before.cells.len() == after.cells.len() {
            assert_eq!(prose(&before.text, &before), prose(&after.text, after));
        } else {
            let lines = |notebook: &Notebook| {
                let all = prose(&notebook.text, notebook);
                let such = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with(['`', '~']);
                all.lines().filter(such).map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(lines(&before), lines(after));
        }
        assert_eq!(keys(&before.text), keys(&after.text));
        let mixed = after.text.as_str().replace("\r\n", "").contains(['\r', '\n']);
        assert!(!(before.text.as_str().contains("\r\n") && mixed), "line ends are mixed");
        let again = fix(path, after.text.as_str());
        assert_eq!(again.report.notebook.text.as_str(), after.text.as_str(), "a second run changes something");
        assert_eq!(again.applied, []);
    });
}
