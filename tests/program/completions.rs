//! What a shell is offered for a half-written command, asked for as bash's script asks.

use std::fs;
use std::process::Command;

/// The words that are offered for the last of some words, in a folder with a notebook and a project.
fn offered(words: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), "").unwrap();
    fs::write(folder.path().join("data.csv"), "").unwrap();
    let fix = folder.path().join("own/ask-nobody");
    fs::create_dir_all(&fix).unwrap();
    fs::write(fix.join("README.md"), "# ask-nobody\n\nNobody is asked.\n").unwrap();
    fs::write(
        fix.join("fix.toml"),
        "message = \"m\"\nreason = \"r\"\nsuggestion = \"s\"\nmeasured = \"error\"\n[find]\ncall = [\"ask.nobody\"]\n",
    )
    .unwrap();
    fs::write(folder.path().join("pyproject.toml"), "[tool.wasmfix]\nfixes = [\"own\"]\n").unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"))
        .current_dir(folder.path())
        .env("WASMFIX_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n")
        .args(["--", "wasmfix"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn words_of_the_command_line() {
    assert_eq!(offered(&["--format", "c"]), ["concise"]);
    assert_eq!(offered(&["check", "--color", "n"]), ["never"]);
    assert_eq!(offered(&["cache", "c"]), ["clean"]);
    assert_eq!(offered(&["completions", "b"]), ["bash"]);
    assert_eq!(offered(&["--unsafe"]), ["--unsafe-fixes"]);
    assert!(offered(&["--marimo", "0.25"]).iter().any(|release| release.starts_with("0.25")));
}

#[test]
fn ids_of_problems() {
    assert_eq!(offered(&["explain", "subp"]), ["subprocess"]);
    assert_eq!(offered(&["--select", "subprocess,debug"]), ["subprocess,debugger"]);
    assert_eq!(offered(&["--ignore", "local/"]), ["local/ask-nobody"]);
}

#[test]
fn files_that_can_be_notebooks() {
    assert_eq!(offered(&["notebook"]), ["notebook.py"]);
    assert_eq!(offered(&["data"]), [""; 0]);
}
