//! SARIF 2.1.0, as code scanning services read it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Component, Path};

use serde_json::{Value, json};

use super::place::path_label;
use super::{Finding, Report};
use crate::edit::diff;
use crate::notebook::Span;
use crate::rules::{Definition, Level};

/// What relative addresses start from: the folder of the run, which is the repository's for a service.
const ROOT: &str = "%SRCROOT%";

pub(super) fn render(reports: &[Report]) -> String {
    let findings = reports.iter().flat_map(|report| &report.findings);
    let rules: BTreeMap<&str, &Definition> =
        findings.map(|finding| (finding.problem.id.as_str(), &*finding.problem.definition)).collect();
    let numbers: HashMap<&str, usize> = rules.keys().enumerate().map(|(number, &id)| (id, number)).collect();
    let results: Vec<Value> = reports.iter().flat_map(|report| results(report, &numbers)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "wasmfix",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule((id, definition): (&str, &Definition)) -> Value {
    let worst = definition.all_words().flat_map(|words| [words.guidance, words.measured]).flatten().max();
    json!({
        "id": id,
        "name": id,
        "shortDescription": { "text": definition.summary },
        "help": { "text": definition.readme, "markdown": definition.readme },
        "defaultConfiguration": { "level": level(worst.unwrap_or(Level::Warning)) },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

fn results(report: &Report, rules: &HashMap<&str, usize>) -> Vec<Value> {
    // The same text in several lines is told apart by its number.
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let results = report.findings.iter().map(|finding| {
        let line = report.notebook.slice(report.notebook.text.line(finding.problem.span.start));
        let hash = fingerprint(&format!("{}:{}", finding.problem.id, line.trim()));
        let count = seen.entry(hash).or_default();
        *count += 1;
        let mut result = result(report, finding);
        result["ruleIndex"] = rules.get(finding.problem.id.as_str()).copied().into();
        // Not under the key that GitHub fills in itself, with another hash.
        result["partialFingerprints"] = json!({ "wasmfix/v1": format!("{hash:016x}:{count}") });
        result
    });
    results.collect()
}

fn result(report: &Report, finding: &Finding) -> Value {
    let problem = &finding.problem;
    let parts = [&problem.message, &problem.reason, &problem.suggestion];
    let text = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n");
    let artifact = artifact(&report.notebook.path);
    let mut result = json!({
        "ruleId": problem.id,
        "level": level(problem.level),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact,
            "region": region(report, &problem.span),
        }}],
    });
    // The format knows no copies of files, and edits that need them are wrong without; nor fixes that a person must choose.
    let fixes = finding.fixes.iter().filter(|fix| fix.copies.is_empty() && !fix.ask).map(|fix| {
        let edits = fix.edits.iter().filter(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        let replacements = edits.map(
            |edit| json!({ "deletedRegion": region(report, &edit.span), "insertedContent": { "text": edit.text } }),
        );
        json!({
            "description": { "text": format!("{} ({})", fix.title, fix.safety.label()) },
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    });
    let fixes: Vec<Value> = fixes.collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

/// Lines and columns from 1, columns in UTF-16; the end is behind the last character. A byte order mark counts for nothing.
fn region(report: &Report, span: &Span) -> Value {
    let text = &report.notebook.text;
    let place = |offset: usize| {
        let (line, _) = text.position(offset);
        let before = report.notebook.slice(text.line(offset).start..offset.min(text.as_str().len()));
        let before = if line == 1 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        (line, before.encode_utf16().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(span.start), place(span.end.max(span.start)));
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A file by its address: below the folder of the run a relative one, elsewhere a `file` URI; percent-encoded.
fn artifact(path: &Path) -> Value {
    let here = std::env::current_dir().unwrap_or_default();
    // On Windows a path can have a root and no drive, or a drive and no root.
    let is_rooted = path.has_root() || matches!(path.components().next(), Some(Component::Prefix(_)));
    let whole = if is_rooted { std::path::absolute(path).ok() } else { None };
    let path = diff::relative(whole.as_deref().unwrap_or(path), &here);
    let label = path_label(&path);
    if path.is_absolute() {
        return json!({ "uri": file_uri(&label) });
    }
    json!({ "uri": encoded(&label), "uriBaseId": ROOT })
}

/// The address of an absolute path with forward slashes: `/srv/a.py`, `C:/work/a.py` or `//server/share/a.py`.
fn file_uri(path: &str) -> String {
    match path.split_once(":/") {
        Some((drive, rest)) if drive.len() == 1 => format!("file:///{drive}:/{}", encoded(rest)),
        _ if path.starts_with("//") => format!("file:{}", encoded(path)),
        _ => format!("file://{}", encoded(path)),
    }
}

fn encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri
    })
}

/// FNV-1a: the same on every system and in every release, as a service compares it with what it was told last year.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::file_uri;

    #[test]
    fn absolute_paths_of_every_system_have_an_address() {
        assert_eq!(file_uri("/srv/a b.py"), "file:///srv/a%20b.py");
        assert_eq!(file_uri("/srv/a:/b.py"), "file:///srv/a%3A/b.py");
        assert_eq!(file_uri("C:/work/a b.py"), "file:///C:/work/a%20b.py");
        assert_eq!(file_uri("//server/share/a.py"), "file://server/share/a.py");
    }
}
