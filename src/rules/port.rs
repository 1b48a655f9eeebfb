//! The format of `fixes/<id>/api.toml`: the closed world of one library, and what becomes of each use of it.
//!
//! The build reads every table to fail on a mistake with file and line; at run time the verb `port-api` reads the one it needs.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a table may ask of a whole notebook; one function in `src/fix/verbs/port_api/rules.rs` each.
pub const NOTEBOOK_RULES: [&str; 6] =
    ["sqlite-transactions", "caught-errors", "postgres-values", "postgres-rows", "mysql-values", "mysql-rows"];
/// What an entry may ask of a use; one function in `src/fix/verbs/port_api/rules.rs` each.
pub const USE_RULES: [&str; 20] = [
    "autocommit",
    "memory",
    "private-cache",
    "one-statement",
    "no-except",
    "known-settings",
    "not-used-after",
    "tested",
    "column-names",
    "postgres-query",
    "closed-afterwards",
    "nothing-pending",
    "copies-into",
    "copies-from",
    "mysql-query",
    "same-class",
    "same-sqlstate-class",
    "not-caught",
    "bound",
    "some-rows",
];
/// What an argument may have to be; one function in `src/fix/verbs/port_api/literals.rs` each.
pub const VALUE_RULES: [&str; 6] = ["literal", "plain", "text", "path", "number", "name"];

/// A library and its successor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Port {
    /// The top-level module that goes.
    pub module: String,
    /// What a plain import of it becomes.
    pub to: String,
    /// Rules over the whole notebook.
    #[serde(default)]
    pub only_if: Vec<String>,
    #[serde(default)]
    pub requirements: Requirements,
    /// Submodules, and what is imported for them; nothing if empty.
    #[serde(default)]
    pub modules: BTreeMap<String, String>,
    /// Functions of other libraries that may be handed a value.
    #[serde(default)]
    pub passes: BTreeMap<String, Vec<String>>,
    /// Schemes of addresses that name the library, and the new ones.
    #[serde(default)]
    pub addresses: BTreeMap<String, String>,
    /// Functions whose first argument is such an address.
    #[serde(default)]
    pub engine_makers: Vec<String>,
    /// Their settings that have nothing to do with the driver.
    #[serde(default)]
    pub engine_settings: Vec<String>,
    /// Attributes that tell of the driver: of engines, and of the errors that come through them.
    #[serde(default)]
    pub engine_tells: Vec<String>,
    /// What may be read of a caught error, and its new name; `*` for the error itself. Asked for by the rule `caught-errors`.
    #[serde(default)]
    pub errors: BTreeMap<String, String>,
    /// The uses, by dotted name with call results.
    #[serde(default)]
    pub api: BTreeMap<String, Entries>,
}

/// What becomes of the script block.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirements {
    #[serde(default)]
    pub remove: Vec<String>,
    #[serde(default)]
    pub add: Vec<String>,
}

/// One way to treat a use, or several of which the first that holds is taken.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Entries {
    Word(String),
    One(Box<Entry>),
    Several(Vec<Entry>),
}

/// How an expression may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    Call,
    Read,
    Set,
    Except,
    Annotation,
    Base,
    Argument,
    /// `with` and iteration, by the names `__enter__` and `__iter__`.
    #[serde(skip)]
    Protocol,
}

/// Where an entry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum As {
    /// Only where the value is not used.
    Statement,
}

/// What becomes of a use. Without `to`, `drop`, `template` or `refuse` it stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    #[serde(default, rename = "use")]
    pub uses: Vec<Use>,
    #[serde(default)]
    pub to: OneOrMany,
    #[serde(default)]
    pub drop: bool,
    pub template: Option<String>,
    pub refuse: Option<String>,
    #[serde(rename = "as")]
    pub place: Option<As>,
    /// It returned None; its successor returns something that marimo would show.
    #[serde(default)]
    pub quiet: bool,
    /// Names of the positional parameters.
    #[serde(default)]
    pub params: Vec<String>,
    #[serde(default)]
    pub args: BTreeMap<String, Argument>,
    /// Further arguments.
    #[serde(default)]
    pub add: Vec<String>,
    pub returns: Option<String>,
    #[serde(default)]
    pub only_if: Vec<String>,
    /// A statement that follows the one that binds the result.
    pub then: Option<String>,
    /// `IN %s` with a tuple is written `= ANY(%s)` with a list.
    #[serde(default)]
    pub arrays: bool,
}

/// A string, or a list of them.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn list(&self) -> &[String] {
        match self {
            OneOrMany::None => &[],
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

/// What becomes of an argument.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    Word(String),
    Rule(Box<ArgumentRule>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ArgumentRule {
    /// The keyword it is given by from now on.
    pub to: Option<String>,
    /// The keyword's new name; a positional one stays what it is.
    pub rename: Option<String>,
    #[serde(default)]
    pub drop: bool,
    /// A positional one gets its name.
    #[serde(default)]
    pub keyword: bool,
    /// The only values it may have, as source text or dotted names.
    #[serde(default)]
    pub only: Vec<String>,
    pub template: Option<String>,
    /// The template is not needed where this rule holds.
    pub unless: Option<String>,
    pub must: Option<String>,
    /// The value of the library that it must be.
    pub takes: Option<String>,
    pub refuse: Option<String>,
}

static SAME: std::sync::LazyLock<Entry> = std::sync::LazyLock::new(Entry::default);

impl Entries {
    /// The alternatives, in order.
    pub fn list(&self) -> &[Entry] {
        match self {
            Entries::Word(_) => std::slice::from_ref(&*SAME),
            Entries::One(one) => std::slice::from_ref(&**one),
            Entries::Several(several) => several,
        }
    }
}

impl Entry {
    /// Whether the entry speaks of this kind of use.
    pub fn speaks_of(&self, wanted: Use) -> bool {
        match wanted {
            Use::Protocol => true,
            _ if self.uses.is_empty() => wanted == Use::Call,
            _ => self.uses.contains(&wanted),
        }
    }
}

impl Port {
    /// Reads and checks a table.
    ///
    /// # Errors
    /// A sentence with the line (from 1) it is about.
    pub fn parse(text: &str) -> Result<Port, (usize, String)> {
        let line_of = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let port: Port = toml_edit::de::from_str(text)
            .map_err(|error| (error.span().map_or(1, |span| line_of(span.start)), error.message().to_owned()))?;
        let at = |word: &str| text.find(&format!("\"{word}\"")).map_or(1, line_of);
        let known = |word: &str, list: &[&str], what: &str| match list.contains(&word) {
            true => Ok(()),
            false => Err((at(word), format!("unknown {what} `{word}`; one of: {}", list.join(", ")))),
        };
        for rule in &port.only_if {
            known(rule, &NOTEBOOK_RULES, "rule")?;
        }
        let own = |key: &str| key.split('.').next() == Some(port.module.as_str());
        let keys = port.api.keys().chain(port.modules.keys());
        if let Some(other) = keys.into_iter().find(|key| !own(key)) {
            return Err((at(other), format!("`{other}` is no name of `{}`", port.module)));
        }
        for (key, entries) in &port.api {
            if let Entries::Word(word) = entries {
                known(word, &["same"], "word")?;
            }
            for entry in entries.list() {
                port.check_entry(entry).map_err(|message| (at(key), format!("`{key}`: {message}")))?;
            }
        }
        for value in port.passes.values().flatten() {
            if !port.is_value(value) {
                return Err((at(value), format!("no entry makes the value `{value}`")));
            }
        }
        Ok(port)
    }

    fn check_entry(&self, entry: &Entry) -> Result<(), String> {
        let does = usize::from(!entry.to.list().is_empty())
            + usize::from(entry.drop)
            + usize::from(entry.template.is_some())
            + usize::from(entry.refuse.is_some());
        if does > 1 {
            return Err("only one of `to`, `drop`, `template`, `refuse`".to_owned());
        }
        if entry.drop && entry.place.is_none() {
            return Err("`drop` needs `as = \"statement\"`".to_owned());
        }
        if entry.to.list().len() > 1 && entry.uses != [Use::Except] {
            return Err("several names can only stand in `except`".to_owned());
        }
        if entry.template.as_ref().is_some_and(|text| text.contains('\n')) && entry.place.is_none() {
            return Err("a template of several lines needs `as = \"statement\"`".to_owned());
        }
        if let Some(rule) = entry.only_if.iter().find(|rule| !USE_RULES.contains(&rule.as_str())) {
            return Err(format!("unknown rule `{rule}`; one of: {}", USE_RULES.join(", ")));
        }
        for value in entry.returns.iter() {
            if !self.is_value(value) {
                return Err(format!("no entry makes the value `{value}`"));
            }
        }
        for (name, argument) in &entry.args {
            match argument {
                Argument::Word(word) if matches!(word.as_str(), "same" | "drop" | "keyword") => {}
                Argument::Word(word) => {
                    return Err(format!("`{name}`: one of `same`, `drop`, `keyword`, not `{word}`"));
                }
                Argument::Rule(rule) => {
                    let asked = [&rule.must, &rule.unless].into_iter().flatten();
                    if let Some(other) = asked.into_iter().find(|asked| !VALUE_RULES.contains(&asked.as_str())) {
                        return Err(format!("`{name}`: unknown rule `{other}`; one of: {}", VALUE_RULES.join(", ")));
                    }
                    if let Some(value) = rule.takes.as_ref().filter(|value| !self.is_value(value)) {
                        return Err(format!("`{name}`: no entry makes the value `{value}`"));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a dotted name is a value that the table follows: some entry is a member of it.
    pub fn is_value(&self, key: &str) -> bool {
        key.ends_with("()")
            && self
                .api
                .range(format!("{key}.")..)
                .next()
                .is_some_and(|(member, _)| member.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
    }

    /// Whether a dotted name is the module or a submodule of it.
    pub fn is_module(&self, key: &str) -> bool {
        key == self.module || self.modules.contains_key(key)
    }
}
