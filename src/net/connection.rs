//! Requests to a package index and to where its files lie: how many at once, how long to wait, what to try again, whom
//! to trust, and when to give a server up.

use std::collections::HashMap;
use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use http::{HeaderMap, header};
use reqwest::blocking::{Client, ClientBuilder, Response};
use reqwest::{Certificate, Url, redirect};

use super::credentials::{Credentials, Login, Netrc};
use super::trust;

/// Requests under way at once.
pub(super) const AT_ONCE: usize = 16;
const CONNECT: Duration = Duration::from_secs(8);
/// For a request and the whole of its answer, unless uv's variable `UV_HTTP_TIMEOUT` says how many seconds.
const REQUEST: Duration = Duration::from_secs(30);
/// Before each further try.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];
/// The longest pause that a server can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A server is given up after so many bad answers one after the other.
const BAD_ANSWERS: usize = 3;
const REDIRECTS: usize = 10;
/// Files of certificates that count instead of the system's own.
const CERTIFICATES: [&str; 2] = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"];

/// An answer of a server.
pub(super) struct Answer {
    /// Where it came from in the end.
    pub(super) url: Url,
    /// Its status and headers.
    pub(super) status: http::StatusCode,
    pub(super) headers: HeaderMap,
    /// Its contents, unpacked.
    pub(super) body: Vec<u8>,
}

/// Why there is no answer, in words that hold no address.
struct Trouble {
    why: String,
    kind: Kind,
    pause: Option<Duration>,
}

enum Kind {
    /// The server is not there.
    Absent,
    /// It was not in time.
    Late,
    /// The answer broke off, or says that the server is not well.
    Passing,
    /// The answer cannot be used, and would be the same again.
    Lasting,
}

impl Trouble {
    fn new(kind: Kind, why: impl Into<String>) -> Trouble {
        Trouble { why: why.into(), kind, pause: None }
    }
}

/// Why a user and password are not sent.
#[derive(Clone, Copy, Debug)]
enum Withheld {
    /// Only the project names the index.
    Untrusted,
    /// Everyone on the way could read them.
    Readable,
}

/// What is known of a server.
#[derive(Debug, Default)]
struct Server {
    answered: bool,
    bad_answers: usize,
    given_up: Option<String>,
}

/// The way to an index.
#[derive(Debug)]
pub(super) struct Connection {
    index: Url,
    login: Login,
    /// Why a user and password that there are were not sent.
    withheld: OnceLock<Withheld>,
    /// The host of the index that is asked where nobody chose one; others must not lead to it.
    public: String,
    /// Never dropped: that would wait for look-ups of names which nobody waits for any more, for seconds.
    client: OnceLock<Result<ManuallyDrop<Client>, String>>,
    netrc: OnceLock<Netrc>,
    servers: Mutex<HashMap<String, Server>>,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Connection {
    /// A connection that is made at the first request.
    pub(super) fn new(index: Url, login: Login, public: String) -> Connection {
        Connection {
            index,
            login,
            withheld: OnceLock::new(),
            public,
            client: OnceLock::new(),
            netrc: OnceLock::new(),
            servers: Mutex::default(),
            free: Mutex::new(AT_ONCE),
            freed: Condvar::new(),
        }
    }

    /// Why the server of an address was given up, if it was.
    pub(super) fn given_up(&self, url: &Url) -> Option<String> {
        locked(&self.servers).get(&server_of(url)).and_then(|server| server.given_up.clone())
    }

    /// Why another server than the index's was given up, if one was.
    pub(super) fn another_given_up(&self) -> Option<String> {
        let index = server_of(&self.index);
        let servers = locked(&self.servers);
        servers.iter().filter(|(name, _)| **name != index).find_map(|(_, server)| server.given_up.clone())
    }

    /// Asks, again where that may help. Answers with a status of 500 or more, and "too many requests", are no answers.
    ///
    /// # Errors
    /// In words, without the address.
    pub(super) fn get(&self, url: &Url, headers: &HeaderMap, largest: u64) -> Result<Answer, String> {
        let client = match self.client.get_or_init(|| self.build().map(ManuallyDrop::new)) {
            Ok(client) => client,
            Err(why) => {
                locked(&self.servers).entry(server_of(url)).or_default().given_up = Some(why.clone());
                return Err(why.clone());
            }
        };
        let _slot = self.slot();
        let mut pauses = PAUSES.iter();
        loop {
            if let Some(why) = self.given_up(url) {
                return Err(why);
            }
            let trouble = match self.attempt(client, url, headers, largest) {
                Ok(answer) => {
                    let mut servers = locked(&self.servers);
                    let server = servers.entry(server_of(url)).or_default();
                    (server.answered, server.bad_answers) = (true, 0);
                    return Ok(answer);
                }
                Err(trouble) => trouble,
            };
            match pauses.next() {
                Some(pause) if matches!(trouble.kind, Kind::Absent | Kind::Passing) => {
                    std::thread::sleep(trouble.pause.unwrap_or(*pause).min(LONGEST_PAUSE));
                }
                _ => return Err(self.failed(url, trouble)),
            }
        }
    }

    /// Remembers that a request failed for good. One page that cannot be had says nothing about the others.
    fn failed(&self, url: &Url, trouble: Trouble) -> String {
        let mut servers = locked(&self.servers);
        let server = servers.entry(server_of(url)).or_default();
        server.bad_answers += 1;
        let hopeless = match trouble.kind {
            Kind::Absent => true,
            Kind::Late => !server.answered || server.bad_answers >= BAD_ANSWERS,
            Kind::Passing | Kind::Lasting => !server.answered && server.bad_answers >= BAD_ANSWERS,
        };
        if hopeless {
            server.given_up.get_or_insert_with(|| trouble.why.clone());
        }
        trouble.why
    }

    fn attempt(&self, client: &Client, url: &Url, headers: &HeaderMap, largest: u64) -> Result<Answer, Trouble> {
        let mut request = client.get(url.clone()).headers(headers.clone());
        if let Some(credentials) = self.credentials_of(url) {
            request = request.basic_auth(&credentials.user, Some(&credentials.password));
        }
        let mut response = request.send().map_err(|error| trouble_of(&error))?;
        let status = response.status();
        if status.is_server_error() || status == http::StatusCode::TOO_MANY_REQUESTS {
            let trouble = Trouble::new(Kind::Passing, format!("it answered with status {}", status.as_u16()));
            return Err(Trouble { pause: wanted_pause(&response), ..trouble });
        }
        let too_large = || Trouble::new(Kind::Lasting, "its answer is too large");
        if response.content_length().is_some_and(|length| length > largest) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        let read = response.by_ref().take(largest + 1).read_to_end(&mut body);
        read.map_err(|error| match error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>()) {
            Some(inner) if inner.is_timeout() => trouble_of(inner),
            _ => Trouble::new(Kind::Passing, "its answer broke off"),
        })?;
        if body.len() as u64 > largest {
            return Err(too_large());
        }
        Ok(Answer { url: response.url().clone(), status, headers: response.headers().clone(), body })
    }

    /// Only the index gets what was said for the index, and what netrc says for "all others": a file may lie anywhere.
    fn credentials_of(&self, url: &Url) -> Option<&Credentials> {
        let is_index = url.origin() == self.index.origin();
        let Login { in_address, of_environment, trusted } = &self.login;
        if is_index && in_address.is_some() {
            return in_address.as_ref();
        }
        let found = of_environment.as_ref().filter(|_| is_index).or_else(|| {
            let netrc = self.netrc.get_or_init(Netrc::of_user);
            let host = url.host_str()?;
            netrc.of(host).or_else(|| netrc.default_entry().filter(|_| is_index && host != self.public))
        })?;
        let why = match (trusted, trust::is_private(url)) {
            (true, true) => return Some(found),
            (false, _) => Withheld::Untrusted,
            (true, false) => Withheld::Readable,
        };
        self.withheld.get_or_init(|| why);
        None
    }

    /// What must be said of a user and password that were not sent.
    pub(super) fn withheld(&self) -> Option<String> {
        let file = || trust::own_file().map_or("your own wasmfix.toml".to_owned(), |file| file.display().to_string());
        let nothing = "it gets no user and password of your environment or netrc";
        self.withheld.get().map(|why| match why {
            Withheld::Untrusted => format!(
                "the package index {0} is named by the project alone, so {nothing}: if you trust it, write \
                 `trusted-indexes = [\"{0}\"]` into {1}",
                self.index,
                file()
            ),
            Withheld::Readable => {
                format!("the package index {} speaks plain http, so {nothing}: name it by https", self.index)
            }
        })
    }

    fn build(&self) -> Result<Client, String> {
        builder()?.redirect(self.redirects()).build().map_err(|error| trouble_of(&error).why)
    }

    /// Some private indexes send on to the public one what they do not have. That would tell it the names of private
    /// packages, and take somebody else's package for one's own.
    fn redirects(&self) -> redirect::Policy {
        let (public, is_public) = (self.public.clone(), self.index.host_str() == Some(&self.public));
        redirect::Policy::custom(move |attempt| {
            let from = attempt.previous().last();
            if attempt.previous().len() > REDIRECTS {
                attempt.error("it redirects without end")
            } else if from.is_some_and(|from| from.scheme() == "https") && attempt.url().scheme() != "https" {
                attempt.error("it redirects to an address without encryption")
            } else if !is_public && attempt.url().host_str() == Some(&public) {
                attempt.error("it redirects to PyPI, which was not chosen")
            } else {
                attempt.follow()
            }
        })
    }

    fn slot(&self) -> Slot<'_> {
        let free = locked(&self.free);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Slot(self)
    }
}

/// A client with the user's own certificates and patience, for whatever server.
pub(super) fn builder() -> Result<ClientBuilder, String> {
    let seconds = std::env::var("UV_HTTP_TIMEOUT").ok().and_then(|seconds| seconds.parse().ok());
    let timeout = seconds.map_or(REQUEST, Duration::from_secs);
    let mut builder = Client::builder()
        .user_agent(concat!("wasmfix/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(timeout)
        .pool_max_idle_per_host(AT_ONCE)
        .referer(false);
    let named: Vec<(&str, PathBuf)> = CERTIFICATES
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name).filter(|value| !value.is_empty())?.into())))
        .collect();
    if !named.is_empty() {
        let mut certificates = Vec::new();
        for (name, path) in named {
            let read = certificates_in(&path);
            certificates.extend(read.ok_or_else(|| format!("{name} names no file with certificates"))?);
        }
        builder = builder.tls_certs_only(certificates);
    }
    Ok(builder)
}

/// One of the requests that may be under way.
struct Slot<'a>(&'a Connection);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *locked(&self.0.free) += 1;
        self.0.freed.notify_one();
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn server_of(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// A file of certificates, or a folder of such files.
fn certificates_in(path: &Path) -> Option<Vec<Certificate>> {
    let files = match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect(),
        Err(_) => vec![path.to_owned()],
    };
    let read = |file: &PathBuf| Certificate::from_pem_bundle(&std::fs::read(file).ok()?).ok();
    let certificates: Vec<Certificate> = files.iter().filter_map(read).flatten().collect();
    (!certificates.is_empty()).then_some(certificates)
}

fn wanted_pause(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The innermost cause; addresses may hold a password and are left out.
fn trouble_of(error: &reqwest::Error) -> Trouble {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let words = if error.is_timeout() {
        "no answer in time".to_owned()
    } else if std::ptr::addr_eq(cause, error) {
        "the request failed".to_owned()
    } else {
        cause.to_string()
    };
    let kind = match error {
        _ if error.is_timeout() => Kind::Late,
        _ if error.is_connect() || error.is_builder() => Kind::Absent,
        _ if error.is_redirect() => Kind::Lasting,
        _ => Kind::Passing,
    };
    Trouble::new(kind, words)
}
