//! What micropip is handed of an entry of the script block: some releases of marimo strip the versions, or cut the marker off.

use super::requirement::{Marker, Requirement};
use crate::host::{Host, Markers};

impl Requirement {
    /// The requirement as micropip sees it on a host; `None` where its marker keeps it out of the browser.
    ///
    /// Where markers are cut off, no marker does. What is left of a text may be no requirement at all.
    pub fn handed(&self, host: &Host) -> Option<Requirement> {
        let text = self.text.trim();
        let handed = match host.markers {
            Markers::Honoured if self.marker(host) != Marker::Holds => return None,
            Markers::Honoured if host.specifiers_kept => return Some(self.clone()),
            Markers::Honoured | Markers::Cut if names_address(text) => self.clone(),
            Markers::Honoured | Markers::Cut => Requirement::read(bare(text)),
            Markers::Left => Requirement::read(cut(text)),
        };
        // Of a marker that is still there micropip asks.
        (handed.marker(host) == Marker::Holds).then_some(handed)
    }
}

/// `x @ https://...`: handed on as written.
fn names_address(text: &str) -> bool {
    let scheme = text.split_once('@').and_then(|(_, address)| address.trim_start().split_once("://"));
    scheme.is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '.' | '-'))
    })
}

/// Without its marker and its versions.
fn bare(text: &str) -> &str {
    let text = text.split(';').next().unwrap_or(text).trim();
    let operator = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        ["==", "!=", "<", ">", "~="].iter().any(|operator| rest.starts_with(operator))
    };
    let end = (0..text.len()).find(operator).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end()
}

/// What stands before the first of four operators, be it the requirement's or its marker's.
fn cut(text: &str) -> &str {
    let end = ["==", ">=", "<=", "~="].iter().filter_map(|operator| text.find(operator)).min();
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    // Of `x<2,>=1` a comma stays, which micropip takes for nothing.
    text.trim_end().trim_end_matches(',')
}
