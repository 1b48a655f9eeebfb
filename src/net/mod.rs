//! The shell's way to servers: the package index and its cache on disk, and addresses that a notebook names.

mod address;
mod cache;
mod configuration;
mod connection;
mod credentials;
mod index;
mod pages;
mod remote;
mod rounds;
mod trust;
mod wheel;

pub use address::IndexAddress;
pub use cache::{cache_folder, clean_cache};
pub use index::{Index, NoAnswer, Progress};
pub use trust::{own_file, trusted_indexes};

/// How the package index is reached.
#[derive(Clone, Debug, Default)]
pub struct IndexOptions {
    /// `--index-url`, else the user's configuration, else the default one.
    pub url: Option<String>,
    /// Whether that address stands in a file of the project.
    pub url_of_project: bool,
    /// What the addresses begin with that the person trusts, from [`trusted_indexes`].
    pub trusted: Vec<String>,
    /// `--refresh`: ask again, whatever the cache holds.
    pub refresh: bool,
    /// Where the nearest `uv.toml` or `[tool.uv]` is looked for: the notebook's folder.
    pub folder: Option<std::path::PathBuf>,
    /// Ask nothing: what the cache holds, of whatever age, is all there is.
    pub cached_only: bool,
}
