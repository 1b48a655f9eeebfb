//! The published guidance, row by row: a minimal notebook for each row of the tables in `tests/fixes/guidance/`, without
//! `--marimo` (the worse of guidance and measurement) and with it (measurement alone).
//!
//! What is expected comes from the guidance and the measured facts, not from the program.

use std::fs;
use std::path::Path;

use wasmfix::Options;
use wasmfix::check::Verdict;
use wasmfix::host::Hosts;
use wasmfix::notebook::Notebook;
use wasmfix::packages::{Package, Status};
use wasmfix::report::{self, Format, Report, Summary};

/// The columns of verdicts: without `--marimo`, and with each of these.
const HOSTS: [Option<&str>; 3] = [None, Some("0.25"), Some("0.22")];

fn table(name: &str) -> Vec<Vec<String>> {
    let path = Path::new("tests/fixes/guidance").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let rows: Vec<Vec<String>> = lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert!(!rows.is_empty(), "{}: no rows", path.display());
    rows
}

fn options(marimo: Option<&str>) -> Options {
    let marimo = marimo.map(|version| version.parse().expect("a version"));
    Options { marimo: marimo.into_iter().collect(), ..Options::default() }
}

/// A notebook of one cell, with these requirements in its script block besides marimo; `None`: no block.
pub(crate) fn notebook(requirements: Option<&[&str]>, settings: &str, cells: &[&str]) -> String {
    let mut text = String::new();
    if let Some(requirements) = requirements {
        text.push_str("# /// script\n# dependencies = [\n#     \"marimo\",\n");
        for requirement in requirements {
            text.push_str(&format!("#     \"{requirement}\",\n"));
        }
        text.push_str("# ]\n");
        for line in settings.lines() {
            text.push_str(&format!("# {line}\n"));
        }
        text.push_str("# ///\n\n");
    }
    text.push_str("import marimo\n\n__generated_with = \"0.25.2\"\napp = marimo.App()\n");
    for cell in cells {
        text.push_str("\n\n@app.cell\ndef _():\n");
        for line in cell.lines() {
            text.push_str(&format!("    {line}\n"));
        }
        text.push_str("    return\n");
    }
    text + "\n\nif __name__ == \"__main__\":\n    app.run()\n"
}

pub(crate) fn checked_at(path: &Path, text: &str, marimo: Option<&str>) -> Report {
    let notebook = Notebook::read(path, text.as_bytes()).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    wasmfix::check(notebook, &options(marimo))
}

fn check(text: &str, marimo: Option<&str>) -> Report {
    checked_at(Path::new("notebook.py"), text, marimo)
}

fn shown(report: &Report) -> String {
    let summary = Summary::of(std::slice::from_ref(report), &[]);
    report::render(std::slice::from_ref(report), &summary, Format::Full, report::Look::default())
}

fn verdict(report: &Report) -> &'static str {
    match report.verdict {
        Verdict::Pass => "PASS",
        Verdict::Warn => "WARN",
        Verdict::Fail => "FAIL",
    }
}

/// `-` is not judged, `A/B` is either.
fn is_one_of(actual: &str, expected: &str) -> bool {
    expected == "-" || expected.split('/').any(|one| one == actual)
}

fn holds(text: &str, alternatives: &str) -> bool {
    let text = text.to_lowercase();
    alternatives.split('|').any(|words| text.contains(&words.to_lowercase()))
}

fn status_of<'a>(report: &'a Report, package: &str) -> Option<&'a Package> {
    let normal = |name: &str| name.to_lowercase().replace(['_', '.'], "-");
    report.packages.iter().find(|row| normal(&row.name) == normal(package))
}

fn status(report: &Report, package: &str) -> &'static str {
    match status_of(report, package).map(|row| row.status) {
        Some(Status::Ok) => "OK",
        Some(Status::Warn) => "WARN",
        Some(Status::Fail) => "FAIL",
        None => "not listed",
    }
}

fn at(marimo: Option<&str>) -> String {
    marimo.map_or("without --marimo".to_owned(), |version| format!("--marimo {version}"))
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn code_patterns_and_modules() {
    let mut wrong = Vec::new();
    for row in table("code.tsv") {
        let [what, default, newest, old, requirements, words, code] = row.as_slice() else {
            panic!("7 columns: {row:?}")
        };
        let requirements: Vec<&str> = requirements.split(", ").filter(|name| !name.is_empty()).collect();
        let text = notebook(Some(&requirements), "", &[&code.replace("\\n", "\n")]);
        for (marimo, expected) in HOSTS.into_iter().zip([default, newest, old]) {
            let report = check(&text, marimo);
            if !is_one_of(verdict(&report), expected) {
                let ids: Vec<&str> = report.findings.iter().map(|finding| finding.problem.id.as_str()).collect();
                wrong.push(format!("{what}, {}: {}, expected {expected} {ids:?}", at(marimo), verdict(&report)));
            }
        }
        let newest = Hosts::by_default(&[]).list[0].release();
        if check(&text, None).verdict < check(&text, Some(&newest)).verdict {
            wrong.push(format!("{what}: the default is milder than {newest}"));
        }
        let report = shown(&check(&text, None));
        if !words.is_empty() && !holds(&report, words) {
            wrong.push(format!("{what}: the report does not say `{words}`:\n{report}"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn packages_of_the_index() {
    let mut wrong = Vec::new();
    for row in table("packages.tsv") {
        let [requirement, default, newest, old, words] = row.as_slice() else { panic!("5 columns: {row:?}") };
        let package = requirement.split(['=', '>', '<', '~', ';', '[']).next().unwrap_or_default().trim();
        let text = notebook(Some(&[requirement, "humanize"]), "", &["import humanize\nprint(humanize.naturalsize(1))"]);
        for (marimo, expected) in HOSTS.into_iter().zip([default, newest, old]) {
            let report = check(&text, marimo);
            let actual = status(&report, package);
            if !is_one_of(actual, expected) {
                wrong.push(format!("{requirement}, {}: {actual}, expected {expected}", at(marimo)));
            }
            let expected = expected.replace("OK", "PASS");
            if !is_one_of(verdict(&report), &expected) {
                wrong.push(format!("{requirement}, {}: verdict {}, expected {expected}", at(marimo), verdict(&report)));
            }
        }
        let report = shown(&check(&text, None));
        if !words.is_empty() && !holds(&report.replace(package, ""), words) {
            wrong.push(format!("{requirement}: the report does not say `{words}`:\n{report}"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_broken_install_that_nothing_needs_is_a_warning() {
    let mut wrong = Vec::new();
    // `celery` installs, and is of no use.
    for row in table("packages.tsv").iter().filter(|row| row[1] == "FAIL" && row[0] != "celery") {
        let requirement = row[0].as_str();
        let cells = [
            ("print(1)", "WARN"),
            ("import numpy as np\nnp.ones(1)", "WARN"),
            ("try:\n    import humanize\nexcept ImportError:\n    humanize = None\nprint(1)", "WARN"),
            ("import sys\nif sys.platform != 'emscripten':\n    import humanize", "WARN"),
            ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import humanize", "WARN"),
            ("def later():\n    import humanize\n    return humanize", "WARN"),
            ("import humanize\nhumanize.naturalsize(1)", "FAIL"),
            ("def size():\n    import humanize\n    return humanize.naturalsize(1)\nsize()", "FAIL"),
            ("import importlib\nimportlib.import_module('humanize').naturalsize(1)", "FAIL"),
            ("import importlib\nimportlib.import_module('six')", "FAIL"),
        ];
        for (cell, expected) in cells {
            for marimo in [None, Some("0.25")] {
                let text = notebook(Some(&[requirement, "humanize", "numpy", "six"]), "", &[cell]);
                let report = check(&text, marimo);
                if verdict(&report) != expected {
                    wrong.push(format!("{requirement}, {}: {cell}: {}", at(marimo), verdict(&report)));
                }
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn packages_built_into_pyodide() {
    let rows = table("built-in.tsv");
    let names: Vec<&str> = rows.iter().filter_map(|row| row.first().map(String::as_str)).collect();
    let text = notebook(Some(&names), "", &["print(1)"]);
    let mut wrong = Vec::new();
    for (column, marimo) in HOSTS.into_iter().enumerate() {
        let report = check(&text, marimo);
        for row in &rows {
            let (name, expected) = (&row[0], &row[column + 1]);
            let actual = status(&report, name);
            if !is_one_of(actual, expected) {
                let notes = status_of(&report, name).map(|row| row.notes.as_str()).unwrap_or_default();
                wrong.push(format!("{name}, {}: {actual}, expected {expected}: {notes}", at(marimo)));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn import_names() {
    let mut wrong = Vec::new();
    for row in table("imports.tsv") {
        let [statement, distribution] = row.as_slice() else { panic!("2 columns: {row:?}") };
        let code = statement.replace("\\n", "\n");
        let missing = |report: &Report| -> Vec<String> {
            let missing = report.findings.iter().filter(|finding| finding.problem.id == "missing-dependency");
            missing.map(|finding| finding.problem.message.clone()).collect()
        };
        let without = missing(&check(&notebook(Some(&[]), "", &[&code]), None));
        if distribution == "-" {
            if !without.is_empty() {
                wrong.push(format!("`{statement}`: reported as missing: {without:?}"));
            }
            continue;
        }
        // Some of them are built in, and load from their imports; the guidance wants them listed all the same.
        if !without.iter().any(|message| holds(&message.replace('_', "-"), distribution)) {
            wrong.push(format!("`{statement}`: {distribution} is not reported as missing: {without:?}"));
        }
        let with = missing(&check(&notebook(Some(&[distribution]), "", &[&code]), None));
        if !with.is_empty() {
            wrong.push(format!("`{statement}`: reported as missing with {distribution} listed: {with:?}"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_driver_named_in_an_address_of_sqlalchemy_counts_as_imported() {
    let code =
        "import sqlalchemy\nengine = sqlalchemy.create_engine(\"postgresql+psycopg2://server/name\")\nprint(engine)";
    let report = check(&notebook(Some(&["sqlalchemy"]), "", &[code]), None);
    assert!(shown(&report).contains("psycopg2"), "{}", shown(&report));
    assert_eq!(verdict(&report), "FAIL");
}

#[test]
fn no_script_block() {
    for marimo in [None, Some("0.25")] {
        let report = check(&notebook(None, "", &["import humanize\nprint(humanize.naturalsize(1))"]), marimo);
        assert!(has(&report, "missing-script-block"), "{}: {}", at(marimo), shown(&report));
        assert_eq!(verdict(&report), "FAIL", "{}: {}", at(marimo), shown(&report));
        assert!(holds(&shown(&report), "not install"), "{}", shown(&report));
        // What the host has loads from its import anyway.
        for code in ["print(1)", "import numpy\nprint(numpy)"] {
            let report = check(&notebook(None, "", &[code]), marimo);
            assert!(has(&report, "missing-script-block"), "{}: {}", at(marimo), shown(&report));
            assert_eq!(verdict(&report), "PASS", "{}: {}", at(marimo), shown(&report));
        }
    }
}

fn has(report: &Report, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.problem.id == id)
}

#[test]
fn imported_but_not_listed() {
    let report = check(&notebook(Some(&[]), "", &["import humanize\nprint(humanize.naturalsize(1))"]), None);
    assert!(has(&report, "missing-dependency"));
    assert!(is_one_of(verdict(&report), "WARN/FAIL"));
    let report = check(&notebook(Some(&["humanize"]), "", &["import humanize\nprint(humanize.naturalsize(1))"]), None);
    assert_eq!(verdict(&report), "PASS", "{}", shown(&report));
}

#[test]
fn sql_cells_need_duckdb_sqlglot_and_pandas() {
    let text = notebook(Some(&[]), "", &["import marimo as mo\ntable = mo.sql(\"select 1\")"]);
    let report = shown(&check(&text, None));
    for package in ["duckdb", "sqlglot", "pandas"] {
        assert!(report.contains(package), "{package}: {report}");
    }
}

#[test]
fn cached_cells_make_a_marked_native_package_a_warning() {
    let code = "import torch\ntensor = torch.zeros(1)\nprint(tensor)";
    let marked = ["torch; sys_platform != 'emscripten'"];
    let settings = "[tool.marimo.runtime]\ncache_cells = true";
    let report = check(&notebook(Some(&marked), settings, &[code]), None);
    assert_eq!(verdict(&report), "WARN", "{}", shown(&report));
    assert!(shown(&report).contains("--execute"), "{}", shown(&report));
    let report = check(&notebook(Some(&marked), "", &[code]), None);
    assert_eq!(verdict(&report), "FAIL", "{}", shown(&report));
}

#[test]
fn data_over_100_mb() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("public")).expect("a folder");
    let file = |megabytes: u64| {
        let file = fs::File::create(folder.path().join("public").join("trips.csv")).expect("a file");
        file.set_len(megabytes * 1024 * 1024).expect("a sparse file");
    };
    let code = "import marimo as mo\nimport pandas as pd\n\
                print(pd.read_csv(str(mo.notebook_location() / \"public\" / \"trips.csv\")))";
    let text = notebook(Some(&["pandas"]), "", &[code]);
    let path = folder.path().join("notebook.py");
    fs::write(&path, &text).expect("the notebook");
    file(1);
    let report = checked_at(&path, &text, None);
    assert_eq!(verdict(&report), "PASS", "{}", shown(&report));
    file(101);
    let report = checked_at(&path, &text, None);
    assert!(has(&report, "large-file"), "{}", shown(&report));
    assert_eq!(verdict(&report), "WARN");
}

#[test]
fn a_bound_on_marimo_has_an_older_host_judged_too() {
    let code = "import fcntl\nprint(fcntl)";
    let text = notebook(Some(&[]), "", &[code]);
    assert_eq!(verdict(&check(&text, None)), "PASS", "missing on the oldest host only");
    let lower = text.replace("\"marimo\"", "\"marimo>=0.20\"");
    assert_eq!(verdict(&check(&lower, None)), "PASS", "a lower bound keeps nobody there");
    for bound in ["<0.23", "==0.22.5", "~=0.22.1"] {
        let upper = text.replace("\"marimo\"", &format!("\"marimo{bound}\""));
        let report = check(&upper, None);
        assert_eq!(verdict(&report), "FAIL", "{bound}");
        assert!(shown(&report).contains("raises ModuleNotFoundError on marimo 0.22.5"), "{}", shown(&report));
        assert!(shown(&report).contains(&format!("the script block lists `marimo{bound}`")), "{}", shown(&report));
    }
    // Each of the two is judged: this one is gone from the newest.
    let gone = notebook(Some(&[]), "", &["import cgi\nprint(cgi)"]).replace("\"marimo\"", "\"marimo<0.23\"");
    assert_eq!(verdict(&check(&gone, None)), "FAIL");
    assert_eq!(verdict(&check(&gone, Some("0.22"))), "PASS");
}

#[test]
fn where_guidance_and_measurement_differ_the_message_says_both() {
    let report =
        shown(&check(&notebook(Some(&[]), "", &["import sqlite3\nprint(sqlite3.connect(\":memory:\"))"]), None));
    assert!(holds(&report, "guidance") && holds(&report, "measured") && report.contains("--measured"), "{report}");
}

#[test]
fn the_package_report_speaks_the_words_of_the_guidance() {
    let report = check(&notebook(Some(&["numpy", "torch", "my-niche-lib"]), "", &["print(1)"]), None);
    let notes = |name: &str| status_of(&report, name).map(|row| row.notes.clone()).unwrap_or_default();
    assert_eq!(notes("marimo"), "available in the WASM runtime");
    assert_eq!(notes("numpy"), "Pyodide built-in");
    assert!(notes("torch").contains("no WASM build: native C++/CUDA extensions"), "{}", notes("torch"));
    assert!(
        notes("my-niche-lib").contains("not in Pyodide; verify that it is pure Python"),
        "{}",
        notes("my-niche-lib")
    );
}

#[test]
fn the_sections_of_the_report_are_in_their_order() {
    let text = notebook(Some(&["torch"]), "", &["import subprocess\nsubprocess.run([\"ls\"])"]);
    let report = shown(&check(&text, None));
    let places = ["Compatibility", "Package report", "Code issues", "Recommendations"].map(|title| report.find(title));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{report}");
}

#[test]
fn what_fixes_may_add_to_the_script_block() {
    let fixed = |cells: &[&str]| {
        let text = notebook(None, "", cells);
        let notebook = Notebook::read(Path::new("notebook.py"), text.as_bytes()).expect("a notebook");
        let fixed = wasmfix::fix(notebook, &Options::default(), false).report.notebook;
        let listed = fixed.script.requirements().iter().map(|one| one.text.clone());
        listed.collect::<Vec<String>>()
    };
    let cases: [(&str, &[&str]); 9] = [
        // `marimo` alone says nothing.
        ("print(1)", &[]),
        ("import numpy as np\nprint(np)", &["marimo", "numpy"]),
        ("import torch\nprint(torch)", &["marimo", "torch; sys_platform != 'emscripten'"]),
        (
            "import sys\nif sys.platform != \"emscripten\":\n    import humanize\n    print(humanize)",
            &["humanize; sys_platform != 'emscripten'", "marimo"],
        ),
        ("try:\n    import humanize\nexcept ImportError:\n    humanize = None\nprint(humanize)", &[]),
        ("import micropip\nawait micropip.install(\"humanize\")\nimport humanize\nprint(humanize)", &[]),
        ("import name_that_no_table_maps\nprint(name_that_no_table_maps)", &[]),
        // A block that lacks an import breaks what ran before.
        ("import humanize, name_that_no_table_maps\nprint(humanize, name_that_no_table_maps)", &[]),
        ("import json\nprint(json)", &[]),
    ];
    for (code, expected) in cases {
        // A cell that awaits is an async one; its name is of no interest here.
        let added = fixed(&[code]);
        assert_eq!(added, expected, "{code}");
    }
}
