//! Why a requirement cannot be met, with the way that leads there, in words.

use super::verdict::{Reason, Unsupported};

/// What stands in the way of an entry of the script block.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// The requirements from what the entry itself needs down to the one that fails: `tokenizers <0.24, >=0.23.1`.
    pub(super) chain: Vec<String>,
    pub(super) what: What,
}

/// What is wrong with the last of the chain, or with the entry itself.
#[derive(Clone, Debug)]
pub(super) enum What {
    NotOnIndex(String),
    /// `newest`: the newest version that has a wheel, where there is one; `lock`: the version in the lock.
    NoWheel {
        newest: Option<String>,
        lock: Option<String>,
    },
    /// Another version is there already.
    Conflict(Clash),
    /// As a conflict, but only if the other requirement's answer comes first.
    Race(Clash),
    /// `spelt`: how the distribution itself writes an extra that only micropip takes for another.
    Extra {
        name: String,
        extra: String,
        spelt: Option<String>,
    },
    Metadata {
        name: String,
        line: String,
    },
    Address(String),
}

/// A requirement that excludes the version that is there.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    pub(super) name: String,
    pub(super) version: String,
    /// The entry that brings it; empty if it is there before micropip runs.
    pub(super) by: String,
    /// What the requirement asks for: `<4,>=3.18`.
    pub(super) wanted: String,
}

impl Failure {
    /// What to say in the package report.
    pub(super) fn notes(&self) -> String {
        let what = self.what.words(self.chain.is_empty());
        if self.chain.is_empty() { what } else { format!("needs {}{what}", self.chain.join(", which needs ")) }
    }

    /// Why, for a finder.
    pub(super) fn reason(&self) -> Reason {
        match &self.what {
            What::NotOnIndex(_) => Reason::NotOnIndex,
            What::Conflict(clash) | What::Race(clash) => Reason::Conflict {
                why: self.notes(),
                name: clash.name.clone(),
                wanted: clash.wanted.clone(),
                loaded: clash.by.is_empty(),
                chance: matches!(self.what, What::Race(_)),
            },
            What::Extra { extra, spelt, .. } if self.chain.is_empty() => {
                Reason::Unsupported(Unsupported::Extra { extra: extra.clone(), spelt: spelt.clone() })
            }
            What::Address(_) if self.chain.is_empty() => Reason::Unsupported(Unsupported::Url),
            What::NoWheel { .. } | What::Extra { .. } | What::Metadata { .. } | What::Address(_) => {
                Reason::Native { why: self.notes() }
            }
        }
    }
}

impl What {
    fn words(&self, alone: bool) -> String {
        match self {
            What::NotOnIndex(name) if alone => format!("{name} is not on the package index: check the name"),
            What::NotOnIndex(_) => ", which is not on the package index".to_owned(),
            What::NoWheel { newest: Some(newest), .. } if alone => {
                format!("no WASM build of this version: {newest} is the newest with a wheel that a browser can install")
            }
            What::NoWheel { .. } if alone => {
                "no WASM build: the package index has no wheel that a browser can install".to_owned()
            }
            What::NoWheel { lock: Some(lock), .. } => format!(", which has no wheel for this host (its own is {lock})"),
            What::NoWheel { newest: Some(newest), .. } => {
                format!(", which has no wheel for this host ({newest} is the newest that has one)")
            }
            What::NoWheel { .. } => ", which has no wheel for this host".to_owned(),
            What::Conflict(clash) => clash.words(alone),
            What::Race(clash) => format!("{} if that answer of the package index comes first", clash.words(alone)),
            What::Extra { extra, spelt: Some(spelt), .. } if alone => {
                format!("its extra is called `{spelt}`, and micropip takes `{extra}` for another")
            }
            What::Extra { name, extra, .. } if alone => format!("{name} has no extra `{extra}`"),
            What::Extra { extra, .. } => format!(", which has no extra `{extra}`"),
            What::Metadata { name, line } if alone => format!("the metadata of {name} are not valid: `{line}`"),
            What::Metadata { line, .. } => format!(", whose metadata are not valid: `{line}`"),
            What::Address(why) if alone => why.clone(),
            What::Address(why) => format!(": {why}"),
        }
    }
}

impl Clash {
    fn words(&self, alone: bool) -> String {
        let Clash { name, version, by, .. } = self;
        match (alone, by.is_empty()) {
            (true, true) => format!("excludes {name} {version}, which is loaded already"),
            (true, false) => format!("excludes {name} {version}, which `{by}` brings already"),
            (false, true) => format!(", but {version} is loaded already"),
            (false, false) => format!(", but `{by}` brings {version}"),
        }
    }
}
