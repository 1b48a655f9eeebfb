//! SARIF 2.1.0, as code scanning services read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::place::{Place, path_label};
use super::{Finding, Report};
use crate::check::{Definition, Level};

pub(super) fn render(reports: &[Report]) -> String {
    let findings = reports.iter().flat_map(|report| &report.findings);
    let rules: BTreeMap<&str, &Definition> =
        findings.map(|finding| (finding.problem.id.as_str(), finding.problem.definition)).collect();
    let results: Vec<Value> =
        reports.iter().flat_map(|report| report.findings.iter().map(|finding| result(report, finding))).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "wasmfix",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule((id, definition): (&str, &Definition)) -> Value {
    json!({
        "id": id,
        "shortDescription": { "text": definition.summary },
        "help": { "text": definition.readme, "markdown": definition.readme },
    })
}

fn result(report: &Report, finding: &Finding) -> Value {
    let problem = &finding.problem;
    let level = match problem.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    };
    let parts = [&problem.message, &problem.reason, &problem.suggestion];
    let text = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n");
    let artifact = json!({ "uri": uri(&report.notebook.path) });
    let mut result = json!({
        "ruleId": problem.id,
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact,
            "region": region(report, &problem.span),
        }}],
    });
    // The format knows no copies of files, and edits that need them are wrong without.
    let whole = || finding.fixes.iter().filter(|fix| fix.copies.is_empty());
    if whole().next().is_some() {
        let fixes = whole().map(|fix| {
            let replacements = fix.edits.iter().map(
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
        result["fixes"] = fixes.collect();
    }
    result
}

fn region(report: &Report, span: &crate::notebook::Span) -> Value {
    let place = Place::of_span(report, span);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

/// A path as a relative reference, an absolute one as a `file` URI; percent-encoded.
fn uri(path: &Path) -> String {
    let label = path_label(path);
    let mut uri = match (path.is_absolute(), label.starts_with('/')) {
        (true, true) => String::from("file://"),
        (true, false) => String::from("file:///"),
        (false, _) => String::new(),
    };
    for byte in label.strip_prefix("./").unwrap_or(&label).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
