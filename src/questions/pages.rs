//! What servers say, as far as the core needs it: a project of the package index, a wheel's metadata, a file at an address.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A wheel that the index lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WheelFile {
    /// Its name.
    pub filename: String,
    /// Where it is, without user and password; with the hash of its contents behind a `#` if the index says it.
    pub url: String,
    /// Whether its publisher withdrew it.
    pub yanked: bool,
    /// False if the index says that there is no file with its metadata beside it.
    pub described: bool,
}

/// A project, as far as a browser is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// The wheels that a browser might install.
    pub wheels: Vec<WheelFile>,
    /// All its versions that the publisher stands by, whatever files they have.
    pub versions: BTreeSet<String>,
}

/// What a wheel says of itself, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// What it depends on, a line each.
    pub requires_dist: Vec<String>,
    /// The extras that it has.
    pub provides_extra: Vec<String>,
    /// The modules that it declares (PEP 794), those for its own use left out.
    pub imports: Vec<String>,
}

/// What a server says of a file, before anybody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// It is there.
    There {
        /// Its size, if the server says it.
        bytes: Option<u64>,
        /// Whether a page from anywhere may read it (`Access-Control-Allow-Origin`).
        open: bool,
    },
    /// The server has no such file: its status.
    Missing(u16),
    /// Nothing can be said: no answer, or one that is about the question only.
    Unknown,
}
