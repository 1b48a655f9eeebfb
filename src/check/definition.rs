//! The definitions of all problems and their fixes: what stands in `fixes/`, put into the binary by the build.

use super::Level;

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The notebook's code means the same in the same native environment before and after.
    Safe,
    /// It may not: a person confirms.
    Unsafe,
}

include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

/// A problem as its folder defines it.
#[derive(Debug)]
pub struct Definition {
    /// The folder's name.
    pub id: &'static str,
    /// One sentence for lists.
    pub summary: &'static str,
    /// The folder's README.
    pub readme: &'static str,
    /// The codes marimo's own linter uses for it.
    pub marimo: &'static [&'static str],
    /// Dotted names of functions whose call is the problem.
    pub call: &'static [&'static str],
    /// Dotted names that are the problem wherever they are read.
    pub name: &'static [&'static str],
    /// Modules whose import is the problem.
    pub import: &'static [&'static str],
    /// Modules whose import without any use is the variant `unused`.
    pub unused: &'static [&'static str],
    /// The finder in `src/check/` that knows more than lists can say.
    pub finder: Option<&'static str>,
    /// Whether the import of its modules fails although their package installs.
    pub installed: bool,
    /// The call by which another module answers to the names of its modules: `pymysql.install_as_MySQLdb`.
    pub stand_in: Option<&'static str>,
    /// The library that its fix swaps: the text of `api.toml`, which the build has checked.
    pub api: Option<&'static str>,
    /// Its words.
    pub words: Words,
    /// Other words for kinds of it.
    pub variants: &'static [(&'static str, Words)],
    /// Its fixes, the default one first.
    pub fixes: &'static [FixDefinition],
}

/// What is said of a problem; `{name}` and the like are filled in.
#[derive(Debug)]
pub struct Words {
    /// What is wrong.
    pub message: &'static str,
    /// Why.
    pub reason: &'static str,
    /// What to do.
    pub suggestion: &'static str,
    /// The level the published guidance gives.
    pub guidance: Option<Level>,
    /// The level that was measured, where no host table decides.
    pub measured: Option<Level>,
}

/// A fix as its folder defines it.
#[derive(Debug)]
pub struct FixDefinition {
    /// Its id within the problem.
    pub id: &'static str,
    /// What it does; `{name}` is filled in.
    pub title: &'static str,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// Predicates that all must hold.
    pub only_if: &'static [&'static str],
    /// The dotted names that it is a fix for; all that the problem finds if empty.
    pub only_for: &'static [&'static str],
    /// Whether it is offered in the review and the JSON only, and no flag applies it.
    pub ask: bool,
    /// Its edits, one change all together.
    pub edits: &'static [EditDefinition],
}

/// One edit of a fix.
#[derive(Debug)]
pub struct EditDefinition {
    /// The verb.
    pub verb: &'static str,
    /// What a stopped cell shows.
    pub message: Option<&'static str>,
    /// `guard`: always stop the cell.
    pub stop: bool,
    /// `guard`: what calls give in the browser without an error, by their names.
    pub values: &'static [(&'static str, &'static str)],
}

/// All definitions, sorted by id.
pub fn definitions() -> &'static [Definition] {
    DEFINITIONS
}

/// The definition of a problem.
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.binary_search_by(|definition| definition.id.cmp(id)).ok().map(|index| &DEFINITIONS[index])
}

impl Definition {
    /// Whether it is a project's own.
    pub fn is_local(&self) -> bool {
        self.id.starts_with(super::LOCAL)
    }

    /// The words of a variant; the problem's own if it has none of that name.
    pub fn words(&self, variant: &str) -> &Words {
        self.variants.iter().find(|(name, _)| *name == variant).map_or(&self.words, |(_, words)| words)
    }
}
