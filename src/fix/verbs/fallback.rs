//! The author's own fallback: where a `try` does not catch what the browser raises, but has a handler that gives something, the
//! browser is sent there.

use super::guard::live_sites;
use crate::fix::plan::literal;
use crate::fix::provide::SYS;
use crate::fix::{Plan, effects};
use crate::notebook::{NodeId, Tree};
use crate::syntax::Facts;

/// Raises, before the statement that holds a call, what a handler around it names. Says whether there is such a handler.
pub(super) fn take(plan: &mut Plan, node: NodeId, name: &str) -> bool {
    let facts = plan.facts();
    let (Some(cell), Some(statement)) = (facts.cell_of(node), statement_of_block(facts, node)) else {
        return false;
    };
    let Some((attempt, clauses)) = handlers(facts, node) else { return false };
    let fits = |clause: &NodeId| gives(facts, attempt, *clause, statement) || translates(facts, *clause, node);
    let Some(error) = clauses.into_iter().filter(fits).find_map(|clause| error_of(facts, clause, name)) else {
        return false;
    };
    let module = name.split('.').next().unwrap_or_default();
    let sys = plan.need(SYS, cell, module);
    plan.raised.insert(statement, [format!("if {sys}.platform == \"emscripten\":"), format!("raise {error}")]);
    true
}

/// Whether a `try` around a statement tells how it ended: something is done in its body behind the statement, or its handlers make
/// what is read later or leave. Without the statement, that would be told of what never ran.
pub(super) fn is_told(facts: &Facts, statement: NodeId, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let Some((attempt, clauses)) = handlers(facts, statement) else { return false };
    let Some(body) = tree.child(attempt, "body") else { return false };
    let end = tree.end(statement);
    let behind = tree.children(body).any(|own| tree.start(own) >= end && !says_nothing(tree, own));
    let otherwise = tree.children(attempt).any(|clause| tree.kind(clause) == "else_clause");
    let answers = clauses.into_iter().flat_map(|clause| tree.children(clause)).any(|block| {
        tree.kind(block) == "block"
            && (effects::are_read(facts, block, node)
                || tree
                    .descendants(block)
                    .any(|part| matches!(tree.kind(part), "raise_statement" | "return_statement")))
    });
    behind || otherwise || answers
}

fn says_nothing(tree: &Tree, statement: NodeId) -> bool {
    matches!(tree.kind(statement), "pass_statement" | "comment")
}

/// The innermost statement of a block around a node.
fn statement_of_block(facts: &Facts, node: NodeId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let in_block = |id: &NodeId| tree.parent(*id).is_some_and(|parent| tree.kind(parent) == "block");
    std::iter::once(node).chain(tree.ancestors(node)).find(in_block)
}

/// The nearest `try` with handlers whose body holds a node, within its function, and those.
fn handlers(facts: &Facts, node: NodeId) -> Option<(NodeId, Vec<NodeId>)> {
    let tree = &facts.notebook.tree;
    let mut child = node;
    for parent in tree.ancestors(node) {
        match tree.kind(parent) {
            "function_definition" | "lambda" | "class_definition" => return None,
            "try_statement" if tree.field_of(child) == Some("body") => {
                let clauses: Vec<NodeId> =
                    tree.children(parent).filter(|&clause| tree.kind(clause) == "except_clause").collect();
                if !clauses.is_empty() {
                    return Some((parent, clauses));
                }
            }
            _ => {}
        }
        child = parent;
    }
    None
}

/// Whether a handler raises an error of its own, and a handler around each call of the function gives something for that.
fn translates(facts: &Facts, clause: NodeId, node: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let block = tree.children(clause).find(|&part| tree.kind(part) == "block");
    let last = block.and_then(|block| tree.children(block).last()).filter(|&last| tree.kind(last) == "raise_statement");
    let raised = last.and_then(|last| tree.children(last).next());
    let class = raised.map(|raised| tree.child(raised, "function").unwrap_or(raised));
    let Some(error) = class.and_then(|class| facts.names.symbol_of(class)) else { return false };
    let names_it = |clause: NodeId| {
        let types = tree.children(clause).find(|&part| tree.kind(part) != "block");
        types.is_some_and(|types| tree.descendants(types).any(|part| facts.names.symbol_of(part) == Some(error)))
    };
    let sites = live_sites(facts, node);
    !sites.is_empty()
        && sites.into_iter().all(|site| {
            let (Some(statement), Some((attempt, clauses))) = (statement_of_block(facts, site), handlers(facts, site))
            else {
                return false;
            };
            clauses.into_iter().any(|clause| names_it(clause) && gives(facts, attempt, clause, statement))
        })
}

/// Whether a handler does something in place of what failed, and leaves nothing unset that is read after it.
fn gives(facts: &Facts, attempt: NodeId, clause: NodeId, from: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let Some(block) = tree.children(clause).find(|&part| tree.kind(part) == "block") else { return false };
    let statements: Vec<NodeId> = tree.children(block).collect();
    let Some(last) = statements.last().map(|&last| tree.kind(last)) else { return false };
    let raises = tree.descendants(block).any(|part| tree.kind(part) == "raise_statement");
    if raises || statements.iter().all(|&statement| tree.kind(statement) == "pass_statement") {
        return false;
    }
    let (whole, own) = (tree.span(attempt), tree.span(block));
    let Some(body) = tree.child(attempt, "body") else { return false };
    let body = tree.start(from)..tree.end(body);
    last == "return_statement"
        || facts.names.symbols().all(|(_, symbol)| {
            let bound = |span: &std::ops::Range<usize>| {
                symbol.bindings.iter().any(|binding| span.contains(&tree.start(binding.node)))
            };
            let read = symbol.uses.iter().any(|&site| !whole.contains(&tree.start(site)));
            !bound(&body) || !read || bound(&own) || bound(&(0..whole.start))
        })
}

/// The plainest error that a handler names, made from a text.
fn error_of(facts: &Facts, clause: NodeId, name: &str) -> Option<String> {
    let tree = &facts.notebook.tree;
    let types = tree.children(clause).find(|&part| tree.kind(part) != "block")?;
    let asked = asked_of(facts, clause);
    let code = asked.iter().all(|name| matches!(*name, "returncode" | "cmd"));
    let part = |node: NodeId| tree.parent(node).is_some_and(|parent| tree.kind(parent) == "attribute");
    let named = |node: &NodeId| matches!(tree.kind(*node), "identifier" | "attribute") && !part(*node);
    let target = |node: &NodeId| tree.ancestors(*node).any(|outer| tree.kind(outer) == "as_pattern_target");
    let names: Vec<NodeId> = tree.descendants(types).filter(named).filter(|node| !target(node)).collect();
    let text = format!("\"{}\"", literal(&format!("no {name} in the browser")));
    let built_in = names.iter().find(|&&node| {
        let name = facts.notebook.node_text(node);
        tree.kind(node) == "identifier" && facts.names.symbol_of(node).is_none() && is_made_from_text(name)
    });
    let of_command = names.iter().find(|&&node| facts.dotted(node).as_deref() == Some("subprocess.CalledProcessError"));
    match (built_in, of_command) {
        (Some(&node), _) if asked.is_empty() => Some(format!("{}({text})", facts.notebook.node_text(node))),
        (_, Some(&node)) if code => Some(format!("{}(1, {text})", facts.notebook.node_text(node))),
        _ => None,
    }
}

/// The attributes of the error that a handler reads: one that is made from a text has no `filename` and no `stderr`.
fn asked_of<'a>(facts: &Facts<'a>, clause: NodeId) -> Vec<&'a str> {
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let target = tree.descendants(clause).find(|&part| tree.kind(part) == "as_pattern_target");
    let Some(error) = target.map(|target| notebook.node_text(target)) else { return Vec::new() };
    let own = |part: &NodeId| tree.child(*part, "object").is_some_and(|object| notebook.node_text(object) == error);
    // The text itself is there: `args[0]`.
    let first = |part: NodeId| {
        tree.parent(part)
            .and_then(|outer| tree.child(outer, "subscript"))
            .is_some_and(|at| notebook.node_text(at) == "0")
    };
    let attributes = tree.descendants(clause).filter(|&part| tree.kind(part) == "attribute").filter(own);
    let names = attributes.filter_map(|part| Some((part, notebook.node_text(tree.child(part, "attribute")?))));
    let told = |part: NodeId, name: &str| name.starts_with("__") || (name == "args" && first(part));
    names.filter(|&(part, name)| !told(part, name)).map(|(_, name)| name).collect()
}

/// Whether a built-in error is made from one text, and an error like others.
fn is_made_from_text(name: &str) -> bool {
    let error = name.ends_with("Error") || name == "Exception";
    // What took too long did run.
    error && !matches!(name, "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" | "TimeoutError")
}
