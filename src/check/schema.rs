//! The format of a `fix.toml`: of wasmfix's own, which the build puts into the binary, and of those in a project's folders.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What looks for a problem, and what it tells of what it found: the placeholders that are filled in.
#[derive(Debug)]
pub struct Finder {
    /// Its name: a list in `[find]`, or what `finder` names; one module in `src/check/` each.
    pub name: &'static str,
    /// What it fills into `message`, `reason` and `suggestion`.
    pub words: &'static [&'static str],
    /// What is filled into a fix's title and into the message of a stopped cell.
    pub title: &'static [&'static str],
}

/// The lists that a definition may name in `[find]`.
pub const LISTS: [Finder; 4] = [
    Finder { name: "call", words: &["name", "error", "effect"], title: &["name"] },
    Finder { name: "name", words: &["name", "error", "effect"], title: &["name"] },
    Finder { name: "import", words: &["module", "name"], title: &["module", "name"] },
    Finder { name: "unused", words: &["module", "name"], title: &["module", "name"] },
];
/// What a definition may name as its finder when such lists do not do.
pub const FINDERS: [Finder; 17] = [
    Finder { name: "script-block", words: &["names", "is", "why", "since", "package"], title: &["names"] },
    Finder {
        name: "requirement",
        words: &[
            "requirement",
            "package",
            "why",
            "others",
            "alternative",
            "version",
            "newest",
            "other",
            "since",
            "name",
            "names",
        ],
        title: &["package", "other", "name"],
    },
    Finder { name: "native-import", words: &["module", "why", "alternative", "scheme"], title: &["module", "name"] },
    Finder { name: "missing-module", words: &["module", "why"], title: &["module", "name"] },
    Finder { name: "missing-name", words: &["name", "why", "error"], title: &["name"] },
    Finder {
        name: "sibling-module",
        words: &["module", "since", "name", "file", "line", "why", "what", "place"],
        title: &["module", "name"],
    },
    Finder { name: "import-by-name", words: &["name", "names", "why", "error", "package"], title: &["name"] },
    Finder { name: "micropip-install", words: &["requirement", "why", "error", "package"], title: &["name"] },
    Finder { name: "unreachable-address", words: &["name", "address", "since"], title: &[] },
    Finder { name: "environment", words: &["key"], title: &["name"] },
    Finder {
        name: "file",
        words: &["path", "where", "advice", "what", "size", "name", "error"],
        title: &["path", "copied"],
    },
    Finder { name: "syntax", words: &["why"], title: &[] },
    Finder { name: "stopped-cells", words: &["count", "total", "names"], title: &[] },
    Finder { name: "suppression", words: &["id", "why"], title: &["id"] },
    Finder { name: "time-zone", words: &["name"], title: &["name"] },
    Finder { name: "thread-local", words: &["what", "alternative"], title: &["name"] },
    Finder { name: "online-data", words: &["url", "size", "status"], title: &[] },
];
/// What an edit may do, one module in `src/fix/verbs/` each; and the finders whose problems it can mend.
pub const VERBS: [(&str, &[&str]); 20] = [
    ("add-dependency", &["script-block", "requirement", "time-zone"]),
    ("mark-requirement", &["requirement"]),
    ("split-requirement", &["requirement"]),
    ("rename-requirement", &["requirement"]),
    ("correct-requirement", &["requirement"]),
    ("drop-specifier", &["requirement"]),
    ("cure-requirement", &["requirement"]),
    ("cache-cells", &["requirement", "native-import"]),
    ("remove-statement", &["call", "requirement"]),
    ("guard", &["call", "name", "time-zone", "import-by-name", "missing-name"]),
    ("guard-module", &["import", "native-import", "missing-module", "sibling-module"]),
    ("default-in-browser", &["environment"]),
    ("read-from-public", &["file"]),
    ("make-folder", &["file"]),
    ("ask-in-browser", &["environment"]),
    ("stop-in-browser", &["environment"]),
    ("await-directly", &["call"]),
    ("port-api", &["import", "native-import"]),
    ("remove-suppression", &["suppression"]),
    ("stand-in", &["native-import"]),
];
/// Those of them that a project's own fixes may use; the others know too much of one problem.
pub const PROJECT_VERBS: [&str; 3] = ["guard", "guard-module", "remove-statement"];
/// What a fix may be tied to; one function in `src/fix/predicates.rs` each.
pub const PREDICATES: [&str; 6] = [
    "every-use-in-a-cell",
    "outside-of-functions",
    "script-block-readable",
    "every-import-known",
    "installable-where-judged",
    "results-not-cached",
];
/// How bad a problem can be.
pub const LEVELS: [&str; 3] = ["advice", "warning", "error"];

/// A definition as its file says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawDefinition {
    pub message: String,
    pub reason: String,
    pub suggestion: String,
    /// The level the published guidance gives, if it speaks.
    pub guidance: Option<String>,
    /// The level that was measured, for problems that no host table decides.
    pub measured: Option<String>,
    /// The codes marimo's own linter uses.
    #[serde(default)]
    pub marimo: Vec<String>,
    pub find: RawFind,
    /// Other words for a kind of the problem.
    #[serde(default)]
    pub variant: BTreeMap<String, RawVariant>,
    #[serde(default)]
    pub fix: Vec<RawFix>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawFind {
    /// Dotted names of functions whose call is the problem; `requests.*` stands for every function of `requests`.
    #[serde(default)]
    pub call: Vec<String>,
    /// Dotted names that are the problem wherever they are read.
    #[serde(default)]
    pub name: Vec<String>,
    /// Modules whose import is the problem, with what is in them.
    #[serde(default)]
    pub import: Vec<String>,
    /// Modules whose import without any use is a warning (the variant `unused`).
    #[serde(default)]
    pub unused: Vec<String>,
    pub finder: Option<String>,
    /// `native-import`: the modules in `import` fail although their package installs.
    #[serde(default)]
    pub installed: bool,
    /// The call by which another module answers to the names in `import`.
    pub stand_in: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawVariant {
    pub message: Option<String>,
    pub reason: Option<String>,
    pub suggestion: Option<String>,
    pub guidance: Option<String>,
    pub measured: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawFix {
    pub id: String,
    pub title: String,
    pub safety: String,
    #[serde(default)]
    pub only_if: Vec<String>,
    /// The dotted names that it is a fix for; all that the problem finds if empty.
    #[serde(default)]
    pub only_for: Vec<String>,
    /// Whether it is offered in the review and the JSON only, and no flag applies it.
    #[serde(default)]
    pub ask: bool,
    pub edit: Vec<RawEdit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawEdit {
    #[serde(rename = "do")]
    pub verb: String,
    /// What a stopped cell shows.
    pub message: Option<String>,
    /// `guard`: always stop the cell; the value is needed by whatever follows.
    #[serde(default)]
    pub stop: bool,
    /// `guard`: what calls give in the browser without an error, by their names.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

impl RawVariant {
    /// A variant's own words, the problem's where it has none; levels do not mix.
    pub fn or(&self, main: &RawVariant) -> RawVariant {
        let text = |own: &Option<String>, main: &Option<String>| own.clone().or_else(|| main.clone());
        let levels = if self.guidance.is_some() || self.measured.is_some() { self } else { main };
        RawVariant {
            message: text(&self.message, &main.message),
            reason: text(&self.reason, &main.reason),
            suggestion: text(&self.suggestion, &main.suggestion),
            guidance: levels.guidance.clone(),
            measured: levels.measured.clone(),
        }
    }
}

impl RawDefinition {
    /// The words of the problem itself.
    pub fn main_words(&self) -> RawVariant {
        RawVariant {
            message: Some(self.message.clone()),
            reason: Some(self.reason.clone()),
            suggestion: Some(self.suggestion.clone()),
            guidance: self.guidance.clone(),
            measured: self.measured.clone(),
        }
    }
}
