//! The recommendation on CORS, if the notebook fetches from URLs.

use super::Context;
use crate::syntax::Base;

/// One line on CORS if the notebook fetches a URL.
pub(super) fn find(context: &mut Context) {
    let facts = context.facts;
    let tree = &context.notebook.tree;
    let beside = |call| {
        let first = facts.argument(call, 0, "url").and_then(|first| facts.value(first).place());
        first.is_some_and(|place| place.base == Base::Location)
    };
    let calls = tree.all().filter(|&node| tree.kind(node) == "call");
    // What lies beside the notebook comes from the page's own server.
    let fetches = calls.filter(|&call| !beside(call)).any(|call| {
        let by_name = facts.callee(call).is_some_and(|name| {
            ["requests.", "httpx.", "urllib.request.urlopen", "urllib.request.urlretrieve", "aiohttp."]
                .iter()
                .any(|known| name.starts_with(known))
        });
        by_name
            || facts.argument(call, 0, "").is_some_and(|first| {
                matches!(tree.kind(first), "string" | "identifier" | "concatenated_string")
                    && facts.value(first).place().is_some_and(|place| place.rest.starts_with("http"))
            })
    });
    if fetches {
        let line = "the notebook fetches from URLs: in the browser their servers must allow it by CORS headers";
        context.found.recommendations.push(line.to_owned());
    }
}
