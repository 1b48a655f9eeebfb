//! The uses -> edits. Inner uses are written first, so that a template takes them up as they will be.

use super::imports::{Imports, same_name};
use super::kinds::Kind;
use super::literals;
use super::uses::{Site, Uses};
use crate::check::port::{Argument, Entry, Use};
use crate::edit::{self, Edit};
use crate::fix::Plan;
use crate::notebook::{CellKind, NodeId, Span};

/// Builtins that templates use; a notebook that gives these names another meaning is left alone.
const BUILTINS: [&str; 7] = ["zip", "range", "str", "len", "list", "bytes", "int"];

pub(super) struct Render<'u, 'a> {
    uses: &'u Uses<'a>,
    imports: Imports<'u, 'a>,
    edits: Vec<Edit>,
    /// Statements that go.
    dropped: Vec<NodeId>,
}

/// Adds all edits of a swap to a plan.
///
/// # Errors
/// The use that cannot be written anew, with its line.
pub(super) fn render(plan: &mut Plan, uses: &Uses) -> Result<(), String> {
    let imports = Imports::new(uses)?;
    let mut render = Render { uses, imports, edits: Vec::new(), dropped: Vec::new() };
    for site in uses.sites.iter().rev() {
        render.site(site)?;
    }
    render.edits.extend(
        uses.sites.iter().filter_map(|site| super::postgres::in_lists(uses, site)).flat_map(|(edits, _)| edits),
    );
    render.error_members();
    render.bare_names();
    let import_edits = render.imports.edits()?;
    render.edits.extend(import_edits);
    render.imports.pass(plan);
    for &statement in &render.dropped {
        plan.forget(statement);
    }
    plan.edits.extend(render.edits);
    Ok(())
}

impl Render<'_, '_> {
    fn text(&self, node: NodeId) -> &str {
        self.uses.facts.notebook.node_text(node)
    }

    /// A range as it will be, with the edits inside of it taken up.
    fn take(&mut self, span: Span) -> Result<String, String> {
        let inside = |edit: &Edit| span.start <= edit.span.start && edit.span.end <= span.end;
        let (own, rest): (Vec<Edit>, Vec<Edit>) = std::mem::take(&mut self.edits).into_iter().partition(inside);
        self.edits = rest;
        let own =
            edit::sorted(own).map_err(|overlap| format!("two changes of bytes {}..{}", overlap.start, overlap.end))?;
        let moved = own
            .into_iter()
            .map(|edit| Edit { span: edit.span.start - span.start..edit.span.end - span.start, text: edit.text });
        let moved: Vec<Edit> = moved.collect();
        edit::apply(self.uses.facts.notebook.slice(span), &moved).map_err(|error| error.to_string())
    }

    fn put(&mut self, span: Span, text: String) {
        self.edits.push(Edit { span, text });
    }

    fn site(&mut self, site: &Site) -> Result<(), String> {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        let entry = site.entry;
        let line = self.uses.line(site.node);
        // What a call or a member is taken from.
        let named = if site.how == Use::Call { facts.function_of(site.node).unwrap_or(site.node) } else { site.node };
        let object =
            tree.child(named, "object").filter(|_| tree.kind(named) == "attribute" && site.how != Use::Protocol);
        let of_value = object.is_some_and(
            |object| matches!(self.uses.kinds.of(object), Kind::Name(key) if !self.uses.port.is_module(&key)),
        );
        if entry.drop {
            let statement = self.uses.statement_of(site.node).ok_or(format!("line {line} is no statement"))?;
            if object.is_some_and(|object| !is_plain_name(tree, object)) {
                return Err(format!("`{}` on line {line} is called on more than a name; port it by hand", site.key));
            }
            self.take(tree.span(statement))?;
            self.dropped.push(statement);
            let edits = drop_statement(self.uses, statement);
            self.edits.extend(edits);
            return Ok(());
        }
        if let Some(template) = &entry.template {
            return self.template(site, template, object.filter(|_| of_value));
        }
        if site.how == Use::Protocol {
            return Ok(());
        }
        if of_value {
            if let [name] = entry.to.list()
                && let Some(member) = tree.child(named, "attribute")
            {
                self.put(tree.span(member), name.clone());
            }
        } else {
            let text = self.module_name(site, named)?;
            self.take(tree.span(named))?;
            self.put(tree.span(named), text);
        }
        if site.how == Use::Call {
            self.arguments(site, entry)?;
            if entry.quiet && self.is_shown(site.node) {
                let start = tree.start(site.node);
                self.put(start..start, "_ = ".to_owned());
            }
            if let Some(then) = &entry.then {
                self.follow(site, then)?;
            }
        }
        Ok(())
    }

    /// What a name that is taken from a module, or imported from it, is called from now on.
    fn module_name(&mut self, site: &Site, named: NodeId) -> Result<String, String> {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        let dotted: Vec<String> = match site.entry.to.list() {
            [] => same_name(self.uses.port, &site.key).into_iter().collect(),
            names => names.to_vec(),
        };
        let in_tuple = tree.parent(named).is_some_and(|parent| tree.kind(parent) == "tuple");
        let mut texts = Vec::new();
        for name in &dotted {
            texts.push(self.spell(name, named)?);
        }
        Ok(match &texts[..] {
            [one] => one.clone(),
            several if in_tuple => several.join(", "),
            several => format!("({})", several.join(", ")),
        })
    }

    fn spell(&mut self, dotted: &str, near: NodeId) -> Result<String, String> {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        let mut first = near;
        while let Some(object) = tree.child(first, "object").or_else(|| tree.child(first, "function")) {
            first = object;
        }
        let ours = self.imports.symbols();
        // Where the value came another way, any import that this cell sees gives the name.
        let symbol = facts.names.symbol_of(first).filter(|id| ours.contains(id));
        let cell = facts.cell_of(near).unwrap_or_default();
        let visible = || {
            ours.iter().copied().find(|&id| {
                let symbol = facts.names.symbol(id);
                symbol.uses.iter().any(|&site| facts.cell_of(site) == Some(cell))
                    || symbol.bindings.iter().any(|binding| binding.cell == cell)
            })
        };
        let symbol = symbol.or_else(visible).ok_or_else(|| {
            format!("line {} needs `{dotted}`, which its cell does not import; port it by hand", self.uses.line(near))
        })?;
        self.imports.spell(dotted, symbol, cell)
    }

    fn arguments(&mut self, site: &Site, entry: &Entry) -> Result<(), String> {
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
        if let (Some(last), false) = (kept.last(), add.is_empty()) {
            let end = tree.end(*last);
            self.put(end..end, format!(", {}", add.join(", ")));
        } else if !add.is_empty() {
            let at = tree.start(list) + 1;
            self.put(at..at, add.join(", "));
        }
        Ok(())
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

    /// `{module}` and the names of the new library in a text, as they are written here.
    fn named(&mut self, text: &str, near: NodeId) -> Result<String, String> {
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

    fn template(&mut self, site: &Site, template: &str, object: Option<NodeId>) -> Result<(), String> {
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
        let unit = facts.cell_of(target).map_or("    ".to_owned(), |cell| {
            let own = &facts.notebook.cells[cell].indent;
            if own.is_empty() { "    ".to_owned() } else { own.clone() }
        });
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
                text.push_str(&unit);
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

    fn indent_of(&self, node: NodeId) -> String {
        let notebook = self.uses.facts.notebook;
        let line = notebook.slice(notebook.text.line(notebook.tree.start(node)));
        line.chars().take_while(|letter| matches!(letter, ' ' | '\t')).collect()
    }

    /// Whether marimo shows a call's value: it is the last expression of a cell.
    fn is_shown(&self, call: NodeId) -> bool {
        let facts = self.uses.facts;
        let Some(statement) = self.uses.statement_of(call) else { return false };
        facts
            .notebook
            .cells
            .iter()
            .any(|cell| cell.kind == CellKind::Code && cell.statements.last() == Some(&statement))
    }

    /// A statement behind the one that binds a call's result: `conn = connect(...)`, or first in `with ... as conn:`.
    fn follow(&mut self, site: &Site, then: &str) -> Result<(), String> {
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

    /// What is read of caught errors, by its new name.
    fn error_members(&mut self) {
        let tree = &self.uses.facts.notebook.tree;
        for (_, node, member) in super::servers::error_uses(self.uses) {
            let new = member.and_then(|member| self.uses.port.errors.get(&member)).filter(|new| *new != "same");
            if let (Some(new), Some(old)) = (new, tree.child(node, "attribute")) {
                self.put(tree.span(old), new.clone());
            }
        }
    }

    /// Old names that stand alone: `sqlite3 = None`, `if sqlite3 is None`.
    fn bare_names(&mut self) {
        let facts = self.uses.facts;
        let tree = &facts.notebook.tree;
        for id in self.imports.symbols() {
            let symbol = facts.names.symbol(id);
            let sites = symbol.uses.iter().copied().chain(symbol.bindings.iter().map(|binding| binding.node));
            for node in sites.collect::<Vec<_>>() {
                let in_import = tree.ancestors(node).any(|id| tree.kind(id).starts_with("import_"));
                let span = tree.span(node);
                let changed = self.edits.iter().any(|edit| edit.span.start <= span.start && span.end <= edit.span.end);
                if in_import || changed {
                    continue;
                }
                let cell = facts.cell_of(node).unwrap_or_default();
                if let Some(name) = self.imports.bare(id, cell)
                    && name != symbol.name
                {
                    self.put(span, name);
                }
            }
        }
    }
}

/// Whether an expression is a name, or an attribute of one: working it out twice changes nothing.
fn is_plain_name(tree: &crate::notebook::Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        "identifier" => true,
        "attribute" => tree.child(node, "object").is_some_and(|object| is_plain_name(tree, object)),
        _ => false,
    }
}

/// Whether a statement has its lines to itself.
fn is_alone(uses: &Uses, statement: NodeId) -> bool {
    let (notebook, tree) = (uses.facts.notebook, &uses.facts.notebook.tree);
    let (start, end) = (tree.start(statement), tree.end(statement));
    let after = notebook.slice(end..notebook.text.line(end).end.max(end));
    let before = notebook.slice(notebook.text.line(start).start..start);
    before.trim().is_empty() && (after.trim().is_empty() || after.trim_start().starts_with('#'))
}

/// The edits that take a statement away: its lines, or `pass` where something must stand.
fn drop_statement(uses: &Uses, statement: NodeId) -> Vec<Edit> {
    let facts = uses.facts;
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let (start, end) = (tree.start(statement), tree.end(statement));
    let lines = notebook.text.line(start).start..notebook.text.line(end).end;
    let alone =
        notebook.slice(lines.start..start).trim().is_empty() && notebook.slice(end..lines.end).trim().is_empty();
    let siblings: Vec<NodeId> = tree.parent(statement).map_or(Vec::new(), |block| tree.children(block).collect());
    let top = notebook.cells.iter().find(|cell| cell.statements.contains(&statement));
    // An expression that becomes the last of a cell would be shown.
    let shows = top.is_some_and(|cell| {
        let last = cell.statements.last() == Some(&statement);
        let before = cell.statements.iter().rev().nth(1);
        last && before.is_none_or(|&before| tree.kind(before) == "expression_statement")
    });
    let others = siblings.iter().filter(|&&other| other != statement).count();
    if !alone || shows || others == 0 {
        return vec![Edit { span: start..end, text: "pass".to_owned() }];
    }
    vec![Edit {
        span: lines.start..notebook.text.next_line(start.max(lines.end.saturating_sub(1))),
        text: String::new(),
    }]
}

/// The edits that put lines in the place of a statement, or take it away.
pub(super) fn replace_statement(uses: &Uses, statement: NodeId, lines: &[String]) -> Result<Vec<Edit>, String> {
    let notebook = uses.facts.notebook;
    let tree = &notebook.tree;
    if lines.is_empty() {
        return Ok(drop_statement(uses, statement));
    }
    if lines.len() > 1 && !is_alone(uses, statement) {
        return Err(format!("line {} holds several statements; give each its own line", uses.line(statement)));
    }
    let line = notebook.slice(notebook.text.line(tree.start(statement)));
    let indent: String = line.chars().take_while(|letter| matches!(letter, ' ' | '\t')).collect();
    let separator = format!("{}{indent}", notebook.text.line_ending());
    Ok(vec![Edit { span: tree.span(statement), text: lines.join(&separator) }])
}
