//! Third stage: what the notebook says + what the host offers -> [`Problem`]s.

mod problem;

pub use problem::{Level, Problem, Subject, Verdict};
