//! Where rows go that print otherwise afterwards: `RealDictRow(...)`, `Record(...)`, a tuple of rows that becomes a list.

use std::collections::HashSet;

use super::kinds::Kind;
use super::uses::{Site, Uses};
use crate::notebook::{CellKind, NodeId};
use crate::rules::port::Use;
use crate::syntax::SymbolId;

/// What an expression holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Holds {
    Row,
    Rows,
}

/// Functions that only look at what they get, or take its items out.
const READS: [&str; 14] = [
    "len",
    "bool",
    "dict",
    "pandas.DataFrame",
    "pandas.DataFrame.from_records",
    "pandas.DataFrame.from_dict",
    "polars.DataFrame",
    "polars.from_dicts",
    "polars.from_records",
    "json.dumps",
    "any",
    "all",
    "marimo.ui.table",
    "isinstance",
];
/// Functions that give the same rows again.
const KEEPS: [&str; 8] = ["list", "tuple", "sorted", "reversed", "iter", "next", "filter", "enumerate"];

/// Follows rows to every place that they reach.
struct Follow<'u, 'a> {
    uses: &'u Uses<'a>,
    /// Whether a single row is another thing, too, or just the list of them.
    single: bool,
    seen: HashSet<(SymbolId, Holds)>,
}

/// Rows of a `RealDictCursor` or `NamedTupleCursor` have another class: nothing may show them whole.
pub(super) fn postgres(uses: &Uses) -> Result<(), String> {
    if uses
        .sites
        .iter()
        .any(|site| site.key == "psycopg2.extras.NamedTupleCursor" || site.key == "psycopg2.extras.RealDictCursor")
        || names_factory(uses)
    {
        follow(uses, true)
    } else {
        Ok(())
    }
}

/// `fetchall()` of a `DictCursor` gives a tuple in MySQLdb and a list in pymysql: nothing may show it or rely on it.
pub(super) fn mysql(uses: &Uses) -> Result<(), String> {
    if uses.sites.iter().any(|site| site.key == "MySQLdb.cursors.DictCursor") || names_factory(uses) {
        follow(uses, false)?;
    }
    let statements = ["CREATE", "INSERT", "REPLACE", "UPDATE", "DELETE", "DROP", "ALTER", "SET", "TRUNCATE", "USE"];
    for site in &uses.sites {
        let first = || statement_before(uses, site);
        let (line, to) = (uses.line(site.node), &uses.port.to);
        match site.key.as_str() {
            // After what gives no rows it is `()` and `[]`.
            "MySQLdb.connect().cursor().fetchall" if statements.contains(&first().as_str()) => {
                return Err(format!(
                    "`fetchall` on line {line} follows a statement without rows; {to} gives a list there"
                ));
            }
            // After a query it is 0 and None, before any it is None and not there.
            "MySQLdb.connect().cursor().lastrowid" if !statements.contains(&first().as_str()) => {
                return Err(format!(
                    "`lastrowid` on line {line} does not surely follow a statement that writes; it is another value in `{to}` otherwise"
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The first word of what was executed last before a use; empty if that is not known.
fn statement_before(uses: &Uses, site: &Site) -> String {
    let tree = &uses.facts.notebook.tree;
    let before = uses.sites.iter().rfind(|other| {
        let runs = [".execute", ".executemany", ".callproc"].iter().any(|end| other.key.ends_with(end));
        runs && tree.start(other.node) < tree.start(site.node)
    });
    let text = before
        .and_then(|before| super::servers::given(uses, before.node, 0, &["query"]))
        .and_then(|node| uses.kinds.text(node));
    text.map(|text| super::sql::first_word(&text)).unwrap_or_default()
}

/// Whether a class of cursors is an argument; its own node is taken up by the argument's rule.
fn names_factory(uses: &Uses) -> bool {
    let tree = &uses.facts.notebook.tree;
    tree.all().filter(|&node| matches!(tree.kind(node), "identifier" | "attribute")).any(|node| {
        let factory =
            ["psycopg2.extras.RealDictCursor", "psycopg2.extras.NamedTupleCursor", "MySQLdb.cursors.DictCursor"];
        matches!(uses.kinds.of(node), Kind::Name(key) if factory.contains(&key.as_str()))
    })
}

pub(super) fn follow(uses: &Uses, single: bool) -> Result<(), String> {
    let mut follow = Follow { uses, single, seen: HashSet::new() };
    for site in &uses.sites {
        let Some(holds) = given_by(site) else { continue };
        let fits = match site.how {
            Use::Protocol => !single || follow.looped(site.node),
            _ => follow.fits(site.node, holds, 0),
        };
        if !fits {
            return Err(format!(
                "what `{}` gives on line {} is shown or handed on whole, and its class is another one in `{}`; take its values out first",
                site.key.rsplit('.').next().unwrap_or_default(),
                uses.line(site.node),
                uses.port.to
            ));
        }
    }
    Ok(())
}

fn given_by(site: &Site) -> Option<Holds> {
    let member = site
        .key
        .strip_prefix("psycopg2.connect().cursor().")
        .or(site.key.strip_prefix("MySQLdb.connect().cursor()."))?;
    match member {
        "fetchone" | "__next__" => Some(Holds::Row),
        "fetchall" | "fetchmany" | "__iter__" => Some(Holds::Rows),
        _ => None,
    }
}

impl Follow<'_, '_> {
    /// What is gone through: `for row in cursor`, `list(cursor)`.
    fn looped(&mut self, node: NodeId) -> bool {
        let tree = &self.uses.facts.notebook.tree;
        match tree.parent(node).map(|parent| (parent, tree.kind(parent))) {
            Some((clause, "for_statement" | "for_in_clause")) => self.targets(clause, Holds::Row, 0),
            Some((_, "argument_list")) => self.fits(node, Holds::Rows, 0),
            _ => false,
        }
    }

    /// The names that a loop binds, each of which may be a row.
    fn targets(&mut self, clause: NodeId, holds: Holds, depth: usize) -> bool {
        let tree = &self.uses.facts.notebook.tree;
        let Some(target) = tree.child(clause, "left") else { return false };
        // A row that is taken apart gives its values.
        tree.kind(target) != "identifier" || self.name(target, holds, depth)
    }

    fn name(&mut self, target: NodeId, holds: Holds, depth: usize) -> bool {
        let names = &self.uses.facts.names;
        let Some(id) = names.symbol_of(target) else { return false };
        if !self.seen.insert((id, holds)) {
            return true;
        }
        names.symbol(id).uses.iter().all(|&site| self.fits(site, holds, depth + 1))
    }

    fn fits(&mut self, node: NodeId, holds: Holds, depth: usize) -> bool {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        if (holds == Holds::Row && !self.single) || self.uses.is_tested(node) {
            return true;
        }
        let Some(parent) = tree.parent(node).filter(|_| depth < 24) else { return false };
        let field = tree.field_of(node).unwrap_or_default();
        let text = |node: NodeId| facts.notebook.node_text(node);
        match tree.kind(parent) {
            "expression_statement" => !facts
                .notebook
                .cells
                .iter()
                .any(|cell| cell.kind == CellKind::Code && cell.statements.last() == Some(&parent)),
            "parenthesized_expression" | "conditional_expression" | "boolean_operator" => {
                self.fits(parent, holds, depth + 1)
            }
            "named_expression" => {
                tree.child(parent, "name").is_some_and(|name| self.name(name, holds, depth))
                    && self.fits(parent, holds, depth + 1)
            }
            "assignment" if field == "right" => match tree.child(parent, "left") {
                Some(left) if tree.kind(left) == "identifier" => self.name(left, holds, depth),
                Some(left) => matches!(tree.kind(left), "pattern_list" | "tuple_pattern") && holds == Holds::Row,
                None => false,
            },
            "for_statement" | "for_in_clause" if field == "right" => {
                holds == Holds::Row || !self.single || self.targets(parent, Holds::Row, depth)
            }
            "subscript" if field == "value" => {
                let index = tree.child(parent, "subscript");
                match index.map(|index| tree.kind(index)) {
                    Some("string" | "concatenated_string") => true,
                    Some("integer" | "unary_operator") if holds == Holds::Row => true,
                    Some("integer" | "unary_operator") => self.fits(parent, Holds::Row, depth + 1),
                    Some("slice") => self.fits(parent, holds, depth + 1),
                    _ if holds == Holds::Row => true,
                    _ => self.fits(parent, Holds::Row, depth + 1),
                }
            }
            "attribute" if field == "object" => {
                let member = tree.child(parent, "attribute").map_or("", text);
                match holds {
                    Holds::Row => !member.starts_with('_') || member == "_asdict",
                    Holds::Rows => matches!(member, "sort" | "index" | "count") && self.single,
                }
            }
            "dictionary_splat" => holds == Holds::Row,
            "return_statement" => self.returned(node, holds, depth),
            "comparison_operator" => {
                let tests = tree.tokens(parent).any(|token| matches!(tree.kind(token), "in" | "not in"));
                tests || self.single
            }
            "argument_list" => {
                let Some(call) = tree.parent(parent) else { return false };
                let callee = facts.callee(call).unwrap_or_default();
                if READS.contains(&callee.as_str()) {
                    return callee != "isinstance";
                }
                let keeps = KEEPS.contains(&callee.as_str());
                match (keeps, callee.as_str()) {
                    (true, "enumerate") => tree.parent(call).is_some_and(|clause| {
                        let pair = tree.child(clause, "left").and_then(|target| tree.children(target).nth(1));
                        matches!(tree.kind(clause), "for_statement" | "for_in_clause")
                            && pair.is_some_and(|target| {
                                !self.single
                                    || tree.kind(target) != "identifier"
                                    || self.name(target, Holds::Row, depth)
                            })
                    }),
                    // A list or tuple made of them is what it was.
                    (true, "list" | "tuple" | "sorted") if !self.single => true,
                    // The keys or values of a row.
                    (true, _) if holds == Holds::Row => true,
                    (true, "next") => self.fits(call, Holds::Row, depth + 1),
                    (true, _) => self.fits(call, holds, depth + 1),
                    _ => false,
                }
            }
            "list_comprehension" | "generator_expression" if field == "body" => {
                self.fits(parent, Holds::Rows, depth + 1)
            }
            _ => false,
        }
    }

    /// What a function gives: every call of it holds the same.
    fn returned(&mut self, node: NodeId, holds: Holds, depth: usize) -> bool {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        let function = facts.enclosing_definition(node).filter(|&id| tree.kind(id) == "function_definition");
        let name = function.and_then(|function| tree.child(function, "name"));
        let Some(id) = name.and_then(|name| facts.names.symbol_of(name)) else { return false };
        if function.is_some_and(|function| self.uses.kinds.class_of(function).is_some()) {
            return false;
        }
        if !self.seen.insert((id, holds)) {
            return true;
        }
        facts.names.symbol(id).uses.iter().all(|&site| {
            let call = tree.parent(site).filter(|&call| facts.function_of(call) == Some(site));
            call.is_some_and(|call| self.fits(call, holds, depth + 1))
        })
    }
}
