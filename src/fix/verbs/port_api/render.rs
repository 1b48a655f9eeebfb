//! The uses -> edits. Inner uses are written first, so that a template takes them up as they will be.

use super::imports::{Imports, same_name};
use super::kinds::Kind;
use super::statements::{drop_statement, is_plain_name};
use super::uses::{Site, Uses};
use crate::edit::{self, Edit};
use crate::fix::Plan;
use crate::notebook::{CellKind, NodeId, Span};
use crate::rules::port::Use;

pub(super) struct Render<'u, 'a> {
    pub(super) uses: &'u Uses<'a>,
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
    let tree = &uses.facts.notebook.tree;
    plan.vanished.extend(render.dropped.iter().map(|&statement| tree.span(statement)));
    plan.edits.extend(render.edits);
    Ok(())
}

impl Render<'_, '_> {
    pub(super) fn text(&self, node: NodeId) -> &str {
        self.uses.facts.notebook.node_text(node)
    }

    /// A range as it will be, with the edits inside of it taken up.
    pub(super) fn take(&mut self, span: Span) -> Result<String, String> {
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

    pub(super) fn put(&mut self, span: Span, text: String) {
        self.edits.push(Edit { span, text });
    }

    pub(super) fn site(&mut self, site: &Site) -> Result<(), String> {
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

    pub(super) fn spell(&mut self, dotted: &str, near: NodeId) -> Result<String, String> {
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

    /// What is read of caught errors, by its new name.
    fn error_members(&mut self) {
        let tree = &self.uses.facts.notebook.tree;
        for super::errors::ErrorUse { node, member, .. } in super::errors::error_uses(self.uses) {
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
