//! The package index: the Simple API as JSON (PEP 691), and the metadata of single files (PEP 658).
//!
//! The client is built at the first request. The first request that fails for want of a network ends all others: an
//! index that cannot be reached is one note, not one wait per package.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::cache::{Cache, Kind};
use super::tags::WheelName;
use super::{IndexOptions, configuration, wheel};

const ACCEPT: &str = "application/vnd.pypi.simple.v1+json";
const CONNECT: Duration = Duration::from_secs(8);
const REQUEST: Duration = Duration::from_secs(40);

/// The index cannot be asked.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the package index could not be reached ({0}): packages that no table knows could not be verified")]
pub struct Unreachable(pub String);

/// A wheel that the index lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WheelFile {
    /// Its name.
    pub filename: String,
    /// Where it is.
    pub url: String,
    /// Whether its publisher withdrew it.
    pub yanked: bool,
}

/// A project, as far as a browser is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// The wheels that a browser might install.
    pub wheels: Vec<WheelFile>,
    /// All its versions that the publisher stands by, whatever files they have.
    pub versions: Vec<String>,
}

/// What a wheel says of itself, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Metadata {
    pub(super) requires_dist: Vec<String>,
    pub(super) provides_extra: Vec<String>,
}

impl Metadata {
    pub(super) fn read(text: &str) -> Metadata {
        let mut metadata = Metadata::default();
        // The header ends at the first empty line; what follows is the description. A line of spaces goes on with a
        // value (a licence's text).
        for line in text.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with([' ', '\t'])) {
            let Some((key, value)) = line.split_once(':') else { continue };
            match key.to_ascii_lowercase().as_str() {
                "requires-dist" => metadata.requires_dist.push(value.trim().to_owned()),
                "provides-extra" => metadata.provides_extra.push(value.trim().to_owned()),
                _ => {}
            }
        }
        metadata
    }
}

#[derive(Deserialize)]
struct JsonProject {
    #[serde(default)]
    files: Vec<JsonFile>,
    #[serde(default)]
    versions: Vec<String>,
}

#[derive(Deserialize)]
struct JsonFile {
    filename: String,
    url: String,
    #[serde(default)]
    yanked: serde_json::Value,
}

/// A package index; shared between threads.
#[derive(Debug)]
pub struct Index {
    url: String,
    cache: Cache,
    client: OnceLock<Result<reqwest::blocking::Client, Unreachable>>,
    unreachable: OnceLock<Unreachable>,
    addresses: bool,
    projects: Mutex<HashMap<String, Option<Arc<Project>>>>,
}

impl Index {
    /// An index by the options, the user's configuration, or the default one; asks nothing yet.
    pub fn new(options: &IndexOptions) -> Index {
        let url = options.url.clone().or_else(configuration::index_url).unwrap_or_else(default_url);
        Index {
            url: url.trim_end_matches('/').to_owned(),
            cache: Cache::new(options.refresh),
            client: OnceLock::new(),
            unreachable: OnceLock::new(),
            addresses: false,
            projects: Mutex::new(HashMap::new()),
        }
    }

    /// The same index, with leave to ask the servers of wheels that a notebook names by their address.
    pub fn with_addresses(mut self, allowed: bool) -> Index {
        self.addresses = allowed;
        self
    }

    /// Whether the servers of wheels that a notebook names by their address may be asked.
    pub fn asks_addresses(&self) -> bool {
        self.addresses
    }

    /// The same index with its answers kept in another folder than the user's cache.
    pub fn with_cache(mut self, folder: PathBuf) -> Index {
        self.cache.set_folder(folder);
        self
    }

    /// Why the index cannot be reached, once that is known.
    pub fn unreachable(&self) -> Option<&Unreachable> {
        self.unreachable.get()
    }

    /// What the index lists of a project; `None` if it has no such project.
    ///
    /// # Errors
    /// If the index cannot be reached.
    pub fn project(&self, name: &str) -> Result<Option<Arc<Project>>, Unreachable> {
        let address = format!("{}/{name}/", self.url);
        if let Some(known) = self.projects.lock().ok().and_then(|projects| projects.get(name).cloned()) {
            return Ok(known);
        }
        let project = match self.cache.read(Kind::Project, &address) {
            Some(project) => project,
            None => {
                let project = match self.get(&address, Some(ACCEPT))? {
                    Some(body) => Some(self.candidates(&body, &address)?),
                    None => None,
                };
                self.cache.write(Kind::Project, &address, &project);
                project
            }
        };
        let project: Option<Arc<Project>> = project.map(Arc::new);
        if let Ok(mut projects) = self.projects.lock() {
            projects.insert(name.to_owned(), project.clone());
        }
        Ok(project)
    }

    fn candidates(&self, body: &[u8], address: &str) -> Result<Project, Unreachable> {
        let project: JsonProject = serde_json::from_slice(body)
            .map_err(|_| self.give_up("its answer is not the Simple API's JSON".to_owned()))?;
        let base = reqwest::Url::parse(address).ok();
        let mut files = Vec::new();
        let mut versions: BTreeSet<String> = project.versions.into_iter().collect();
        for file in project.files {
            // PEP 691: `false`, `true`, or the reason as a string.
            let yanked = !matches!(file.yanked, serde_json::Value::Null | serde_json::Value::Bool(false));
            if let Some(version) = version_of(&file.filename) {
                if yanked {
                    versions.remove(version);
                } else if !versions.contains(version) {
                    versions.insert(version.to_owned());
                }
            }
            if WheelName::read(&file.filename).is_some_and(|wheel| wheel.is_candidate(&file.filename)) {
                let joined = base.as_ref().and_then(|base| base.join(&file.url).ok());
                files.push(WheelFile { url: joined.map_or(file.url, String::from), filename: file.filename, yanked });
            }
        }
        Ok(Project { wheels: files, versions: versions.into_iter().collect() })
    }

    /// What a wheel depends on: from the file beside it, else from the wheel itself; `None` if neither can be read.
    ///
    /// # Errors
    /// If the index cannot be reached.
    pub(super) fn metadata(&self, file: &WheelFile) -> Result<Option<Metadata>, Unreachable> {
        let bare = file.url.split('#').next().unwrap_or(&file.url);
        if let Some(metadata) = self.cache.read::<Metadata>(Kind::Metadata, bare) {
            return Ok(Some(metadata));
        }
        let text = match self.get(&format!("{bare}.metadata"), None)? {
            Some(text) => Some(text),
            None => wheel::metadata(|range| self.get_range(bare, range)),
        };
        let metadata = text.map(|text| Metadata::read(&String::from_utf8_lossy(&text)));
        if let Some(metadata) = &metadata {
            self.cache.write(Kind::Metadata, bare, metadata);
        }
        Ok(metadata)
    }

    fn get(&self, address: &str, accept: Option<&str>) -> Result<Option<Vec<u8>>, Unreachable> {
        let mut headers = Vec::new();
        headers.extend(accept.map(|accept| ("accept", accept)));
        let response = self.send(address, &headers)?;
        let status = response.status();
        if status.is_success() {
            return response.bytes().map(|body| Some(body.to_vec())).map_err(|error| self.give_up(words(&error)));
        }
        match status.as_u16() {
            404 | 410 => Ok(None),
            _ if accept.is_none() => Ok(None),
            // One page that is withheld says nothing about the others; anything else is the index's own trouble.
            code @ 403 => Err(Unreachable(format!("it answered with status {code}"))),
            code => Err(self.give_up(format!("it answered with status {code}"))),
        }
    }

    fn get_range(&self, address: &str, range: &str) -> Option<Vec<u8>> {
        let response = self.send(address, &[("range", range)]).ok()?;
        // 200 would be the whole file, however large; only a part is wanted.
        if response.status().as_u16() != 206 {
            return None;
        }
        response.bytes().ok().map(|body| body.to_vec())
    }

    fn send(&self, address: &str, headers: &[(&str, &str)]) -> Result<reqwest::blocking::Response, Unreachable> {
        if let Some(unreachable) = self.unreachable.get() {
            return Err(unreachable.clone());
        }
        let client = self.client.get_or_init(build_client).as_ref().map_err(|error| self.give_up(error.0.clone()))?;
        let mut request = client.get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().map_err(|error| self.give_up(words(&error)))
    }

    fn give_up(&self, why: String) -> Unreachable {
        self.unreachable.get_or_init(|| Unreachable(why)).clone()
    }
}

/// The version in the name of a wheel or of a source distribution.
fn version_of(filename: &str) -> Option<&str> {
    match WheelName::read(filename) {
        Some(wheel) => Some(wheel.version),
        None => Some([".tar.gz", ".zip"].iter().find_map(|end| filename.strip_suffix(end))?.rsplit_once('-')?.1),
    }
}

pub(super) fn build_client() -> Result<reqwest::blocking::Client, Unreachable> {
    reqwest::blocking::Client::builder()
        .user_agent(concat!("wasmfix/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(REQUEST)
        .build()
        .map_err(|error| Unreachable(words(&error)))
}

/// The innermost cause; addresses may hold a password and are left out.
fn words(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    if std::ptr::addr_eq(cause, error) {
        return if error.is_timeout() { "no answer in time".to_owned() } else { "the request failed".to_owned() };
    }
    cause.to_string()
}

/// PyPI's Simple API.
fn default_url() -> String {
    format!("https://{}.{}/simple", "pypi", "org")
}
