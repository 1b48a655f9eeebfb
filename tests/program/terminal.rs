//! What a person at a terminal meets beside the review: a line while it takes long, the next step, a pipe that closes.

use std::fs;
use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::interactive::NOTEBOOK;

/// Starts the program on a terminal.
pub fn start(folder: &Path, arguments: &[&str]) -> PtySession {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
    command.current_dir(folder).args(arguments).env("TERM", "xterm").env("NO_COLOR", "1").env_remove("CI");
    spawn_command(command, Some(20_000)).unwrap()
}

/// What is shown of a run in a folder with one notebook.
fn shown(notebook: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), notebook).unwrap();
    start(folder.path(), arguments).exp_eof().unwrap()
}

#[test]
fn a_long_run_shows_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.py"), NOTEBOOK).unwrap();
    // A pipe that nobody has written to yet takes as long as it is to take.
    let slow = folder.path().join("slow.py");
    assert!(Command::new("mkfifo").arg(&slow).status().unwrap().success());
    let mut session = start(folder.path(), &["--offline", "--isolated", "--format", "concise", "a.py", "slow.py"]);
    session.exp_string("Checked 1 of 2 files").unwrap();
    fs::write(&slow, NOTEBOOK.replace("one", "two")).unwrap();
    let said = session.exp_eof().unwrap();
    // The line is wiped before the report comes.
    let wiped = said.find("\u{1b}[2K").unwrap_or_else(|| panic!("{said:?}"));
    let report = said.find("a.py:13:5: error[subprocess]").unwrap_or_else(|| panic!("{said:?}"));
    assert!(wiped < report && said.contains("slow.py:13:5: error[subprocess]"), "{said:?}");
}

#[test]
fn a_short_run_shows_no_such_line() {
    let said = shown(NOTEBOOK, &["--offline", "--isolated", "--format", "concise", "notebook.py"]);
    assert!(said.contains("error[subprocess]") && !said.contains("Checked "), "{said:?}");
}

#[test]
fn no_arguments_check_the_one_notebook_and_name_the_next_step() {
    let said = shown(NOTEBOOK, &[]);
    assert!(said.contains("notebook.py: FAIL  on marimo "), "{said}");
    let next = "Next: wasmfix --diff notebook.py shows the safe fixes, wasmfix --fix notebook.py makes them\r\n";
    assert!(said.ends_with(next), "{said}");
}

#[test]
fn the_next_step_fits_what_was_found() {
    let unsafe_only = NOTEBOOK
        .replace("import subprocess", "value = 1")
        .replace("subprocess.run([\"one\"])", "breakpoint()")
        .replace("subprocess.run([\"two\"])", "print(subprocess)")
        .replace("subprocess", "value");
    let said = shown(&unsafe_only, &["--offline", "--isolated"]);
    assert!(said.contains("Next: wasmfix -i notebook.py shows each fix and asks\r\n"), "{said}");
    let by_hand = unsafe_only
        .replace("value = 1", "import threading")
        .replace("breakpoint()", "threading.Timer(1, print).start()");
    let said = shown(&by_hand, &["--offline", "--isolated"]);
    assert!(said.contains("Next: wasmfix explain thread-start says what to do by hand\r\n"), "{said}");
    let fine = unsafe_only.replace("breakpoint()", "print(value)");
    let said = shown(&fine, &["--offline", "--isolated"]);
    assert!(said.contains("Next: marimo export html-wasm notebook.py -o FOLDER --mode run\r\n"), "{said}");
    let said = shown(NOTEBOOK, &["--offline", "--isolated", "--quiet"]);
    assert!(!said.contains("Next:"), "{said}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        fs::write(folder.path().join(format!("n{number}.py")), NOTEBOOK).unwrap();
    }
    let program = assert_cmd::cargo::cargo_bin!("wasmfix").display();
    for arguments in
        ["-q --offline .", "-q --offline --diff .", "-q --offline --format json .", "list", "man", "--help"]
    {
        let script = format!("{program} {arguments} | head -c 1 >/dev/null; echo \"${{PIPESTATUS[0]}}\"");
        let run = Command::new("bash").current_dir(folder.path()).args(["-c", &script]).output().unwrap();
        let (code, said) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert_eq!(said, "", "{arguments}");
        let expected = if arguments.contains('.') { "1\n" } else { "0\n" };
        assert_eq!(code, expected, "{arguments}");
    }
}

#[test]
fn the_order_is_that_of_the_paths() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        fs::write(folder.path().join(format!("n{number:02}.py")), NOTEBOOK.repeat(1 + number % 3)).unwrap();
    }
    let run = || {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
        let output =
            command.current_dir(folder.path()).args(["--offline", "--format", "concise", "."]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let first = run();
    let names: Vec<&str> = first.lines().filter_map(|line| line.split(':').next()).collect();
    assert!(names.len() >= 60 && names.is_sorted(), "{first}");
    assert!((0..4).all(|_| run() == first));
}
