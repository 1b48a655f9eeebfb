//! A package index on loopback whose answers are recorded in a file: what it lists, and what each wheel says of itself.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use wasmfix::net::{Index, IndexOptions};

/// Project -> file's name -> lines of its metadata; the line `yanked` says that the file was withdrawn.
type Recorded = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// An index that answers as a text says, each time after a while; every other project is unknown to it.
pub fn index(text: &str, delay: Duration) -> Arc<Index> {
    let recorded: Recorded = toml_edit::de::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let recorded = Arc::new(recorded);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let url = format!("{base}/simple");
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (recorded, base) = (Arc::clone(&recorded), base.clone());
            std::thread::spawn(move || {
                std::thread::sleep(delay);
                serve(stream, &recorded, &base);
            });
        }
    });
    let cache = tempfile::tempdir().unwrap().keep();
    Arc::new(Index::new(&IndexOptions { url: Some(url), ..IndexOptions::default() }).with_cache(cache))
}

fn serve(mut stream: TcpStream, recorded: &Recorded, base: &str) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let (status, body) = match answer(&path, recorded, base) {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", String::new()),
    };
    let kind = if path.starts_with("/simple/") { "application/vnd.pypi.simple.v1+json" } else { "text/plain" };
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}

fn answer(path: &str, recorded: &Recorded, base: &str) -> Option<String> {
    if let Some(project) = path.strip_prefix("/simple/") {
        let wheels = recorded.get(project.trim_end_matches('/'))?;
        let files = wheels.iter().map(|(name, lines)| {
            let yanked = lines.iter().any(|line| line == "yanked");
            format!(r#"{{"filename": "{name}", "url": "{base}/files/{name}", "hashes": {{}}, "yanked": {yanked}}}"#)
        });
        let files = files.collect::<Vec<_>>().join(",");
        return Some(format!(r#"{{"meta": {{"api-version": "1.1"}}, "name": "x", "files": [{files}]}}"#));
    }
    let wheel = path.strip_prefix("/files/")?.strip_suffix(".metadata")?;
    let lines = recorded.values().find_map(|wheels| wheels.get(wheel))?;
    Some(format!("Metadata-Version: 2.1\nName: x\n{}\n", lines.join("\n")))
}
