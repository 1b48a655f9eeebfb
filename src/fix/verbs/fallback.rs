//! The author's own fallback: where a `try` does not catch what the browser raises, but has a handler that gives something, the
//! browser is sent there.

use crate::fix::Plan;
use crate::fix::plan::literal;
use crate::fix::provide::SYS;
use crate::notebook::NodeId;
use crate::syntax::Facts;

/// Raises, before the statement that holds a call, what a handler around it names. Says whether there is such a handler.
///
/// # Errors
/// If `sys` cannot be had there.
pub(super) fn take(plan: &mut Plan, node: NodeId, name: &str) -> Result<bool, String> {
    let facts = plan.facts();
    let tree = &facts.notebook.tree;
    let (Some(cell), Some(statement)) = (facts.cell_of(node), statement_of_block(facts, node)) else {
        return Ok(false);
    };
    let Some((attempt, clauses)) = handlers(facts, node) else { return Ok(false) };
    let fits = |clause: &NodeId| gives(facts, attempt, *clause, statement);
    let Some(error) = clauses.into_iter().filter(fits).find_map(|clause| error_of(facts, clause, name)) else {
        return Ok(false);
    };
    let module = name.split('.').next().unwrap_or_default();
    let sys = plan.need(SYS, cell, tree.start(statement), module)?;
    plan.raised.insert(statement, [format!("if {sys}.platform == \"emscripten\":"), format!("raise {error}")]);
    Ok(true)
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
    // What the handler asks of the error, an error of another class may not have.
    let asked = tree.descendants(clause).any(|part| {
        let name = tree.child(part, "attribute").map(|name| facts.notebook.node_text(name));
        name.is_some_and(|name| matches!(name, "stdout" | "stderr" | "output"))
    });
    let code = tree.descendants(clause).any(|part| {
        let name = tree.child(part, "attribute").map(|name| facts.notebook.node_text(name));
        name.is_some_and(|name| matches!(name, "returncode" | "cmd"))
    });
    let part = |node: NodeId| tree.parent(node).is_some_and(|parent| tree.kind(parent) == "attribute");
    let named = |node: &NodeId| matches!(tree.kind(*node), "identifier" | "attribute") && !part(*node);
    let target = |node: &NodeId| tree.ancestors(*node).any(|outer| tree.kind(outer) == "as_pattern_target");
    let names: Vec<NodeId> = tree.descendants(types).filter(named).filter(|node| !target(node)).collect();
    let text = format!("\"{}\"", literal(&format!("{name} does not work in the browser")));
    let built_in = names.iter().find(|&&node| {
        let name = facts.notebook.node_text(node);
        tree.kind(node) == "identifier" && facts.names.symbol_of(node).is_none() && is_made_from_text(name)
    });
    let of_command = names.iter().find(|&&node| facts.dotted(node).as_deref() == Some("subprocess.CalledProcessError"));
    match (built_in, of_command) {
        _ if asked => None,
        (Some(&node), _) if !code => Some(format!("{}({text})", facts.notebook.node_text(node))),
        (_, Some(&node)) => Some(format!("{}(1, {text})", facts.notebook.node_text(node))),
        _ => None,
    }
}

/// Whether a built-in error is made from one text, and an error like others.
fn is_made_from_text(name: &str) -> bool {
    let error = name.ends_with("Error") || name == "Exception";
    error && !matches!(name, "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError")
}
