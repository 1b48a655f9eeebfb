//! What a marimo host offers: standard library, lock packages, calls. Sorted tables in the binary.

pub use pep440_rs::Version;
