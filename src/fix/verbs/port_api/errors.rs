//! Caught errors: their text may be read where the table says so; their class is another one in the new library, so nothing may
//! show it.

use super::drivers;
use super::servers::Refusal;
use super::uses::{Site, Uses};
use crate::notebook::NodeId;
use crate::syntax::BindingKind;

/// A use of what `except ... as e` binds.
pub(super) struct ErrorUse {
    clause: NodeId,
    /// The name, or the attribute of it.
    pub(super) node: NodeId,
    /// What is read of it; none for the error itself.
    pub(super) member: Option<String>,
}

/// What is read of a caught error must be what the table lists.
pub(super) fn caught_errors(uses: &Uses) -> Refusal {
    for ErrorUse { clause, node, member } in error_uses(uses) {
        let known = member.as_ref().is_some_and(|member| uses.port.errors.contains_key(member));
        let whole = uses.port.errors.contains_key("*") && !connects(uses, clause);
        let args = member.as_deref() == Some("args");
        if !known && !(whole && (args || (member.is_none() && is_text_only(uses, node)))) {
            let (line, to) = (uses.line(node), &uses.port.to);
            let listed: Vec<String> = uses.port.errors.keys().map(|member| format!("`{member}`")).collect();
            return Err(match whole {
                true => format!(
                    "line {line} looks into a caught error, whose class may be another one in `{to}`; show its text only"
                ),
                false => format!(
                    "line {line} looks into a caught error; only its {} is sure to be the same in `{to}`",
                    listed.join(" or ").replace("`*`", "class")
                ),
            });
        }
    }
    shown_whole(uses)
}

/// Tracebacks, and `exc_info`, name the class with its module.
pub(super) fn shown_whole(uses: &Uses) -> Refusal {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    if let Some(exit) = told_by_exit(uses) {
        return Err(format!(
            "`__exit__` on line {} looks at an error, whose class has another name in `{}`",
            uses.line(exit),
            uses.port.to
        ));
    }
    if uses.attempts().is_empty() {
        return Ok(());
    }
    let shows = |call: NodeId| {
        let callee = facts.callee(call).unwrap_or_default();
        let method = facts
            .function_of(call)
            .filter(|&function| tree.kind(function) == "attribute")
            .map_or("", |function| uses.member_text(function));
        callee.starts_with("traceback.")
            || matches!(callee.as_str(), "sys.exc_info" | "sys.exception")
            || method == "exception"
            || facts.arguments(call).1.iter().any(|(name, _)| *name == "exc_info")
    };
    match tree.all().find(|&node| tree.kind(node) == "call" && shows(node)) {
        Some(call) => Err(format!(
            "line {} shows a caught error whole, and its class has another name in `{}`; show its text only",
            uses.line(call),
            uses.port.to
        )),
        None => Ok(()),
    }
}

/// The `__exit__` of a class of the notebook that looks at the error it is told of.
fn told_by_exit(uses: &Uses) -> Option<NodeId> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let is_exit = |function: &NodeId| {
        let name = tree.child(*function, "name").map(|name| facts.notebook.node_text(name));
        matches!(name, Some("__exit__" | "__aexit__"))
    };
    let looks = |function: &NodeId| {
        let parameters = tree.child(*function, "parameters").into_iter().flat_map(|list| tree.children(list).skip(1));
        parameters
            .filter_map(|parameter| facts.names.symbol_of(parameter))
            .any(|id| !facts.names.symbol(id).uses.is_empty())
    };
    tree.all().filter(|&node| tree.kind(node) == "function_definition").filter(is_exit).find(looks)
}

/// `print(e)`, `str(e)`, `f"{e}"`, `raise ... from e`: only the text of an error is used.
pub(super) fn is_text_only(uses: &Uses, name: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let Some(parent) = tree.parent(name) else { return false };
    match tree.kind(parent) {
        "interpolation" => tree.tokens(parent).all(|part| tree.kind(part) != "type_conversion"),
        "argument_list" => {
            let callee = tree.parent(parent).and_then(|call| facts.callee(call)).unwrap_or_default();
            matches!(callee.as_str(), "print" | "str") || callee.ends_with(".md")
        }
        "raise_statement" => true,
        _ => false,
    }
}

/// Whether what an `except` is about connects, itself or through functions: drivers tell a server that is not there by other
/// numbers and words.
fn connects(uses: &Uses, clause: NodeId) -> bool {
    let tree = &uses.facts.notebook.tree;
    let body = tree.parent(clause).and_then(|attempt| tree.child(attempt, "body"));
    body.is_some_and(|body| {
        uses.sites.iter().any(|site| {
            let opens = matches!(site.entry.params.first().map(String::as_str), Some("host" | "dsn"));
            opens && uses.runs_in(body, site.node)
        })
    })
}

/// The uses of what `except ... as e` binds around the library.
pub(super) fn error_uses(uses: &Uses) -> Vec<ErrorUse> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let mut found = Vec::new();
    for attempt in uses.attempts() {
        let clauses = tree.children(attempt).filter(|&part| tree.kind(part).starts_with("except"));
        for clause in clauses.filter(|&clause| catches_ours(uses, clause)) {
            let pattern = tree.children(clause).find(|&part| tree.kind(part) == "as_pattern");
            let target =
                pattern.and_then(|pattern| tree.child(pattern, "alias")).and_then(|alias| tree.children(alias).next());
            let Some(id) = target.and_then(|target| facts.names.symbol_of(target)) else { continue };
            let span = tree.span(clause);
            for &site in facts.names.symbol(id).uses.iter().filter(|&&site| span.contains(&tree.start(site))) {
                let Some(parent) = tree.parent(site) else { continue };
                match tree.kind(parent) {
                    "raise_statement" => continue,
                    "attribute" => {
                        let member = Some(uses.member_text(parent).to_owned());
                        found.push(ErrorUse { clause, node: parent, member });
                    }
                    _ => found.push(ErrorUse { clause, node: site, member: None }),
                }
            }
        }
    }
    found
}

/// Whether a clause may catch errors of this library: not if it names those of other drivers only.
fn catches_ours(uses: &Uses, clause: NodeId) -> bool {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let mut open: Vec<NodeId> = tree.children(clause).filter(|&part| tree.kind(part) != "block").collect();
    let mut others = 0;
    while let Some(node) = open.pop() {
        match tree.kind(node) {
            "as_pattern" => open.extend(tree.children(node).next()),
            "tuple" | "parenthesized_expression" => open.extend(tree.children(node)),
            _ if facts.dotted(node).is_some_and(|name| drivers::is_other(uses, &name)) => others += 1,
            _ => return true,
        }
    }
    others == 0
}

/// The clauses of a `try` around a node, or around calls of the function that it stands in, that name a builtin error.
pub(super) fn builtin_handler(uses: &Uses, names: &[&str]) -> Option<NodeId> {
    let (facts, tree) = (uses.facts, &uses.facts.notebook.tree);
    let clauses = uses.attempts().into_iter().flat_map(|attempt| tree.children(attempt).collect::<Vec<_>>());
    let mut clauses = clauses.filter(|&part| tree.kind(part).starts_with("except"));
    clauses.find(|&clause| {
        let classes = tree.children(clause).filter(|&part| tree.kind(part) != "block");
        classes.flat_map(|class| tree.descendants(class).collect::<Vec<_>>()).any(|node| {
            let own = facts.names.symbol_of(node).is_some_and(|id| {
                facts.names.symbol(id).bindings.iter().any(|one| !matches!(one.kind, BindingKind::Other))
            });
            tree.kind(node) == "identifier" && !own && names.contains(&facts.notebook.node_text(node))
        })
    })
}

/// Whether an error of a use is caught, and told from others by it.
pub(super) fn not_caught(uses: &Uses, site: &Site) -> Refusal {
    let tree = &uses.facts.notebook.tree;
    let catches = |&attempt: &NodeId| tree.child(attempt, "body").is_some_and(|body| uses.runs_in(body, site.node));
    match uses.attempts().into_iter().find(catches) {
        Some(attempt) => Err(format!(
            "`{}` on line {} raises another class of error in `{}`, and line {} may catch it",
            site.key,
            uses.line(site.node),
            uses.port.to,
            uses.line(attempt)
        )),
        None => Ok(()),
    }
}
