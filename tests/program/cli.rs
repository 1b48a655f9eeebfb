//! The command line, tested as data: each file in `tests/program/cli/` is one run of the built program in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde::Deserialize;

/// One run: what it is given, and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    /// Files that are there before the run.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files as they must be after it.
    #[serde(default)]
    after: BTreeMap<String, String>,
    exit: i32,
    /// Exactly this.
    stdout: Option<String>,
    stderr: Option<String>,
    /// Each of these, in this order.
    #[serde(default)]
    stdout_contains: Vec<String>,
    #[serde(default)]
    stderr_contains: Vec<String>,
}

#[test]
fn command_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/cli");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().filter_map(|file| run(file).err()).collect();
    assert!(failures.is_empty(), "{} of {} cases fail:\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}

fn run(file: &Path) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(file).unwrap();
    let case: Case = toml_edit::de::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in &case.files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let output = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"))
        .current_dir(folder.path())
        .args(&case.args)
        .write_stdin(case.stdin)
        .env("HOME", folder.path())
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut wrong = Vec::new();
    if output.status.code() != Some(case.exit) {
        wrong.push(format!("exit {:?}, not {}", output.status.code(), case.exit));
    }
    for (stream, is, exact, parts) in [
        ("stdout", &stdout, &case.stdout, &case.stdout_contains),
        ("stderr", &stderr, &case.stderr, &case.stderr_contains),
    ] {
        if exact.as_ref().is_some_and(|exact| exact != is) {
            wrong.push(format!("{stream} is not exactly {exact:?}"));
        }
        let mut rest = is.as_ref();
        for part in parts {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => wrong.push(format!("{stream} lacks {part:?}, or it comes too early")),
            }
        }
    }
    for (path, content) in &case.after {
        let is = fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| error.to_string());
        if is != *content {
            wrong.push(format!("{path} holds {is:?}"));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{name}: {}\n--- stdout\n{stdout}\n--- stderr\n{stderr}", wrong.join("; ")))
}
