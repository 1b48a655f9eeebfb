//! Requirement -> verdict: import names, markers, wheel tags, the package index and its cache.

/// How the package index is reached.
#[derive(Clone, Debug, Default)]
pub struct IndexOptions {
    /// `--index-url`, else the user's configuration, else the default one.
    pub url: Option<String>,
    /// `--refresh`: ask again, whatever the cache holds.
    pub refresh: bool,
}
