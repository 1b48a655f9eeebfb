//! A setting in the script block: every layout that TOML has for it keeps its lines, comments and line ends.

use std::collections::BTreeMap;
use std::path::Path;

use wasmfix::edit;
use wasmfix::edit::script_block::BlockPlan;
use wasmfix::notebook::{Notebook, ScriptBlockState};

const CODE: &str = "\nimport marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    return\n";
const PATH: &[&str] = &["tool", "marimo", "runtime", "cache_cells"];

fn read(name: &str, source: &str) -> Notebook {
    Notebook::read(Path::new(name), source.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

fn set(name: &str, source: &str, plan: &BlockPlan) -> Result<String, String> {
    let notebook = read(name, source);
    let edits = plan.edits(&notebook)?;
    edit::apply(source, &edits).map_err(|error| error.to_string())
}

fn plan() -> BlockPlan {
    BlockPlan { set: BTreeMap::from([(PATH, "true")]), ..BlockPlan::default() }
}

/// Sets it; the TOML then says so, and a second time nothing changes.
fn assert_file(name: &str, before: &str, after: &str) {
    assert_eq!(set(name, before, &plan()).as_deref(), Ok(after));
    let again = read(name, after);
    let ScriptBlockState::Present { toml, .. } = &again.script.state else { panic!("{:?}", again.script) };
    let toml: toml_edit::DocumentMut = toml.parse().unwrap();
    let value = PATH.iter().try_fold(toml.as_item(), |item, key| item.get(key));
    assert_eq!(value.and_then(|value| value.as_bool()), Some(true), "{toml}");
    assert_eq!(plan().edits(&again), Ok(Vec::new()), "the second time");
}

fn assert_set(before: &str, after: &str) {
    let block = |content: &str| {
        let lines: String = content.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect();
        format!("# /// script\n{lines}# ///\n{CODE}")
    };
    assert_file("notebook.py", &block(before), &block(after));
    let windows = |content: &str| block(content).replace('\n', "\r\n");
    assert_file("notebook.py", &windows(before), &windows(after));
}

#[test]
fn a_table_of_its_own_at_the_end() {
    assert_set(
        "dependencies = [\"marimo\"]",
        "dependencies = [\"marimo\"]\n\n[tool.marimo.runtime]\ncache_cells = true",
    );
    assert_set(
        "dependencies = [\n    \"marimo\", # here\n]\n# last",
        "dependencies = [\n    \"marimo\", # here\n]\n# last\n\n[tool.marimo.runtime]\ncache_cells = true",
    );
    assert_set("[tool.uv]\nx = 1", "[tool.uv]\nx = 1\n\n[tool.marimo.runtime]\ncache_cells = true");
    assert_set(
        "[tool.marimo]\nx = 1\n\n[tool.uv]\ny = 2",
        "[tool.marimo]\nx = 1\n\n[tool.uv]\ny = 2\n\n[tool.marimo.runtime]\ncache_cells = true",
    );
    assert_set(
        "[tool.marimo.runtime.deep]\nx = 1",
        "[tool.marimo.runtime.deep]\nx = 1\n\n[tool.marimo.runtime]\ncache_cells = true",
    );
}

#[test]
fn an_empty_block() {
    assert_file(
        "notebook.py",
        &format!("# /// script\n# ///\n{CODE}"),
        &format!("# /// script\n# [tool.marimo.runtime]\n# cache_cells = true\n# ///\n{CODE}"),
    );
}

#[test]
fn the_table_that_is_there() {
    assert_set(
        "[tool.marimo.runtime]\nauto_reload = \"lazy\"  # often\n\n[tool.uv]\nx = 1",
        "[tool.marimo.runtime]\nauto_reload = \"lazy\"  # often\ncache_cells = true\n\n[tool.uv]\nx = 1",
    );
    assert_set("[tool.marimo.runtime] # mine", "[tool.marimo.runtime] # mine\ncache_cells = true");
    assert_set(
        "[tool.marimo.runtime]\n    list = [\n        1,\n    ]\n\n[z]",
        "[tool.marimo.runtime]\n    list = [\n        1,\n    ]\n    cache_cells = true\n\n[z]",
    );
    assert_set(
        "[tool.marimo.runtime]\n[tool.marimo.runtime.deep]\nx = 1",
        "[tool.marimo.runtime]\ncache_cells = true\n[tool.marimo.runtime.deep]\nx = 1",
    );
}

#[test]
fn another_value() {
    assert_set("[tool.marimo.runtime]\ncache_cells = false # no", "[tool.marimo.runtime]\ncache_cells = true # no");
    assert_set("tool.marimo.runtime.cache_cells = false", "tool.marimo.runtime.cache_cells = true");
    assert_set(
        "tool.marimo = { runtime = { cache_cells = false } }",
        "tool.marimo = { runtime = { cache_cells = true } }",
    );
}

#[test]
fn dotted_keys_and_braces() {
    assert_set(
        "tool.marimo.runtime.auto_reload = \"off\" # x\ndependencies = []",
        "tool.marimo.runtime.auto_reload = \"off\" # x\ntool.marimo.runtime.cache_cells = true\ndependencies = []",
    );
    assert_set(
        "[tool.marimo]\nruntime.auto_reload = \"off\"\n\n[tool.uv]\nx = 1",
        "[tool.marimo]\nruntime.auto_reload = \"off\"\nruntime.cache_cells = true\n\n[tool.uv]\nx = 1",
    );
    assert_set(
        "[tool]\nmarimo.display.theme = \"dark\"",
        "[tool]\nmarimo.display.theme = \"dark\"\nmarimo.runtime.cache_cells = true",
    );
    assert_set(
        "[tool.marimo]\nruntime = { auto_reload = \"off\" } # x",
        "[tool.marimo]\nruntime = { auto_reload = \"off\", cache_cells = true } # x",
    );
    assert_set("tool = {}", "tool = { marimo.runtime.cache_cells = true }");
    assert_set(
        "tool = { marimo.display.theme = \"dark\" }",
        "tool = { marimo.display.theme = \"dark\", marimo.runtime.cache_cells = true }",
    );
}

#[test]
fn front_matter() {
    let before = "---\ntitle: x\npyproject: |-\n  dependencies = [\"marimo\"]\nwidth: full\n---\n\n```python {.marimo}\n1\n```\n";
    let after = before.replace("]\nwidth", "]\n\n  [tool.marimo.runtime]\n  cache_cells = true\nwidth");
    assert_file("notebook.md", before, &after);
    let before = "---\nheader: |\n  # /// script\n  # dependencies = [\"marimo\"]\n  # ///\nmarimo-version: 0.25.2\n---\n\n```python {.marimo}\n1\n```\n";
    let after = before.replace("]\n  # ///", "]\n  #\n  # [tool.marimo.runtime]\n  # cache_cells = true\n  # ///");
    assert_file("notebook.md", before, &after);
}

#[test]
fn what_cannot_be_set() {
    let block = |content: &str| format!("# /// script\n# {content}\n# ///\n{CODE}");
    for wrong in ["tool = 1", "tool.marimo = []", "tool.marimo.runtime = \"x\""] {
        let why = set("notebook.py", &block(wrong), &plan()).expect_err(wrong);
        assert!(why.contains("by hand"), "{why}");
    }
    let why = set("notebook.py", CODE, &plan()).expect_err("no block");
    assert!(why.contains("no script block"), "{why}");
}

#[test]
fn together_with_requirements() {
    let mut both = plan();
    both.add.push("apsw".to_owned());
    both.replace.insert(1, vec!["torch; sys_platform != 'emscripten'".to_owned()]);
    let before = format!("# /// script\n# dependencies = [\"marimo\", \"torch\"]\n# ///\n{CODE}");
    let line = "[\"apsw\", \"marimo\", \"torch; sys_platform != 'emscripten'\"]";
    let after = format!(
        "# /// script\n# dependencies = {line}\n#\n# [tool.marimo.runtime]\n# cache_cells = true\n# ///\n{CODE}"
    );
    assert_eq!(set("notebook.py", &before, &both), Ok(after));
}
