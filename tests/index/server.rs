//! A package index on this computer, which remembers what it was asked and answers as the test wants.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request; names of headers in small letters.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub headers: BTreeMap<String, String>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Before anything is sent.
    pub delay: Duration,
    /// What `Content-Length` says, if that is not the length.
    pub says: Option<u64>,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: Vec::new(), body: body.into(), delay: Duration::ZERO, says: None }
    }

    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply::new(200, body)
    }

    pub fn missing() -> Reply {
        Reply::new(404, "")
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    pub fn after(mut self, delay: Duration) -> Reply {
        self.delay = delay;
        self
    }
}

pub struct Server {
    pub base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    pub connections: Arc<AtomicUsize>,
    pub most_at_once: Arc<AtomicUsize>,
}

impl Server {
    pub fn new(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            base: format!("http://{}", listener.local_addr().unwrap()),
            seen: Arc::default(),
            connections: Arc::default(),
            most_at_once: Arc::default(),
        };
        let (seen, connections) = (Arc::clone(&server.seen), Arc::clone(&server.connections));
        let (most, now, answer) = (Arc::clone(&server.most_at_once), Arc::new(AtomicUsize::new(0)), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                connections.fetch_add(1, Ordering::SeqCst);
                let (seen, most, now) = (Arc::clone(&seen), Arc::clone(&most), Arc::clone(&now));
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || {
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    while let Some(request) = read(&mut reader) {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        seen.lock().unwrap().push(request.clone());
                        let reply = answer(&request);
                        std::thread::sleep(reply.delay);
                        now.fetch_sub(1, Ordering::SeqCst);
                        if !write(&stream, &request, &reply) {
                            return;
                        }
                    }
                });
            }
        });
        server
    }

    /// An index with these pages; each wheel is listed with its hash, and has metadata without requirements.
    pub fn index(pages: &'static [(&'static str, &'static [&'static str])]) -> Server {
        Server::new(move |seen| standard(seen, pages))
    }

    pub fn simple(&self) -> String {
        format!("{}/simple", self.base)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn paths(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.path).collect()
    }

    /// How often it was asked since the last time.
    pub fn take(&self) -> usize {
        std::mem::take(&mut *self.seen.lock().unwrap()).len()
    }
}

/// What [`Server::index`] answers.
pub fn standard(seen: &Seen, pages: &[(&str, &[&str])]) -> Reply {
    if seen.path.ends_with(".metadata") {
        return Reply::ok("Metadata-Version: 2.1\nName: x\n\n");
    }
    let name = seen.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match pages.iter().find(|(page, _)| *page == name) {
        Some((_, files)) => Reply::ok(page(files)).with("Content-Type", "application/vnd.pypi.simple.v1+json"),
        None => Reply::missing(),
    }
}

/// A project's page; the files lie in `/files/`.
pub fn page(files: &[&str]) -> String {
    let file = |file: &&str| {
        format!(r#"{{"filename": "{file}", "url": "/files/{file}", "hashes": {{"sha256": "00"}}, "yanked": false}}"#)
    };
    let files: Vec<String> = files.iter().map(file).collect();
    format!(r#"{{"meta": {{"api-version": "1.1"}}, "name": "x", "files": [{}]}}"#, files.join(","))
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Seen> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let (method, path) = line.split_once(' ')?;
    let (method, path) = (method.to_owned(), path.split(' ').next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => drop(headers.insert(name.to_lowercase(), value.to_owned())),
            None => return Some(Seen { method, path, headers }),
        }
    }
}

/// False if the connection is over.
fn write(mut stream: &TcpStream, request: &Seen, reply: &Reply) -> bool {
    let head = request.method == "HEAD";
    let length = reply.says.or((!head).then_some(reply.body.len() as u64));
    let mut text = format!("HTTP/1.1 {} X\r\n", reply.status);
    for (name, value) in length.map(|length| ("Content-Length", length.to_string())).iter().chain(&reply.headers) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    let body = if head { &[][..] } else { &reply.body };
    let sent = stream.write_all(format!("{text}\r\n").as_bytes()).and_then(|()| stream.write_all(body));
    let whole = sent.is_ok() && (head || length == Some(body.len() as u64));
    if !whole {
        let _ = stream.shutdown(std::net::Shutdown::Both);
    }
    whole
}

/// A wheel: a ZIP archive with a file that compresses badly and is large, and with metadata.
pub fn wheel(metadata: &str) -> Vec<u8> {
    let filler: Vec<u8> = (0..400_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    archive(&[("x/data.bin", &filler), ("x-1.0.dist-info/METADATA", metadata.as_bytes())])
}

/// A ZIP archive.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for &(name, contents) in entries {
        let mut packed = Vec::new();
        let mut encoder = flate2::read::DeflateEncoder::new(contents, flate2::Compression::default());
        encoder.read_to_end(&mut packed).unwrap();
        let offset = file.len() as u32;
        let mut header = Vec::new();
        for number in [20u16, 0, 8, 0, 0] {
            header.extend(number.to_le_bytes());
        }
        for number in [0u32, packed.len() as u32, contents.len() as u32] {
            header.extend(number.to_le_bytes());
        }
        for number in [name.len() as u16, 0] {
            header.extend(number.to_le_bytes());
        }
        file.extend(b"PK\x03\x04");
        file.extend(&header);
        file.extend(name.as_bytes());
        file.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\x00\x00\x00\x00");
    file.extend([(entries.len() as u16).to_le_bytes(); 2].concat());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// The part of a file that a `Range` header asks for, as a server that knows ranges answers.
pub fn ranged(seen: &Seen, file: &[u8]) -> Reply {
    let Some((from, to)) = seen.header("range").and_then(|range| range.strip_prefix("bytes=")?.split_once('-')) else {
        return Reply::ok(file);
    };
    let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
    let part = match from {
        "" => &file[file.len().saturating_sub(number(to))..],
        from => &file[number(from)..number(to).saturating_add(1).min(file.len())],
    };
    Reply::new(206, part)
}
