//! Which modules a distribution brings: what its newest wheel says of itself (PEP 794), else the names of the wheel's files, of
//! which only the directory is fetched.

use std::str::FromStr as _;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, StatusCode, header};
use pep440_rs::Version;
use reqwest::Url;

use super::{Index, Project, Shared, WheelFile};
use crate::net::cache::{Entry, Kind, question};
use crate::net::connection::{Connection, locked};
use crate::net::wheel::{self, Span};
use crate::packages::WheelName;

/// The most that is fetched of a wheel for the names of its files, in bytes.
const LARGEST_PART: u64 = 256 * 1024;

impl Index {
    /// The modules that a distribution brings to the top level, by its normalised name; of a namespace, what is in it
    /// (`google.genai`). `None` if the index has no wheel of it, or gives no answer.
    pub fn modules(&self, name: &str) -> Option<Arc<[String]>> {
        let shared = &self.shared;
        if let Some(known) = locked(&shared.modules).get(name).cloned() {
            return known;
        }
        let project = self.project(name).ok().flatten();
        let found = project.as_deref().and_then(newest).and_then(|file| {
            let declared = || self.metadata(file).ok().flatten().map(|metadata| metadata.imports.clone());
            shared
                .known_modules(file)
                .or_else(|| declared().filter(|names| !names.is_empty()))
                .or_else(|| if shared.cached_only { None } else { shared.ask_modules(file) })
        });
        let found: Option<Arc<[String]>> = found.map(Into::into);
        locked(&shared.modules).insert(name.to_owned(), found.clone());
        found
    }
}

/// The newest wheel that its publisher stands by; a version for tests only where there is no other.
fn newest(project: &Project) -> Option<&WheelFile> {
    let wheels = project.wheels.iter().filter(|wheel| !wheel.yanked).filter_map(|wheel| {
        let version = Version::from_str(WheelName::read(&wheel.filename)?.version).ok()?;
        Some(((!version.any_prerelease(), version), wheel))
    });
    wheels.max_by(|one, other| one.0.cmp(&other.0)).map(|(_, wheel)| wheel)
}

impl Shared {
    fn known_modules(&self, file: &WheelFile) -> Option<Vec<String>> {
        let url = Url::parse(&file.url).ok()?;
        let entry: Entry<Vec<String>> = self.cache.find(Kind::Modules, &url)?;
        let counts = self.cached_only || entry.validators(&question(&url, None)).is_none();
        counts.then_some(entry.value)
    }

    fn ask_modules(&self, file: &WheelFile) -> Option<Vec<String>> {
        let (_, connection) = self.index().ok()?;
        let url = Url::parse(&file.url).ok()?;
        let mut bare = url.clone();
        bare.set_fragment(None);
        let (files, headers) = names_in(connection, &bare)?;
        let modules = modules_among(&files);
        // What has a hash cannot change.
        if url.fragment().is_some_and(|fragment| fragment.contains("sha256=")) {
            self.cache.keep_for_ever(Kind::Modules, &url, &modules);
        } else {
            let question = question(&url, None);
            self.cache.keep(Kind::Modules, &question, &url, StatusCode::OK, &headers, &modules);
        }
        Some(modules)
    }
}

/// The names of the files in a wheel; a server that would send it whole is asked no further.
fn names_in(connection: &Connection, url: &Url) -> Option<(Vec<String>, HeaderMap)> {
    let headers = std::cell::RefCell::new(HeaderMap::new());
    let fetch = |span: Span| {
        let range = HeaderValue::from_str(&span.header()).ok()?;
        let asked = HeaderMap::from_iter([(header::RANGE, range)]);
        let answer = connection.get(url, &asked, LARGEST_PART).ok()?;
        *headers.borrow_mut() = answer.headers;
        match answer.status {
            StatusCode::PARTIAL_CONTENT => Some(answer.body),
            StatusCode::OK => span.of(&answer.body).map(<[u8]>::to_vec),
            _ => None,
        }
    };
    let names = wheel::names(fetch, LARGEST_PART)?;
    Some((names, headers.into_inner()))
}

/// How deep in a namespace a package is looked for: `google.cloud.bigquery.reservation`.
const DEEPEST: usize = 4;

/// The modules among the names of a wheel's files.
fn modules_among(files: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let parts = |file: &String| -> Vec<String> { file.split('/').map(str::to_owned).collect() };
    let mut all: Vec<Vec<String>> = files.iter().map(parts).collect();
    for path in &mut all {
        let scheme = path.get(1).is_some_and(|scheme| scheme == "purelib" || scheme == "platlib");
        if scheme && path.first().is_some_and(|first| first.ends_with(".data")) {
            path.drain(..2);
        }
    }
    all.retain(|path| {
        path.first().is_some_and(|first| ![".data", ".dist-info", ".libs"].iter().any(|end| first.ends_with(end)))
    });
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let packages: std::collections::BTreeSet<Vec<String>> = all
        .iter()
        .filter(|path| path.last().is_some_and(|last| stem(last) == "__init__" && is_code(last)))
        .filter_map(|path| path.split_last().map(|(_, folder)| folder.to_vec()))
        .collect();
    for path in all.iter().filter(|path| path.len() <= DEEPEST && path.last().is_some_and(|last| is_code(last))) {
        let Some((last, folder)) = path.split_last() else { continue };
        let outermost = (1..=folder.len()).map(|length| &folder[..length]).find(|part| packages.contains(*part));
        let module: Vec<String> = match outermost {
            Some(package) => package.to_vec(),
            None => folder.iter().cloned().chain([stem(last)]).collect(),
        };
        let hidden = module.last().is_none_or(|last| last.starts_with('_'));
        let name = module.join(".");
        if !hidden && module.iter().all(|part| is_identifier(part)) && !found.contains(&name) {
            found.push(name);
        }
    }
    found.sort_unstable();
    found
}

fn is_code(name: &str) -> bool {
    [".py", ".so", ".pyd"].iter().any(|end| name.ends_with(end))
}

fn is_identifier(name: &str) -> bool {
    let starts = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    starts && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::modules_among;

    fn among(files: &[&str]) -> Vec<String> {
        modules_among(&files.iter().map(|&file| file.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn modules_are_files_and_packages_and_what_is_in_a_namespace() {
        assert_eq!(among(&["slugify/__init__.py", "slugify/slugify.py", "x-1.dist-info/METADATA"]), ["slugify"]);
        assert_eq!(among(&["six.py", "_fast.so", "other.cpython-314-x.so"]), ["other", "six"]);
        assert_eq!(among(&["google/genai/__init__.py", "google/genai/a/__init__.py"]), ["google.genai"]);
        assert_eq!(among(&["space/one.py", "space/py.typed"]), ["space.one"]);
        assert_eq!(among(&["x-1.data/purelib/ulid/__init__.py", "x-1.data/scripts/run.py"]), ["ulid"]);
        assert_eq!(among(&["not-a-module/x.py", "README.md", "__init__.py"]), [] as [&str; 0]);
    }
}
