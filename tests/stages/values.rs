//! Values that are followed from line to line: how far, and how much.

use std::fmt::Write;
use std::path::Path;

use wasmfix::Options;
use wasmfix::notebook::Notebook;

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
