//! Where code that stands in a function is run from: the calls of the function, followed outwards.

use super::{Facts, Place, Value};
use crate::notebook::NodeId;

/// How many functions inside of each other are followed.
const DEEP: usize = 8;

impl Facts<'_> {
    /// The places outside of all functions from which a node is run; none if they are not all known.
    ///
    /// Of the calls that hand over something, only those count with which a path, that depends on it, is one of `wanted`.
    pub fn runs(&self, node: NodeId, path: &Value, wanted: &dyn Fn(&Place) -> bool) -> Option<Vec<NodeId>> {
        let mut found = Vec::new();
        (self.followed(node, path, wanted, 0, &mut found) && !found.is_empty()).then_some(found)
    }

    fn followed(
        &self,
        node: NodeId,
        path: &Value,
        wanted: &dyn Fn(&Place) -> bool,
        depth: usize,
        found: &mut Vec<NodeId>,
    ) -> bool {
        let Some(definition) = self.enclosing_definition(node) else {
            found.push(node);
            return true;
        };
        let entries = self.entries(definition);
        if depth == DEEP || entries.is_empty() {
            return false;
        }
        entries.into_iter().all(|(at, choice)| {
            let path = match choice {
                Some((chosen, taken)) => path.clone().taken(chosen, taken),
                None => path.clone(),
            };
            let mut places = path.places().peekable();
            let fits = places.peek().is_none() || places.any(|place| wanted(&place));
            !fits || self.followed(at, &path, wanted, depth + 1, found)
        })
    }

    /// Where a function or lambda is named, or the class of a method: nothing of it runs before that. Each with the choice
    /// that it stands for.
    fn entries(&self, definition: NodeId) -> Vec<(NodeId, Option<(NodeId, usize)>)> {
        let tree = &self.notebook.tree;
        let Some(class) = self.class_of(definition) else {
            let sites = self.site_nodes(definition).into_iter().enumerate();
            return sites.map(|(index, node)| (node, Some((definition, index)))).collect();
        };
        let (span, made) = (tree.span(class), self.made(class));
        let uses =
            self.uses_of(class).unwrap_or_default().into_iter().filter(|&site| !span.contains(&tree.start(site)));
        let chosen = |site: NodeId| made.iter().position(|&call| self.function_of(call) == Some(site));
        uses.map(|site| (site, chosen(site).map(|index| (class, index)))).collect()
    }
}
