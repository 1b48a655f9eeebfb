//! What a table may ask of a use or of the whole notebook: the named conditions that no table can hold.

use super::uses::{Site, Uses};
use super::{errors, mysql, postgres, rows, servers, sqlite};
use crate::notebook::NodeId;
use crate::syntax::{BindingKind, Value};

/// Whether a rule of the closed set `NOTEBOOK_RULES` holds.
///
/// # Errors
/// The sentence that says why not, with the line.
pub(super) fn notebook_rule(rule: &str, uses: &Uses) -> Result<(), String> {
    match rule {
        "sqlite-transactions" => sqlite::transactions(uses),
        "caught-errors" => errors::caught_errors(uses),
        "postgres-values" => postgres::values(uses),
        "postgres-rows" => rows::postgres(uses),
        "mysql-values" => mysql::values(uses),
        "mysql-rows" => rows::mysql(uses),
        other => Err(format!("there is no rule `{other}`")),
    }
}

/// Whether a rule of the closed set `USE_RULES` holds for a use.
///
/// # Errors
/// The sentence that says why not, with the line.
pub(super) fn use_rule(rule: &str, uses: &Uses, site: &Site) -> Result<(), String> {
    match rule {
        "autocommit" if uses.sites_of("sqlite3.connect").all(|connect| sqlite::is_autocommit(uses, connect)) => Ok(()),
        "autocommit" => Err(format!("line {} needs `isolation_level=None` on every connection", uses.line(site.node))),
        "memory" if sqlite::is_memory(uses, site) => Ok(()),
        "memory" => Err(format!("line {} opens a file", uses.line(site.node))),
        "private-cache" => sqlite::private_cache(uses, site),
        "one-statement" => sqlite::one_statement(uses, site),
        "no-except" => no_except(uses, site),
        "known-settings" => servers::known_settings(uses, site),
        "not-used-after" => servers::not_used_after(uses, site),
        "tested" if uses.is_tested(site.node) => Ok(()),
        "tested" => Err(format!("line {} does more than test it", uses.line(site.node))),
        "column-names" => servers::column_names(uses, site),
        "postgres-query" => postgres::query(uses, site),
        "closed-afterwards" => postgres::closed_afterwards(uses, site),
        "nothing-pending" => postgres::nothing_pending(uses, site),
        "copies-into" => postgres::copies(uses, site, true),
        "copies-from" => postgres::copies(uses, site, false),
        "mysql-query" => mysql::query(uses, site),
        "same-class" => mysql::same_class(uses, site),
        "same-sqlstate-class" => postgres::same_class(uses, site),
        "not-caught" => errors::not_caught(uses, site),
        "bound" => postgres::bound(uses, site),
        "some-rows" => servers::some_rows(uses, site),
        other => Err(format!("there is no rule `{other}`")),
    }
}

/// Errors raised in a function that SQL calls are other ones afterwards: nothing may catch them.
/// And it runs when a row is asked for, no more one row ahead: nothing may see when.
fn no_except(uses: &Uses, site: &Site) -> Result<(), String> {
    let (positional, named) = uses.facts.arguments(site.node);
    let given = positional.into_iter().chain(named.into_iter().map(|(_, value)| value));
    if let Some(seen) = given.filter_map(|value| is_seen(uses, value)).next() {
        return Err(format!(
            "the function on line {} does more than give a value, and apsw calls it later than sqlite3; port it by hand",
            uses.line(seen)
        ));
    }
    let wide = |node: NodeId| {
        let tree = &uses.facts.notebook.tree;
        tree.kind(node) == "binary_operator"
            && tree.child(node, "operator").is_some_and(|operator| matches!(tree.kind(operator), "**" | "<<"))
    };
    let called = |value: NodeId| match uses.facts.value(value) {
        Value::Local(definition) => uses.facts.notebook.tree.descendants(definition).any(wide),
        _ => false,
    };
    if site.key.ends_with("create_collation") && uses.facts.arguments(site.node).0.into_iter().any(called) {
        return Err(format!("the collation on line {} may give numbers that apsw refuses", uses.line(site.node)));
    }
    match uses.attempts().first() {
        Some(&attempt) => Err(format!(
            "`{}` on line {}: an error in the function is another one afterwards, and line {} may catch it",
            site.key,
            uses.line(site.node),
            uses.line(attempt)
        )),
        None => Ok(()),
    }
}

/// Where a function or class of the notebook prints, or changes what is not its own.
fn is_seen(uses: &Uses, value: NodeId) -> Option<NodeId> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let definition = match facts.value(value) {
        Value::Local(definition) => definition,
        _ => return None,
    };
    let own = tree.span(definition);
    let is_class = tree.kind(definition) == "class_definition";
    tree.descendants(definition).find(|&node| match tree.kind(node) {
        "global_statement" | "nonlocal_statement" => true,
        "call" => {
            let method = facts.function_of(node).filter(|&function| tree.kind(function) == "attribute");
            let object = method.and_then(|method| tree.child(method, "object"));
            let symbol = object.and_then(|object| facts.names.symbol_of(object)).map(|id| facts.names.symbol(id));
            let changes = symbol.is_some_and(|symbol| {
                symbol.bindings.iter().all(|binding| {
                    matches!(binding.kind, BindingKind::Value(_)) && !own.contains(&tree.start(binding.node))
                })
            });
            facts.callee(node).as_deref() == Some("print") || (changes && !is_class)
        }
        "assignment" | "augmented_assignment" => {
            tree.child(node, "left").is_some_and(|left| tree.kind(left) == "subscript" && !is_class)
        }
        _ => false,
    })
}

impl<'a> Uses<'a> {
    /// The sites of one name.
    pub(super) fn sites_of(&self, key: &'a str) -> impl Iterator<Item = &Site<'a>> {
        self.sites.iter().filter(move |site| site.key == key)
    }

    /// The `try` statements (and `suppress`, `assertRaises`) with handlers around something of the library, or around a call of the
    /// notebook's own functions.
    pub(super) fn attempts(&self) -> Vec<NodeId> {
        let tree = &self.facts.notebook.tree;
        let catches = |node: NodeId| match tree.kind(node) {
            "try_statement" => tree.children(node).any(|part| tree.kind(part).starts_with("except")),
            "with_statement" => {
                let clause = tree.children(node).next();
                clause.is_some_and(|clause| {
                    tree.descendants(clause).any(|call| {
                        let function =
                            self.facts.function_of(call).map(|function| self.facts.notebook.node_text(function));
                        let name = function.and_then(|name| name.rsplit('.').next()).unwrap_or_default();
                        tree.kind(call) == "call" && (name == "suppress" || name.to_lowercase().contains("raises"))
                    })
                })
            }
            _ => false,
        };
        tree.all()
            .filter(|&node| catches(node))
            .filter(|&node| tree.child(node, "body").is_some_and(|body| self.works_in(body)))
            .collect()
    }

    /// Whether code uses the library, itself or through a function of the notebook.
    pub(super) fn works_in(&self, part: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let span = tree.span(part);
        self.sites.iter().any(|site| span.contains(&tree.start(site.node)))
            || tree.descendants(part).any(|node| match tree.kind(node) {
                "identifier" => self.kinds.of(node).is_tracked(),
                "call" => self.calls_own(node),
                _ => false,
            })
    }

    /// Whether a node runs with a part of the code: it stands there, or in a function that may be called from there.
    pub(super) fn runs_in(&self, part: NodeId, node: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let calls = || tree.descendants(part).any(|call| tree.kind(call) == "call" && self.calls_own(call));
        tree.span(part).contains(&tree.start(node)) || (self.facts.enclosing_definition(node).is_some() && calls())
    }

    /// Whether a call is one of a function or a class of the notebook, or of a method that may be one of its classes.
    fn calls_own(&self, call: NodeId) -> bool {
        self.kinds.callee(call).is_some()
            || self.facts.function_of(call).is_some_and(|function| self.calls_method(function))
    }

    /// Whether a called attribute may be a method of a class of the notebook.
    fn calls_method(&self, function: NodeId) -> bool {
        let tree = &self.facts.notebook.tree;
        let member = tree.child(function, "attribute").filter(|_| tree.kind(function) == "attribute");
        let name = member.map(|member| self.facts.notebook.node_text(member));
        tree.all().filter(|&node| tree.kind(node) == "function_definition").any(|node| {
            self.kinds.class_of(node).is_some()
                && tree.child(node, "name").map(|name| self.facts.notebook.node_text(name)) == name
        })
    }
}
