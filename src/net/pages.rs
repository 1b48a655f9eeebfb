//! What a package index answers: the page of a project (PEP 691 as JSON, PEP 503 as HTML) and the metadata of a wheel.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;
use reqwest::Url;
use serde::Deserialize;

use super::credentials::Credentials;
use crate::packages::WheelName;
use crate::questions::pages::{Metadata, Project, WheelFile};

/// JSON first; HTML for indexes that have nothing else. micropip reads both.
pub(super) const ACCEPT: &str =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

fn add(project: &mut Project, file: &str, yanked: bool, wheel: Option<WheelFile>) {
    if let Some(version) = version_of(file) {
        if yanked {
            project.versions.remove(version);
        } else if !project.versions.contains(version) {
            project.versions.insert(version.to_owned());
        }
    }
    project.wheels.extend(wheel);
}

/// The version in the name of a wheel or of a source distribution.
fn version_of(file: &str) -> Option<&str> {
    match WheelName::read(file) {
        Some(wheel) => Some(wheel.version),
        None => Some([".tar.gz", ".zip"].iter().find_map(|end| file.strip_suffix(end))?.rsplit_once('-')?.1),
    }
}

/// Reads a `METADATA` file; `None` if it is something else, such as a page that asks to log in.
pub(super) fn metadata(bytes: &[u8]) -> Option<Metadata> {
    let text = String::from_utf8_lossy(bytes);
    let mut metadata = Metadata::default();
    let mut version = false;
    // The header ends at the first empty line; what follows is the description. A line of spaces goes on with a
    // value (a licence's text).
    for line in text.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with([' ', '\t'])) {
        let Some((key, value)) = line.split_once(':') else { continue };
        match key.to_ascii_lowercase().as_str() {
            "metadata-version" => version = true,
            "requires-dist" => metadata.requires_dist.push(value.trim().to_owned()),
            "import-name" if !value.contains(';') && !value.trim().is_empty() => {
                metadata.imports.push(value.trim().to_owned());
            }
            "provides-extra" => metadata.provides_extra.push(value.trim().to_owned()),
            _ => {}
        }
    }
    version.then_some(metadata)
}

#[derive(Deserialize)]
struct JsonProject {
    files: Vec<JsonFile>,
    /// PEP 700: older indexes do not say it.
    #[serde(default)]
    versions: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct JsonFile {
    filename: String,
    url: String,
    #[serde(default)]
    yanked: serde_json::Value,
    core_metadata: Option<serde_json::Value>,
    dist_info_metadata: Option<serde_json::Value>,
    #[serde(default)]
    hashes: std::collections::BTreeMap<String, serde_json::Value>,
}

/// What a project's page lists; `base` is where the page came from in the end. `None` if
/// it is no such page. What it is shows in its text: servers name wrong types.
pub(super) fn project(body: &[u8], base: &Url) -> Option<Project> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    if text.starts_with(b"<") { from_html(text, base) } else { from_json(text, base) }
}

fn from_json(text: &[u8], base: &Url) -> Option<Project> {
    let page: JsonProject = serde_json::from_slice(text).ok()?;
    let mut project = Project { wheels: Vec::new(), versions: page.versions };
    for file in page.files {
        let beside = file.core_metadata.or(file.dist_info_metadata);
        let hash = file.hashes.get("sha256").and_then(|hash| hash.as_str());
        // PEP 691: `false`, `true`, or the reason as a string.
        let yanked = !matches!(file.yanked, serde_json::Value::Null | serde_json::Value::Bool(false));
        let described = beside != Some(serde_json::Value::Bool(false));
        add(&mut project, &file.filename, yanked, candidate(&file.filename, &file.url, base, yanked, described, hash));
    }
    Some(project)
}

/// A page without any file may be anything, such as a page that asks to log in: it is taken for none of a project's.
fn from_html(text: &[u8], base: &Url) -> Option<Project> {
    let text = String::from_utf8_lossy(text);
    let mut base = base.clone();
    let (mut project, mut is_project) = (Project::default(), false);
    for token in Tokenizer::new(&*text) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let attribute = |name: &[u8]| {
            let found = tag.attributes.iter().find(|(key, _)| key.as_slice() == name);
            found.map(|(_, value)| String::from_utf8_lossy(value.as_slice()).into_owned())
        };
        match (tag.name.as_slice(), attribute(b"href")) {
            (b"base", Some(address)) => base = base.join(&address).unwrap_or(base),
            (b"a", Some(address)) => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let name = percent_decode_str(path.rsplit('/').next().unwrap_or_default()).decode_utf8_lossy();
                is_project |= [".whl", ".gz", ".zip", ".egg", ".bz2", ".exe"].iter().any(|end| name.ends_with(end));
                let beside = attribute(b"data-core-metadata").or_else(|| attribute(b"data-dist-info-metadata"));
                let described = beside.as_deref() != Some("false");
                let yanked = attribute(b"data-yanked").is_some();
                add(&mut project, &name, yanked, candidate(&name, &address, &base, yanked, described, None));
            }
            // PEP 629: only a page of an index says this.
            (b"meta", _) => is_project |= attribute(b"name").as_deref() == Some("pypi:repository-version"),
            _ => {}
        }
    }
    is_project.then_some(project)
}

fn candidate(
    filename: &str,
    address: &str,
    base: &Url,
    yanked: bool,
    described: bool,
    hash: Option<&str>,
) -> Option<WheelFile> {
    WheelName::read(filename).filter(|wheel| wheel.is_candidate(filename))?;
    let mut url = base.join(address).ok()?;
    Credentials::take_from(&mut url);
    if let Some(hash) = hash {
        url.set_fragment(Some(&format!("sha256={hash}")));
    }
    Some(WheelFile { filename: filename.to_owned(), url: url.into(), yanked, described })
}
