//! Fixes that a person chooses, out of those that are offered to the review and in the JSON.

use std::path::Path;

use wasmfix::notebook::Notebook;
use wasmfix::{Options, check, edit, fix};

/// Makes the offered fix `ask` again and again, until it is offered no more.
fn asked(path: &str, source: &str) -> String {
    chosen("ask", path, source)
}

/// The same for a fix of that id.
fn chosen(id: &str, path: &str, source: &str) -> String {
    let mut text = source.to_owned();
    for _ in 0..8 {
        let notebook = Notebook::read(Path::new(path), text.as_bytes()).unwrap();
        let report = check(notebook, &Options::default());
        let Some(fix) = report.findings.iter().flat_map(|finding| &finding.fixes).find(|fix| fix.id == id) else {
            return text;
        };
        text = edit::apply(&text, &fix.edits).unwrap();
    }
    panic!("it is offered for ever: {text}");
}

fn cells(cells: &str) -> String {
    format!(
        "# /// script\n# dependencies = [\"marimo\"]\n# ///\n\nimport marimo\n\napp = marimo.App()\n\n\n{cells}\n\nif __name__ == \"__main__\":\n    app.run()\n"
    )
}

#[test]
fn reads_of_one_variable_share_an_element() {
    let before = cells(
        r#"@app.cell
def _():
    import os
    import sys

    import marimo as mo

    return mo, os


# the reader
@app.cell(hide_code=True)
def reader(os):
    key = os.environ["API-KEY"]
    return (key,)


@app.cell
def _(os):
    print(os.getenv("API-KEY"), [os.environ["API-KEY"]])
    return
"#,
    );
    let after = cells(
        r#"@app.cell
def _():
    import os
    import sys

    import marimo as mo

    return mo, os, sys


@app.cell
def _(mo, sys):
    api_key_input = mo.ui.text(label="API-KEY", kind="password")
    api_key_input if sys.platform == "emscripten" else None
    return (api_key_input,)


# the reader
@app.cell(hide_code=True)
def reader(api_key_input, os, sys):
    if sys.platform != "emscripten":
        key = os.environ["API-KEY"]
    else:
        key = api_key_input.value
    return (key,)


@app.cell
def _(api_key_input, os, sys):
    if sys.platform != "emscripten":
        _api_key = os.getenv("API-KEY")
    else:
        _api_key = api_key_input.value
    print(_api_key, [(
        os.environ["API-KEY"]
        if sys.platform != "emscripten"
        else api_key_input.value
    )])
    return
"#,
    );
    assert_eq!(asked("n.py", &before), after);
    assert_eq!(asked("n.py", &before.replace('\n', "\r\n")), after.replace('\n', "\r\n"));
}

#[test]
fn an_element_does_not_depend_on_its_reader() {
    let before = cells(
        r#"@app.cell
def _():
    import os
    import marimo as mo
    token_input = 1
    print(os.environ["TOKEN"], token_input)
    return (mo,)
"#,
    );
    let after = cells(
        r#"@app.cell
def _():
    import marimo as _mo
    import sys as _sys

    token_input_2 = _mo.ui.text(label="TOKEN", kind="password")
    token_input_2 if _sys.platform == "emscripten" else None
    return (token_input_2,)


@app.cell
def _(token_input_2):
    import os
    import marimo as mo
    import sys
    token_input = 1
    if sys.platform != "emscripten":
        _token = os.environ["TOKEN"]
    else:
        _token = token_input_2.value
    print(_token, token_input)
    return (mo,)
"#,
    );
    assert_eq!(asked("n.py", &before), after);
}

#[test]
fn a_markdown_notebook_gets_a_fence() {
    let fences = |new: &str, reader: &str| {
        format!(
            "---\nmarimo-version: 0.25.2\npyproject: |-\n  dependencies = [\"marimo\"]\n---\n\n```python {{.marimo}}\nimport os\nimport sys\nimport marimo as mo\n```\n\nText.\n\n{new}```python {{.marimo name=\"reader\"}}\nprint({reader})\n```\n"
        )
    };
    let new = "```python {.marimo}\nkey_input = mo.ui.text(label=\"KEY\", kind=\"password\")\nkey_input if sys.platform == \"emscripten\" else None\n```\n\n";
    let read = r#"os.environ["KEY"]"#;
    let asks = r#"os.environ["KEY"] if sys.platform != "emscripten" else key_input.value"#;
    assert_eq!(asked("n.md", &fences("", read)), fences(new, asks));
}

#[test]
fn it_is_withheld_where_no_value_can_be_had() {
    for line in [
        r#"print(f"{sorted('b')} {os.environ['KEY']}")"#,
        "print([os.environ[name] for name in names])",
        r#"os.environ["KEY"] += "x""#,
        "print(os.environ.get('KEY', 'default'))",
    ] {
        let notebook =
            cells(&format!("@app.cell\ndef _():\n    import os\n    names = sorted('ab')\n    {line}\n    return\n"));
        assert_eq!(asked("n.py", &notebook), notebook);
    }
    let shared = cells(
        "with app.setup:\n    import os\n    key = os.environ[\"KEY\"]\n\n\n@app.function\ndef read():\n    return os.environ[\"KEY\"]\n\n\n@app.cell\ndef _():\n    print(key, read())\n    return\n",
    );
    assert_eq!(asked("n.py", &shared), shared);
}

#[test]
fn no_flag_asks_for_what_is_not_needed() {
    let text = cells("@app.cell\ndef _():\n    import os\n    print(os.getenv(\"KEY\"))\n    return\n");
    let notebook = Notebook::read(Path::new("n.py"), text.as_bytes()).unwrap();
    let fixed = fix(notebook, &Options::default(), true);
    assert_eq!(fixed.report.notebook.text.as_str(), text);
    let offers: Vec<&str> = fixed.report.findings.iter().flat_map(|f| &f.fixes).map(|fix| fix.id.as_str()).collect();
    assert_eq!(offers, ["ask"]);
}

#[test]
fn a_library_answers_to_the_name_of_another() {
    let source = |dependency: &str, import: &str| {
        let text = cells(&format!(
            r#"@app.cell
def _():
    {import}

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    connections = {{"main": MySQLdb.connect(host="127.0.0.1", user="u", passwd="pw", db="t")}}
    print(connections["main"].thread_id() > 0)
    return
"#
        ));
        text.replace("\"marimo\"", &format!("\"marimo\", \"{dependency}\""))
    };
    let before = source("mysqlclient", "import MySQLdb");
    let after = source("pymysql", "import pymysql\n    pymysql.install_as_MySQLdb()\n    import MySQLdb");
    assert_eq!(chosen("stand-in", "notebook.py", &before), after);
    // What is done by hand is understood: nothing is said of the old library.
    let report = check(Notebook::read(Path::new("notebook.py"), after.as_bytes()).unwrap(), &Options::default());
    let ids: Vec<&str> = report.findings.iter().map(|finding| finding.problem.id.as_str()).collect();
    assert_eq!(ids, ["database-connection"]);
    // A use that is known to differ withholds it.
    let differs = before.replace("thread_id()", "get_host_info()").replace("connections[\"main\"]", "connections");
    let differs = differs.replace(
        "{\"main\": MySQLdb.connect(host=\"127.0.0.1\", user=\"u\", passwd=\"pw\", db=\"t\")}",
        "MySQLdb.connect(host=\"127.0.0.1\")",
    );
    assert_eq!(chosen("stand-in", "notebook.py", &differs), differs);
}
