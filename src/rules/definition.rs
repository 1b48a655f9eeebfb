//! The format of a `fix.toml`: of wasmfix's own, which the build puts into the binary, and of those in a project's folders.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::port::Port;
use super::{Finder, Level, Predicate, Safety, Variant, Verb};

/// A problem as its folder defines it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Definition {
    /// The folder's name; of a project's own behind `local/`.
    #[serde(skip)]
    pub id: String,
    /// One sentence for lists: the first one of its README.
    #[serde(skip)]
    pub summary: String,
    /// The folder's README.
    #[serde(skip)]
    pub readme: String,
    /// The text of its `api.toml`, which has been checked: the library that a fix swaps.
    #[serde(skip)]
    pub api: Option<String>,
    /// The same, read when it is first asked for.
    #[serde(skip)]
    pub(super) port: OnceLock<Option<Port>>,
    /// What is wrong; `{name}` and the like are filled in.
    pub message: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub suggestion: String,
    /// The level the published guidance gives, if it speaks.
    pub guidance: Option<Level>,
    /// The level that was measured, for problems that no host table decides.
    pub measured: Option<Level>,
    /// The codes marimo's own linter uses.
    #[serde(default)]
    pub marimo: Vec<String>,
    /// What is looked for.
    pub find: Find,
    /// Other words for a kind of the problem, by its name.
    #[serde(default, rename = "variant")]
    #[cfg_attr(test, schemars(extend("propertyNames" = super::json_schema::variants())))]
    pub variants: BTreeMap<Variant, VariantWords>,
    /// Its fixes, the default one first.
    #[serde(default, rename = "fix")]
    pub fixes: Vec<FixDefinition>,
}

/// What is looked for.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Find {
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
    /// The finder in `src/check/` that knows more than lists can say.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "super::json_schema::finder"))]
    pub finder: Option<Finder>,
    /// `native-import`: the modules in `import` fail although their package installs.
    #[serde(default)]
    pub installed: bool,
    /// The call by which another module answers to the names in `import`: `pymysql.install_as_MySQLdb`.
    pub stand_in: Option<String>,
    /// What addresses begin with, such as `postgres`, that are the problem wherever a call is given one.
    #[serde(default)]
    pub scheme: Vec<String>,
    /// The problem that such a call is instead where it runs `pip install`.
    pub pip_install: Option<String>,
}

impl Find {
    /// Whether the import of a module is the problem.
    pub fn imports(&self, module: &str) -> bool {
        self.import.iter().any(|own| own == module)
    }
}

/// What is said of a kind of a problem; the problem's own words where it has none. Levels do not mix.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VariantWords {
    /// What is wrong.
    pub message: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What to do.
    pub suggestion: Option<String>,
    /// The level the published guidance gives.
    pub guidance: Option<Level>,
    /// The level that was measured.
    pub measured: Option<Level>,
}

/// A fix as its folder defines it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FixDefinition {
    /// Its id within the problem.
    pub id: String,
    /// What it does; `{name}` is filled in.
    pub title: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// Predicates that all must hold.
    #[serde(default)]
    pub only_if: Vec<Predicate>,
    /// The dotted names that it is a fix for; all that the problem finds if empty.
    #[serde(default)]
    pub only_for: Vec<String>,
    /// Whether it is offered in the review and the JSON only, and no flag applies it.
    #[serde(default)]
    pub ask: bool,
    /// Its edits, one change all together.
    #[serde(rename = "edit")]
    pub edits: Vec<EditDefinition>,
}

/// One edit of a fix.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EditDefinition {
    /// What it does.
    #[serde(rename = "do")]
    pub verb: Verb,
    /// What a stopped cell shows.
    pub message: Option<String>,
    /// `guard`: always stop the cell; the value is needed by whatever follows.
    #[serde(default)]
    pub stop: bool,
    /// `guard`: what calls give in the browser without an error, by their names.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What is said of a problem; `{name}` and the like are filled in.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What is wrong.
    pub message: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What to do.
    pub suggestion: &'a str,
    /// The level the published guidance gives.
    pub guidance: Option<Level>,
    /// The level that was measured, where no host table decides.
    pub measured: Option<Level>,
}

/// What the ids of a project's own problems begin with.
pub const LOCAL: &str = "local/";

impl Definition {
    /// Whether it is a project's own.
    pub fn is_local(&self) -> bool {
        self.id.starts_with(LOCAL)
    }

    /// The words of a variant; the problem's own if it has none of that name.
    pub fn words(&self, variant: Variant) -> Words<'_> {
        let (guidance, measured) = (self.guidance, self.measured);
        let (message, reason, suggestion) = (&self.message, &self.reason, &self.suggestion);
        let Some(own) = self.variants.get(&variant) else {
            return Words { message, reason, suggestion, guidance, measured };
        };
        let (guidance, measured) = if own.has_level() { (own.guidance, own.measured) } else { (guidance, measured) };
        let message = own.message.as_ref().unwrap_or(message);
        let reason = own.reason.as_ref().unwrap_or(reason);
        let suggestion = own.suggestion.as_ref().unwrap_or(suggestion);
        Words { message, reason, suggestion, guidance, measured }
    }

    /// Its own words and those of all variants.
    pub fn all_words(&self) -> impl Iterator<Item = Words<'_>> {
        [Variant::Plain].into_iter().chain(self.variants.keys().copied()).map(|variant| self.words(variant))
    }

    /// The library that a fix of it swaps, if one does.
    pub fn port(&self) -> Option<&Port> {
        self.port.get_or_init(|| Port::parse(self.api.as_deref()?).ok()).as_ref()
    }
}

impl VariantWords {
    /// Whether it has a level of its own.
    pub fn has_level(&self) -> bool {
        self.guidance.is_some() || self.measured.is_some()
    }
}
