//! What a notebook needs besides its own file, wherever it is published: modules and files beside it, variables, a cache.

use std::collections::BTreeMap;

use super::public::is_published;
use super::{Context, Finder};
use crate::syntax::Base;

/// What must come with a notebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Modules beside it that it imports.
    pub modules: Vec<String>,
    /// What it reads below `public/`, and whether it lies there.
    pub public: BTreeMap<String, bool>,
    /// Whether it reads environment variables that are empty in the browser.
    pub environment: bool,
    /// Whether its cells' results are made at export (`cache_cells = true`) and a package of it is there for computers only.
    pub cached: bool,
}

pub(super) fn find(context: &mut Context) {
    let problems = &context.found.problems;
    context.found.needs.environment =
        problems.iter().any(|problem| problem.definition.find.finder == Some(Finder::Environment));
    context.found.needs.public = public(context);
}

/// The paths below `public/` that are built from `mo.notebook_location()`; of one that is not known in full, its folder.
fn public(context: &Context) -> BTreeMap<String, bool> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let mut found = BTreeMap::new();
    if !context.notebook.text.as_str().contains("notebook_location") {
        return found;
    }
    let path_of = |node| {
        let path = matches!(tree.kind(node), "binary_operator" | "call");
        path.then(|| facts.value(node).place()).flatten().filter(|place| place.base == Base::Location)
    };
    for node in tree.all() {
        let Some(place) = path_of(node) else { continue };
        let outer = tree.ancestors(node).take(4).filter_map(path_of);
        if !place.rest.starts_with("public/") || outer.into_iter().any(|outer| outer.rest != place.rest) {
            continue;
        }
        let known = if place.whole {
            place.rest.as_str()
        } else {
            place.rest.rsplit_once('/').map_or("public", |(folder, _)| folder)
        };
        found.insert(known.to_owned(), is_published(context, known));
    }
    found
}
