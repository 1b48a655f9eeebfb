//! What a statement makes that the notebook reads elsewhere: then the browser cannot leave it out.

use crate::notebook::{NodeId, Span};
use crate::syntax::{BindingKind, Facts, Symbol, Value};

/// Whether the notebook reads elsewhere what a statement makes: a name that it binds, an object that it changes, a file that
/// the call in it writes.
pub(super) fn are_read(facts: &Facts, statement: NodeId, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let within = tree.span(statement);
    tree.descendants(statement).any(|part| match tree.kind(part) {
        "identifier" => symbol_at(facts, part).is_some_and(|symbol| {
            symbol.bindings.iter().any(|binding| binding.node == part)
                && symbol.uses.iter().any(|&site| !within.contains(&tree.start(site)))
        }),
        "assignment" | "augmented_assignment" => tree
            .child(part, "left")
            .filter(|&left| matches!(tree.kind(left), "attribute" | "subscript"))
            .and_then(|left| base(facts, left))
            .is_some_and(|symbol| is_read_later(facts, symbol, statement)),
        "call" if part == call => ["stdout", "stderr"].iter().any(|name| {
            let given = facts.argument(part, usize::MAX, name);
            given.and_then(|given| symbol_at(facts, given)).is_some_and(|own| is_read_later(facts, own, statement))
        }),
        "call" => changed_by(facts, part).into_iter().any(|symbol| is_read_later(facts, symbol, statement)),
        _ => false,
    }) || writes_what_is_read(facts, statement, call)
}

fn symbol_at<'a>(facts: &'a Facts, node: NodeId) -> Option<&'a Symbol> {
    facts.names.symbol_of(node).map(|id| facts.names.symbol(id))
}

/// The name that `x.y[0].z` begins with.
fn base<'a>(facts: &'a Facts, node: NodeId) -> Option<&'a Symbol> {
    let tree = &facts.notebook.tree;
    let mut at = node;
    loop {
        at = match tree.kind(at) {
            "identifier" => return symbol_at(facts, at),
            "attribute" => tree.child(at, "object")?,
            "subscript" => tree.child(at, "value")?,
            "call" => tree.child(at, "function")?,
            _ => return None,
        };
    }
}

/// The objects that a call may change: the one whose method it is, and those that are handed to a function which is not one
/// of Python's own.
fn changed_by<'a>(facts: &'a Facts, call: NodeId) -> Vec<&'a Symbol> {
    let tree = &facts.notebook.tree;
    let Some(function) = tree.child(call, "function") else { return Vec::new() };
    let mut changed = Vec::new();
    match tree.kind(function) {
        "attribute" => changed.extend(base(facts, function)),
        "identifier" if symbol_at(facts, function).is_none() => return changed,
        _ => {}
    }
    let (positional, named) = facts.arguments(call);
    let given = positional.into_iter().chain(named.into_iter().map(|(_, value)| value));
    changed.extend(given.filter(|&given| is_object(&facts.value(given))).filter_map(|given| symbol_at(facts, given)));
    changed.retain(|symbol| {
        symbol.bindings.iter().any(|binding| {
            !matches!(
                binding.kind,
                BindingKind::Import { .. } | BindingKind::ImportFrom { .. } | BindingKind::Definition(_)
            )
        })
    });
    changed
}

/// Whether a value may be changed in place.
fn is_object(value: &Value) -> bool {
    !matches!(
        value,
        Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Str(_)
            | Value::Prefix(_)
            | Value::Bytes
            | Value::Place(_)
            | Value::Local(_)
    )
}

/// Whether a name is read where the statement has run before.
fn is_read_later(facts: &Facts, symbol: &Symbol, statement: NodeId) -> bool {
    symbol.uses.iter().any(|&site| is_later(facts, site, statement))
}

fn is_later(facts: &Facts, site: NodeId, statement: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let span = tree.span(statement);
    let at = tree.start(site);
    if span.contains(&at) {
        return false;
    }
    let loops = tree.ancestors(statement).filter(|&id| matches!(tree.kind(id), "for_statement" | "while_statement"));
    let again: Option<Span> = loops.last().map(|outer| tree.span(outer));
    at >= span.end
        || facts.cell_of(site) != facts.cell_of(statement)
        || facts.enclosing_definition(site).is_some()
        || again.is_some_and(|span| span.contains(&at))
}

/// Whether a text in a statement names a file that is named elsewhere later: `curl -o data.csv`, then `open("data.csv")`.
fn writes_what_is_read(facts: &Facts, statement: NodeId, call: NodeId) -> bool {
    let tree = &facts.notebook.tree;
    let mut written: Vec<String> = Vec::new();
    for part in tree.descendants(statement).filter(|&part| is_expression(tree.kind(part))) {
        if let Some(text) = path(&facts.value(part)) {
            let words =
                text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | '>' | '<' | ';' | '|'));
            written.extend(words.filter(|word| is_file(word)).map(|word| word.trim_start_matches("./").to_owned()));
        }
        if let Some(file) = symbol_at(facts, part).and_then(|symbol| opened(facts, symbol)) {
            written.push(file);
        }
    }
    let same = |word: &str, read: &str| {
        let name = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let read = read.trim_start_matches("./");
        let folder = name(word);
        let folder = folder.strip_suffix(".git").unwrap_or(&folder);
        word == read
            || (name(word) == name(read) && name(word).contains('.'))
            || (!folder.is_empty() && read.split_once('/').is_some_and(|(first, _)| first == folder))
    };
    let name = facts.callee(call);
    let by_command = |node: NodeId| {
        let mut calls = tree.ancestors(node).filter(|&outer| tree.kind(outer) == "call");
        name.is_some() && calls.any(|outer| facts.callee(outer) == name)
    };
    !written.is_empty()
        && tree.all().filter(|&node| is_expression(tree.kind(node)) && is_later(facts, node, statement)).any(|node| {
            let read = path(&facts.value(node));
            read.iter().any(|read| written.iter().any(|word| same(word, read))) && !by_command(node)
        })
}

fn is_expression(kind: &str) -> bool {
    matches!(kind, "string" | "identifier" | "call" | "binary_operator" | "concatenated_string")
}

/// The text of a text or a path.
fn path(value: &Value) -> Option<String> {
    match value {
        Value::Str(text) => Some(text.clone()),
        Value::Place(place) if place.whole => Some(place.rest.clone()),
        _ => None,
    }
}

/// Whether a word of a command looks like the name of a file or folder.
fn is_file(word: &str) -> bool {
    let letters = word.chars().any(char::is_alphanumeric);
    let ending = word.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && !ending.is_empty());
    letters && !word.starts_with('-') && (ending || word.contains('/'))
}

/// The file that a name was opened as.
fn opened(facts: &Facts, symbol: &Symbol) -> Option<String> {
    symbol.bindings.iter().find_map(|binding| match binding.kind {
        BindingKind::Value(value) if facts.callee(value).as_deref() == Some("open") => {
            facts.argument(value, 0, "file").and_then(|file| path(&facts.value(file)))
        }
        _ => None,
    })
}
