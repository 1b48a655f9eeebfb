//! The texts that an expression may be, through names, loops and parameters.

use std::collections::BTreeSet;

use super::kinds::Kinds;
use crate::notebook::NodeId;
use crate::syntax::{Binding, BindingKind, Value};

impl Kinds<'_> {
    /// The value of a name's only binding, through names and parameters that only one text is given for; else the
    /// expression itself.
    pub(super) fn origin(&self, mut node: NodeId) -> NodeId {
        let tree = &self.facts.notebook.tree;
        for _ in 0..16 {
            let inner = tree.children(node).next().filter(|_| tree.kind(node) == "parenthesized_expression");
            let symbol = self.facts.names.symbol_of(node).map(|id| self.facts.names.symbol(id));
            let bindings = symbol.map_or(&[][..], |symbol| &symbol.bindings[..]);
            node = match (inner, bindings) {
                (Some(inner), _) => inner,
                (None, [Binding { kind: BindingKind::Value(value), node: target, .. }])
                    if tree.parent(*target).is_some_and(|parent| tree.kind(parent) == "assignment") =>
                {
                    *value
                }
                (None, [Binding { kind: BindingKind::Parameter { function, .. }, node: name, .. }])
                    if self.called(*function).is_some_and(|called| self.is_only_called(called)) =>
                {
                    let given = self.given(*function, *name);
                    let texts: BTreeSet<&str> =
                        given.iter().map(|&value| self.facts.notebook.node_text(value)).collect();
                    match given.first() {
                        Some(&first) if texts.len() == 1 => first,
                        _ => return node,
                    }
                }
                _ => return node,
            };
        }
        node
    }

    /// The text of a string that is wholly known, through names.
    pub(super) fn text(&self, node: NodeId) -> Option<String> {
        match &self.texts(node)?[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// All texts that an expression may be: of each call of a function that gets it, of each round of a loop.
    pub(super) fn texts(&self, node: NodeId) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        self.gather_texts(node, 0, &mut texts)?;
        texts.sort();
        texts.dedup();
        (!texts.is_empty()).then_some(texts)
    }

    fn gather_texts(&self, node: NodeId, depth: usize, texts: &mut Vec<String>) -> Option<()> {
        let tree = &self.facts.notebook.tree;
        let origin = self.origin(node);
        if depth > 8 {
            return None;
        }
        if tree.kind(origin) == "conditional_expression" {
            let parts: Vec<NodeId> = tree.children(origin).collect();
            let [yes, _, no] = parts[..] else { return None };
            self.gather_texts(yes, depth + 1, texts)?;
            return self.gather_texts(no, depth + 1, texts);
        }
        let symbol = self.facts.names.symbol_of(origin).map(|id| self.facts.names.symbol(id));
        let Some(symbol) = symbol else {
            let Value::Str(text) = self.facts.value(origin) else { return None };
            texts.push(text);
            return Some(());
        };
        let [Binding { kind, node: name, .. }] = &symbol.bindings[..] else { return None };
        let given = match kind {
            BindingKind::Parameter { function, .. }
                if self.called(*function).is_some_and(|called| self.is_only_called(called)) =>
            {
                self.given(*function, *name)
            }
            BindingKind::Other => {
                let around =
                    tree.parent(*name).filter(|&id| matches!(tree.kind(id), "for_statement" | "for_in_clause"))?;
                let items = self.origin(tree.fields(around, "right").find(|&part| tree.is_named(part))?);
                let literal = matches!(tree.kind(items), "list" | "tuple");
                tree.children(items).filter(|_| literal).collect()
            }
            _ => return None,
        };
        if given.is_empty() {
            return None;
        }
        given.into_iter().try_for_each(|value| self.gather_texts(value, depth + 1, texts))
    }
}
