//! Addresses that a notebook itself names: wheels in its script block, and data that it reads. Never a body as a whole.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use super::connection::{builder, locked};
use super::pages;
use super::wheel::{self, Span};
use crate::questions::pages::{Metadata, Served};

static CLIENT: OnceLock<Option<reqwest::blocking::Client>> = OnceLock::new();

fn client() -> Option<&'static reqwest::blocking::Client> {
    CLIENT.get_or_init(|| builder().ok().and_then(|builder| builder.build().ok())).as_ref()
}

/// What servers have said in this run, by address: a notebook is checked more than once.
static ANSWERS: LazyLock<Mutex<HashMap<String, Served>>> = LazyLock::new(Mutex::default);
static WHEELS: LazyLock<Mutex<HashMap<String, Wheel>>> = LazyLock::new(Mutex::default);

type Wheel = Result<Option<Arc<Metadata>>, String>;

/// What a server says of a file when a browser's page asks: a `HEAD` request with an origin; redirects are followed.
/// No server is asked twice about one address.
pub(super) fn served(url: &str) -> Served {
    remembered(&ANSWERS, url, || head(url))
}

fn head(url: &str) -> Served {
    let Some(request) =
        client().map(|client| client.head(url).header("origin", ORIGIN).header("accept-encoding", "identity"))
    else {
        return Served::Unknown;
    };
    let Ok(response) = request.send() else { return Served::Unknown };
    let status = response.status();
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    match status.as_u16() {
        404 | 410 => Served::Missing(status.as_u16()),
        _ if status.is_success() => Served::There {
            bytes: header("content-length").and_then(|length| length.trim().parse().ok()),
            open: header("access-control-allow-origin").is_some_and(|value| matches!(value.trim(), "*" | ORIGIN)),
        },
        _ => Served::Unknown,
    }
}

/// An origin like that of any published notebook.
const ORIGIN: &str = "https://notebook.example";

/// The metadata of a wheel at an address, by range requests; `None` if nothing can be said. An error is why a browser cannot
/// fetch the wheel.
pub(super) fn wheel_metadata(url: &str) -> Wheel {
    remembered(&WHEELS, url, || read_wheel(url))
}

fn read_wheel(url: &str) -> Wheel {
    let bare = url.split('#').next().unwrap_or(url);
    match served(bare) {
        Served::Unknown => return Ok(None),
        Served::Missing(status) => return Err(format!("no wheel is there: the server answers with status {status}")),
        Served::There { open: false, .. } => {
            return Err("its server does not let web pages read it (no CORS header)".to_owned());
        }
        Served::There { open: true, .. } => {}
    }
    let part = |span: Span| {
        let response = client()?.get(bare).header("range", span.header()).send().ok()?;
        // 200 would be the whole file, however large; only a part is wanted.
        (response.status().as_u16() == 206).then(|| response.bytes().ok())?.map(|body| body.to_vec())
    };
    Ok(wheel::metadata(part).and_then(|text| pages::metadata(&text)).map(Arc::new))
}

/// What is known of a file at an address, without a request.
pub(super) fn known_served(url: &str) -> Option<Served> {
    locked(&ANSWERS).get(url).cloned()
}

/// What is known of a wheel at an address, without a request.
pub(super) fn known_wheel(url: &str) -> Option<Wheel> {
    locked(&WHEELS).get(url).cloned()
}

/// The answer that was given before, else the one that is found out now.
fn remembered<T: Clone>(known: &Mutex<HashMap<String, T>>, url: &str, find: impl FnOnce() -> T) -> T {
    if let Some(known) = locked(known).get(url).cloned() {
        return known;
    }
    let found = find();
    locked(known).insert(url.to_owned(), found.clone());
    found
}
