//! The interactive review, with a real terminal between.

use std::fs;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::terminal::start;

/// A notebook with the same problem in two cells.
pub const NOTEBOOK: &str = r#"# /// script
# dependencies = ["marimo"]
# ///

import marimo

app = marimo.App()


@app.cell
def first():
    import subprocess
    subprocess.run(["one"])
    return (subprocess,)


@app.cell
def second(subprocess):
    subprocess.run(["two"])
    return


if __name__ == "__main__":
    app.run()
"#;

/// Starts a review of the notebook, answers each question that ends in `?`, and gives exit code and file.
fn review(answers: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.py");
    fs::write(&file, NOTEBOOK).unwrap();
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "notebook.py"]);
    for answer in answers {
        session.exp_string(",?] ").unwrap();
        session.send(answer).unwrap();
        session.flush().unwrap();
    }
    session.exp_eof().unwrap();
    (exit(&session), fs::read_to_string(&file).unwrap())
}

fn exit(session: &PtySession) -> i32 {
    let status = format!("{:?}", session.process().wait().unwrap());
    // nix's `Exited(Pid(7), 0)`, whose type rexpect does not pass on.
    let code =
        status.strip_prefix("Exited(").and_then(|rest| rest.rsplit(", ").next()?.trim_end_matches(')').parse().ok());
    code.unwrap_or_else(|| panic!("{status}"))
}

const FIRST: &str = r#"subprocess.run(["one"]) if sys.platform != "emscripten" else None"#;
const SECOND: &str = r#"subprocess.run(["two"]) if sys.platform != "emscripten" else None"#;

#[test]
fn yes_applies_and_no_does_not() {
    let (code, text) = review(&["n", "y", "y"]);
    assert!(!text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn an_accepted_fix_copies_its_file() {
    let read = r#"print(open("notes.txt").read())"#;
    let notebook = NOTEBOOK.replace(r#"subprocess.run(["one"])"#, read).replace(r#"subprocess.run(["two"])"#, read);
    for (answers, copied) in
        [(["n", "n", "y"], false), (["n", "y", "y"], true), (["y", "y", "y"], true), (["y", "y", "n"], false)]
    {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notebook.py"), &notebook).unwrap();
        fs::write(folder.path().join("notes.txt"), "n").unwrap();
        let arguments = ["--offline", "--isolated", "-i", "--select", "local-file", "notebook.py"];
        let mut session = start(folder.path(), &arguments);
        session.exp_string("copies notes.txt to public/notes.txt").unwrap();
        for answer in answers {
            session.exp_string(",?] ").unwrap();
            session.send(answer).unwrap();
            session.flush().unwrap();
        }
        session.exp_eof().unwrap();
        exit(&session);
        let public = fs::read(folder.path().join("public/notes.txt"));
        assert_eq!(public.is_ok_and(|bytes| bytes == b"n"), copied, "{answers:?}");
    }
}

#[test]
fn enter_is_yes_for_a_safe_fix() {
    let (code, text) = review(&["\r", "\r", "\r"]);
    assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn all_applies_the_rest() {
    let (code, text) = review(&["a", "y"]);
    assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn declining_the_rest_changes_nothing() {
    assert_eq!(review(&["d", "y"]), (1, NOTEBOOK.to_owned()));
}

#[test]
fn quitting_asks_whether_what_was_accepted_is_written() {
    let (code, text) = review(&["y", "q", "y"]);
    assert!(text.contains(FIRST) && !text.contains(SECOND), "{text}");
    assert_eq!(code, 1);
    for last in ["n", "q", "x"] {
        assert_eq!(review(&["y", "q", last]), (1, NOTEBOOK.to_owned()), "{last}");
    }
    // Taken back, the review goes on where it was.
    let (code, text) = review(&["y", "q", "u", "y", "y"]);
    assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 0);
    assert_eq!(review(&["q"]), (1, NOTEBOOK.to_owned()));
}

#[test]
fn leaving_and_ctrl_c_write_nothing() {
    for (answers, exit) in [
        (&["y", "x"][..], 1),
        (&["y", "y", "x"], 1),
        (&["y", "y", "n"], 1),
        (&["y", "\u{3}"], 130),
        (&["y", "y", "\u{3}"], 130),
        (&["y", "q", "\u{3}"], 130),
    ] {
        assert_eq!(review(answers), (exit, NOTEBOOK.to_owned()), "{answers:?}");
    }
}

#[test]
fn ctrl_c_says_that_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "notebook.py"]);
    answer(&mut session, &["y", "\u{3}"]);
    let said = session.exp_eof().unwrap();
    assert!(said.contains("Nothing is written: the fix that was accepted is dropped"), "{said}");
    assert!(said.contains("Found 2 problems (2 errors)\r\n"), "{said}");
}

#[test]
fn the_last_answer_can_be_taken_back() {
    let (code, text) = review(&["y", "n", "u", "y", "y"]);
    assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 0);
    assert_eq!(review(&["y", "y", "u", "u", "d", "y"]), (1, NOTEBOOK.to_owned()));
}

/// Answers one question after the other, and gives what was said before each.
fn answer(session: &mut PtySession, answers: &[&str]) -> String {
    let mut said = String::new();
    for answer in answers {
        said.push_str(&session.exp_string(",?] ").unwrap());
        session.send(answer).unwrap();
        session.flush().unwrap();
    }
    said
}

/// A safe fix, then two unsafe ones, then a safe one.
const MIXED: &str = r#"# /// script
# dependencies = ["marimo"]
# ///

import marimo

app = marimo.App()


@app.cell
def first():
    import subprocess

    subprocess.run(["one"])
    breakpoint()
    return (subprocess,)


@app.cell
def second(subprocess):
    breakpoint()
    subprocess.run(["two"])
    return


if __name__ == "__main__":
    app.run()
"#;

#[test]
fn all_asks_once_more_before_unsafe_fixes() {
    let run = |answers: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notebook.py");
        fs::write(&file, MIXED).unwrap();
        let mut session =
            start(folder.path(), &["--offline", "--isolated", "-i", "--select", "subprocess,debugger", "notebook.py"]);
        let said = answer(&mut session, answers);
        (said + &session.exp_eof().unwrap(), fs::read_to_string(&file).unwrap())
    };
    let (said, text) = run(&["a", "y", "y"]);
    assert!(said.contains("Found 4 problems (4 errors; 4 fixed, 0 left)"), "{said}");
    assert_eq!((text.matches("emscripten").count(), text.matches("breakpoint()").count()), (2, 0), "{text}");
    // The safe ones alone; then the unsafe ones are asked about.
    let (said, text) = run(&["a", "n", "n", "n", "y"]);
    assert!(said.contains("Review of 4 problems: 2 accepted, 2 declined\r\n"), "{said}");
    assert!(said.contains("declined: notebook.py, line 17, debugger: "), "{said}");
    assert_eq!((text.matches("emscripten").count(), text.matches("breakpoint()").count()), (2, 2), "{text}");
    // Back to the first fix, which is declined.
    let (said, text) = run(&["a", "u", "d", "y"]);
    assert!(said.contains("Review of 4 problems: 0 accepted, 4 declined\r\n"), "{said}");
    assert_eq!(text, MIXED);
    let (said, text) = run(&["a", "x"]);
    assert!(said.contains("0 accepted, 0 declined, 4 left undecided"), "{said}");
    assert_eq!(text, MIXED);
}

#[test]
fn next_and_previous_leave_undecided() {
    // On to the second, back to the first, on again, which takes the second; help; then the first.
    let (code, text) = review(&["j", "k", "j", "y", "?", "n", "?", "y"]);
    assert!(!text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn undo_takes_back_the_last_answer() {
    // An acceptance, then a refusal; with nothing left to take back it says so.
    assert_eq!(review(&["y", "u", "u", "n", "q"]), (1, NOTEBOOK.to_owned()));
    let (code, text) = review(&["n", "u", "y", "y", "y"]);
    assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn undo_goes_back_to_the_notebook_before() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py"] {
        fs::write(folder.path().join(name), NOTEBOOK).unwrap();
    }
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "a.py", "b.py"]);
    for (shown, answer) in [("a.py", "n"), ("a.py", "d"), ("b.py", "u"), ("a.py", "y"), ("b.py", "q")] {
        session.exp_string(&format!("\n{shown}, ")).unwrap();
        session.exp_string(",?] ").unwrap();
        session.send(answer).unwrap();
        session.flush().unwrap();
    }
    answer(&mut session, &["y"]);
    let said = session.exp_eof().unwrap();
    assert!(said.contains("Found 4 problems (4 errors; 1 fixed, 3 left)"), "{said}");
    assert_eq!(exit(&session), 1);
    let text = fs::read_to_string(folder.path().join("a.py")).unwrap();
    assert!(!text.contains(FIRST) && text.contains(SECOND), "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("b.py")).unwrap(), NOTEBOOK);
}

#[test]
fn why_explains_and_asks_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "notebook.py"]);
    session.exp_string(",?] ").unwrap();
    session.send("w").unwrap();
    session.flush().unwrap();
    // Then the fix again, not its question alone.
    session.exp_string("## Why it is a problem").unwrap();
    session.exp_string("(1 of 2)").unwrap();
    session.exp_string("sys.platform").unwrap();
    answer(&mut session, &["d", "y"]);
    let said = session.exp_eof().unwrap();
    assert!(said.contains("Found 2 problems (2 errors)\r\n"), "{said}");
    assert_eq!(exit(&session), 1);
}

#[test]
fn a_narrow_terminal_shows_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("wasmfix").display();
    let mut command = Command::new("sh");
    let script = format!("stty cols 24 rows 8; exec {program} --offline --isolated -i notebook.py");
    command.current_dir(folder.path()).args(["-c", &script]).env("TERM", "xterm").env_remove("NO_COLOR");
    let mut session = spawn_command(command, Some(20_000)).unwrap();
    session.exp_string("sys.platform").unwrap();
    session.exp_string(",?] ").unwrap();
    session.send("\u{3}").unwrap();
    session.flush().unwrap();
    let said = session.exp_eof().unwrap();
    assert!(said.contains("2 left undecided"), "{said}");
    assert_eq!(exit(&session), 130);
}

#[test]
fn after_ctrl_c_the_terminal_echoes_and_has_lines() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("wasmfix").display();
    for keys in ["\u{3}", "w\u{3}", "y\u{3}", "?\u{3}"] {
        let mut command = Command::new("sh");
        let script = format!(
            "trap : INT; stty -a >before; {program} --offline --isolated -i notebook.py; stty -a >after; cmp before after && echo same"
        );
        command.current_dir(folder.path()).args(["-c", &script]).env("TERM", "xterm").env("NO_COLOR", "1");
        let mut session = spawn_command(command, Some(20_000)).unwrap();
        for key in keys.chars() {
            session.exp_string(",?] ").unwrap();
            session.send(&key.to_string()).unwrap();
            session.flush().unwrap();
        }
        let said = session.exp_eof().unwrap();
        assert!(said.contains("same"), "{keys:?}: {said}");
        fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    }
}

const NATIVE: &str = r#"# /// script
# dependencies = ["marimo", "psutil"]
# ///

import marimo

app = marimo.App()


@app.cell
def first():
    import psutil
    psutil.cpu_count()
    return


if __name__ == "__main__":
    app.run()
"#;

#[test]
fn a_number_chooses_another_fix() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notebook.py");
    fs::write(&file, NATIVE).unwrap();
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "notebook.py"]);
    session.exp_string("1: Install `psutil` outside the browser only (safe)").unwrap();
    session.exp_string("2: Keep the cells' results at export").unwrap();
    for answer in ["2", "y", "y"] {
        session.exp_string(",?] ").unwrap();
        session.send(answer).unwrap();
        session.flush().unwrap();
    }
    // With the results kept there is nothing left to guard.
    let said = session.exp_eof().unwrap();
    assert!(said.contains("Next: marimo export html-wasm notebook.py -o FOLDER --mode run --execute"), "{said}");
    assert_eq!(exit(&session), 0);
    let text = fs::read_to_string(&file).unwrap();
    let block = "\"psutil; sys_platform != 'emscripten'\"]\n#\n# [tool.marimo.runtime]\n# cache_cells = true\n# ///\n";
    assert!(text.contains(block), "{text}");
    assert_eq!(text.split("# ///\n").last(), NATIVE.split("# ///\n").last());
}

#[test]
fn ctrl_c_in_the_list_shows_the_cursor_again() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py"] {
        fs::write(folder.path().join(name), NOTEBOOK).unwrap();
    }
    let mut session = start(folder.path(), &["--offline"]);
    session.exp_string("all 2 of them").unwrap();
    session.send("\u{3}").unwrap();
    session.flush().unwrap();
    let said = session.exp_eof().unwrap();
    assert!(said.contains("\u{1b}[?25h"), "{said:?}");
    assert_eq!(exit(&session), 130);
}

#[test]
fn the_list_chooses_a_notebook() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py"] {
        fs::write(folder.path().join(name), NOTEBOOK).unwrap();
    }
    let mut session = start(folder.path(), &["--offline", "--isolated", "--format", "concise"]);
    session.exp_string("all 2 of them").unwrap();
    session.send("\u{1b}[B").unwrap();
    session.flush().unwrap();
    session.send("\r").unwrap();
    session.flush().unwrap();
    let said = session.exp_eof().unwrap();
    assert!(said.contains("b.py:13:5: error[subprocess]") && !said.contains("a.py:13"), "{said:?}");
    assert_eq!(exit(&session), 1);
}

#[test]
fn there_is_no_list_where_nobody_could_choose() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py"] {
        fs::write(folder.path().join(name), NOTEBOOK).unwrap();
    }
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
    command.current_dir(folder.path()).args(["--offline", "--isolated"]).env("CI", "true");
    let said = spawn_command(command, Some(20_000)).unwrap().exp_eof().unwrap();
    assert!(said.contains("a.py:13") && said.contains("b.py:13"), "{said:?}");
}

#[test]
fn a_letter_and_enter_are_one_answer() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notebook.py"), NOTEBOOK).unwrap();
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "notebook.py"]);
    session.exp_string(",?] ").unwrap();
    session.send("n\r").unwrap();
    session.flush().unwrap();
    // The second fix still waits for its answer.
    session.exp_string(",?] ").unwrap();
    session.send("q").unwrap();
    session.flush().unwrap();
    let said = session.exp_eof().unwrap();
    assert!(said.contains("0 accepted, 1 declined, 1 left undecided"), "{said:?}");
}

#[test]
fn the_next_question_may_be_in_another_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py"] {
        fs::write(folder.path().join(name), NOTEBOOK).unwrap();
    }
    let mut session = start(folder.path(), &["--offline", "--isolated", "-i", "."]);
    let mut question = |expected: &str, answer: &str| {
        session.exp_string(expected).unwrap();
        session.exp_string(",?] ").unwrap();
        session.send(answer).unwrap();
        session.flush().unwrap();
    };
    question("a.py, cell `first`, line 13 (1 of 2)", "j");
    question("a.py, cell `second`, line 19 (2 of 2)", "j");
    question("b.py, cell `first`, line 13 (1 of 2)", "n");
    question("b.py, cell `second`, line 19 (2 of 2)", "k");
    question("a.py, cell `second`, line 19 (2 of 2)", "y");
    // What was answered last is undone first, wherever that was.
    question("a.py, cell `first`, line 14 (2 of 2)", "u");
    question("a.py, cell `second`, line 19 (2 of 2)", "u");
    question("b.py, cell `first`, line 13 (1 of 2)", "u");
    question("There is no answer to undo yet", "q");
    let said = session.exp_eof().unwrap();
    assert!(said.contains("0 accepted, 0 declined, 4 left undecided"), "{said:?}");
}
