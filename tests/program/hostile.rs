//! Notebooks, names and settings that mean harm: they end no run, and reach nothing but the report.

use std::fmt::Write as _;
use std::fs;

use assert_cmd::Command;

fn wasmfix(folder: &std::path::Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
    command.current_dir(folder).env("HOME", folder).env_remove("CI").args(["--offline", "--isolated"]);
    command
}

#[test]
fn a_notebook_too_deep_for_python_fails_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = String::from("import marimo\n");
    for level in 0..511 {
        let _ = writeln!(deep, "{}if x:", " ".repeat(level));
    }
    let _ = writeln!(deep, "{}'x'", " ".repeat(511));
    fs::write(folder.path().join("deep.py"), deep).unwrap();
    fs::write(folder.path().join("fine.py"), crate::interactive::NOTEBOOK).unwrap();
    let output = wasmfix(folder.path()).args(["--fix", "--format", "concise", "."]).output().unwrap();
    let (said, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}{log}");
    assert!(said.contains("deep.py:102:101: error[syntax-error] this is not valid Python: too many levels"), "{said}");
    assert!(log.contains("fine.py: fixed subprocess"), "{log}");
}

/// A notebook whose words hold escape sequences, ends of lines and marks that turn a line round.
const STEERS: &str = "# /// script\n# dependencies = [\"marimo\", \"py\\u001b[2Jx\", \"a\\n::error::b\"]\n# ///\n\
import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    \
t = open(\"\u{1b}]0;title\u{7}\u{1b}[2J.csv\").read()\n    \
u = open(\"x\u{9b}2J\u{202e}\\n::stop-commands::t\\n.csv\").read()\n    import subprocess\n    \
subprocess.run([\"\u{1b}[31m\"])  # \u{1b}[2J\n    return\n\n\nif __name__ == \"__main__\":\n    app.run()\n";

/// The name of its file.
const NAME: &str = "n\u{1b}[2J\n::warning::x\u{9b}.py";

/// That a text steers nothing.
fn assert_harmless(text: &[u8], what: &str) {
    let text = std::str::from_utf8(text).unwrap();
    let steers = |letter: char| {
        letter.is_control() && !matches!(letter, '\n' | '\t') || matches!(letter, '\u{2028}'..='\u{202e}')
    };
    assert!(!text.contains(steers), "{what}: {text:?}");
    let commands = what.contains("github") || what.contains("--statistics");
    assert!(commands || !text.lines().any(|line| line.starts_with("::")), "{what}: {text}");
}

fn is_harmless(folder: &std::path::Path, arguments: &[&str]) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"))
        .current_dir(folder)
        .env("HOME", folder)
        .args(arguments)
        .output()
        .unwrap();
    assert_harmless(&output.stdout, &format!("{arguments:?}"));
    assert_harmless(&output.stderr, &format!("{arguments:?}"));
}

#[test]
fn no_word_of_a_notebook_steers_a_terminal_or_a_workflow() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(NAME), STEERS).unwrap();
    for format in ["full", "concise", "markdown", "github", "json", "sarif", "junit", "html"] {
        is_harmless(folder.path(), &["--offline", "-v", "--format", format, "."]);
        is_harmless(folder.path(), &["--offline", "--format", format, NAME]);
    }
    is_harmless(folder.path(), &["--offline", "-v", "--fix", "--unsafe-fixes", "."]);
    is_harmless(folder.path(), &["config", NAME]);
    is_harmless(folder.path(), &["--offline", "missing\u{1b}[2J\n::error::x.py"]);
    is_harmless(folder.path(), &["--opt\u{1b}[2J\n::error::x"]);
    is_harmless(folder.path(), &["explain", "sub\u{1b}[2J\n::error::x"]);
    is_harmless(folder.path(), &["--offline", "--select", "sub\u{1b}[2J\n::error::x", "."]);
    is_harmless(folder.path(), &["--offline", "--config", "no\u{1b}[2J\n::error::x.toml", "."]);
    is_harmless(folder.path(), &["--offline", "-o", "no\u{1b}[2J\n::error::x/report", "."]);
}

#[test]
fn no_setting_steers_a_terminal_or_a_workflow() {
    let folder = tempfile::tempdir().unwrap();
    let own = "# /// script\n# [tool.wasmfix]\n# ignore = [\"x\\n::stop-commands::t\\u001b[2J\\ny\"]\n# ///\n";
    fs::write(folder.path().join("own.py"), format!("{own}import marimo\napp = marimo.App()\n")).unwrap();
    is_harmless(folder.path(), &["--offline", "."]);
    for project in [
        "[tool.wasmfix]\nignore = [\"x\\n::stop-commands::t\\u001b[2J\"]\n",
        "[tool.wasmfix]\n\"x\\n::stop-commands::t\\u001b[2J\" = 1\n",
        "[tool.wasmfix]\nmarimo = \"x\\n::stop-commands::t\\u001b[2J\"\n",
        "[tool.wasmfix]\nlock-file = \"x\\n::stop-commands::t\\u001b[2J\"\n",
        "[tool.wasmfix]\nfixes = [\"x\\n::stop-commands::t\\u001b[2J\"]\n",
        "[tool.wasmfix.per-file-ignores]\n\"x\\n::stop-commands::t\\u001b[2J\" = [\"socket\"]\n",
        "[tool.wasmfix]\nx = \u{1b}[2J\n",
    ] {
        fs::write(folder.path().join("pyproject.toml"), project).unwrap();
        is_harmless(folder.path(), &["--offline", "."]);
        is_harmless(folder.path(), &["config"]);
        is_harmless(folder.path(), &["config", "own.py"]);
    }
    let fix = folder.path().join("own/steers");
    fs::create_dir_all(&fix).unwrap();
    fs::write(fix.join("README.md"), "# steers\n\nIt \u{1b}[2J steers.\n\n\u{9b}2J\n").unwrap();
    fs::write(
        fix.join("fix.toml"),
        "message = \"m\\n::error::x\\u001b[2J\"\nreason = \"r\\n::error::x\"\nsuggestion = \"s\\u009b\"\n\
         measured = \"error\"\n[find]\ncall = [\"subprocess.run\"]\n[[fix]]\nid = \"stop\"\ntitle = \"T\\n::x\\u001b[2J\"\n\
         safety = \"safe\"\n[[fix.edit]]\ndo = \"guard\"\n",
    )
    .unwrap();
    fs::write(folder.path().join("pyproject.toml"), "[tool.wasmfix]\nfixes = [\"own\"]\n").unwrap();
    fs::write(folder.path().join("notebook.py"), crate::interactive::NOTEBOOK).unwrap();
    for format in ["full", "concise", "markdown", "github", "json", "sarif", "junit", "html"] {
        is_harmless(folder.path(), &["--offline", "--format", format, "notebook.py"]);
    }
    is_harmless(folder.path(), &["explain", "local/steers"]);
    is_harmless(folder.path(), &["explain"]);
    is_harmless(folder.path(), &["--offline", "--fix", "notebook.py"]);
}

#[test]
fn a_diff_is_exact_in_a_pipe_and_harmless_on_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), STEERS).unwrap();
    let arguments = ["--offline", "--isolated", "--diff", "--select", "subprocess", "notebook.py"];
    let output = wasmfix(folder.path()).args(&arguments[2..]).output().unwrap();
    let diff = String::from_utf8(output.stdout).unwrap();
    assert!(diff.contains("\u{1b}[31m") && diff.contains("# \u{1b}[2J"), "{diff:?}");
    // `NO_COLOR` is set there.
    let shown = crate::terminal::start(folder.path(), &arguments).exp_eof().unwrap();
    assert!(shown.contains("subprocess.run") && !shown.contains("\u{1b}"), "{shown:?}");
}
