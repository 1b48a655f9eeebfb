//! What a notebook comes to on one release of marimo and on the next: each column of the host table.

use std::path::Path;

use super::guidance::{checked_at, notebook};

/// The ids of problems that count, with their level's first letter, on a release.
fn found(path: &str, text: &str, release: &str) -> String {
    let report = checked_at(Path::new(path), text, Some(release));
    let problems = report.findings.iter().map(|finding| &finding.problem);
    let levels = problems.filter(|problem| problem.level > wasmfix::rules::Level::Advice);
    let ids: Vec<String> = levels.map(|problem| format!("{:?} {}", problem.level, problem.id)).collect();
    ids.join(", ").to_lowercase()
}

/// On the last release before a change, and on the first after it.
fn changes(path: &str, text: &str, before: (&str, &str), after: (&str, &str)) {
    for (release, expected) in [before, after] {
        assert_eq!(found(path, text, release), expected, "marimo {release}:\n{text}");
    }
}

fn python(requirements: &[&str], cells: &[&str]) -> String {
    notebook(Some(requirements), "", cells)
}

const GUARDED: &str =
    "import sys\nimport humanize\nif sys.platform != 'emscripten':\n    import tensorflow\nhumanize.intword(5)";

#[test]
fn a_marker_is_no_cure_before_it_is_honoured() {
    let text = python(&["humanize", "tensorflow; sys_platform != 'emscripten'"], &[GUARDED]);
    changes("a.py", &text, ("0.18.4", ""), ("0.19.0", "error native-package"));
    changes("a.py", &text, ("0.23.9", "error native-package"), ("0.23.10", ""));
    let report = checked_at(Path::new("a.py"), &text, Some("0.23.9"));
    let finding = &report.findings[0];
    assert!(finding.problem.reason.contains("cuts markers off"), "{}", finding.problem.reason);
    assert!(finding.fixes.is_empty(), "the marker is there already");
}

/// The oldest releases cut the text at the first operator, wherever it stands.
#[test]
fn what_is_left_of_a_requirement_is_judged() {
    let with = |requirement: &str| found("a.py", &python(&["humanize", requirement], &[GUARDED]), "0.18.4");
    assert_eq!(with("tensorflow>=2; sys_platform != 'emscripten'"), "error native-package");
    assert_eq!(with("tensorflow; sys_platform == 'linux'"), "error unsupported-requirement");
    assert_eq!(with("tensorflow; sys_platform in 'linux darwin'"), "");
}

#[test]
fn an_address_keeps_its_marker() {
    let own = "own @ git+https://example.org/own; sys_platform != 'emscripten'";
    let text = python(&["humanize", &own.replace(';', " ;")], &["import humanize\nhumanize.intword(5)"]);
    for release in ["0.20.4", "0.23.9", "0.23.10", "0.25.2"] {
        assert_eq!(found("a.py", &text, release), "", "{release}");
    }
}

#[test]
fn versions_count_once_they_are_kept() {
    let text = python(&["humanize", "scipy==1.5.0"], &["import humanize\nhumanize.intword(5)"]);
    let found = |release: &str| found("a.py", &text, release);
    assert!(found("0.25.2").contains("pin-not-in-lock"), "{}", found("0.25.2"));
    for release in ["0.25.0", "0.25.1", "0.23.10", "0.20.4"] {
        assert!(!found(release).contains("pin-not-in-lock"), "{release}: {}", found(release));
    }
    // What stands before the first of the operators that the oldest know of is left: `<` is none of them.
    let text = python(&["humanize", "scipy<1.5"], &["import humanize\nhumanize.intword(5)"]);
    let old = |release: &str| super::releases::found("a.py", &text, release).contains("pin-not-in-lock");
    assert!(old("0.18.4") && !old("0.19.0"));
}

#[test]
fn threads_have_adapters() {
    let text = python(
        &[],
        &[
            "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(abs, [-1])))",
        ],
    );
    changes("a.py", &text, ("0.23.9", "error threading"), ("0.23.10", "warning threading"));
    let report = checked_at(Path::new("a.py"), &text, Some("0.23.9"));
    let reason = &report.findings[0].problem.reason;
    assert!(reason.starts_with("in the browser it raises RuntimeError: can't start new thread; "), "{reason}");
}

#[test]
fn addresses_are_fetched_for_compiled_readers() {
    let polars = "import polars\npolars.scan_csv('https://example.org/a.csv').collect()";
    let text = python(&["polars", "pyarrow"], &[polars]);
    changes("a.py", &text, ("0.23.4", "error unreachable-address"), ("0.23.5", ""));
    for cell in [
        "import duckdb\nduckdb.connect().execute(\"SELECT * FROM 'https://example.org/a.csv'\")",
        "import duckdb\nduckdb.read_csv('https://example.org/a.csv')",
        "import marimo as mo\nmo.sql(\"SELECT * FROM 'https://example.org/a.csv'\")",
    ] {
        let text = python(&["duckdb", "pandas", "sqlglot"], &[cell]);
        changes("a.py", &text, ("0.23.6", "error unreachable-address"), ("0.23.7", ""));
    }
}

#[test]
fn modules_beside_the_notebook_are_packed() {
    let path = "fixes/sibling-module/examples/a.py";
    let text = python(&[], &["import helper_module\nhelper_module.double(2)"]);
    changes(path, &text, ("0.23.14", "error sibling-module"), ("0.23.15", "warning sibling-module"));
}

fn quarto(cell: &str) -> String {
    format!(
        "---\ntitle: x\nformat: html\nfilters:\n  - marimo-team/marimo\npyproject: |\n  dependencies = [\"marimo\", \"humanize\"]\n---\n\n\
         ```python {{.marimo}}\n{cell}\n```\n"
    )
}

#[test]
fn islands_install_what_is_listed() {
    let text = quarto("import humanize\nhumanize.intword(5)");
    changes("a.qmd", &text, ("0.24.2", "error missing-dependency"), ("0.25.0", ""));
    changes("a.md", &text, ("0.24.2", ""), ("0.25.0", ""));
    changes("a.qmd", &quarto("import numpy\nnumpy.ones(2)"), ("0.24.2", ""), ("0.25.0", ""));
    let beside = quarto("import helper_module\nhelper_module.double(2)");
    changes(
        "fixes/sibling-module/examples/a.qmd",
        &beside,
        ("0.24.2", "error sibling-module"),
        ("0.25.2", "error sibling-module"),
    );
}

#[test]
fn imports_were_installed_without_a_list() {
    let text = notebook(None, "", &["import humanize\nhumanize.intword(5)"]);
    let found = |release: &str| found("a.py", &text, release);
    assert!(!found("0.18.4").contains("error") && found("0.19.0").contains("error missing-dependency"));
}
