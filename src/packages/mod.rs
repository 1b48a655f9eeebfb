//! Requirement -> verdict: import names, markers, wheel tags, the package index and its cache.
//!
//! What micropip would do on a host, worked out without a browser. What the lock or a table knows costs no request.

mod cache;
mod configuration;
mod index;
mod names;
mod notes;
mod requirement;
mod tags;
mod transaction;
mod verdict;
mod wheel;

pub use crate::host::normalise;
pub use index::{Index, Unreachable, WheelFile};
pub use names::{distribution_of, is_runtime_module, loaded_by_imports};
pub use requirement::{Marker, Requirement, RequirementKind, with_marker};
pub use tags::{Tags, WheelName};
pub use verdict::{PackageVerdict, Reason, Unsupported, over_hosts, verdict, verdicts};

/// How the package index is reached.
#[derive(Clone, Debug, Default)]
pub struct IndexOptions {
    /// `--index-url`, else the user's configuration, else the default one.
    pub url: Option<String>,
    /// `--refresh`: ask again, whatever the cache holds.
    pub refresh: bool,
}
