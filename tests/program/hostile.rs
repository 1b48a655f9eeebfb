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
