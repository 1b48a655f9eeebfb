//! Times a whole check and a whole fix of every example in `fixes/`: `cargo bench`, or `cargo bench -- ROUNDS`.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wasmfix::notebook::Notebook;
use wasmfix::{Options, check, fix};

fn main() {
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(20);
    let notebooks = examples(Path::new("fixes"));
    let bytes: usize = notebooks.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} notebooks, {} KB, {rounds} rounds, offline", notebooks.len(), bytes / 1024);
    let offline = Options::default();
    let each = |what: &str, step: &dyn Fn(Notebook)| {
        let times: Vec<Duration> = (0..rounds)
            .map(|_| {
                let started = Instant::now();
                for (path, bytes) in &notebooks {
                    if let Ok(notebook) = Notebook::read(path, bytes) {
                        step(notebook);
                    }
                }
                started.elapsed()
            })
            .collect();
        let best = times.iter().min().copied().unwrap_or_default().as_secs_f64();
        println!(
            "{what:5}  {:8.3} ms a notebook  {:6.2} MB/s",
            best * 1e3 / notebooks.len() as f64,
            bytes as f64 / best / 1e6
        );
    };
    each("read", &|notebook| drop(black_box(notebook)));
    each("check", &|notebook| drop(black_box(check(notebook, &offline))));
    each("fix", &|notebook| drop(black_box(fix(notebook, &offline, true))));
}

fn examples(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(examples(&path));
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let bytes = std::fs::read(&path).unwrap_or_default();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}
