//! Where a value of the library goes: every place must be one that is followed, and hold nothing else.

use std::collections::BTreeSet;

use super::kinds::Kind;
use super::uses::{Refusal, Uses};
use crate::notebook::NodeId;
use crate::syntax::BindingKind;

/// Decorators that hand a function's results on as they are.
const TRANSPARENT: [&str; 4] =
    ["functools.cache", "functools.lru_cache", "functools.lru_cache()", "contextlib.contextmanager"];

impl Uses<'_> {
    /// Whether an expression is only tested: `if x`, `x is None`, `not x`.
    pub(super) fn is_tested(&self, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return false };
        match tree.kind(parent) {
            "if_statement" | "elif_clause" | "while_statement" => tree.field_of(node) == Some("condition"),
            "assert_statement" | "not_operator" | "if_clause" => true,
            "conditional_expression" => tree.children(parent).nth(1) == Some(node),
            "comparison_operator" => {
                let is = tree.tokens(parent).any(|token| matches!(tree.kind(token), "is" | "is not"));
                is && tree.children(parent).any(|side| tree.kind(side) == "none")
            }
            "boolean_operator" | "parenthesized_expression" => self.is_tested(parent),
            _ => false,
        }
    }

    /// Where a value goes: every place must be one that is followed, and hold nothing else.
    pub(super) fn flow(&mut self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let Some(parent) = tree.parent(node) else { return Ok(()) };
        let field = tree.field_of(node).unwrap_or_default();
        if self.is_tested(node) {
            return Ok(());
        }
        if *kind == Kind::Mixed {
            return Err(format!(
                "`{}` on line {} may be of `{}` or something else; give each its own name",
                self.shown(node),
                self.line(node),
                self.port.module
            ));
        }
        let followed = match tree.kind(parent) {
            "expression_statement" | "delete_statement" => true,
            "parenthesized_expression" | "conditional_expression" | "named_expression" => {
                self.kinds.of(parent) == *kind
            }
            "boolean_operator" => self.kinds.of(parent) == *kind,
            "tuple" | "expression_list" => {
                // A list of targets to delete is no tuple.
                matches!(self.kinds.of(parent), Kind::Tuple(_))
            }
            "with_item" => matches!(kind, Kind::Manager(_)),
            // The classes in it are looked at one by one.
            "except_clause" => matches!(kind, Kind::Tuple(_)),
            "as_pattern" if tree.parent(parent).is_some_and(|above| tree.kind(above) == "except_clause") => {
                matches!(kind, Kind::Tuple(_))
            }
            "as_pattern" if self.in_with(parent) => matches!(kind, Kind::Manager(_)),
            "assignment" if field == "right" => return self.assigned(node, parent, kind),
            "return_statement" => return self.given(node, kind),
            "yield" => return self.given(node, kind),
            "default_parameter" | "typed_default_parameter" => true,

            "subscript" if field == "value" => !self.kinds.of(parent).is_tracked() || matches!(kind, Kind::Tuple(_)),
            "argument_list" | "keyword_argument" => return self.argument(node, kind),
            _ => false,
        };
        if followed { Ok(()) } else { Err(self.escape(node)) }
    }

    fn escape(&self, node: NodeId) -> Refusal {
        format!("`{}` goes where it cannot be followed on line {}; port it by hand", self.shown(node), self.line(node))
    }

    fn assigned(&self, node: NodeId, assignment: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        // `a = b = value`: the outer targets get it as well.
        let mut next = Some(assignment);
        while let Some(assignment) = next.filter(|&outer| tree.kind(outer) == "assignment") {
            if let Some(left) = tree.child(assignment, "left") {
                self.target(node, left, kind)?;
            }
            next = tree.parent(assignment);
        }
        Ok(())
    }

    fn target(&self, node: NodeId, left: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let same = match (tree.kind(left), kind) {
            ("identifier", _) => {
                let mut around = tree
                    .ancestors(left)
                    .filter(|&id| matches!(tree.kind(id), "function_definition" | "class_definition"));
                let in_class = around.next().is_some_and(|id| tree.kind(id) == "class_definition");
                let name = self.facts.names.symbol_of(left);
                if in_class {
                    false
                } else if let Some(Kind::Mixed) = name.map(|id| self.kinds.symbol(id)) {
                    return Err(format!(
                        "`{}` is set to something else, too (line {}); give each its own name",
                        self.shown(left),
                        self.line(left)
                    ));
                } else {
                    name.is_some_and(|id| self.kinds.symbol(id) == *kind)
                }
            }
            ("attribute", _) => self.kinds.of(left) == *kind,
            ("pattern_list" | "tuple_pattern", Kind::Tuple(items)) => {
                let places: Vec<NodeId> = tree.children(left).collect();
                places.len() == items.len()
                    && places
                        .iter()
                        .zip(items)
                        .all(|(&place, item)| !item.is_tracked() || self.target(node, place, item).is_ok())
            }
            _ => false,
        };
        if same { Ok(()) } else { Err(self.escape(node)) }
    }

    /// A value that a function of the notebook returns or yields: all who call it must be known.
    pub(super) fn given(&self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let Some(function) = self.facts.enclosing_definition(node) else { return Err(self.escape(node)) };
        let result = match self.kinds.result(function) {
            Kind::Manager(inner) => *inner,
            other => other,
        };
        if result != *kind || self.facts.notebook.tree.kind(function) != "function_definition" {
            return Err(self.escape(node));
        }
        if self.kinds.class_of(function).is_some() {
            return Err(format!(
                "a method returns `{}` on line {}, where it cannot be followed",
                self.shown(node),
                self.line(node)
            ));
        }
        self.called_only(function)
    }

    /// Whether a function is only ever called, by its name.
    fn called_only(&self, function: NodeId) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let name = tree.child(function, "name");
        let shown = name.map_or("a function", |name| self.facts.notebook.node_text(name));
        let symbol = name.and_then(|name| self.facts.names.symbol_of(name)).map(|id| self.facts.names.symbol(id));
        let Some(symbol) = symbol.filter(|symbol| symbol.bindings.len() == 1) else {
            return Err(format!("`{shown}` on line {} is defined more than once", self.line(function)));
        };
        let decorators = self.kinds.decorators(function);
        if let Some(other) = decorators
            .iter()
            .find(|name| !TRANSPARENT.contains(&name.as_str()) && !name.trim_end_matches("()").ends_with(".function"))
        {
            return Err(format!(
                "`{other}` wraps `{shown}` on line {}, so its calls cannot be followed",
                self.line(function)
            ));
        }
        for &site in &symbol.uses {
            if !self.kinds.is_plain_call(site) {
                return Err(format!("`{shown}` is used on line {} in a way that cannot be followed", self.line(site)));
            }
        }
        Ok(())
    }

    fn argument(&mut self, node: NodeId, kind: &Kind) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let call = tree.ancestors(node).find(|&id| tree.kind(id) == "call");
        let Some(call) = call else { return Err(self.escape(node)) };
        if self.kinds.is_closing(call) && self.kinds.of(call).is_tracked() {
            return Ok(());
        }
        let callee = self.facts.callee(call).unwrap_or_default();
        if let (Some(values), Kind::Name(key)) = (self.port.passes.get(&callee), kind)
            && values.contains(key)
        {
            return Ok(());
        }
        let Some((definition, shift)) = self.kinds.runs(call) else {
            let function = self.facts.function_of(call).unwrap_or(call);
            return Err(format!(
                "`{}` is handed to `{}` on line {}, which expects one of `{}`; port it by hand",
                self.shown(node),
                self.shown(function),
                self.line(node),
                self.port.module
            ));
        };
        self.called_only(self.kinds.callee(call).unwrap_or(definition))?;
        // The parameter that gets it must hold nothing else.
        let keyword = tree.parent(node).filter(|&parent| tree.kind(parent) == "keyword_argument");
        let name =
            keyword.and_then(|keyword| tree.child(keyword, "name")).map(|name| self.facts.notebook.node_text(name));
        let position = self.facts.arguments(call).0.iter().position(|&value| value == node);
        let holds = tree.child(definition, "parameters").is_some_and(|list| {
            let parameters = tree.children(list).filter(|&part| tree.kind(part) != "positional_separator");
            parameters.enumerate().any(|(index, parameter)| {
                let bound = tree.descendants(parameter).find(|&part| tree.kind(part) == "identifier");
                bound.is_some_and(|bound| {
                    let fits = index.checked_sub(shift).is_some_and(|index| Some(index) == position)
                        || name == Some(self.facts.notebook.node_text(bound));
                    let symbol = self.facts.names.symbol_of(bound);
                    fits && symbol.is_some_and(|id| {
                        let only = self
                            .facts
                            .names
                            .symbol(id)
                            .bindings
                            .iter()
                            .all(|binding| matches!(binding.kind, BindingKind::Parameter { .. }));
                        only && self.kinds.symbol(id) == *kind
                    })
                })
            })
        });
        if holds { Ok(()) } else { Err(self.escape(node)) }
    }

    /// A connection in a SQL cell is handed to marimo.
    pub(super) fn check_sql_cells(&self) -> Result<(), Refusal> {
        for cell in &self.facts.notebook.cells {
            let engine = cell.engine.as_ref().and_then(|name| self.facts.names.global(name));
            if let Some(id) = engine.filter(|&id| self.kinds.symbol(id).is_tracked()) {
                let (line, _) = self.facts.notebook.text.position(cell.span.start);
                return Err(format!("the SQL cell on line {line} uses `{}`", self.facts.names.symbol(id).name));
            }
        }
        Ok(())
    }

    /// An attribute that holds a value may only be read through objects that are known to be of its class.
    pub(super) fn check_fields(&self) -> Result<(), Refusal> {
        let tree = &self.facts.notebook.tree;
        let fields: BTreeSet<(NodeId, String)> = self.kinds.tracked_fields();
        for (class, member) in &fields {
            if let Some(bases) =
                tree.child(*class, "superclasses").filter(|&bases| tree.children(bases).next().is_some())
            {
                return Err(format!(
                    "a class with bases keeps `{member}` on line {}, where it cannot be followed",
                    self.line(bases)
                ));
            }
            for node in tree.all().filter(|&node| tree.kind(node) == "attribute" && self.member_text(node) == member) {
                let object = tree.child(node, "object").map_or(Kind::Plain, |object| self.kinds.of(object));
                // An object of a class with bases may be one of this class.
                let apart = matches!(object, Kind::Instance(other) if other != *class && tree.child(other, "superclasses").is_none());
                if object != Kind::Instance(*class) && !object.is_tracked() && !apart {
                    return Err(format!(
                        "`{}` on line {} may be a value of `{}`; it cannot be followed there",
                        self.shown(node),
                        self.line(node),
                        self.port.module
                    ));
                }
            }
        }
        Ok(())
    }
}
