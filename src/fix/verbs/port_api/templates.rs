//! A use that becomes another expression or statement: the templates of the table, and what follows a call.

use super::render::Render;
use super::statements::{is_alone, is_plain_name};
use super::uses::Site;
use crate::notebook::NodeId;
use crate::rules::port::Use;

/// Builtins that templates use; a notebook that gives these names another meaning is left alone.
const BUILTINS: [&str; 7] = ["zip", "range", "str", "len", "list", "bytes", "int"];

impl Render<'_, '_> {
    pub(super) fn template(&mut self, site: &Site, template: &str, object: Option<NodeId>) -> Result<(), String> {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        let line = self.uses.line(site.node);
        self.check_template_names(site, template)?;
        let statement = self.uses.statement_of(site.node).filter(|_| site.entry.place.is_some());
        let target = statement.unwrap_or(site.node);
        let mut parts: Vec<(String, NodeId)> = Vec::new();
        let own = if site.how == Use::Protocol { Some(site.node) } else { object };
        parts.extend(own.map(|object| ("{self}".to_owned(), object)));
        let mut arguments = String::new();
        if site.how == Use::Call {
            let (positional, named) = facts.arguments(site.node);
            for (index, &value) in positional.iter().enumerate() {
                parts.push((format!("{{{}}}", index + 1), value));
                parts.extend(site.entry.params.get(index).map(|name| (format!("{{{name}}}"), value)));
            }
            for (name, value) in named {
                parts.push((format!("{{{name}}}"), value));
                let place = site.entry.params.iter().position(|param| param == name);
                parts.extend(place.map(|place| (format!("{{{}}}", place + 1), value)));
            }
            if template.contains("{args}") {
                self.arguments(site, site.entry)?;
                if let Some(list) = tree.child(site.node, "arguments") {
                    arguments = self.take(tree.start(list) + 1..tree.end(list) - 1)?;
                }
            }
        }
        // A comment between the parts would be lost.
        let comments = tree.descendants(target).filter(|&part| tree.kind(part) == "comment");
        let kept = |comment: &NodeId| {
            let at = tree.start(*comment);
            parts.iter().any(|(key, part)| template.contains(key.as_str()) && tree.span(*part).contains(&at))
                || (template.contains("{args}")
                    && tree.child(site.node, "arguments").is_some_and(|list| tree.span(list).contains(&at)))
        };
        if comments.into_iter().any(|comment| !kept(&comment)) {
            return Err(format!("a comment stands inside of what changes on line {line}; move it first"));
        }
        let mut text = String::new();
        let indent = self.indent_of(target);
        let unit = facts.cell_of(target).map_or("    ", |cell| facts.notebook.step(&facts.notebook.cells[cell]));
        let eol = facts.notebook.text.line_ending();
        let pattern = self.named(template, site.node)?;
        let mut rest = pattern.as_str();
        let mut spans = Vec::new();
        let mut rendered: Vec<(NodeId, String)> = Vec::new();
        while let Some(at) = rest.find(['{', '\n', '\t']) {
            text.push_str(rest.get(..at).unwrap_or_default());
            let tail = rest.get(at..).unwrap_or_default();
            let mut length = 1;
            if tail.starts_with('\n') {
                text.push_str(eol);
                text.push_str(&indent);
            } else if tail.starts_with('\t') {
                text.push_str(unit);
            } else if tail.starts_with("{args}") {
                text.push_str(&arguments);
                length = "{args}".len();
            } else if let Some((key, part)) = parts.iter().find(|(key, _)| tail.starts_with(key.as_str())) {
                let again = rendered.iter().find(|(node, _)| node == part).map(|(_, text)| text.clone());
                let new = match again {
                    Some(_) if !is_plain_name(tree, *part) => {
                        return Err(format!(
                            "`{}` on line {line} would be worked out twice; give it a name first",
                            self.text(*part)
                        ));
                    }
                    Some(text) => text,
                    None => {
                        spans.push(tree.span(*part));
                        let text = self.take(tree.span(*part))?;
                        rendered.push((*part, text.clone()));
                        text
                    }
                };
                let loose = key == "{self}"
                    && !matches!(
                        tree.kind(*part),
                        "identifier" | "attribute" | "call" | "subscript" | "parenthesized_expression"
                    );
                text.push_str(&if loose { format!("({new})") } else { new });
                length = key.len();
            } else {
                let close = tail.find('}').map_or(tail.len(), |end| end + 1);
                let wanted = tail.get(..close).unwrap_or_default();
                let name = wanted.trim_start_matches('{').trim_end_matches('}');
                if super::postgres::COMPUTED.contains(&name) {
                    text.push_str(&super::postgres::computed(name, self.uses, site)?);
                    rest = tail.get(close..).unwrap_or_default();
                    continue;
                }
                return Err(format!("`{}` on line {line} needs the argument {wanted}; port it by hand", site.key));
            }
            rest = tail.get(length..).unwrap_or_default();
        }
        text.push_str(rest);
        if template.contains('\n') && !is_alone(self.uses, target) {
            return Err(format!("line {line} holds several statements; give each its own line"));
        }
        self.take(tree.span(target))?;
        self.put(tree.span(target), text);
        Ok(())
    }

    /// Names that a template brings must be free in the cell, and builtins must mean what they do.
    fn check_template_names(&self, site: &Site, template: &str) -> Result<(), String> {
        let facts = self.uses.facts;
        let cell = facts.cell_of(site.node);
        let words = template.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        for word in words.filter(|word| BUILTINS.contains(word) || (word.starts_with('_') && word.len() > 2)) {
            let taken = facts.names.symbols().find(|(_, symbol)| {
                let near = symbol.global || symbol.bindings.iter().any(|binding| Some(binding.cell) == cell);
                symbol.name == word && near
            });
            if taken.is_some() {
                return Err(format!(
                    "line {} needs the name `{word}`, which the notebook uses otherwise",
                    self.uses.line(site.node)
                ));
            }
        }
        Ok(())
    }

    /// `{module}` and the names of the new library in a text, as they are written here.
    pub(super) fn named(&mut self, text: &str, near: NodeId) -> Result<String, String> {
        let root = self.uses.port.to.clone();
        if text.contains("{module}") {
            let module = self.spell(&root, near)?;
            return Ok(text.replace("{module}", &module));
        }
        let (mut result, mut rest) = (String::new(), text);
        while let Some(at) = rest.find(&format!("{root}.")) {
            let fresh = !rest
                .get(..at)
                .unwrap_or_default()
                .ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.'));
            let tail = rest.get(at..).unwrap_or_default();
            let end = tail
                .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.')))
                .unwrap_or(tail.len());
            let dotted = tail.get(..end).unwrap_or_default();
            result.push_str(rest.get(..at).unwrap_or_default());
            if fresh {
                result.push_str(&self.spell(dotted, near)?);
            } else {
                result.push_str(dotted);
            }
            rest = tail.get(end..).unwrap_or_default();
        }
        Ok(result + rest)
    }

    fn indent_of(&self, node: NodeId) -> String {
        let notebook = self.uses.facts.notebook;
        let line = notebook.slice(notebook.text.line(notebook.tree.start(node)));
        line.chars().take_while(|letter| matches!(letter, ' ' | '\t')).collect()
    }

    /// A statement behind the one that binds a call's result: `conn = connect(...)`, or first in `with ... as conn:`.
    pub(super) fn follow(&mut self, site: &Site, then: &str) -> Result<(), String> {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        let line = self.uses.line(site.node);
        let eol = facts.notebook.text.line_ending();
        let mut then = then.to_owned();
        let (positional, named) = facts.arguments(site.node);
        let by_place = positional
            .into_iter()
            .enumerate()
            .filter_map(|(place, value)| Some((site.entry.params.get(place)?.as_str(), value)));
        for (name, value) in by_place.chain(named) {
            then = then.replace(&format!("{{{name}}}"), self.text(value));
        }
        let refusal = || format!("what `{}` gives on line {line} needs a name of its own: assign it first", site.key);
        let parent = tree.parent(site.node).ok_or_else(refusal)?;
        let simple = |node: &NodeId| is_plain_name(tree, *node);
        if tree.kind(parent) == "assignment" {
            let statement =
                tree.parent(parent).filter(|&id| tree.kind(id) == "expression_statement").ok_or_else(refusal)?;
            let target = tree.child(parent, "left").filter(simple).ok_or_else(refusal)?;
            if !is_alone(self.uses, statement) {
                return Err(format!("line {line} holds several statements; give each its own line"));
            }
            let text = then.replace("{target}", self.text(target));
            let at = facts.notebook.text.line(tree.end(statement)).end;
            let indent = self.indent_of(statement);
            self.put(at..at, format!("{eol}{indent}{text}"));
            return Ok(());
        }
        let pattern =
            tree.ancestors(site.node).take(3).find(|&id| tree.kind(id) == "as_pattern").ok_or_else(refusal)?;
        let block = tree
            .ancestors(pattern)
            .find(|&id| tree.kind(id) == "with_statement")
            .and_then(|block| tree.child(block, "body"));
        let target = tree
            .child(pattern, "alias")
            .and_then(|alias| tree.children(alias).next())
            .filter(simple)
            .ok_or_else(refusal)?;
        let first = block.and_then(|block| tree.children(block).next()).ok_or_else(refusal)?;
        if self.uses.line(first) == self.uses.line(pattern) {
            return Err(format!("line {line} holds several statements; give each its own line"));
        }
        let text = then.replace("{target}", self.text(target));
        let (at, indent) = (tree.start(first), self.indent_of(first));
        self.put(at..at, format!("{text}{eol}{indent}"));
        Ok(())
    }
}
