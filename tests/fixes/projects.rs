//! Notebooks in projects: which package provides a module, what lies in the repository, and when a script block is added.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use wasmfix::disk::Projects;
use wasmfix::notebook::Notebook;
use wasmfix::report::Report;
use wasmfix::rules::Level;
use wasmfix::{Options, check, fix};

const MANIFEST: &str = "[project]\nname = \"my-tools\"\ndependencies = [\"marimo\", \"faicons\", \"Odd_Name\"]\n";

/// A repository with these files, and a notebook in its folder `notebooks`.
struct Repository {
    folder: TempDir,
    notebook: PathBuf,
}

impl Repository {
    fn new(files: &[(&str, &str)]) -> Repository {
        let folder = tempfile::tempdir().unwrap();
        let notebook = folder.path().join("notebooks/notebook.py");
        let own = [(".git/HEAD", ""), ("notebooks/.keep", "")];
        for (name, text) in own.iter().chain(files) {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Repository { folder, notebook }
    }

    fn read(&self, block: Option<&str>, code: &str) -> (Notebook, Options) {
        let block = block.map(|list| format!("# /// script\n# dependencies = [{list}]\n# ///\n\n")).unwrap_or_default();
        let body: String = code.lines().map(|line| format!("    {line}\n")).collect();
        let text = format!("{block}import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n{body}    return\n");
        let options = Options {
            surroundings: Arc::new(Projects::default().around(&self.notebook)),
            marimo: vec!["0.25.2".parse().unwrap()],
            ..Options::default()
        };
        assert_eq!(options.surroundings.top(), Some(self.folder.path()));
        (Notebook::read(&self.notebook, text.as_bytes()).unwrap(), options)
    }

    fn check(&self, block: Option<&str>, code: &str) -> Report {
        let (notebook, options) = self.read(block, code);
        check(notebook, &options)
    }

    /// What the script block lists after the safe fixes.
    fn fixed(&self, block: Option<&str>, code: &str) -> Vec<String> {
        let (notebook, options) = self.read(block, code);
        let fixed = fix(notebook, &options, false).report.notebook;
        fixed.script.requirements().iter().map(|entry| entry.text.clone()).collect()
    }
}

/// Id, level, and the first words of each message.
fn found(report: &Report) -> Vec<(&str, Level)> {
    report.findings.iter().map(|finding| (finding.problem.id.as_str(), finding.problem.level)).collect()
}

fn offered(report: &Report) -> Vec<(&str, bool)> {
    report.findings.iter().flat_map(|finding| &finding.fixes).map(|fix| (fix.id.as_str(), fix.ask)).collect()
}

#[test]
fn what_the_project_is_is_named_and_never_taken_from_elsewhere() {
    let repository = Repository::new(&[
        ("pyproject.toml", MANIFEST),
        ("src/my_tools/__init__.py", ""),
        ("shared.py", ""),
        ("scripts/one.py", ""),
        ("common/deep/two.py", ""),
    ]);
    for (module, words) in [
        ("my_tools", "is the project itself (`src/my_tools`)"),
        ("shared", "is a module of the same repository (`shared.py`)"),
        ("scripts.one", "is a module of the same repository (`scripts`)"),
        ("common.deep.two", "is a module of the same repository (`common`)"),
    ] {
        let code = format!("import {module}\nprint({module})");
        let report = repository.check(Some("\"marimo\""), &code);
        assert_eq!(found(&report), [("sibling-module", Level::Error)], "{module}");
        let message = &report.findings[0].problem.message;
        assert!(message.contains(words), "{message}");
        assert_eq!(repository.fixed(Some("\"marimo\""), &code), ["marimo"]);
        // A block without it would be no block for it.
        let both = format!("{code}\nimport humanize\nprint(humanize)");
        assert_eq!(repository.fixed(None, &both), [] as [&str; 0]);
        let top = module.split('.').next().unwrap();
        let withheld = repository.check(None, &both).findings.into_iter().flat_map(|finding| finding.withheld);
        assert!(withheld.into_iter().any(|one| one.reason.contains(&format!("`{top}`"))));
    }
    // Under a guard that keeps it out of the browser it is no problem.
    let guarded = "import sys\nif sys.platform != \"emscripten\":\n    import my_tools\n    print(my_tools)";
    assert_eq!(found(&repository.check(Some("\"marimo\""), guarded)), []);
    // What is listed comes from PyPI, if its author says so; also under a name that its modules have not.
    let other =
        Repository::new(&[("pyproject.toml", "[project]\nname = \"chebfun\"\n"), ("src/chebpy/__init__.py", "")]);
    let report = other.check(Some("\"marimo\", \"chebfun\""), "from chebpy import chebfun\nprint(chebfun)");
    assert!(found(&report).iter().all(|(id, _)| *id == "unverified-package"), "{:?}", found(&report));
    let report = repository.check(Some("\"marimo\", \"my-tools\""), "import my_tools\nprint(my_tools)");
    assert!(found(&report).iter().all(|(id, _)| *id != "sibling-module"));
}

#[test]
fn what_the_notebook_puts_on_its_path_is_not_packed() {
    let repository = Repository::new(&[("tools/deep/reader.py", "")]);
    let report = repository
        .check(Some("\"marimo\""), "import sys\nsys.path.append(\"../tools/deep\")\nimport reader\nprint(reader)");
    assert_eq!(found(&report), [("sibling-module", Level::Error)]);
    assert!(report.findings[0].problem.message.contains("(`tools/deep/reader.py`)"));
}

#[test]
fn the_path_of_the_project_is_packed() {
    let manifest = format!("{MANIFEST}[tool.marimo.runtime]\npythonpath = [\"src\"]\n");
    let repository = Repository::new(&[("pyproject.toml", &manifest), ("src/my_tools/__init__.py", "")]);
    let report = repository.check(Some("\"marimo\""), "import my_tools\nprint(my_tools)");
    assert_eq!(found(&report), [("sibling-module", Level::Warning)]);
}

#[test]
fn a_folder_without_an_init_file_is_a_module_if_nothing_else_is() {
    let repository =
        Repository::new(&[("notebooks/parts/a.py", ""), ("notebooks/plotly/a.py", ""), ("notebooks/data/x.csv", "")]);
    let code = |module: &str| format!("from {module} import a\nprint(a)");
    assert_eq!(found(&repository.check(Some("\"marimo\""), &code("parts"))), [("sibling-module", Level::Warning)]);
    let plotly = repository.check(Some("\"marimo\", \"plotly\""), &code("plotly"));
    assert_eq!(found(&plotly), []);
    assert_eq!(found(&repository.check(Some("\"marimo\""), &code("data"))), [("missing-dependency", Level::Error)]);
}

#[test]
fn what_the_lock_brings_comes_from_the_lock() {
    let manifest = "[project]\nname = \"altair\"\n";
    let repository = Repository::new(&[("pyproject.toml", manifest), ("altair/__init__.py", "")]);
    assert_eq!(found(&repository.check(Some("\"marimo\", \"altair\""), "import altair\nprint(altair)")), []);
    let report = repository.check(None, "import altair\nprint(altair)");
    assert!(found(&report).iter().all(|(id, _)| *id == "missing-script-block"));
}

#[test]
fn a_browser_has_marimo_in_its_own_repository_too() {
    let manifest = "[project]\nname = \"marimo\"\ndependencies = []\n";
    let repository = Repository::new(&[("pyproject.toml", manifest), ("marimo/__init__.py", "")]);
    let report = repository.check(None, "import marimo as mo");
    assert!(report.findings.iter().all(|finding| finding.problem.id != "sibling-module"), "{:?}", found(&report));
    assert_eq!(report.verdict.label(), "PASS");
}

#[test]
fn what_the_project_lists_is_known() {
    let repository = Repository::new(&[("pyproject.toml", MANIFEST), ("requirements-dev.txt", "tomli-w==1.2\n")]);
    // As the project writes them.
    assert_eq!(
        repository.fixed(Some("\"marimo\""), "import faicons, odd_name, tomli_w\nprint(faicons, odd_name, tomli_w)"),
        ["faicons", "marimo", "Odd_Name", "tomli-w"]
    );
    assert_eq!(repository.fixed(None, "import faicons\nprint(faicons)"), ["faicons", "marimo"]);
    // Nobody lists this.
    assert_eq!(repository.fixed(Some("\"marimo\""), "import nobody_lists\nprint(nobody_lists)"), ["marimo"]);
}

#[test]
fn a_block_in_a_project_is_offered_where_the_browser_needs_none() {
    let code = "import numpy\nprint(numpy)";
    let repository = Repository::new(&[("pyproject.toml", MANIFEST)]);
    let report = repository.check(None, code);
    assert_eq!(offered(&report), [("ask", true)]);
    assert!(report.findings[0].problem.reason.contains("leave the project's environment"));
    assert_eq!(repository.fixed(None, code), [] as [&str; 0]);
    // In no project the block takes nothing away.
    let alone = Repository::new(&[("pyproject.toml", "[tool.ruff]\n")]);
    assert_eq!(offered(&alone.check(None, code)), [("add", false)]);
    assert_eq!(alone.fixed(None, code), ["marimo", "numpy"]);
    // What only PyPI has needs the block.
    assert_eq!(repository.fixed(None, "import humanize\nprint(humanize)"), ["humanize", "marimo"]);
}

#[test]
fn a_new_block_is_added_whole_or_not_at_all() {
    let repository = Repository::new(&[]);
    let both = "import humanize, nobody_knows\nprint(humanize, nobody_knows)";
    assert_eq!(repository.fixed(None, both), [] as [&str; 0]);
    let report = repository.check(None, both);
    let withheld: Vec<&str> =
        report.findings.iter().flat_map(|one| &one.withheld).map(|one| one.reason.as_str()).collect();
    assert!(withheld.iter().any(|reason| reason.contains("`nobody_knows`")), "{withheld:?}");
    // What the notebook does without is not missed.
    let caught = "import humanize\ntry:\n    import nobody_knows\nexcept ImportError:\n    nobody_knows = None\nprint(humanize, nobody_knows)";
    assert_eq!(repository.fixed(None, caught), ["humanize", "marimo"]);
    // `marimo` alone says nothing.
    let nothing = repository.check(None, "print(1)");
    assert_eq!((found(&nothing).len(), offered(&nothing).len()), (1, 0));
    // A block that is there gets what is known.
    assert_eq!(repository.fixed(Some("\"marimo\""), both), ["humanize", "marimo"]);
}

#[test]
fn a_new_block_asks_for_the_versions_of_the_project() {
    let lists = |manifest: &str, lock: &str| {
        let repository = Repository::new(&[("pyproject.toml", manifest), ("uv.lock", lock)]);
        repository.fixed(None, "import odd_name\nimport numpy\nimport humanize\nodd_name, numpy, humanize")
    };
    let manifest =
        "[project]\nname = \"my-tools\"\ndependencies = [\"odd-name==1.2\", \"numpy==1.26\", \"humanize==4.9\"]\n";
    // Not what the browser could not take as well as any other version.
    assert_eq!(lists(manifest, ""), ["humanize", "marimo", "numpy", "odd-name==1.2"]);
    let bare = "[project]\nname = \"my-tools\"\ndependencies = [\"odd-name\"]\n";
    assert_eq!(lists(bare, ""), ["humanize", "marimo", "numpy", "odd-name"]);
    let lock =
        "[[package]]\nname = \"odd-name\"\nversion = \"1.5\"\nsource = { registry = \"https://example.org/simple\" }\n";
    assert_eq!(lists(bare, lock), ["humanize", "marimo", "numpy", "odd-name==1.5"]);
    let poetry = "[tool.poetry]\nname = \"my-tools\"\n[tool.poetry.dependencies]\nodd-name = \"2.5.2\"\n";
    assert_eq!(lists(poetry, ""), ["humanize", "marimo", "numpy", "odd-name==2.5.2"]);
}

#[test]
fn what_is_listed_counts_first() {
    let repository = Repository::new(&[]);
    for (listed, module) in [
        ("python-slugify", "slugify"),
        ("progressbar2", "progressbar"),
        ("PySocks", "socks"),
        ("python-barcode", "barcode"),
        ("python-socketio", "socketio"),
        ("python-snappy", "snappy"),
        ("antlr4-python3-runtime", "antlr4"),
        ("markdown-it-py", "markdown_it"),
        ("imbalanced-learn", "imblearn"),
        ("kafka-python", "kafka"),
        ("fpdf2", "fpdf"),
        ("ulid-py", "ulid"),
        ("scikit-optimize", "skopt"),
        ("z3-solver", "z3"),
        ("some-python-thing", "thing"),
        ("google-genai", "google.genai"),
    ] {
        let block = format!("\"marimo\", \"{listed}\"");
        let name = module.rsplit('.').next().unwrap();
        let code = match module.rsplit_once('.') {
            Some((from, name)) => format!("from {from} import {name}\nprint({name})"),
            None => format!("import {module}\nprint({module})"),
        };
        let report = repository.check(Some(&block), &code);
        assert!(found(&report).iter().all(|(id, _)| *id != "missing-dependency"), "{listed}: {:?}", found(&report));
        assert_eq!(repository.fixed(Some(&block), &code), ["marimo", listed], "{name}");
    }
    // A listed package that is known brings nothing else.
    let report = repository.check(Some("\"marimo\", \"humanize\""), "import shared_module\nprint(shared_module)");
    assert_eq!(found(&report), [("missing-dependency", Level::Error)]);
    // Without a block, the longest name that fits.
    assert_eq!(repository.fixed(None, "from google import genai\nprint(genai)"), ["google-genai", "marimo"]);
    assert_eq!(
        repository.fixed(None, "from google.cloud import storage\nprint(storage)"),
        ["google-cloud-storage", "marimo"]
    );
}
