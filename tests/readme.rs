//! README.md says what is so: its table of problems and the outputs in it are made again and compared.
//!
//! `UPDATE_README=1 cargo test --test readme` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use wasmfix::check::Level;
use wasmfix::check::{Definition, Safety, definitions};

const TABLE: &str = "<!-- problems: generated, see tests/readme.rs -->\n";
const END: &str = "<!-- end -->\n";

/// One test, as all parts write the same file.
#[test]
fn readme_is_true() {
    let old = fs::read_to_string("README.md").expect("README.md");
    let new = with_outputs(&with_table(&old));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write("README.md", &new).expect("README.md can be written");
    } else {
        let first = old.lines().zip(new.lines()).position(|(old, new)| old != new).map_or(0, |line| line + 1);
        assert!(
            old == new,
            "README.md is not what the program says from line {first} on: UPDATE_README=1 cargo test --test readme"
        );
    }
}

fn with_table(text: &str) -> String {
    let (before, rest) = text.split_once(TABLE).expect("the mark of the table of problems");
    let (_, after) = rest.split_once(END).expect("the end of the table of problems");
    let mut table = String::from("\n| id | level | fix | what it is |\n|---|---|---|---|\n");
    for definition in definitions() {
        let (id, level, fix) = (definition.id, level(definition), fix(definition));
        let _ = writeln!(table, "| [{id}](fixes/{id}/README.md) | {level} | {fix} | {} |", definition.summary);
    }
    format!("{before}{TABLE}{table}\n{END}{after}")
}

fn level(definition: &Definition) -> &'static str {
    let variants = definition.variants.iter().map(|(_, words)| words);
    let words = std::iter::once(&definition.words).chain(variants);
    match words.flat_map(|words| [words.guidance, words.measured]).flatten().max() {
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
