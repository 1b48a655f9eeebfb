//! README.md and `docs/` say what is so: the table of problems and the outputs are made again and compared. The page that
//! teaches how to write a fix is done, word for word, in an empty folder.
//!
//! `UPDATE_DOCS=1 cargo test --test program documentation` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasmfix::host::Hosts;
use wasmfix::rules::{Definition, Level, Safety, definitions};

const README: &str = "README.md";
const PROBLEMS: &str = "docs/problems.md";
const CONFIGURATION: &str = "docs/configuration.md";
const WRITE_A_FIX: &str = "docs/write-a-fix.md";

const TABLE: &str = "<!-- generated, see tests/program/documentation.rs -->\n";
const END: &str = "<!-- end -->\n";

#[test]
fn the_table_of_problems_is_true() {
    is_true(PROBLEMS, with_table);
}

#[test]
fn outputs_are_true() {
    is_true(README, with_outputs);
}

#[test]
fn writing_a_fix_goes_as_told() {
    is_true(WRITE_A_FIX, done_as_told);
}

/// A page is what `renew` makes of it.
fn is_true(page: &str, renew: fn(&str) -> String) {
    let old = read(page);
    let new = with_release_of(&old, &renew(&old));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page, &new).unwrap_or_else(|error| panic!("{page}: {error}"));
    } else {
        let first = old.lines().zip(new.lines()).position(|(old, new)| old != new).map_or(0, |line| line + 1);
        assert!(
            old == new,
            "{page} is not what the program says from line {first} on: UPDATE_DOCS=1 cargo test --test program documentation"
        );
    }
}

fn read(page: &str) -> String {
    fs::read_to_string(page).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// README.md, CONTRIBUTING.md and the pages in `docs/`.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir("docs").expect("docs").map(|entry| entry.expect("docs").path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|is| is == "md")).collect();
    pages.extend([README, "CONTRIBUTING.md"].map(PathBuf::from));
    pages.sort();
    pages
}

/// A link to a file of the repository leads to one, and one to a heading to that heading.
#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            assert!(file.exists(), "{}: {target} leads nowhere", page.display());
            if !heading.is_empty() {
                let other = fs::read_to_string(&file).expect("a page");
                let anchors = other
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-").replace('`', ""));
                assert!(anchors.into_iter().any(|anchor| anchor == heading), "{}: no heading {target}", page.display());
            }
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

/// A new marimo that behaves as the last one makes no output untrue: the release that the outputs name stays.
fn with_release_of(old: &str, new: &str) -> String {
    let newest = Hosts::by_default(&[]).releases();
    let named = old.split("  on marimo ").nth(1).and_then(|rest| rest.lines().next());
    named.map_or(new.to_owned(), |named| new.replace(&format!("  on {newest}\n"), &format!("  on marimo {named}\n")))
}

/// The commands that show no output are run, too, as they stand and in their order, in a folder with a `notebook.py`; and
/// the project's settings are read.
#[test]
fn commands_run_as_they_stand() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let example = "fixes/subprocess/examples/guard-assignment.py";
    fs::copy(example, folder.path().join("notebook.py")).expect("the example");
    let mut said = Vec::new();
    for line in read(README).lines() {
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let command = command.split("  #").next().unwrap_or_default().trim();
        if !command.contains(" fixes/") {
            said.push((command.to_owned(), shell(folder.path(), &format!("{command} < /dev/null; echo \"exit $?\""))));
        }
    }
    let expected = [
        ("wasmfix notebook.py", "notebook.py: FAIL  on marimo ", "exit 1"),
        ("wasmfix --diff notebook.py", "diff --git a/notebook.py b/notebook.py", "exit 1"),
        ("wasmfix --fix notebook.py", "notebook.py: fixed subprocess: ", "exit 0"),
        // The review needs a terminal; tests/interactive.rs has one.
        ("wasmfix -i notebook.py", "--interactive needs a terminal", "exit 2"),
    ];
    for (command, part, code) in expected {
        let (_, output) =
            said.iter().find(|(said, _)| said == command).unwrap_or_else(|| panic!("{command}: {said:?}"));
        assert!(output.contains(part) && output.trim_end().ends_with(code), "{command}: {output}");
    }
    assert_eq!(said.len(), expected.len(), "a command of README.md is not expected: {said:?}");

    let text = read(CONFIGURATION);
    let settings = text.split("```toml\n[tool.wasmfix]\nmarimo").nth(1).and_then(|rest| rest.split("```").next());
    let settings = format!("[tool.wasmfix]\nmarimo{}", settings.expect("the settings"));
    fs::write(folder.path().join("pyproject.toml"), &settings).expect("pyproject.toml");
    let own = folder.path().join("wasm-fixes/no-debugger");
    fs::create_dir_all(&own).expect("the folder of fixes");
    for file in ["fix.toml", "README.md"] {
        fs::copy(Path::new("fixes/debugger").join(file), own.join(file)).expect("a fix");
    }
    let held = shell(folder.path(), "wasmfix config notebook.py; echo \"exit $?\"");
    for line in settings.lines().filter(|line| line.contains('=')) {
        let setting = line.split("  #").next().unwrap_or_default().trim();
        assert!(held.contains(setting), "{setting} in {held}");
    }
    assert!(held.ends_with("exit 0\n"), "{held}");
}

/// `wasmfix ...` within a sentence of any page: its words are such as the program knows.
#[test]
fn commands_in_sentences_are_understood() {
    let text: String = pages().iter().filter_map(|page| fs::read_to_string(page).ok()).collect();
    let text = text.replace('\n', " ");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let commands = text.split('`').filter(|span| span.starts_with("wasmfix ") && !span.contains("..."));
    let mut count = 0;
    for command in commands {
        let output = shell(folder.path(), &format!("{command} --help; echo \"exit $?\""));
        assert!(output.ends_with("exit 0\n"), "{command}: {output}");
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

fn with_table(text: &str) -> String {
    let (before, rest) = text.split_once(TABLE).expect("the mark of the table of problems");
    let (_, after) = rest.split_once(END).expect("the end of the table of problems");
    let mut table = String::from("\n| id | level | fix | what it is |\n|---|---|---|---|\n");
    for definition in definitions() {
        let (id, level, fix) = (&definition.id, level(definition), fix(definition));
        let _ = writeln!(table, "| [{id}](../fixes/{id}/README.md) | {level} | {fix} | {} |", definition.summary);
    }
    format!("{before}{TABLE}{table}\n{END}{after}")
}

fn level(definition: &Definition) -> &'static str {
    match definition.all_words().flat_map(|words| [words.guidance, words.measured]).flatten().max() {
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warning",
        Some(Level::Advice) => "advice",
        None => "as measured",
    }
}

fn fix(definition: &Definition) -> &'static str {
    let is = |safety| definition.fixes.iter().any(|fix| fix.safety == safety);
    match (is(Safety::Safe), is(Safety::Unsafe)) {
        (true, true) => "safe, unsafe",
        (true, false) => "safe",
        (false, true) => "unsafe",
        (false, false) => "by hand",
    }
}

/// Reruns every block that is one command on an example, `$ wasmfix ... fixes/...`, and puts its output below it.
fn with_outputs(text: &str) -> String {
    let mut new = String::new();
    let mut rerun = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        new.push_str(line);
        let command = line.strip_prefix("$ wasmfix ").filter(|arguments| arguments.contains(" fixes/"));
        let Some(arguments) = command else { continue };
        while lines.next_if(|line| !line.starts_with("```")).is_some() {}
        new.push_str(&output_of(arguments));
        rerun += 1;
    }
    assert!(rerun >= 2, "README.md shows no report and no diff");
    new
}

/// What a terminal would show, standard output first.
fn output_of(arguments: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_wasmfix"))
        .args(arguments.split_whitespace())
        .env("NO_COLOR", "1")
        .output()
        .expect("wasmfix can be run");
    assert!(matches!(run.status.code(), Some(0 | 1)), "wasmfix {arguments}: {}", String::from_utf8_lossy(&run.stderr));
    let mut shown = String::from_utf8(run.stdout).expect("UTF-8") + &String::from_utf8(run.stderr).expect("UTF-8");
    if !shown.ends_with('\n') {
        shown.push('\n');
    }
    shown
}

/// Does what a page says, in its order: writes the files it shows, runs its commands, puts their outputs below them.
fn done_as_told(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut new = String::new();
    let mut named = None;
    let (mut files, mut commands) = (0, 0);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        new.push_str(line);
        // "`report.py` is a notebook": the block below such a line is the file.
        let is_file = |word: &&str| [".toml", ".md", ".py"].iter().any(|ending| word.ends_with(ending));
        let mention = line.split('`').skip(1).step_by(2).find(is_file);
        if line.trim().is_empty() {
            continue;
        }
        let Some(language) = line.trim_end().strip_prefix("```") else {
            named = mention.map(str::to_owned);
            continue;
        };
        let block: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("```"))).collect();
        if language == "console" {
            for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                let _ = write!(new, "$ {command}{}", shell(folder.path(), command));
                commands += 1;
            }
        } else {
            let name = named.take().unwrap_or_else(|| panic!("no file is named above the block of {language}"));
            fs::write(folder.path().join(&name), block.concat()).unwrap_or_else(|error| panic!("{name}: {error}"));
            new.push_str(&block.concat());
            files += 1;
        }
        new.push_str(lines.next().expect("the end of the block"));
    }
    assert!(files >= 4 && commands >= 5, "{files} files and {commands} commands");
    new
}

/// What a terminal would show of a command, in a folder where the built `wasmfix` is installed.
fn shell(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_wasmfix")).parent().expect("its folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let run = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("NO_COLOR", "1")
        .output()
        .expect("sh can be run");
    String::from_utf8(run.stdout).expect("UTF-8")
}
