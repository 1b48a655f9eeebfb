//! One entry of `dependencies`: what it asks for, where it holds, and how a marker is added to its text.

use std::str::FromStr;

use pep508_rs::{ExtraName, MarkerEnvironment, MarkerEnvironmentBuilder, MarkerTree, VerbatimUrl, VersionOrUrl};

use crate::host::{Host, normalise};

/// A requirement and the text it was read from; the text is what is written back, never a rendering.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// As written.
    pub text: String,
    /// The name as written; empty where there is none (`./wheels/x.whl`).
    pub written: String,
    /// The normalised name; empty where there is none.
    pub name: String,
    /// Normalised extras.
    pub extras: Vec<String>,
    /// The extras as written: micropip compares them so.
    pub extras_written: Vec<String>,
    /// What kind of thing is asked for.
    pub kind: RequirementKind,
    marker: MarkerTree,
}

/// What kind of thing a requirement asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequirementKind {
    /// A distribution by name, from the lock or the index.
    Named(pep440_rs::VersionSpecifiers),
    /// A file at an address (`x @ https://...` or a bare address).
    Url(String),
    /// A version control system: `git+https://...`.
    Git,
    /// A path on this computer: `./x`, `file:...`.
    Path,
    /// `-e ...`.
    Editable,
    /// No requirement at all; why.
    Invalid(String),
}

/// Where a requirement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// In the browser.
    Holds,
    /// Only elsewhere: installed on computers, left out in the browser.
    ExcludesBrowser,
    /// Nowhere with this Python.
    Never,
}

impl Requirement {
    /// Reads a requirement; never fails, see [`RequirementKind::Invalid`].
    pub fn read(text: &str) -> Requirement {
        let trimmed = text.trim();
        let unnamed = |kind| Requirement {
            text: text.to_owned(),
            written: String::new(),
            name: String::new(),
            extras: Vec::new(),
            extras_written: Vec::new(),
            kind,
            marker: MarkerTree::TRUE,
        };
        if trimmed.starts_with("-e ") || trimmed.starts_with("--editable") {
            return Requirement { marker: marker_after(trimmed, " ;"), ..unnamed(RequirementKind::Editable) };
        }
        if let Some((name, address)) = named_address(trimmed) {
            return Requirement::with_address(text, name, address);
        }
        let bare = trimmed.split(" ;").next().unwrap_or(trimmed);
        if let Some(kind) = address_kind(bare) {
            return Requirement { marker: marker_after(trimmed, " ;"), ..unnamed(kind) };
        }
        match pep508_rs::Requirement::<VerbatimUrl>::from_str(trimmed) {
            Ok(read) => {
                let specifiers = match read.version_or_url {
                    Some(VersionOrUrl::VersionSpecifier(specifiers)) => specifiers,
                    _ => pep440_rs::VersionSpecifiers::empty(),
                };
                Requirement {
                    text: text.to_owned(),
                    written: leading_name(trimmed).to_owned(),
                    name: normalise(read.name.as_ref()),
                    extras: read.extras.iter().map(|extra| normalise(extra.as_ref())).collect(),
                    extras_written: extras_of(trimmed),
                    kind: RequirementKind::Named(specifiers),
                    marker: read.marker,
                }
            }
            Err(error) => unnamed(RequirementKind::Invalid(
                error.to_string().lines().next().unwrap_or("not a requirement").to_owned(),
            )),
        }
    }

    fn with_address(text: &str, name: &str, address: &str) -> Requirement {
        let written = leading_name(name);
        let extras = extras_of(name);
        let bare = address.split(" ;").next().unwrap_or(address).trim();
        Requirement {
            text: text.to_owned(),
            written: written.to_owned(),
            name: normalise(written),
            extras: extras.iter().map(|extra| normalise(extra)).collect(),
            extras_written: extras,
            kind: address_kind(bare).unwrap_or(RequirementKind::Path),
            marker: marker_after(address, " ;"),
        }
    }

    /// Where it holds, on this host.
    pub fn marker(&self, host: &Host) -> Marker {
        if self.holds(&environment(host), None) {
            return Marker::Holds;
        }
        let natives = [("linux", "Linux", "x86_64"), ("darwin", "Darwin", "arm64"), ("win32", "Windows", "AMD64")];
        let elsewhere = natives.iter().any(|(platform, system, machine)| {
            ["3.10.0", "3.11.0", "3.12.0", "3.13.0", host.python].iter().any(|python| {
                let names = Names { platform, system, machine, release: "1", version: "1" };
                self.holds(&build_environment(python, &names), None)
            })
        });
        if elsewhere { Marker::ExcludesBrowser } else { Marker::Never }
    }

    /// Whether its marker holds, as a need of a distribution of which this extra is asked for.
    pub(super) fn holds(&self, environment: &MarkerEnvironment, extra: Option<&str>) -> bool {
        let extra = extra.and_then(|extra| ExtraName::from_str(extra).ok());
        self.marker.evaluate(environment, extra.as_slice())
    }

    /// The specifiers; none if it is not a named requirement.
    pub fn specifiers(&self) -> pep440_rs::VersionSpecifiers {
        match &self.kind {
            RequirementKind::Named(specifiers) => specifiers.clone(),
            _ => pep440_rs::VersionSpecifiers::empty(),
        }
    }

    /// The same requirement, with more versions excluded: `<4,>=3.18`. Its marker and extras stay.
    pub fn narrowed(&self, versions: &str) -> String {
        let extras =
            if self.extras_written.is_empty() { String::new() } else { format!("[{}]", self.extras_written.join(",")) };
        let own = self.specifiers();
        let versions: Vec<String> = own.iter().map(ToString::to_string).chain([versions.replace(' ', "")]).collect();
        let marker = self.text.split_once(';').map_or(String::new(), |(_, marker)| format!("; {}", marker.trim()));
        format!("{}{extras}{}{marker}", self.written, versions.join(","))
    }

    /// The same requirement with an extra left out, or written otherwise; everything else stays as it is.
    pub fn with_extra(&self, extra: &str, instead: Option<&str>) -> Option<String> {
        let open = self.text.find('[')?;
        let close = open + self.text.get(open..)?.find(']')?;
        let extras = self.extras_written.iter().filter_map(|own| match own == extra {
            true => instead,
            false => Some(own.as_str()),
        });
        let extras: Vec<&str> = extras.collect();
        let inside = if extras.is_empty() { String::new() } else { format!("[{}]", extras.join(",")) };
        Some(format!("{}{inside}{}", self.text.get(..open)?.trim_end(), self.text.get(close + 1..)?))
    }

    /// Whether it asks for a distribution by name, and for no address.
    pub fn is_named(&self) -> bool {
        matches!(self.kind, RequirementKind::Named(_))
    }

    /// Whether it names versions at all.
    pub fn is_pinned(&self) -> bool {
        matches!(&self.kind, RequirementKind::Named(specifiers) if !specifiers.is_empty())
    }
}

/// `name [extras] @ address`.
fn named_address(text: &str) -> Option<(&str, &str)> {
    let (name, address) = text.split_once('@')?;
    let rest = name.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_')).trim();
    let extras = rest.is_empty() || (rest.starts_with('[') && rest.ends_with(']'));
    (extras && !leading_name(name).is_empty()).then(|| (name.trim_end(), address.trim_start()))
}

/// The extras right after the name, as written.
fn extras_of(text: &str) -> Vec<String> {
    let rest = text.get(leading_name(text).len()..).unwrap_or_default().trim_start();
    let inside = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(inside, _)| inside);
    inside.split(',').map(|extra| extra.trim().to_owned()).filter(|extra| !extra.is_empty()).collect()
}

fn leading_name(text: &str) -> &str {
    let text = text.trim_start();
    let end =
        text.find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '-' | '_'))).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

fn address_kind(text: &str) -> Option<RequirementKind> {
    let lower = text.trim().to_ascii_lowercase();
    let version_control = ["git+", "hg+", "svn+", "bzr+"].iter().any(|scheme| lower.starts_with(scheme));
    let path = ["./", "../", "/", "~", ".\\", "file:"].iter().any(|start| lower.starts_with(start)) || lower == ".";
    let url =
        lower.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    match () {
        () if version_control => Some(RequirementKind::Git),
        () if path => Some(RequirementKind::Path),
        () if url => Some(RequirementKind::Url(text.trim().to_owned())),
        () => None,
    }
}

fn marker_after(text: &str, separator: &str) -> MarkerTree {
    match text.split_once(separator) {
        Some((_, marker)) => MarkerTree::parse_str::<VerbatimUrl>(marker.trim()).unwrap_or(MarkerTree::TRUE),
        None => MarkerTree::TRUE,
    }
}

struct Names<'a> {
    platform: &'a str,
    system: &'a str,
    machine: &'a str,
    release: &'a str,
    version: &'a str,
}

/// The environment that markers meet on a host, as measured.
pub(super) fn environment(host: &Host) -> MarkerEnvironment {
    let names = Names {
        platform: "emscripten",
        system: "Emscripten",
        machine: "wasm32",
        release: host.platform_release,
        version: "#1",
    };
    build_environment(host.python, &names)
}

fn build_environment(python: &str, names: &Names<'_>) -> MarkerEnvironment {
    let series = python.rsplit_once('.').map_or(python, |(series, _)| series);
    let build = |python: &str, series: &str| {
        MarkerEnvironment::try_from(MarkerEnvironmentBuilder {
            implementation_name: "cpython",
            implementation_version: python,
            os_name: if names.platform == "win32" { "nt" } else { "posix" },
            platform_machine: names.machine,
            platform_python_implementation: "CPython",
            platform_release: names.release,
            platform_system: names.system,
            platform_version: names.version,
            python_full_version: python,
            python_version: series,
            sys_platform: names.platform,
        })
    };
    match build(python, series) {
        Ok(environment) => environment,
        // The build checks that hosts.tsv holds versions; this arm is for the type alone.
        Err(_) => build_environment("3.14.2", names),
    }
}

/// Adds a marker to a requirement's text and keeps everything else of it as it is.
///
/// `marker` comes with the kind of quotes that the surrounding TOML string allows. Addresses need a space before the
/// `;`. A marker that is there already is joined with `and`, in parentheses if it has an `or` of its own.
pub fn with_marker(text: &str, marker: &str) -> String {
    let body = text.trim_end();
    let editable = body.trim_start().starts_with('-');
    let address = editable || named_address(body.trim_start()).is_some() || address_kind(body).is_some();
    let separator = if address { body.find(" ;").map(|at| at + 1) } else { body.find(';') };
    let Some(at) = separator else {
        return if address { format!("{body} ; {marker}") } else { format!("{body}; {marker}") };
    };
    let (before, old) = body.split_at(at);
    let old = old.trim_start_matches(';');
    let inner = old.trim();
    let space = old.get(..old.len() - old.trim_start().len()).unwrap_or(" ");
    if inner.is_empty() {
        return format!("{before}; {marker}");
    }
    if has_or(inner) {
        format!("{before};{space}({inner}) and {marker}")
    } else {
        format!("{before};{space}{inner} and {marker}")
    }
}

/// Whether a marker has an `or` outside quotes and parentheses.
fn has_or(marker: &str) -> bool {
    let mut depth = 0usize;
    let mut quote = None;
    let mut word = String::new();
    for char in marker.chars().chain([' ']) {
        match quote {
            Some(open) if char == open => quote = None,
            Some(_) => {}
            None => {
                if char.is_alphanumeric() || char == '_' {
                    word.push(char);
                    continue;
                }
                if depth == 0 && word == "or" {
                    return true;
                }
                word.clear();
                match char {
                    '"' | '\'' => quote = Some(char),
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
    false
}
