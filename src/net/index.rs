//! The package index: what its pages say, asked many at a time, remembered for the run and on disk.
//!
//! Nothing is asked and no file read before the first package that no table knows. A server that cannot be reached is
//! given up at once: that is one sentence, not one wait per package.

mod modules;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use http::{HeaderMap, HeaderValue, StatusCode, header};
use pep440_rs::Version;
use reqwest::Url;

use super::IndexOptions;
use super::address::{IndexAddress, default_address};
use super::cache::{Cache, Entry, Kind, question};
use super::connection::{self, Connection, locked};
use super::pages::{self, ACCEPT};
use super::rounds::{self, Queue};
use super::wheel::Span;
use super::{remote, wheel};
use crate::disk::Files;
use crate::questions::pages::{Metadata, Project, WheelFile};
use crate::questions::{Answer, Question, Shell};

/// The largest page of a project that is read, in bytes; the largest real ones have about 20 MB.
const LARGEST_PAGE: u64 = 64 << 20;
/// The same for metadata.
const LARGEST_METADATA: u64 = 4 << 20;
/// The same for a wheel that must be fetched whole to see what it needs.
const LARGEST_WHEEL: u64 = 64 << 20;

/// Why the index says nothing: it cannot be asked, or its answer is of no use.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(String);

/// Answers by what was asked for. A cell that is being filled makes others wait who want the same.
type Known<K, V> = Mutex<HashMap<K, Arc<OnceLock<Result<Option<Arc<V>>, NoAnswer>>>>>;

/// What an index was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Questions put to it; one may need several requests.
    pub asked: usize,
    /// Those that are answered.
    pub answered: usize,
}

/// A package index; shared between threads.
#[derive(Clone, Debug)]
pub struct Index {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// The address, without a slash at its end or a password; or why there is none to ask.
    index: Result<(Url, Connection), String>,
    /// Nothing is asked, and what is kept counts whatever its age.
    cached_only: bool,
    /// Servers of wheels that a notebook names by their address may be asked.
    addresses: bool,
    cache: Cache,
    projects: Known<String, Project>,
    metadata: Known<String, Metadata>,
    /// By distribution.
    modules: Mutex<HashMap<String, Option<Arc<[String]>>>>,
    /// Whether anything was wanted of an index that cannot be asked.
    missed: OnceLock<()>,
    /// Packages that one or another question failed for, and why.
    failed: Mutex<BTreeMap<String, String>>,
    asked: AtomicUsize,
    answered: AtomicUsize,
}

impl Index {
    /// An index by the options, the user's configuration, or the default one; asks nothing yet.
    pub fn new(options: &IndexOptions) -> Index {
        Index::at(IndexAddress::choose(options), options)
    }

    /// The index at an address that has been chosen.
    pub fn at(IndexAddress(address): IndexAddress, options: &IndexOptions) -> Index {
        let public = Url::parse(&default_address()).ok().and_then(|url| url.host_str().map(str::to_owned));
        let index = address.map(|(url, login)| {
            let connection = Connection::new(url.clone(), login, public.unwrap_or_default());
            (url, connection)
        });
        Index {
            shared: Arc::new(Shared {
                index,
                cached_only: options.cached_only,
                addresses: false,
                cache: Cache::new(options.refresh),
                projects: Mutex::default(),
                metadata: Mutex::default(),
                modules: Mutex::default(),
                missed: OnceLock::new(),
                failed: Mutex::default(),
                asked: AtomicUsize::new(0),
                answered: AtomicUsize::new(0),
            }),
        }
    }

    /// The same index with its answers kept in another folder than the user's cache.
    pub fn with_cache(mut self, folder: PathBuf) -> Index {
        if let Some(shared) = Arc::get_mut(&mut self.shared) {
            shared.cache.set_folder(folder);
        }
        self
    }

    /// The same index, with leave to ask the servers of wheels that a notebook names by their address.
    pub fn with_addresses(mut self, allowed: bool) -> Index {
        if let Some(shared) = Arc::get_mut(&mut self.shared) {
            shared.addresses = allowed;
        }
        self
    }

    /// What must be said of a user and password that the index did not get.
    pub fn withheld(&self) -> Option<String> {
        self.shared.index.as_ref().ok().and_then(|(_, connection)| connection.withheld())
    }

    /// What must be said if the index could not be asked, or not for all packages.
    pub fn trouble(&self) -> Option<String> {
        self.shared.trouble()
    }

    /// The newest finished version of a project, if that is known already or the index is asked other things in this run
    /// anyway. An index that gives no answer is no trouble here.
    pub fn newest(&self, name: &str) -> Option<Version> {
        let project = match self.progress().asked {
            0 => self.shared.known_project(name)?,
            _ => self.project(name).ok()?,
        };
        let versions = project.iter().flat_map(|project| &project.versions);
        versions.filter_map(|text| Version::from_str(text).ok()).filter(|version| !version.any_prerelease()).max()
    }

    /// What the index was asked so far.
    pub fn progress(&self) -> Progress {
        let Shared { asked, answered, .. } = &*self.shared;
        // The answered ones first, so that there are never more of them than of the asked ones.
        let answered = answered.load(Ordering::SeqCst);
        Progress { asked: asked.load(Ordering::SeqCst), answered }
    }

    /// What the index lists of a project; `None` if the index has no such project.
    ///
    /// # Errors
    /// If the index gives no usable answer.
    pub fn project(&self, name: &str) -> Result<Option<Arc<Project>>, NoAnswer> {
        let shared = &self.shared;
        shared.project_at_hand(name).unwrap_or_else(|| shared.ask_for_project(name))
    }

    /// What a wheel depends on: from the file beside it, else from the wheel itself; `None` if neither can be read.
    fn metadata(&self, file: &WheelFile) -> Result<Option<Arc<Metadata>>, NoAnswer> {
        let (shared, url) = (&self.shared, file.url.as_str());
        shared.metadata_at_hand(url).unwrap_or_else(|| shared.ask_for_metadata(url, file.described))
    }

    fn ask(&self, question: &Question) {
        match question {
            Question::Project(name) => drop(self.shared.ask_for_project(name)),
            Question::Metadata { url, described } => drop(self.shared.ask_for_metadata(url, *described)),
            Question::Modules(name) => drop(self.modules(name)),
            Question::Wheel(url) => drop(remote::wheel_metadata(url)),
            Question::Address(url) => drop(remote::served(url)),
            Question::Entry(_) | Question::Names(_) | Question::Text(_) => {}
        }
        if is_counted(question) {
            self.shared.answered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Shell for Index {
    fn at_hand(&self, question: &Question) -> Option<Answer> {
        let shared = &self.shared;
        match question {
            Question::Project(name) => {
                shared.project_at_hand(name).map(|answer| answer.map_or(Answer::Unknown, Answer::Project))
            }
            Question::Metadata { url, .. } => {
                shared.metadata_at_hand(url).map(|answer| answer.map_or(Answer::Unknown, Answer::Metadata))
            }
            Question::Modules(name) if shared.cached_only => Some(Answer::Names(self.modules(name))),
            Question::Modules(name) => locked(&shared.modules).get(name).cloned().map(Answer::Names),
            Question::Wheel(url) => {
                remote::known_wheel(url).map(|answer| answer.map_or_else(Answer::Refused, Answer::Metadata))
            }
            Question::Address(url) => remote::known_served(url).map(Answer::Served),
            Question::Entry(_) | Question::Names(_) | Question::Text(_) => Files.at_hand(question),
        }
    }

    fn has_index(&self) -> bool {
        true
    }

    fn asks_addresses(&self) -> bool {
        self.shared.addresses
    }

    fn complete(&self, lacking: BTreeSet<Question>, again: &mut dyn FnMut() -> BTreeSet<Question>) {
        let queued = |questions: &mut dyn Iterator<Item = &Question>, queue: Queue| {
            let count = questions.filter(|question| is_counted(question)).count();
            match queue {
                Queue::Grows => self.shared.asked.fetch_add(count, Ordering::SeqCst),
                Queue::Shrinks => self.shared.asked.fetch_sub(count, Ordering::SeqCst),
            };
        };
        rounds::complete(lacking, again, queued, |question| self.ask(&question));
    }
}

/// Whether the person is told how many such questions the index was asked.
fn is_counted(question: &Question) -> bool {
    matches!(question, Question::Project(_) | Question::Metadata { .. })
}

fn cell<K: Eq + Hash, V: ?Sized>(answers: &Known<K, V>, key: K) -> Arc<OnceLock<Result<Option<Arc<V>>, NoAnswer>>> {
    Arc::clone(locked(answers).entry(key).or_default())
}

impl Shared {
    fn project_at_hand(&self, name: &str) -> Option<Result<Option<Arc<Project>>, NoAnswer>> {
        self.at_hand(&self.projects, name, || self.known_project(name))
    }

    fn metadata_at_hand(&self, url: &str) -> Option<Result<Option<Arc<Metadata>>, NoAnswer>> {
        self.at_hand(&self.metadata, url, || self.known_metadata(url))
    }

    fn ask_for_project(&self, name: &str) -> Result<Option<Arc<Project>>, NoAnswer> {
        cell(&self.projects, name.to_owned()).get_or_init(|| self.ask_project(name)).clone()
    }

    fn ask_for_metadata(&self, url: &str, described: bool) -> Result<Option<Arc<Metadata>>, NoAnswer> {
        cell(&self.metadata, url.to_owned()).get_or_init(|| self.ask_metadata(url, described)).clone()
    }

    /// What this run has learned, and what the cache holds.
    fn at_hand<V: ?Sized>(
        &self,
        answers: &Known<String, V>,
        key: &str,
        known: impl Fn() -> Option<Option<Arc<V>>>,
    ) -> Option<Result<Option<Arc<V>>, NoAnswer>> {
        let cell = cell(answers, key.to_owned());
        if let Some(answer) = cell.get() {
            return Some(answer.clone());
        }
        match known() {
            Some(answer) => Some(cell.get_or_init(|| Ok(answer)).clone()),
            // Not remembered: another process may keep an answer at any time.
            None if self.cached_only => Some(Err(NoAnswer("only what is kept on disk is used".to_owned()))),
            None => None,
        }
    }

    fn index(&self) -> Result<&(Url, Connection), NoAnswer> {
        self.index.as_ref().map_err(|why| {
            let _ = self.missed.set(());
            NoAnswer(why.clone())
        })
    }

    fn page_of(&self, name: &str) -> Result<(&Connection, Url), NoAnswer> {
        let (index, connection) = self.index()?;
        let mut url = index.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(name).push("");
        }
        Ok((connection, url))
    }

    /// What the cache holds of a project, if that still counts.
    fn known_project(&self, name: &str) -> Option<Option<Arc<Project>>> {
        let (_, url) = self.page_of(name).ok()?;
        let entry: Entry<Option<Project>> = self.cache.find(Kind::Project, &url)?;
        let counts = self.cached_only || entry.validators(&question(&url, Some(ACCEPT))).is_none();
        counts.then(|| entry.value.map(Arc::new))
    }

    fn ask_project(&self, name: &str) -> Result<Option<Arc<Project>>, NoAnswer> {
        let (connection, url) = self.page_of(name)?;
        let question = question(&url, Some(ACCEPT));
        let known: Option<Entry<Option<Project>>> = self.cache.find(Kind::Project, &url);
        let validators = known.as_ref().and_then(|entry| entry.validators(&question));
        let headers = validators.as_ref().unwrap_or(question.headers());
        let answer = match connection.get(&url, headers, LARGEST_PAGE) {
            Ok(answer) => answer,
            Err(why) => {
                // Better an old answer than none.
                return match known {
                    Some(entry) => Ok(entry.value.map(Arc::new)),
                    None => Err(self.fail(name, why)),
                };
            }
        };
        let answer = match (answer.status, known) {
            (StatusCode::NOT_MODIFIED, Some(entry)) => match entry.renewed(&question, &answer.headers) {
                Some(entry) => {
                    self.cache.write(Kind::Project, &url, &entry);
                    return Ok(entry.value.map(Arc::new));
                }
                None => connection.get(&url, question.headers(), LARGEST_PAGE).map_err(|why| self.fail(name, why))?,
            },
            _ => answer,
        };
        let project = self.read_project(name, &answer)?;
        // A query in an address is a key to the file, more often than not; such pages are not written down.
        if !project.iter().flat_map(|project| &project.wheels).any(|wheel| wheel.url.contains('?')) {
            self.cache.keep(Kind::Project, &question, &url, answer.status, &answer.headers, &project);
        }
        Ok(project.map(Arc::new))
    }

    fn read_project(&self, name: &str, answer: &connection::Answer) -> Result<Option<Project>, NoAnswer> {
        match answer.status.as_u16() {
            200 => pages::project(&answer.body, &answer.url)
                .map(Some)
                .ok_or_else(|| self.fail(name, "its answer is no page of a package index".to_owned())),
            404 | 410 => Ok(None),
            401 => Err(self.fail(name, "it asks for a user and password (status 401)".to_owned())),
            code => Err(self.fail(name, format!("it answered with status {code}"))),
        }
    }

    fn known_metadata(&self, url: &str) -> Option<Option<Arc<Metadata>>> {
        let url = Url::parse(url).ok()?;
        let entry: Entry<Metadata> = self.cache.find(Kind::Metadata, &url)?;
        let counts = self.cached_only || entry.validators(&question(&url, None)).is_none();
        counts.then(|| Some(Arc::new(entry.value)))
    }

    fn ask_metadata(&self, address: &str, described: bool) -> Result<Option<Arc<Metadata>>, NoAnswer> {
        let (_, connection) = self.index()?;
        let Ok(url) = Url::parse(address) else { return Ok(None) };
        let mut bare = url.clone();
        bare.set_fragment(None);
        let question = question(&url, None);
        let mut metadata = None;
        if described {
            let mut beside = bare.clone();
            beside.set_path(&format!("{}.metadata", bare.path()));
            let answer = connection.get(&beside, question.headers(), LARGEST_METADATA);
            let answer = answer.ok().filter(|answer| answer.status == StatusCode::OK);
            metadata = answer.and_then(|answer| Some((pages::metadata(&answer.body)?, answer.headers)));
        }
        if metadata.is_none() {
            metadata = self.metadata_in(connection, &bare);
        }
        let Some((metadata, headers)) = metadata else {
            return match connection.given_up(&bare) {
                Some(why) => Err(NoAnswer(why)),
                None => Ok(None),
            };
        };
        // What has a hash cannot change.
        if url.fragment().is_some_and(|fragment| fragment.contains("sha256=")) {
            self.cache.keep_for_ever(Kind::Metadata, &url, &metadata);
        } else {
            self.cache.keep(Kind::Metadata, &question, &url, StatusCode::OK, &headers, &metadata);
        }
        Ok(Some(Arc::new(metadata)))
    }

    /// Metadata out of a wheel, of which as little as possible is fetched.
    fn metadata_in(&self, connection: &Connection, url: &Url) -> Option<(Metadata, HeaderMap)> {
        let whole: OnceLock<connection::Answer> = OnceLock::new();
        let headers: OnceLock<HeaderMap> = OnceLock::new();
        let fetch = |span: Span| {
            if let Some(whole) = whole.get() {
                return span.of(&whole.body).map(<[u8]>::to_vec);
            }
            let range = HeaderValue::from_str(&span.header()).ok()?;
            let asked = HeaderMap::from_iter([(header::RANGE, range)]);
            let answer = connection.get(url, &asked, LARGEST_WHEEL).ok()?;
            headers.get_or_init(|| answer.headers.clone());
            match answer.status {
                StatusCode::PARTIAL_CONTENT => Some(answer.body),
                // A server that knows no ranges sends the whole file.
                StatusCode::OK => span.of(&whole.get_or_init(|| answer).body).map(<[u8]>::to_vec),
                _ => None,
            }
        };
        let mut text = wheel::metadata(fetch);
        if text.is_none() && whole.get().is_none() {
            let answer = connection.get(url, &HeaderMap::new(), LARGEST_WHEEL).ok()?;
            if answer.status == StatusCode::OK {
                headers.get_or_init(|| answer.headers.clone());
                text = wheel::metadata(|span| span.of(&answer.body).map(<[u8]>::to_vec));
            }
        }
        Some((pages::metadata(&text?)?, headers.into_inner()?))
    }

    fn fail(&self, name: &str, why: String) -> NoAnswer {
        locked(&self.failed).insert(name.to_owned(), why.clone());
        NoAnswer(why)
    }

    fn trouble(&self) -> Option<String> {
        let (url, connection) = match &self.index {
            Ok(index) => index,
            Err(why) => {
                let rest = "packages that no table knows could not be verified";
                return self.missed.get().map(|()| format!("the package index cannot be asked ({why}): {rest}"));
            }
        };
        if let Some(why) = connection.given_up(url) {
            return Some(format!(
                "the package index could not be reached ({why}): packages that no table knows could not be verified"
            ));
        }
        if let Some(why) = connection.another_given_up() {
            return Some(format!(
                "the files of the package index could not be reached ({why}): what packages need could not be verified"
            ));
        }
        let failed = locked(&self.failed);
        let (_, why) = failed.iter().next()?;
        let names: Vec<String> = failed.keys().take(3).map(|name| format!("`{name}`")).collect();
        let more = match failed.len() - names.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(format!(
            "the package index gave no usable answer ({why}): {}{more} could not be verified",
            names.join(", ")
        ))
    }
}
