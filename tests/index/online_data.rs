//! `--online-data`: what the servers of a notebook's data say, asked of servers on loopback.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use assert_cmd::Command;
use wasmfix::notebook::Notebook;
use wasmfix::rules::Level;
use wasmfix::{Options, check};

use crate::server::{Reply, Seen, Server};

/// What a server answers to `HEAD`: status, length in bytes, and which origins may read it.
fn answer(seen: &Seen) -> Reply {
    let page = seen.header("origin").is_some_and(|origin| origin.starts_with("https://"));
    let (status, length, origins) = match seen.path.as_str() {
        _ if !page => (400, None, None),
        "/open.csv" => (200, Some(2_000), Some("*")),
        "/large.parquet" => (200, Some(250_000_000), Some("*")),
        "/just.parquet" => (200, Some(100_000_000), Some("*")),
        "/closed.csv" => (200, Some(2_000), None),
        "/own-origin.csv" => (200, Some(9), Some("https://other.example")),
        "/moved.csv" => return Reply::new(302, "").with("Location", "/large.parquet"),
        "/no-head.csv" => (405, None, None),
        "/no-length.csv" => (200, None, Some("*")),
        "/broken.csv" => (500, None, None),
        "/gone.csv" => (410, None, None),
        _ => (404, None, None),
    };
    let reply = Reply { says: length, ..Reply::new(status, "") };
    origins.map_or(reply.clone(), |origins| reply.with("Access-Control-Allow-Origin", origins))
}

/// What it was asked: method and path.
fn asked(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect()
}

fn notebook(cell: &str) -> String {
    let cell: String = cell.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "# /// script\n# dependencies = [\"marimo\", \"pandas\", \"requests\"]\n# ///\n\nimport marimo\n\napp = \
         marimo.App()\n\n\n@app.cell\ndef _():\n    import sys\n\n    import pandas as pd\n    import requests\n\n{cell}    return\n"
    )
}

/// Level and message of each problem of this kind.
fn found(cell: &str, online_data: bool) -> Vec<(Level, String)> {
    let notebook = Notebook::read(Path::new("n.py"), notebook(cell).as_bytes()).unwrap();
    // Nothing of the notebook is asked of the package index.
    let shell = online_data.then(|| Arc::new(crate::index_at("http://127.0.0.1:9/simple", &crate::folder())) as _);
    let options = Options { online_data, shell, ..Options::default() };
    let findings = check(notebook, &options).findings.into_iter();
    let own = findings.filter(|finding| finding.problem.id == "online-data");
    own.map(|finding| (finding.problem.level, finding.problem.message)).collect()
}

#[test]
fn what_servers_say() {
    let server = Server::new(answer);
    let base = &server.base;
    for (path, expected) in [
        ("open.csv", None),
        ("just.parquet", None),
        ("no-length.csv", None),
        ("large.parquet", Some((Level::Warning, "has 250 MB"))),
        ("moved.csv", Some((Level::Warning, "has 250 MB"))),
        ("closed.csv", Some((Level::Warning, "does not let web pages read it"))),
        ("own-origin.csv", Some((Level::Warning, "does not let web pages read it"))),
        ("none.csv", Some((Level::Error, "status 404"))),
        ("gone.csv", Some((Level::Error, "status 410"))),
        ("no-head.csv", Some((Level::Advice, "nothing could be learnt"))),
        ("broken.csv", Some((Level::Advice, "nothing could be learnt"))),
    ] {
        let found = found(&format!("pd.read_csv(\"{base}/{path}\")"), true);
        match expected {
            None => assert!(found.is_empty(), "{path}: {found:?}"),
            Some((level, words)) => {
                assert_eq!(found.len(), 1, "{path}: {found:?}");
                assert_eq!(found[0].0, level, "{path}");
                assert!(found[0].1.contains(words) && found[0].1.contains(path), "{path}: {}", found[0].1);
            }
        }
    }
    let asked = asked(&server);
    assert!(asked.iter().all(|line| line.starts_with("HEAD /")), "{asked:?}");
}

#[test]
fn which_addresses_are_asked_about() {
    let server = Server::new(answer);
    let base = &server.base;
    let cell = format!(
        "root = \"{base}/\"\n\
         pd.read_csv(root + \"open.csv\")\n\
         pd.read_csv(root + \"open.csv\")\n\
         requests.get(\"{base}/closed.csv\")\n\
         name = str(len(root))\n\
         pd.read_csv(f\"{base}/{{name}}.csv\")\n\
         print(\"{base}/printed.csv\")\n\
         if sys.platform != \"emscripten\":\n    pd.read_csv(\"{base}/elsewhere.csv\")"
    );
    assert_eq!(found(&cell, false), []);
    assert!(asked(&server).is_empty(), "a server was asked without leave");
    let found = found(&cell, true);
    assert_eq!(found.len(), 1, "{found:?}");
    let mut asked = asked(&server);
    asked.sort();
    assert_eq!(asked, ["HEAD /closed.csv", "HEAD /open.csv"], "each address once, and only those that are read");
}

#[test]
fn what_no_server_answers_is_advice() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let found = found(&format!("pd.read_csv(\"http://{closed}/x.csv\")"), true);
    assert_eq!(found.first().map(|(level, _)| *level), Some(Level::Advice), "{found:?}");
}

#[test]
fn the_flag_and_offline() {
    let server = Server::new(answer);
    let base = &server.base;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("n.py");
    std::fs::write(&path, notebook(&format!("pd.read_csv(\"{base}/none.csv\")"))).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
        command.current_dir(folder.path()).arg("n.py").args(arguments).env("XDG_CACHE_HOME", folder.path());
        // Nothing here needs the index, so a closed one is as good as any.
        command.env("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple").output().unwrap()
    };
    assert_eq!(run(&["--offline"]).status.code(), Some(0));
    assert_eq!(run(&[]).status.code(), Some(0));
    let both = run(&["--offline", "--online-data"]);
    assert_eq!(both.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&both.stderr).contains("cannot be used with"));
    std::fs::write(folder.path().join("pyproject.toml"), "[tool.wasmfix]\noffline = true\n").unwrap();
    assert_eq!(run(&["--online-data"]).status.code(), Some(0), "a project that is offline stays so");
    assert!(asked(&server).is_empty());
    std::fs::remove_file(folder.path().join("pyproject.toml")).unwrap();
    let asked_about = run(&["--online-data"]);
    assert_eq!(asked_about.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&asked_about.stdout).contains("online-data"));
    assert_eq!(asked(&server), ["HEAD /none.csv"]);
}
