//! What a notebook does where a variable of the environment is not set: whether it goes on with `None`, or cannot.

use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Facts, Value};

/// What a notebook does with a variable that it reads without a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It only asks whether it is there: a probe of the environment, or a fallback by hand.
    Probe,
    /// It uses what it gets.
    Value,
    /// It cannot go on with None.
    Required,
}

/// What a notebook does with what a call reads, where that is `None`.
pub(super) fn need(facts: &Facts, call: NodeId) -> Need {
    let tree = &facts.notebook.tree;
    let outer = outside_parentheses(facts, call);
    let Some(parent) = tree.parent(outer).filter(|&parent| {
        let target = tree.child(parent, "left").or_else(|| tree.child(parent, "name"));
        matches!(tree.kind(parent), "assignment" | "named_expression")
            && target.is_some_and(|target| tree.kind(target) == "identifier")
    }) else {
        return need_at(facts, outer, call);
    };
    let name = tree.child(parent, "left").or_else(|| tree.child(parent, "name"));
    let symbol = name.and_then(|name| facts.names.symbol_of(name)).map(|id| facts.names.symbol(id));
    let Some(symbol) = symbol.filter(|symbol| symbol.bindings.len() == 1) else { return Need::Value };
    let mut needs: Vec<Need> = symbol.uses.iter().map(|&site| need_at(facts, site, site)).collect();
    if tree.kind(parent) == "named_expression" {
        needs.push(need_at(facts, outside_parentheses(facts, parent), parent));
    }
    [Need::Required, Need::Probe].into_iter().find(|need| needs.contains(need)).unwrap_or(Need::Value)
}

/// The same for one place where the value is used; `read` is the read itself, or the name that holds it.
fn need_at(facts: &Facts, outer: NodeId, read: NodeId) -> Need {
    let tree = &facts.notebook.tree;
    let Some(parent) = tree.parent(outer) else { return Need::Value };
    let field = tree.field_of(outer);
    // What a test before it asks for is not used without it.
    let required = || if asked_before(facts, read) { Need::Value } else { Need::Required };
    let tested = || if raises_without(facts, read) { Need::Required } else { Need::Probe };
    match tree.kind(parent) {
        "attribute" => required(), // `os.getenv("X").strip()`
        "subscript" if field == Some("value") => required(),
        "for_statement" | "for_in_clause" if field == Some("right") => required(),
        "list_splat" | "dictionary_splat" => required(),
        "binary_operator" => {
            let operator = tree.child(parent, "operator").map_or("", |operator| tree.kind(operator));
            if operator == "%" && field == Some("right") { Need::Value } else { required() }
        }
        // Only text can be set.
        "assignment"
            if tree.child(parent, "left").and_then(|left| facts.dotted(left)).as_deref() == Some("os.environ[]") =>
        {
            Need::Required
        }
        "comparison_operator" => {
            let words: Vec<&str> =
                tree.fields(parent, "operators").map(|operator| facts.notebook.node_text(operator)).collect();
            let orders = words.iter().any(|word| word.starts_with(['<', '>']));
            let searched = words.iter().any(|word| word.ends_with("in")) && tree.children(parent).last() == Some(outer);
            if orders || searched { required() } else { tested() }
        }
        "not_operator" => tested(),
        "boolean_operator" if field == Some("left") && ends_without(facts, parent) => Need::Required,
        "boolean_operator" if tree.kind(outer) == "call" || field == Some("left") => tested(),
        "assert_statement" => tested(),
        "if_clause" => tested(),
        "generator_expression" | "list_comprehension" if field == Some("body") => {
            let call = tree.ancestors(parent).find(|&id| tree.kind(id) == "call");
            let asks = call.is_some_and(|call| matches!(facts.callee(call).as_deref(), Some("any" | "all" | "sum")));
            if asks { tested() } else { Need::Value }
        }
        "if_statement" | "elif_clause" | "while_statement" if field == Some("condition") => tested(),
        "conditional_expression" if tree.children(parent).nth(1) == Some(outer) => tested(),
        "argument_list" => handed_to(facts, parent, outer, &required),
        _ => Need::Value,
    }
}

/// What the call does that the value is handed to.
fn handed_to(facts: &Facts, list: NodeId, argument: NodeId, required: &dyn Fn() -> Need) -> Need {
    let tree = &facts.notebook.tree;
    let call = tree.parent(list).filter(|&call| tree.kind(call) == "call");
    let name = call.and_then(|call| facts.callee(call)).unwrap_or_default();
    let position = tree.children(list).position(|child| child == argument);
    let refuses = |line: &str| {
        let (own, at) = line.split_once('\t').unwrap_or_default();
        own == name && at.parse().ok() == position
    };
    match name.as_str() {
        "bool" | "isinstance" => Need::Probe,
        _ if include_str!("refuses_none.tsv").lines().any(refuses) => required(),
        _ => Need::Value,
    }
}

/// Whether a test around a read asks for the same name first.
fn asked_before(facts: &Facts, read: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let symbol = facts.names.symbol_of(read);
    symbol.is_some()
        && facts
            .conditions(read)
            .iter()
            .any(|condition| tree.descendants(condition.test).any(|part| facts.names.symbol_of(part) == symbol))
}

/// Whether the notebook raises if `probe`, a read or a test for a variable, finds nothing.
pub(super) fn raises_without(facts: &Facts, probe: NodeId) -> bool {
    raises(facts, probe, probe, 0)
}

/// Follows a test outwards, and through a name, to the statement that it decides.
fn raises(facts: &Facts, from: NodeId, probe: NodeId, depth: u8) -> bool {
    let tree = &facts.notebook.tree;
    let trial = Trial { facts, is_read: &|node| node == probe, empty: false };
    let mut at = from;
    while let Some(parent) = tree.parent(at).filter(|_| depth < 4) {
        match tree.kind(parent) {
            "not_operator"
            | "boolean_operator"
            | "comparison_operator"
            | "parenthesized_expression"
            | "if_clause"
            | "argument_list"
            | "call"
            | "generator_expression"
            | "list_comprehension"
            | "set_comprehension" => {}
            "assert_statement" => {
                return tree.children(parent).next() == Some(at) && trial.comes_out(at) == Some(false);
            }
            "if_statement" if tree.field_of(at) == Some("condition") => {
                let branch = match trial.comes_out(at) {
                    Some(true) => tree.child(parent, "consequence"),
                    Some(false) => tree.child(parent, "alternative").and_then(|other| tree.child(other, "body")),
                    None => None,
                };
                return branch.is_some_and(|branch| ends_in_an_error(facts, branch));
            }
            "assignment" => {
                let target = tree.child(parent, "left").and_then(|left| facts.names.symbol_of(left));
                let Some(symbol) = target.map(|symbol| facts.names.symbol(symbol)) else { return false };
                return symbol.bindings.len() == 1
                    && symbol.uses.iter().any(|&site| raises(facts, site, probe, depth + 1));
            }
            _ => return false,
        }
        at = parent;
    }
    false
}

/// `text or sys.exit("no text")`: whether the notebook ends where the left side is empty.
pub(super) fn ends_without(facts: &Facts, either: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let or = tree.child(either, "operator").is_some_and(|operator| tree.kind(operator) == "or");
    or && tree.child(either, "right").is_some_and(|other| never_returns(facts, other, 0))
}

pub(super) fn ends_in_an_error(facts: &Facts, block: NodeId) -> bool {
    ends(facts, block, 0)
}

fn ends(facts: &Facts, block: NodeId, depth: u8) -> bool {
    let tree = &facts.notebook.tree;
    tree.children(block).last().is_some_and(|last| match tree.kind(last) {
        "raise_statement" => true,
        "expression_statement" => tree.children(last).next().is_some_and(|call| never_returns(facts, call, depth)),
        _ => false,
    })
}

/// Whether a call ends the program, or is of a function that does nothing else in the end.
fn never_returns(facts: &Facts, call: NodeId, depth: u8) -> bool {
    let tree = &facts.notebook.tree;
    if tree.kind(call) == "parenthesized_expression" {
        return tree.children(call).next().is_some_and(|inner| never_returns(facts, inner, depth));
    }
    let Some(function) = facts.function_of(call).filter(|_| tree.kind(call) == "call" && depth < 4) else {
        return false;
    };
    match facts.value(function) {
        Value::Name(name) => matches!(name.as_str(), "sys.exit" | "exit" | "quit"),
        Value::Local(local) if tree.kind(local) == "function_definition" => {
            tree.child(local, "body").is_some_and(|body| {
                let leaves = |node| matches!(tree.kind(node), "return_statement" | "yield");
                ends(facts, body, depth + 1) && !tree.descendants(body).any(leaves)
            })
        }
        _ => false,
    }
}

/// A trial run of tests: what they come out as where a read finds nothing, or gets an empty text.
pub(super) struct Trial<'a> {
    pub(super) facts: &'a Facts<'a>,
    /// Whether a node is the read, or holds what it gave.
    pub(super) is_read: &'a dyn Fn(NodeId) -> bool,
    /// Whether the read gives an empty text rather than `None`.
    pub(super) empty: bool,
}

impl Trial<'_> {
    /// What a test comes out as; `None` if that depends on anything else.
    pub(super) fn comes_out(&self, test: NodeId) -> Option<bool> {
        self.judge(test, 0)
    }

    fn judge(&self, test: NodeId, depth: u8) -> Option<bool> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let inner = |node: NodeId| self.judge(node, depth + 1).filter(|_| depth < 16);
        if (self.is_read)(test) && tree.kind(test) != "comparison_operator" {
            return Some(false);
        }
        match tree.kind(test) {
            "parenthesized_expression" => tree.children(test).next().and_then(inner),
            "named_expression" => tree.child(test, "value").and_then(inner),
            "not_operator" => tree.child(test, "argument").and_then(inner).map(|truth| !truth),
            "boolean_operator" => {
                let and = tree.child(test, "operator").is_some_and(|operator| tree.kind(operator) == "and");
                match (tree.child(test, "left").and_then(inner), tree.child(test, "right").and_then(inner)) {
                    (Some(side), _) | (_, Some(side)) if side != and => Some(side),
                    (Some(_), Some(_)) => Some(and),
                    _ => None,
                }
            }
            "comparison_operator" => self.compare(test, depth),
            "call" => match facts.callee(test).as_deref() {
                // `any(os.getenv(key) for key in keys)`
                Some("any" | "all" | "bool") => facts.argument(test, 0, "").and_then(inner),
                _ => self.is_text(test, depth).then_some(false),
            },
            "generator_expression" | "list_comprehension" | "set_comprehension" => {
                let clause = tree.children(test).find(|&clause| tree.kind(clause) == "if_clause");
                match clause.and_then(|clause| tree.children(clause).next()) {
                    // Some are left over, if the test for them holds.
                    Some(kept) => inner(kept),
                    None => tree.child(test, "body").and_then(inner),
                }
            }
            "identifier" => self.bound_to(test).and_then(inner),
            _ => None,
        }
    }

    fn compare(&self, test: NodeId, depth: u8) -> Option<bool> {
        let (facts, tree) = (self.facts, &self.facts.notebook.tree);
        let words = tree.fields(test, "operators").map(|operator| facts.notebook.node_text(operator));
        let words = words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        // `key in os.environ`
        if (self.is_read)(test) {
            return match words.as_str() {
                "in" => Some(false),
                "not in" => Some(true),
                _ => None,
            };
        }
        let operands: Vec<NodeId> = tree.children(test).collect();
        let [left, right] = operands[..] else { return None };
        if self.empty {
            if !self.is_text(left, depth) {
                return None;
            }
            let same = match facts.value(right) {
                Value::None => false,
                Value::Str(text) => text.is_empty(),
                Value::Items(items) if words.ends_with("in") => {
                    items.iter().all(|item| item.str().is_some()).then(|| items.iter().any(|i| i.str() == Some("")))?
                }
                _ => return None,
            };
            return match words.as_str() {
                "is" | "==" | "in" => Some(same),
                "is not" | "!=" | "not in" => Some(!same),
                _ => None,
            };
        }
        let nothing = self.judge(left, depth + 1) == Some(false) && tree.kind(right) == "none";
        match words.as_str() {
            "is" | "==" if nothing => Some(true),
            "is not" | "!=" if nothing => Some(false),
            _ => None,
        }
    }

    /// Whether an expression is the empty text that was read, as it is or `.strip()`ped and the like.
    fn is_text(&self, node: NodeId, depth: u8) -> bool {
        let tree = &self.facts.notebook.tree;
        let next = match tree.kind(node) {
            _ if !self.empty || depth > 16 => None,
            _ if (self.is_read)(node) => return true,
            "parenthesized_expression" => tree.children(node).next(),
            "named_expression" => tree.child(node, "value"),
            "identifier" => self.bound_to(node),
            "call" => self.facts.function_of(node).filter(|&method| {
                let name = tree.child(method, "attribute").map_or("", |name| self.facts.notebook.node_text(name));
                super::empty_text::keeps(name)
            }),
            "attribute" => tree.child(node, "object"),
            _ => None,
        };
        next.is_some_and(|next| self.is_text(next, depth + 1))
    }

    /// What a name that is bound once is bound to.
    fn bound_to(&self, name: NodeId) -> Option<NodeId> {
        match &self.facts.names.symbol(self.facts.names.symbol_of(name)?).bindings[..] {
            [binding] => match binding.kind {
                BindingKind::Value(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The parentheses around a node, or the node.
pub(super) fn outside_parentheses(facts: &Facts, node: NodeId) -> NodeId {
    let tree = &facts.notebook.tree;
    let around = tree.ancestors(node).take_while(|&id| tree.kind(id) == "parenthesized_expression").last();
    around.unwrap_or(node)
}
