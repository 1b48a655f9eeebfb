//! `online-data`: files at literal addresses that the notebook reads, asked about only where `--online-data` allows it.

use std::collections::BTreeMap;

use super::readers::{Access, readers};
use super::{Context, Subject, Variant};
use crate::notebook::NodeId;
use crate::questions::pages::Served;
use crate::syntax::Reach;

/// More than a notebook should make a reader's browser download, in megabytes of 10^6 bytes.
const LARGE: u64 = 100;

pub(super) fn find(context: &mut Context) {
    if !context.options.online_data {
        return;
    }
    let places = addresses(context);
    for (url, &(node, reach)) in &places {
        let answer = context.answers.served(url);
        let (variant, size) = match answer {
            Served::Missing(_) => (Variant::Missing, String::new()),
            Served::There { .. } if is_insecure(url) => (Variant::Insecure, String::new()),
            Served::There { open: false, .. } => (Variant::Closed, String::new()),
            Served::There { bytes: Some(bytes), .. } if bytes > LARGE * 1_000_000 => {
                (Variant::Large, (bytes / 1_000_000).to_string())
            }
            Served::There { .. } => continue,
            Served::Unknown => (Variant::Unknown, String::new()),
        };
        let status = if let Served::Missing(status) = answer { status.to_string() } else { String::new() };
        let level = context.reached_level(context.level_of("online-data", variant), reach);
        let span = context.notebook.tree.span(node);
        let fill = [("url", url.as_str()), ("size", size.as_str()), ("status", status.as_str())];
        context.report("online-data", variant, level, span, Subject::Notebook, &fill);
    }
}

/// The addresses that stand in full in the code: where each is read first. What only computers read is not among them.
fn addresses(context: &Context) -> BTreeMap<String, (NodeId, Reach)> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let mut found = BTreeMap::new();
    for call in tree.all().filter(|&node| tree.kind(node) == "call") {
        let Some(name) = facts.callee(call) else { continue };
        for (position, keyword) in arguments(&name) {
            let Some(argument) = facts.argument(call, position, keyword) else { continue };
            let Some(place) = facts.value(argument).place().filter(|place| place.whole) else { continue };
            let url = place.rest.trim();
            let reach = context.reach(call, &[]);
            if is_web(url) && reach != Reach::Guarded {
                found.entry(url.to_owned()).or_insert((argument, reach));
            }
        }
    }
    found
}

/// The arguments of a call that a file's address can stand in: those of readers, and of what fetches.
fn arguments(call: &str) -> Vec<(usize, &'static str)> {
    const FETCHERS: [&str; 8] = [
        "requests.get",
        "httpx.get",
        "urllib.request.urlopen",
        "urllib.request.urlretrieve",
        "urllib.request.Request",
        "pyodide.http.pyfetch",
        "pyodide.http.open_url",
        "requests.Session().get",
    ];
    if FETCHERS.contains(&call) {
        return vec![(0, "url")];
    }
    let reads = |access: Access| matches!(access, Access::Address | Access::Url | Access::Asset);
    let paths = readers(call).iter().filter(|reader| reads(reader.access));
    paths.filter_map(|reader| Some((reader.position?, reader.keyword))).collect()
}

/// Whether a page that came by https may not fetch it: browsers let only this computer's own addresses pass.
fn is_insecure(url: &str) -> bool {
    let Some(rest) = url.to_ascii_lowercase().strip_prefix("http://").map(str::to_owned) else { return false };
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    !matches!(host, "localhost" | "[" | "") && !host.starts_with("127.")
}

/// Whether it is an address on the web of a server that others could reach.
fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains([' ', '{', '}', '<'])
}
