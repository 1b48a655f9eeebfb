//! Which indexes may be told who the person is: those of the person's own settings, and those of `trusted-indexes`.
//!
//! A repository names an index to whoever clones it, and the name picks the variables that a user and password are read from. So
//! what only a repository names gets neither.

use std::net::IpAddr;
use std::path::PathBuf;

use reqwest::Url;
use serde::Deserialize;

use super::configuration::{config_folders, text_of};

/// The person's own settings; no file of a project can hold them.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Own {
    #[serde(default)]
    trusted_indexes: Vec<String>,
}

/// The person's own file of settings, there or not: `wasmfix/wasmfix.toml` in the folder for settings.
pub fn own_file() -> Option<PathBuf> {
    let files: Vec<PathBuf> =
        config_folders().into_iter().map(|folder| folder.join("wasmfix").join("wasmfix.toml")).collect();
    files.iter().find(|file| file.is_file()).or(files.first()).cloned()
}

/// The indexes that the person trusts: what their addresses begin with.
///
/// # Errors
/// What is wrong with the person's own file.
pub fn trusted_indexes() -> Result<Vec<String>, String> {
    let Some(file) = own_file() else { return Ok(Vec::new()) };
    let Some(text) = text_of(&file)? else { return Ok(Vec::new()) };
    let wrong = |why: &str| format!("{}: {why}", file.display());
    let own: Own = toml_edit::de::from_str(&text).map_err(|error| wrong(error.message().trim()))?;
    for address in &own.trusted_indexes {
        let url = Url::parse(address).ok().filter(Url::has_host);
        let why = match url {
            None => "is no address such as `https://index.example.org/`",
            Some(url) if !url.username().is_empty() || url.password().is_some() => "holds a user: leave it out",
            Some(url) if !is_private(&url) => "begins with http: over that everyone on the way reads a password",
            Some(_) => continue,
        };
        return Err(wrong(&format!("`trusted-indexes`: an address {why}")));
    }
    Ok(own.trusted_indexes)
}

/// Whether an address lies at or below one of those that are trusted.
pub(super) fn is_trusted(url: &Url, trusted: &[String]) -> bool {
    trusted.iter().filter_map(|address| Url::parse(address).ok()).any(|start| {
        let folder = start.path().trim_end_matches('/');
        let rest = url.path().strip_prefix(folder);
        start.origin() == url.origin() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Whether nobody on the way can read what is sent there.
pub(super) fn is_private(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let loopback = host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback());
    url.scheme() == "https" || loopback
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_ends_at_the_boundary_of_a_path() {
        let trusted = ["https://index.example.org/team".to_owned(), "https://other.example.org/".to_owned()];
        for (address, expected) in [
            ("https://index.example.org/team", true),
            ("https://index.example.org/team/simple/", true),
            ("https://index.example.org/teamwork/simple", false),
            ("https://index.example.org/simple", false),
            ("http://index.example.org/team", false),
            ("https://index.example.org:8443/team", false),
            ("https://index.example.org.evil.example/team", false),
            ("https://index.example.org/team/../other", false),
            ("https://other.example.org/any/simple", true),
        ] {
            assert_eq!(is_trusted(&Url::parse(address).unwrap(), &trusted), expected, "{address}");
        }
    }

    #[test]
    fn private_ways() {
        let private = |address: &str| is_private(&Url::parse(address).unwrap());
        assert!(private("https://a.example/") && private("http://127.0.0.1:80/") && private("http://[::1]/"));
        assert!(private("http://localhost/") && !private("http://a.example/") && !private("http://192.168.0.1/"));
    }
}
