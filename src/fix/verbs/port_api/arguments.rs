//! The arguments of a call as the new library takes them.

use super::literals;
use super::render::Render;
use super::uses::Site;
use crate::notebook::NodeId;
use crate::rules::port::{Argument, Entry};

impl Render<'_, '_> {
    pub(super) fn arguments(&mut self, site: &Site, entry: &Entry) -> Result<(), String> {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        let Some(list) = tree.child(site.node, "arguments") else { return Ok(()) };
        if tree.kind(list) != "argument_list" {
            return Ok(());
        }
        let (mut kept, mut position, mut by_name): (Vec<NodeId>, usize, bool) = (Vec::new(), 0, false);
        let mut gone: Vec<NodeId> = Vec::new();
        for argument in tree.children(list).collect::<Vec<_>>() {
            if tree.kind(argument).ends_with("_splat") {
                kept.push(argument);
                continue;
            }
            let keyword = tree.kind(argument) == "keyword_argument";
            let value = if keyword { tree.child(argument, "value").unwrap_or(argument) } else { argument };
            let name = if keyword {
                tree.child(argument, "name").map(|name| self.text(name).to_owned())
            } else {
                position += 1;
                entry.params.get(position - 1).cloned()
            };
            let rule = name.as_ref().and_then(|name| entry.args.get(name));
            let (drop, mut to, as_keyword, template) = match rule {
                Some(Argument::Word(word)) => (word == "drop", None, word == "keyword", None),
                Some(Argument::Rule(rule)) => {
                    let spared =
                        rule.unless.as_ref().is_some_and(|rule| literals::holds(rule, self.uses, value).is_ok());
                    (rule.drop, rule.to.clone(), rule.keyword, rule.template.clone().filter(|_| !spared))
                }
                None => (false, None, false, None),
            };
            if let Some(Argument::Rule(rule)) = rule
                && (keyword || by_name || as_keyword)
            {
                to = to.or(rule.rename.clone());
            }
            if drop {
                gone.push(argument);
                by_name |= !keyword;
                continue;
            }
            kept.push(argument);
            if let Some(template) = template {
                let span = tree.span(value);
                let text = self.take(span.clone())?;
                let text = self.named(&template.replace("{value}", &text), site.node)?;
                self.put(span, text);
            }
            let start = tree.start(argument);
            match (keyword, &to) {
                (true, Some(to)) => {
                    if let Some(name) = tree.child(argument, "name") {
                        self.put(tree.span(name), to.clone());
                    }
                }
                (false, _) if to.is_some() || as_keyword || by_name => {
                    by_name = true;
                    let name = to.or(name).ok_or("an argument has no name")?;
                    self.put(start..start, format!("{name}="));
                }
                _ => {}
            }
        }
        let mut add = Vec::new();
        for text in &entry.add {
            let keyword = text.split('=').next().unwrap_or_default();
            let given = facts.arguments(site.node).1.iter().any(|(name, _)| *name == keyword);
            if !given {
                add.push(self.named(text, site.node)?);
            }
        }
        for &argument in &gone {
            self.remove_argument(list, argument, &kept)?;
        }
        match kept.last() {
            Some(&last) if !add.is_empty() => self.append(list, last, &add.join(", ")),
            None if !add.is_empty() => {
                let at = tree.start(list) + 1;
                self.put(at..at, add.join(", "));
            }
            _ => {}
        }
        Ok(())
    }

    /// A further argument after the last one: on a line of its own where that one is, behind the comment of that line.
    fn append(&mut self, list: NodeId, last: NodeId, new: &str) {
        let notebook = self.uses.facts.notebook;
        let (tree, text) = (&notebook.tree, &notebook.text);
        let end = tree.end(last);
        let Some(indent) = self.indent_of_lines(list, last) else {
            return self.put(end..end, format!(", {new}"));
        };
        let separator = format!("{}{indent}", text.line_ending());
        let behind = || tree.tokens(list).filter(|&token| tree.start(token) >= end);
        let comma = behind().find(|&token| tree.kind(token) == ",");
        let line = text.line(comma.map_or(end, |comma| tree.start(comma)));
        let comment = behind().find(|&token| tree.kind(token) == "comment" && line.contains(&tree.start(token)));
        match (comment.map(|comment| tree.end(comment)), comma) {
            (None, _) => self.put(end..end, format!(",{separator}{new}")),
            (Some(at), Some(_)) => self.put(at..at, format!("{separator}{new},")),
            (Some(at), None) => {
                self.put(end..end, ",".to_owned());
                self.put(at..at, format!("{separator}{new}"));
            }
        }
    }

    /// What the lines of a call's arguments begin with; none where they share a line.
    fn indent_of_lines(&self, list: NodeId, last: NodeId) -> Option<String> {
        let notebook = self.uses.facts.notebook;
        let (tree, text) = (&notebook.tree, &notebook.text);
        let line = text.line(tree.start(last));
        let before = notebook.slice(line.start..tree.start(last));
        // A text of several lines is a block, too, though it begins behind the parenthesis.
        let block = tree.kind(last) == "concatenated_string" && !line.contains(&tree.end(last));
        if before.trim().is_empty() || block {
            return Some(before.chars().map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect());
        }
        let first = tree.children(list).next()?;
        let shared = line.contains(&tree.start(first));
        (!shared).then(|| before.chars().take_while(|letter| letter.is_whitespace()).collect())
    }

    /// Takes an argument out, with the comma that belongs to it.
    fn remove_argument(&mut self, list: NodeId, argument: NodeId, kept: &[NodeId]) -> Result<(), String> {
        let tree = &self.uses.facts.notebook.tree;
        let all: Vec<NodeId> = tree.children(list).collect();
        let before = kept.iter().rev().find(|&&other| tree.start(other) < tree.start(argument));
        let after = all.iter().find(|&&other| tree.start(other) > tree.start(argument));
        let span = match (before, after) {
            // From the end of what comes before, past other ones that go.
            (Some(_), _) => {
                let index = all.iter().position(|&other| other == argument).unwrap_or(0);
                let previous = index.checked_sub(1).and_then(|index| all.get(index)).copied().unwrap_or(argument);
                tree.end(previous)..tree.end(argument)
            }
            (None, Some(&after)) => tree.start(argument)..tree.start(after),
            (None, None) => tree.start(argument)..tree.end(list) - 1,
        };
        if self.uses.facts.notebook.slice(span.clone()).contains('#') {
            return Err(format!(
                "a comment stands among the arguments on line {}; port it by hand",
                self.uses.line(argument)
            ));
        }
        self.take(span.clone())?;
        self.put(span, String::new());
        Ok(())
    }
}
