//! Fourth stage: problems -> fixes, as the folders in `fixes/` define them.

use crate::edit::Edit;

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The notebook's code means the same in the same native environment before and after.
    Safe,
    /// It may not: a person confirms.
    Unsafe,
}

/// A cure of one problem: all its edits, or none.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Its id within the problem's folder: `guard`.
    pub id: String,
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// The edits, sorted, not overlapping.
    pub edits: Vec<Edit>,
}

/// A fix that is defined for the problem but cannot be made here.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The fix's id.
    pub id: String,
    /// What stands in the way and what to do by hand, with the line.
    pub reason: String,
}

/// What a folder of `fixes/` says about its problem, for `explain` and for the checks of `--select` and `--ignore`.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The problem's id: the folder's name.
    pub id: &'static str,
    /// What is wrong, in one line.
    pub summary: &'static str,
    /// The folder's `README.md`.
    pub readme: &'static str,
    /// Its fixes, the default one first.
    pub fixes: &'static [FixDefinition],
}

/// A fix as its folder defines it.
#[derive(Clone, Copy, Debug)]
pub struct FixDefinition {
    /// Its id within the problem.
    pub id: &'static str,
    /// What it does.
    pub title: &'static str,
    /// Whether it may be applied without asking.
    pub safety: Safety,
}

/// All problems that wasmfix knows, sorted by id.
pub fn definitions() -> &'static [Definition] {
    &[]
}
