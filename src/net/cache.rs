//! Answers of the package index on disk, so that the next run asks nothing as long as they hold.
//!
//! How long that is the index says (`Cache-Control`, `Expires`), and then by `ETag` or `Last-Modified` whether they hold
//! still. Several processes may use the folder at once: a file is there whole or not at all.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use reqwest::Url;
use serde::{Deserialize, Serialize};

/// How long an answer holds whose index says nothing of that.
const UNSAID: HeaderValue = HeaderValue::from_static("max-age=600");

/// What of an answer says how long it holds. Nothing else is kept, as headers can carry keys to the index.
const KEPT: [header::HeaderName; 6] =
    [header::AGE, header::CACHE_CONTROL, header::DATE, header::ETAG, header::EXPIRES, header::LAST_MODIFIED];

/// The folder of the user's cache; `None` where the platform has no place for one.
pub fn cache_folder() -> Option<PathBuf> {
    etcetera::base_strategy::choose_native_strategy().ok().map(|base| base.cache_dir().join("wasmfix"))
}

/// Removes a cache and says how many files and bytes that were.
///
/// # Errors
/// If something in it cannot be removed.
pub fn clean_cache(folder: &Path) -> io::Result<(usize, u64)> {
    let mut removed = (0, 0);
    for kind in [Kind::Project, Kind::Metadata, Kind::Modules] {
        let entries = match fs::read_dir(folder.join(kind.folder())) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            match fs::remove_file(entry.path()) {
                Ok(()) => removed = (removed.0 + 1, removed.1 + size),
                // Another process was quicker.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        // Not empty if another process has just written to it, which is as well.
        let _ = fs::remove_dir(folder.join(kind.folder()));
    }
    let _ = fs::remove_dir(folder);
    Ok(removed)
}

/// A folder of small JSON files; absent where there is no place for one.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    refresh: bool,
}

/// What a file in the cache is about.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// The files of a project.
    Project,
    /// The metadata of one file.
    Metadata,
    /// The modules in one file.
    Modules,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Project => "projects-2",
            Kind::Metadata => "metadata-2",
            Kind::Modules => "modules-1",
        }
    }
}

/// An answer in the cache.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry<T> {
    address: String,
    /// Absent for what never changes.
    policy: Option<CachePolicy>,
    /// The answer.
    pub(super) value: T,
}

impl<T> Entry<T> {
    /// The headers that ask whether the answer still holds; `None` if that need not be asked.
    pub(super) fn validators(&self, question: &Request<()>) -> Option<HeaderMap> {
        match self.policy.as_ref()?.before_request(question, SystemTime::now()) {
            BeforeRequest::Fresh(_) => None,
            BeforeRequest::Stale { request, .. } => Some(request.headers),
        }
    }

    /// The entry after the index has said that it still holds; `None` if it said so of another one.
    pub(super) fn renewed(self, question: &Request<()>, headers: &HeaderMap) -> Option<Entry<T>> {
        let response = answer(StatusCode::NOT_MODIFIED, headers);
        match self.policy?.after_response(question, &response, SystemTime::now()) {
            AfterResponse::NotModified(policy, _) => Some(Entry { policy: Some(policy), ..self }),
            AfterResponse::Modified(..) => None,
        }
    }
}

/// What is asked, without what only the server may know.
pub(super) fn question(url: &Url, accept: Option<&'static str>) -> Request<()> {
    let mut question = Request::new(());
    *question.uri_mut() = url.as_str().parse().unwrap_or_default();
    if let Some(accept) = accept {
        question.headers_mut().insert(header::ACCEPT, HeaderValue::from_static(accept));
    }
    question
}

fn answer(status: StatusCode, headers: &HeaderMap) -> Response<()> {
    let mut answer = Response::new(());
    *answer.status_mut() = status;
    for name in KEPT {
        answer.headers_mut().extend(headers.get_all(&name).iter().map(|value| (name.clone(), value.clone())));
    }
    if status != StatusCode::NOT_MODIFIED
        && !headers.contains_key(header::CACHE_CONTROL)
        && !headers.contains_key(header::EXPIRES)
    {
        answer.headers_mut().insert(header::CACHE_CONTROL, UNSAID);
    }
    answer
}

impl Cache {
    pub(super) fn new(refresh: bool) -> Cache {
        Cache { folder: cache_folder(), refresh }
    }

    pub(super) fn set_folder(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    /// What is known of an address, however old; a file that cannot be read as such is dropped.
    pub(super) fn find<T: serde::de::DeserializeOwned>(&self, kind: Kind, url: &Url) -> Option<Entry<T>> {
        if self.refresh {
            return None;
        }
        let path = self.path(kind, url)?;
        let bytes = fs::read(&path).ok()?;
        match serde_json::from_slice::<Entry<T>>(&bytes) {
            // Two addresses can have the same hash.
            Ok(entry) => (entry.address == url.as_str()).then_some(entry),
            Err(_) => {
                let _ = fs::remove_file(path);
                None
            }
        }
    }

    /// Keeps an answer, if the index allows it.
    pub(super) fn keep<T: Serialize>(
        &self,
        kind: Kind,
        question: &Request<()>,
        url: &Url,
        status: StatusCode,
        headers: &HeaderMap,
        value: &T,
    ) {
        let options = CacheOptions { shared: false, ..CacheOptions::default() };
        let policy = CachePolicy::new_options(question, &answer(status, headers), SystemTime::now(), options);
        if policy.is_storable() {
            self.write(kind, url, &Entry { address: url.as_str().to_owned(), policy: Some(policy), value });
        }
    }

    /// Keeps what never changes.
    pub(super) fn keep_for_ever<T: Serialize>(&self, kind: Kind, url: &Url, value: &T) {
        self.write(kind, url, &Entry { address: url.as_str().to_owned(), policy: None, value });
    }

    /// Writes whole or not at all; that a cache cannot be written is no error. An address with a query is not written
    /// down, as that may be a key.
    pub(super) fn write<T: Serialize>(&self, kind: Kind, url: &Url, entry: &Entry<T>) {
        let write = || -> Option<()> {
            let path = self.path(kind, url).filter(|_| url.query().is_none())?;
            let folder = path.parent()?;
            fs::create_dir_all(folder).ok()?;
            let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
            file.write_all(&serde_json::to_vec(entry).ok()?).ok()?;
            file.persist(path).ok()?;
            Some(())
        };
        let _ = write();
    }

    fn path(&self, kind: Kind, url: &Url) -> Option<PathBuf> {
        let mut hasher = DefaultHasher::new();
        url.as_str().hash(&mut hasher);
        Some(self.folder.as_ref()?.join(kind.folder()).join(format!("{:016x}.json", hasher.finish())))
    }
}
