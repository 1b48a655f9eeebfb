//! Values that are followed from line to line: how far, and how much.

use std::fmt::Write;
use std::path::Path;

use wasmfix::Options;
use wasmfix::notebook::Notebook;
use wasmfix::rules::Level;

/// A notebook of one cell.
fn notebook(body: &str) -> Notebook {
    let text = format!(
        "import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    import os\n    import sqlite3\n    \
         import pandas as pd\n    import marimo as mo\n    from pathlib import Path\n{body}    return\n"
    );
    Notebook::read(Path::new("notebook.py"), text.as_bytes()).unwrap()
}

/// The lengths of the texts that a check and a fix of a notebook show.
fn longest(body: &str) -> usize {
    let fixed = wasmfix::fix(notebook(body), &Options::default(), true);
    let report = wasmfix::check(notebook(body), &Options::default());
    let problems = report.findings.iter().chain(&fixed.report.findings).map(|finding| &finding.problem);
    problems.map(|problem| problem.message.len().max(problem.suggestion.len())).max().unwrap_or_default()
}

/// Forty lines, each with twice the text of the line before, and a last one that uses it.
fn doubling(first: &str, step: &str, last: &str) -> String {
    let mut body = format!("    a0 = {first}\n");
    for line in 1..=40 {
        writeln!(body, "    a{line} = {}", step.replace('$', &format!("a{}", line - 1))).unwrap();
    }
    writeln!(body, "    {}", last.replace('$', "a40")).unwrap();
    body
}

#[test]
fn a_value_that_doubles_with_each_line_is_given_up() {
    let steps = [
        ("'x'", "os.path.join($, $)"),
        ("'x'", "f'{$}{$}'"),
        ("'x'", "$ + $"),
        ("'x'", "str(Path($) / $)"),
        ("Path('x')", "$ / $"),
        ("Path('x')", "$.joinpath($)"),
        ("Path('x')", "Path($, $)"),
        ("'sqlite3'", "f'{$}.{$}'"),
    ];
    let uses = [
        "open($)",
        "open($, 'w')",
        "os.makedirs($)",
        "pd.read_csv($)",
        "mo.sql($)",
        "sqlite3.connect('x.db').execute($)",
        "if os.path.exists($): open($)",
    ];
    for (first, step) in steps {
        for last in uses {
            let longest = longest(&doubling(first, step, last));
            assert!(longest < 20_000, "{step}, {last}: {longest} bytes");
        }
    }
}

#[test]
fn a_chain_of_names_is_followed_so_far_and_no_deeper() {
    // The read stands before what it needs, so nothing of the chain is known yet when it is reached.
    let chain = |length: usize| {
        let mut body = "    def read():\n        return open(b0).read()\n    read()\n".to_owned();
        for line in 0..length {
            writeln!(body, "    b{line} = b{}", line + 1).unwrap();
        }
        writeln!(body, "    b{length} = 'notes.txt'").unwrap();
        body
    };
    let found = |length| {
        let report = wasmfix::check(notebook(&chain(length)), &Options::default());
        report.findings.iter().any(|finding| finding.problem.id == "local-file")
    };
    assert!(found(50));
    assert!(!found(2_000));
}

/// The levels at which local files are reported in a notebook.
fn levels(body: &str) -> Vec<Level> {
    let report = wasmfix::check(notebook(body), &Options::default());
    let files = report.findings.iter().filter(|finding| finding.problem.id == "local-file");
    files.map(|finding| finding.problem.level).collect()
}

#[test]
fn of_several_paths_all_or_a_certain_one_are_an_error_and_some_a_warning() {
    let choice = "    import random\n    many = random.random() > 0.5\n";
    let cases: [(&str, &[Level]); 18] = [
        ("p = 'a.txt' if many else 'b.txt'\n    open(p)", &[Level::Error]),
        ("p = 'a.txt' if many else '/dev/null'\n    open(p)", &[Level::Warning]),
        ("p = '/dev/urandom' if many else '/dev/null'\n    open(p)", &[]),
        ("p = 'a.txt' if many else input()\n    open(p)", &[Level::Warning]),
        ("p = input()\n    open(p)", &[]),
        ("for p in ('/dev/null', 'b.txt'): open(p)", &[Level::Error]),
        ("for p in ('/dev/null', '/dev/urandom'): open(p)", &[]),
        ("for p in ('/dev/null', 'b.txt'):\n        if open(p).read(): break", &[Level::Warning]),
        ("p = mo.ui.dropdown(['a.txt', '/dev/null'], value='a.txt')\n    open(p.value)", &[Level::Error]),
        ("p = mo.ui.dropdown(['a.txt', '/dev/null'], value='/dev/null')\n    open(p.value)", &[Level::Warning]),
        ("p = {'a': 'a.txt', 'b': '/dev/null'}\n    open(p['a'])", &[Level::Error]),
        ("p = {'a': 'a.txt', 'b': '/dev/null'}\n    open(p['b'])", &[]),
        ("p = {'a': 'a.txt', 'b': '/dev/null'}\n    open(p[input()])", &[Level::Warning]),
        // What belongs together stays together: neither name is with the other's folder.
        ("for d, n in (('/tmp', 'a'), ('/dev', 'null')):\n        open(f'{d}/{n}')", &[]),
        // An empty list is filled somewhere: what comes after such a test runs.
        ("p = []\n    p.extend(input())\n    if not p: raise ValueError\n    open('a.txt')", &[Level::Error]),
        ("p = []\n    print(p)\n    if not p: raise ValueError\n    open('a.txt')", &[Level::Error]),
        ("def f(p='a.txt'): return open(p)\n    f('/dev/null')", &[]),
        ("def f(p='a.txt'): return open(p)\n    f()", &[Level::Error]),
    ];
    for (body, expected) in cases {
        assert_eq!(levels(&format!("{choice}    {body}\n")), expected, "{body}");
    }
}
