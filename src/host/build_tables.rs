//! Build time: `src/host/data/*.tsv` -> `$OUT_DIR/host_tables.rs`, sorted arrays that are searched by halves.
//!
//! Which tables there are and who writes them: `src/host/data/generate.py`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

const DATA: &str = "src/host/data";

struct Row {
    place: String,
    cells: Vec<String>,
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn fail(&self, why: &str) -> ! {
        stop(&format!("{}: {why}", self.place))
    }

    fn flag(&self, column: usize) -> bool {
        match self.cell(column) {
            "y" => true,
            "" | "n" => false,
            other => self.fail(&format!("`{other}` is neither `y` nor `n`")),
        }
    }

    /// A size; 0 where it is not known.
    fn bytes(&self, column: usize) -> u64 {
        match self.cell(column) {
            "" => 0,
            text => text.parse().unwrap_or_else(|_| self.fail(&format!("`{text}` is no number of bytes"))),
        }
    }

    fn filled(&self, column: usize) -> &str {
        match self.cell(column) {
            "" => self.fail(&format!("column {} is empty", column + 1)),
            text => text,
        }
    }
}

fn stop(message: &str) -> ! {
    println!("cargo::error={message}");
    process::exit(1)
}

/// Reads a table: tab-separated, `#` comments, a fixed number of columns of which the last ones may be left out.
fn table(name: &str, columns: usize) -> Vec<Row> {
    let path = Path::new(DATA).join(name);
    println!("cargo::rerun-if-changed={}", path.display());
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => stop(&format!("{}: {error}", path.display())),
    };
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let row = Row { place: format!("{}:{}", path.display(), index + 1), cells };
        if row.cells.len() > columns {
            row.fail(&format!("{} columns, {columns} expected", row.cells.len()));
        }
        row.filled(0);
        rows.push(row);
    }
    rows
}

/// The columns behind the first, by the comment that a table begins with.
fn heading(name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(DATA).join(name)).unwrap_or_default();
    text.lines().next().unwrap_or_default().split('\t').skip(1).map(str::to_owned).collect()
}

/// The same, sorted by the first column; a name that stands twice stops the build.
fn sorted(name: &str, columns: usize) -> Vec<Row> {
    let mut rows = table(name, columns);
    rows.sort_by(|a, b| a.cell(0).cmp(b.cell(0)));
    for pair in rows.windows(2) {
        if let [first, second] = pair
            && first.cell(0) == second.cell(0)
        {
            second.fail(&format!("`{}` stands in {} already", second.cell(0), first.place));
        }
    }
    rows
}

fn words(text: &str) -> String {
    let quoted: Vec<String> = text.split_whitespace().map(|word| format!("{word:?}")).collect();
    format!("&[{}]", quoted.join(", "))
}

/// Writes the tables.
pub fn write() {
    let mut code = String::new();
    let measured = heading("stdlib.tsv");
    for version in hosts(&mut code, &measured) {
        lock(&mut code, &version);
    }
    added(&mut code);
    stdlib(&mut code, &measured);
    calls(&mut code);
    errors(&mut code);
    missing_names(&mut code);
    names(&mut code, "IMPORT_NAMES", "imports.tsv");
    names(&mut code, "MODULES", "modules.tsv");
    names(&mut code, "GUIDANCE_PACKAGES", "guidance.tsv");
    names(&mut code, "PURE_PACKAGES", "pure.tsv");
    names(&mut code, "KNOWN_PACKAGES", "known.tsv");
    names(&mut code, "RENAMED_PACKAGES", "renamed.tsv");
    names(&mut code, "WRONG_NAMES", "wrong-names.tsv");
    native(&mut code);
    list(&mut code, "LOADED", "loaded.tsv");
    list(&mut code, "RUNNING", "running.tsv");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("host_tables.rs");
    if let Err(error) = fs::write(&target, code) {
        stop(&format!("{}: {error}", target.display()));
    }
}

fn constant(version: &str) -> String {
    version.replace('.', "_")
}

/// The known hosts, and the versions of Pyodide under them. A Pyodide whose standard library was not measured takes the
/// column of the one before it.
fn hosts(code: &mut String, measured: &[String]) -> Vec<String> {
    let mut pyodides: Vec<String> = Vec::new();
    let mut column = 0;
    code.push_str("pub static HOSTS: &[Host] = &[\n");
    for row in table("hosts.tsv", 18) {
        let pyodide = row.filled(1);
        if !pyodides.iter().any(|known| known == pyodide) {
            pyodides.push(pyodide.to_owned());
            column = measured.iter().position(|known| known == pyodide).unwrap_or(column);
        }
        host(code, &row, column);
    }
    code.push_str("];\n");
    pyodides
}

fn host(code: &mut String, row: &Row, column: usize) {
    let one_of = |column: usize, words: &[(&str, &'static str)]| {
        let cell = row.cell(column);
        let known = words.iter().find(|(word, _)| *word == cell);
        known.map_or_else(|| row.fail(&format!("column {}: `{cell}` is not known", column + 1)), |(_, code)| *code)
    };
    let releases = row.filled(15).split(' ').chain(row.cell(16).split_whitespace());
    for version in [row.cell(0), row.filled(2)].into_iter().chain(releases) {
        if version.split('.').any(|part| part.parse::<u32>().is_err()) {
            row.fail(&format!("`{version}` is no version"));
        }
    }
    let markers = [("left", "Left"), ("cut", "Cut"), ("honoured", "Honoured")];
    let _ = writeln!(
        code,
        "Host {{ from: {:?}, pyodide: {:?}, python: {:?}, platforms: {}, platform_release: {:?}, \
         markers: Markers::{}, specifiers_kept: {}, compared_by_name: {}, unlisted: {}, duckdb_loads: {}, \
         adapters: {}, polars_urls: {}, duckdb_urls: {}, local_modules: {}, islands: {}, \
         releases: {}, measured: {}, core: {}, release: None, column: {column}, \
         lock: Lock::Built {{ packages: LOCK_{v}, imports: LOCK_IMPORTS_{v} }} }},",
        row.cell(0),
        row.cell(1),
        row.cell(2),
        words(row.filled(3)),
        row.filled(4),
        one_of(5, &markers),
        one_of(6, &[("kept", "true"), ("stripped", "false")]),
        one_of(7, &[("name", "true"), ("text", "false")]),
        row.flag(8),
        row.flag(9),
        row.flag(10),
        row.flag(11),
        row.flag(12),
        row.flag(13),
        row.flag(14),
        words(row.cell(15)),
        words(row.cell(16)),
        row.bytes(17),
        v = constant(row.cell(1)),
    );
}

fn lock(code: &mut String, version: &str) {
    let mut imports = BTreeMap::new();
    let _ = writeln!(code, "static LOCK_{}: &[LockPackage<'static>] = &[", constant(version));
    for row in sorted(&format!("lock-{version}.tsv"), 7) {
        package(code, &row, row.filled(2), row.flag(3), row.cell(4), row.cell(5), row.bytes(6));
        for import in row.cell(5).split_whitespace() {
            imports.insert(import.to_owned(), row.cell(0).to_owned());
        }
    }
    let _ = writeln!(code, "];\nstatic LOCK_IMPORTS_{}: &[(&str, &str)] = &[", constant(version));
    for (import, name) in imports {
        let _ = writeln!(code, "({import:?}, {name:?}),");
    }
    code.push_str("];\n");
}

fn package(code: &mut String, row: &Row, version: &str, pure: bool, depends: &str, imports: &str, size: u64) {
    let size = if size == 0 { "None".to_owned() } else { format!("Some({size})") };
    let _ = writeln!(
        code,
        "LockPackage {{ name: {:?}, written: {:?}, version: {version:?}, pure: {pure}, depends: {depends:?}, \
         imports: {imports:?}, size: {size} }},",
        row.cell(0),
        row.filled(1),
    );
}

fn added(code: &mut String) {
    code.push_str("pub static LOCK_ADDED: &[LockPackage<'static>] = &[\n");
    for row in sorted("lock-added.tsv", 5) {
        package(code, &row, row.cell(2), true, "", row.filled(3), row.bytes(4));
    }
    code.push_str("];\n");
}

fn stdlib(code: &mut String, measured: &[String]) {
    code.push_str("pub static STDLIB: &[(&str, &[&str])] = &[\n");
    for row in sorted("stdlib.tsv", 1 + measured.len()) {
        let cells: Vec<&str> = (1..=measured.len()).map(|column| row.filled(column)).collect();
        if let Some(cell) =
            cells.iter().find(|cell| !matches!(**cell, "ok" | "missing" | "-") && !cell.starts_with("load:"))
        {
            row.fail(&format!("`{cell}` is none of ok, missing, load:PACKAGE, -"));
        }
        let _ = writeln!(code, "({:?}, &{cells:?}),", row.cell(0));
    }
    code.push_str("];\n");
}

fn calls(code: &mut String) {
    let fact = |row: &Row, column: usize| {
        let outcome = match row.cell(column) {
            "works" => "Works",
            "degraded" => "Degraded",
            "silent" => "Silent",
            "fails" => "Fails",
            other => row.fail(&format!("`{other}` is no outcome")),
        };
        let (error, detail) = (row.cell(column + 1), row.cell(column + 2));
        format!("CallFact {{ outcome: Outcome::{outcome}, error: {error:?}, detail: {detail:?} }}")
    };
    code.push_str("pub static CALLS: &[CallRow] = &[\n");
    for row in sorted("calls.tsv", 8) {
        let marimo = if row.cell(4).is_empty() { "None".to_owned() } else { format!("Some({})", fact(&row, 4)) };
        let _ = writeln!(
            code,
            "CallRow {{ name: {:?}, plain: {}, marimo: {marimo}, shims: {} }},",
            row.cell(0),
            fact(&row, 1),
            row.flag(7)
        );
    }
    code.push_str("];\n");
}

fn errors(code: &mut String) {
    code.push_str("pub static ERRORS: &[(&str, &[&str])] = &[\n");
    for row in sorted("errors.tsv", 2) {
        let _ = writeln!(code, "({:?}, {}),", row.cell(0), words(row.filled(1)));
    }
    code.push_str("];\n");
}

fn missing_names(code: &mut String) {
    code.push_str("pub static MISSING_NAMES: &[(&str, [bool; 2], &str)] = &[\n");
    for row in sorted("missing-names.tsv", 4) {
        let missing = |column: usize| match row.filled(column) {
            "missing" => true,
            "ok" => false,
            other => row.fail(&format!("`{other}` is neither `ok` nor `missing`")),
        };
        let _ = writeln!(code, "({:?}, [{}, {}], {:?}),", row.cell(0), missing(1), missing(2), row.filled(3));
    }
    code.push_str("];\n");
}

/// A table of pairs.
fn names(code: &mut String, constant: &str, file: &str) {
    let _ = writeln!(code, "pub static {constant}: &[(&str, &str)] = &[");
    for row in sorted(file, 3) {
        let _ = writeln!(code, "({:?}, {:?}),", row.cell(0), row.filled(1));
    }
    code.push_str("];\n");
}

fn native(code: &mut String) {
    code.push_str("pub static NATIVE_PACKAGES: &[NativePackage] = &[\n");
    for row in sorted("native.tsv", 5) {
        let _ = writeln!(
            code,
            "NativePackage {{ name: {:?}, guidance: {}, installs: {}, why: {:?}, instead: {:?} }},",
            row.cell(0),
            row.flag(1),
            row.cell(4).starts_with("OK"),
            row.filled(2),
            row.cell(3)
        );
    }
    code.push_str("];\n");
}

fn list(code: &mut String, name: &str, file: &str) {
    let _ = writeln!(code, "pub static {name}: &[&str] = &[");
    for row in sorted(file, 1) {
        let _ = writeln!(code, "{:?},", row.cell(0));
    }
    code.push_str("];\n");
}
