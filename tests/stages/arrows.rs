//! Data flows one way: a stage uses what stands left of it. This reads the paths in the source and holds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders and files of `src/`, in the order of the flow; the shell comes last. `lib.rs` and `main.rs` put them together.
const ORDER: [&str; 15] = [
    "harmless",
    "notebook",
    "syntax",
    "host",
    "questions",
    "packages",
    "surroundings",
    "rules",
    "edit",
    "check",
    "fix",
    "report",
    "disk",
    "net",
    "cli",
];
/// The shell: what only the feature `cli` brings.
const SHELL: [&str; 3] = ["disk", "net", "cli"];
/// What the core must not name, as it is the world. What is left has a reason.
const WORLD: [&str; 8] =
    ["std::fs", "std::env", "std::net", "std::thread", "std::process", "Instant::now", "SystemTime", "println!"];

/// Arrows that go back all the same, and why.
const BACK: [(&str, &str, &str); 1] =
    [("src/check/options.rs", "disk", "whoever names no shell gets the disk alone, with the feature `cli`")];

/// Files that touch the world all the same.
const TOUCHES: [(&str, &str); 11] = [
    ("src/check/local_file.rs", "the size of a file is not a question yet"),
    ("src/check/modules.rs", "reads the project files above the notebook"),
    ("src/check/on_disk.rs", "walks a folder with its `.gitignore`"),
    ("src/check/project.rs", "asks what git tracks, and what a hard link is"),
    ("src/check/public.rs", "compares the bytes of two files"),
    ("src/check/siblings.rs", "reads modules in any encoding"),
    ("src/host/lock.rs", "reads the lock file that an option names"),
    ("src/report/sarif.rs", "names files from the folder of the run"),
    ("src/rules/folder.rs", "the build reads `fixes/` with it"),
    ("src/rules/json_schema.rs", "a test, which keeps the schema in `fixes/`"),
    ("src/rules/project.rs", "reads a project's own `fixes/`"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "rs"));
    files.sort();
    files
}

/// The code of a file without comments and tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The stage that a file belongs to: the first part of its path below `src/`.
fn stage(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap();
    below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// What a text names as `crate::NAME`, also in braces.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                for (at, letter) in list.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        _ if depth == 0 && (at == 0 || list[..at].trim_end().ends_with(',')) => {
                            names.insert(word(list[at..].trim_start()));
                        }
                        _ => {}
                    }
                }
            }
            None => {
                names.insert(word(rest));
            }
        }
    }
    names.remove("");
    names
}

#[test]
fn no_stage_uses_what_comes_after_it() {
    let rank = |name: &str| ORDER.iter().position(|stage| *stage == name);
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let own = stage(&file);
        if matches!(own.as_str(), "lib" | "main" | "build") {
            continue;
        }
        let Some(own_rank) = rank(&own) else {
            wrong.push(format!("{}: `{own}` stands in no order: add it to tests/stages/arrows.rs", file.display()));
            continue;
        };
        for name in named(&code(&file)) {
            // The command line calls the whole: `crate::check()`, `crate::Options`.
            let is_late = match rank(&name) {
                Some(other) => other > own_rank,
                None => own != "cli",
            };
            let path = file.display().to_string().replace('\\', "/");
            let is_known = BACK.iter().any(|(known, stage, _)| *known == path && *stage == name);
            if is_late != is_known {
                wrong.push(format!("{}: uses crate::{name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that go back:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_does_not_touch_the_world() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let own = stage(&file);
        if SHELL.contains(&own.as_str())
            || matches!(own.as_str(), "main" | "build")
            || file.ends_with("build_tables.rs")
        {
            continue;
        }
        let code = code(&file);
        let path = file.display().to_string().replace('\\', "/");
        let known = TOUCHES.iter().any(|(known, _)| *known == path);
        let touched: Vec<&str> = WORLD.into_iter().filter(|world| code.contains(world)).collect();
        if known == touched.is_empty() {
            wrong.push(format!("{path}: {touched:?}"));
        }
    }
    assert!(wrong.is_empty(), "the core asks, and the shell answers (src/questions/):\n{}", wrong.join("\n"));
}
