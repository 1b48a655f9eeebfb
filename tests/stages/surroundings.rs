//! What the files of a project say, read once from the disk.

use std::fs;
use std::path::Path;

use wasmfix::disk::Projects;
use wasmfix::surroundings::Surroundings;

/// A project of these files; the notebook is `notebooks/n.py` in it.
fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, Surroundings) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let around = Projects::default().around(&folder.path().join("notebooks/n.py"));
    (folder, around)
}

fn versions(around: &Surroundings, name: &str) -> Option<String> {
    around.versions(name).map(|versions| versions.to_string())
}

#[test]
fn a_manifest_lists_names_and_owns_its_parts() {
    let (folder, around) = project(&[
        (".git/HEAD", ""),
        (
            "pyproject.toml",
            r#"
[project]
name = "My_Tools"
dependencies = ["marimo>=0.20,<0.24", "polars"]
[project.optional-dependencies]
extra = ["humanize"]
[dependency-groups]
dev = ["seaborn>=0.13", { include-group = "x" }]
[tool.uv.sources]
local-lib = { path = "../local" }
forked = { git = "https://example.org/forked" }
polars = [{ index = "nightly", marker = "sys_platform == 'linux'" }]
[tool.uv.workspace]
members = ["packages/*"]
[tool.marimo.runtime]
pythonpath = ["src"]
"#,
        ),
        ("packages/one/pyproject.toml", "[project]\nname = \"member-one\"\n"),
        ("packages/README.md", ""),
        ("requirements-dev.txt", "# tools\nplotly==6.0 \\\n    --hash=sha256:00\n-r other.txt\n-e .\nfaker  # names\n"),
        ("notebooks/data.txt", "not-a-list"),
    ]);
    assert_eq!(around.top(), Some(folder.path()));
    assert_eq!(around.manifest(), Some(folder.path().join("pyproject.toml")));
    for name in ["polars", "humanize", "seaborn", "plotly", "faker", "marimo"] {
        assert!(around.lists(name), "{name}");
    }
    for name in ["my-tools", "local-lib", "forked", "member-one", "not-a-list"] {
        assert!(!around.lists(name), "{name}");
    }
    assert_eq!(around.own("my-tools"), Some(folder.path()));
    assert_eq!(around.own("member-one"), Some(&*folder.path().join("packages/one")));
    assert_eq!(around.own("forked"), Some(Path::new("")));
    assert!(around.own("polars").is_none());
    assert_eq!(around.python_path(), [folder.path().join("src")]);
    assert_eq!(versions(&around, "marimo").as_deref(), Some(">=0.20, <0.24"));
    assert_eq!(versions(&around, "polars").as_deref(), Some(""));
    assert_eq!(versions(&around, "numpy"), None);
}

#[test]
fn a_lock_says_what_is_installed_and_where_it_comes_from() {
    let lock = r#"version = 1
requires-python = ">=3.12"

[[package]]
name = "marimo"
version = "0.23.9"
source = { registry = "https://index.example/simple" }
dependencies = [
    { name = "click" },
]

[[package]]
name = "mine"
version = "0.1.0"
source = { editable = "." }

[[package]]
name = "forked"
version = "1.0"
source = { git = "https://example.org/forked?rev=1#0" }
"#;
    let (folder, around) = project(&[
        ("pyproject.toml", "[project]\nname = \"mine\"\ndependencies = [\"marimo>=0.20\"]\n"),
        ("uv.lock", lock),
    ]);
    assert_eq!(versions(&around, "marimo").as_deref(), Some("==0.23.9"));
    assert!(around.lists("marimo") && !around.lists("click") && !around.lists("mine") && !around.lists("forked"));
    assert_eq!(around.own("mine"), Some(folder.path()));
}

#[test]
fn poetry_has_a_language_of_its_own() {
    let (_folder, around) = project(&[(
        "pyproject.toml",
        "[tool.poetry]\nname = \"mine\"\n[tool.poetry.dependencies]\npython = \"^3.12\"\nmarimo = \"^0.20\"\nlib = { path = \"lib\" }\ntqdm = \"4.66.4\"\n\
         [tool.poetry.group.dev.dependencies]\nplotly = \">=6\"\n",
    )]);
    assert_eq!(versions(&around, "marimo").as_deref(), Some(""));
    assert_eq!(versions(&around, "plotly").as_deref(), Some(">=6"));
    assert_eq!(versions(&around, "tqdm").as_deref(), Some("==4.66.4"));
    assert!(around.own("lib").is_some() && around.own("mine").is_some() && !around.lists("python"));
}

#[test]
fn without_a_project_the_notebooks_folder_speaks_alone() {
    let (_folder, around) = project(&[("requirements.txt", "above"), ("notebooks/requirements.txt", "beside")]);
    assert!(around.lists("beside") && !around.lists("above"));
    assert_eq!(around.manifest(), None);
    let (_folder, around) = project(&[("pyproject.toml", "not [ toml"), ("requirements.txt", "above")]);
    assert!(around.lists("above"));
    assert_eq!(around.manifest(), None);
    // Settings of a linter make no project.
    let (_folder, around) = project(&[("pyproject.toml", "[tool.ruff]\nline-length = 100\n")]);
    assert_eq!(around.manifest(), None);
    assert!(Surroundings::default().top().is_none());
}
