//! The format of a `fix.toml`: of wasmfix's own, which the build puts into the binary, and of those in a project's folders.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a definition may name as its finder when `call` and `import` lists do not do; one module in `src/check/` each.
pub const FINDERS: [&str; 13] = [
    "script-block",
    "requirement",
    "native-import",
    "missing-module",
    "sibling-module",
    "environment",
    "file",
    "syntax",
    "stopped-cells",
    "suppression",
    "time-zone",
    "thread-local",
    "online-data",
];
/// What an edit may do; one module in `src/fix/verbs/` each.
pub const VERBS: [&str; 17] = [
    "add-dependency",
    "mark-requirement",
    "split-requirement",
    "rename-requirement",
    "drop-specifier",
    "cure-requirement",
    "cache-cells",
    "remove-statement",
    "guard",
    "guard-module",
    "default-in-browser",
    "read-from-public",
    "ask-in-browser",
    "await-directly",
    "port-api",
    "remove-suppression",
    "stand-in",
];
/// What a fix may be tied to; one function in `src/fix/predicates.rs` each.
pub const PREDICATES: [&str; 5] = [
    "every-use-in-a-cell",
    "outside-of-functions",
    "script-block-readable",
    "results-not-cached",
    "package-not-imported",
];
const LEVELS: [&str; 3] = ["advice", "warning", "error"];

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

/// Whether a text can be the dotted name of something: `os.system`, `socket.socket().bind`, `requests.*`.
fn is_dotted(text: &str) -> bool {
    let segments = text.strip_suffix(".*").unwrap_or(text).split('.');
    segments.into_iter().all(|segment| {
        let name = segment.split(['(', '[']).next().unwrap_or_default();
        let results = segment[name.len()..].replace("()", "").replace("[]", "");
        let plain = |letter: char| letter.is_alphanumeric() || letter == '_';
        results.is_empty() && name.chars().all(plain) && name.starts_with(|first: char| !first.is_numeric())
    })
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

    /// Reads and checks a definition.
    ///
    /// # Errors
    /// A sentence with the line (from 1) it is about.
    pub fn parse(text: &str) -> Result<RawDefinition, (usize, String)> {
        let line_of = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let definition: RawDefinition = toml_edit::de::from_str(text)
            .map_err(|error| (error.span().map_or(1, |span| line_of(span.start)), error.message().to_owned()))?;
        let find = |word: &str| text.find(&format!("\"{word}\"")).map_or(1, line_of);
        let known = |word: &str, list: &[&str], what: &str| {
            if list.contains(&word) {
                Ok(())
            } else {
                Err((find(word), format!("unknown {what} `{word}`; one of: {}", list.join(", "))))
            }
        };
        let variants = definition.variant.values().flat_map(|variant| [&variant.guidance, &variant.measured]);
        for level in [&definition.guidance, &definition.measured].into_iter().chain(variants).flatten() {
            known(level, &LEVELS, "level")?;
        }
        if let Some(finder) = &definition.find.finder {
            known(finder, &FINDERS, "finder")?;
        }
        let found = &definition.find;
        if found.finder.is_none() && found.call.is_empty() && found.name.is_empty() && found.import.is_empty() {
            return Err((1, "`[find]` needs `call`, `name`, `import` or `finder`".to_owned()));
        }
        for name in found.call.iter().chain(&found.name).chain(&found.import).chain(&found.unused) {
            if !is_dotted(name) {
                return Err((find(name), format!("`{name}` is no dotted name such as `os.system`")));
            }
        }
        if let Some(name) = found.call.iter().find(|name| name.ends_with(')')) {
            return Err((find(name), format!("write `{}`, without the last parentheses", &name[..name.len() - 2])));
        }
        if definition.find.finder.is_some() == (definition.guidance.is_none() && definition.measured.is_none())
            && definition.find.finder.is_some()
            && !definition.variant.values().all(|variant| variant.guidance.is_some() || variant.measured.is_some())
        {
            return Err((1, "a problem of a finder needs `guidance` or `measured`".to_owned()));
        }
        for fix in &definition.fix {
            known(&fix.safety, &["safe", "unsafe"], "safety")?;
            for predicate in &fix.only_if {
                known(predicate, &PREDICATES, "predicate")?;
            }
            for edit in &fix.edit {
                known(&edit.verb, &VERBS, "verb")?;
            }
        }
        Ok(definition)
    }
}
