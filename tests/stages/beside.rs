//! Modules beside a notebook: what they import counts, from file to file, as far as it runs.

use std::fs;
use std::path::Path;

use wasmfix::Options;
use wasmfix::notebook::Notebook;
use wasmfix::rules::Level;

/// The errors and warnings about what modules beside the notebook import, of a notebook with one cell.
fn told(files: &[(&str, &str)], listed: &[&str], cell: &str) -> Vec<(Level, String)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("its folder");
        fs::write(path, text).expect("the module");
    }
    let mut text = "# /// script\n# dependencies = [\"marimo\"".to_owned();
    listed.iter().for_each(|name| text.push_str(&format!(", \"{name}\"")));
    text.push_str("]\n# ///\nimport marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n");
    cell.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
    text.push_str("    return\n");
    let notebook = Notebook::read(&folder.path().join("nb.py"), text.as_bytes()).expect("a notebook");
    let report = wasmfix::check(notebook, &Options::default());
    let imports = report.findings.iter().map(|finding| &finding.problem);
    let imports = imports.filter(|problem| problem.id == "sibling-module" && problem.message.contains("imports `"));
    imports.map(|problem| (problem.level, problem.message.clone())).collect()
}

#[track_caller]
fn one(files: &[(&str, &str)], cell: &str, level: Level, words: &[&str]) {
    let told = told(files, &[], cell);
    let [(actual, message)] = told.as_slice() else { panic!("one, not {told:?}") };
    assert_eq!(*actual, level, "{message}");
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
}

#[track_caller]
fn nothing(files: &[(&str, &str)], listed: &[&str], cell: &str) {
    assert_eq!(told(files, listed, cell), [], "{cell}");
}

#[test]
fn imports_are_followed_from_file_to_file() {
    let torch = "\n\nimport torch\n";
    one(&[("a.py", torch)], "import a", Level::Error, &["`a.py`, line 3", "`torch`"]);
    one(&[("a.py", "import b"), ("b.py", "from c import *"), ("c.py", torch)], "import a", Level::Error, &["`c.py`"]);
    one(&[("p/__init__.py", ""), ("p/m.py", torch)], "from p import m", Level::Error, &["m.py"]);
    one(&[("p/__init__.py", "from .m import x"), ("p/m.py", torch)], "import p", Level::Error, &["m.py"]);
    one(
        &[("p/__init__.py", ""), ("p/q/__init__.py", "from ..m import x"), ("p/m.py", torch)],
        "import p.q",
        Level::Error,
        &["m.py"],
    );
    // A folder without `__init__.py`, and one in it.
    one(&[("p/m.py", torch)], "from p.m import f", Level::Error, &["m.py"]);
    one(&[("p/q/m.py", torch)], "from p.q import m", Level::Error, &["m.py"]);
    // Modules that import each other.
    one(&[("a.py", "import b\nimport torch"), ("b.py", "import a")], "import a", Level::Error, &["`a.py`"]);
}

#[test]
fn what_is_missing_is_named() {
    one(&[("a.py", "import tkinter")], "import a", Level::Error, &["tkinter"]);
    one(&[("a.py", "import humanize")], "import a", Level::Error, &["humanize"]);
    // Pyodide has numpy, but nothing loads it.
    one(&[("a.py", "import numpy as np")], "import a", Level::Error, &["numpy"]);
    one(&[("a.py", "import somebodys_own")], "import a", Level::Error, &["somebodys_own"]);
}

#[test]
fn what_may_run_is_a_warning() {
    let late = "def train():\n    import torch\n\n\nclass Model:\n    def fit(self):\n        import jax\n";
    one(&[("a.py", late)], "import a\na.train()", Level::Warning, &["torch"]);
    one(&[("a.py", late)], "from a import train\ntrain()", Level::Warning, &["torch"]);
    one(&[("a.py", late)], "from a import Model\nModel().fit()", Level::Warning, &["jax"]);
    one(&[("a.py", "import torch")], "def later():\n    import a", Level::Warning, &["torch"]);
}

#[test]
fn what_does_not_run_or_is_there_is_not_told() {
    let late = "def train():\n    import torch\n\n\ndef double(x):\n    return 2 * x\n";
    nothing(&[("a.py", late)], &[], "import a\na.double(1)");
    nothing(&[("a.py", "try:\n    import torch\nexcept ImportError:\n    torch = None")], &[], "import a");
    nothing(&[("a.py", "import sys\nif sys.platform != 'emscripten':\n    import torch")], &[], "import a");
    nothing(&[("a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch")], &[], "import a");
    nothing(&[("a.py", "if __name__ == '__main__':\n    import torch")], &[], "import a");
    nothing(&[("a.py", "import json, re, numpy")], &["numpy"], "import a");
    nothing(&[("a.py", "import numpy")], &[], "import numpy\nimport a");
    nothing(&[("a.py", "import numpy")], &["pandas"], "import a");
    nothing(&[("a.py", "import humanize")], &["humanize"], "import a");
    nothing(&[("a.py", "# /// script\n# dependencies = [\"humanize\"]\n# ///\nimport humanize")], &[], "import a");
    nothing(&[("a.py", "import torch")], &[], "try:\n    import a\nexcept ImportError:\n    a = None");
    nothing(&[("a.py", "import marimo as mo\nimport micropip")], &[], "import a");
    // Another notebook: its cells do not run when it is imported.
    let notebook = "import marimo\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    import torch\n    return\n";
    nothing(&[("a.py", notebook)], &[], "import a");
    // Python's own module comes first; what does not parse, and what nobody imports, is left alone.
    nothing(&[("typing.py", "import torch")], &[], "import typing");
    nothing(&[("a.py", "import torch\ndef (")], &[], "import a");
    nothing(&[("a.py", "import torch")], &[], "print(1)");
    // The notebook's own import of it is told there.
    nothing(&[("a.py", "import torch")], &[], "import torch\nimport a");
    // What may come with something that is listed is not known.
    nothing(&[("a.py", "import somebodys_own")], &["their-tools"], "import a");
}
