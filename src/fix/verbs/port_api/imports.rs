//! The imports of the library become those of its successor, and their names reach the cells that use them.

use std::collections::{BTreeMap, BTreeSet};

use super::uses::Uses;
use crate::edit::Edit;
use crate::fix::Plan;
use crate::notebook::NodeId;
use crate::rules::port::Port;
use crate::syntax::{Import, SymbolId};

/// One imported name.
#[derive(Clone, Debug, PartialEq)]
struct Clause {
    /// The module of a `from` import; none for `import name`.
    from: Option<String>,
    /// The module, or the member.
    name: String,
    alias: Option<String>,
}

impl Clause {
    fn module(name: &str) -> Clause {
        Clause { from: None, name: name.to_owned(), alias: None }
    }

    /// The name it binds, and what that is in the new library.
    fn binds(&self) -> (String, String) {
        let first = self.name.split('.').next().unwrap_or_default().to_owned();
        match (&self.from, &self.alias) {
            (Some(from), alias) => (alias.clone().unwrap_or(self.name.clone()), format!("{from}.{}", self.name)),
            (None, Some(alias)) => (alias.clone(), self.name.clone()),
            (None, None) => (first.clone(), first),
        }
    }

    pub(super) fn text(&self) -> String {
        match &self.alias {
            Some(alias) => format!("{} as {alias}", self.name),
            None => self.name.clone(),
        }
    }
}

/// The new imports of a notebook, by the statement that had the old ones.
pub(super) struct Imports<'u, 'a> {
    uses: &'u Uses<'a>,
    statements: BTreeMap<NodeId, Vec<Clause>>,
    /// For each old name: its statements.
    symbols: BTreeMap<SymbolId, Vec<NodeId>>,
    /// The new names that each cell uses.
    used: BTreeMap<usize, BTreeSet<String>>,
}

/// What a module of the old library is in the new one; nothing if its names are mapped one by one.
pub(super) fn module_for<'p>(port: &'p Port, module: &str) -> Option<&'p str> {
    if module == port.module { Some(&port.to) } else { port.modules.get(module).map(String::as_str) }
}

/// What a name that stays is called in the new library: `psycopg2.sql.SQL` -> `psycopg.sql.SQL`.
pub(super) fn same_name(port: &Port, key: &str) -> Option<String> {
    let (module, member) = key.rsplit_once('.')?;
    match module_for(port, module) {
        Some("") => Some(format!("{}.{member}", port.to)),
        Some(module) => Some(format!("{module}.{member}")),
        None => same_name(port, module).map(|module| format!("{module}.{member}")),
    }
}

impl<'u, 'a> Imports<'u, 'a> {
    /// Works out the new imports.
    ///
    /// # Errors
    /// The import that has no counterpart, with its line.
    pub(super) fn new(uses: &'u Uses<'a>) -> Result<Imports<'u, 'a>, String> {
        let mut imports =
            Imports { uses, statements: BTreeMap::new(), symbols: BTreeMap::new(), used: BTreeMap::new() };
        for import in uses.facts.names.imports().iter().filter(|import| import.top_level() == uses.port.module) {
            let clauses = imports.clauses(import)?;
            imports.statements.entry(import.statement).or_default().extend(clauses);
            if let Some(symbol) = import.symbol {
                imports.symbols.entry(symbol).or_default().push(import.statement);
            }
        }
        imports.check_names()?;
        Ok(imports)
    }

    fn clauses(&self, import: &Import) -> Result<Vec<Clause>, String> {
        let (facts, port) = (self.uses.facts, self.uses.port);
        let tree = &facts.notebook.tree;
        let line = self.uses.line(import.statement);
        let alias = tree.child(import.clause, "alias").map(|alias| facts.notebook.node_text(alias).to_owned());
        let whole = || Clause::module(&port.to);
        let unlisted =
            |name: &str| format!("`{name}`, imported on line {line}, has no known counterpart; port it by hand");
        let Some(member) = &import.member else {
            let new = module_for(port, &import.module).ok_or_else(|| unlisted(&import.module))?;
            let own = match new {
                "" => return Ok(vec![whole()]),
                new => Clause { from: None, name: new.to_owned(), alias: alias.clone() },
            };
            // `import a.b` binds `a`, so whatever else is used of it must be there, too.
            let covers = alias.is_some() || own.binds().0 == whole().binds().0;
            return Ok(if covers { vec![own] } else { vec![whole(), own] });
        };
        if member == "*" {
            return Err(format!("line {line} imports all names of `{}`; name them first", import.module));
        }
        let key = import.full_name();
        if port.is_module(&key) {
            return Ok(match module_for(port, &key).unwrap_or_default() {
                "" => vec![whole()],
                new => vec![match new.rsplit_once('.') {
                    Some((from, name)) => Clause { from: Some(from.to_owned()), name: name.to_owned(), alias },
                    None => Clause { alias, ..Clause::module(new) },
                }],
            });
        }
        let entries = port.api.get(&key).ok_or_else(|| unlisted(&key))?.list();
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            if entry.refuse.is_none() && entry.template.is_none() && entry.to.list().is_empty() {
                names.extend(same_name(port, &key));
            }
            names.extend(entry.to.list().iter().cloned());
        }
        names.dedup();
        let alias = alias.filter(|_| names.len() == 1);
        let split = |name: &String| {
            let (from, name) = name.rsplit_once('.').unwrap_or(("", name));
            Clause { from: Some(from.to_owned()), name: name.to_owned(), alias: alias.clone() }
        };
        Ok(names.iter().map(split).collect())
    }

    /// The new names must mean nothing else in the notebook, and each comes from one cell.
    fn check_names(&self) -> Result<(), String> {
        let facts = self.uses.facts;
        let mut homes: BTreeMap<String, usize> = BTreeMap::new();
        for (symbol, statements) in &self.symbols {
            for (name, _) in statements.iter().flat_map(|statement| &self.statements[statement]).map(Clause::binds) {
                self.check_name(&name)?;
                let own = facts.names.symbol(*symbol);
                let cell = own.bindings.first().map_or(0, |binding| binding.cell);
                if own.global && *homes.entry(name.clone()).or_insert(cell) != cell {
                    return Err(format!("two cells would import `{name}`; import it in one of them only"));
                }
            }
        }
        Ok(())
    }

    fn check_name(&self, name: &str) -> Result<(), String> {
        let facts = self.uses.facts;
        let ours = |id: &SymbolId| self.symbols.contains_key(id);
        let taken = facts.names.symbols().find(|(id, symbol)| symbol.name == name && !ours(id));
        if let Some((_, symbol)) = taken {
            let line = symbol.bindings.first().map_or(0, |binding| self.uses.line(binding.node));
            return Err(format!("`{name}` is a name of the notebook already (line {line}); give that another name"));
        }
        if let Some((node, _)) = facts.names.free().iter().find(|(node, _)| facts.notebook.node_text(*node) == name) {
            return Err(format!("`{name}` is used on line {} already", self.uses.line(*node)));
        }
        Ok(())
    }

    /// How a dotted name of the new library is written where `symbol` was used before.
    ///
    /// # Errors
    /// If no import gives it and none can be added.
    pub(super) fn spell(&mut self, dotted: &str, symbol: SymbolId, cell: usize) -> Result<String, String> {
        let statements = self.symbols.get(&symbol).cloned().unwrap_or_default();
        let written = |clauses: &[Clause]| {
            let bound = clauses.iter().map(Clause::binds);
            let fits = bound.filter_map(|(local, what)| {
                let rest = dotted.strip_prefix(what.as_str())?;
                (rest.is_empty() || rest.starts_with('.'))
                    .then(|| (what.len(), local.clone(), format!("{local}{rest}")))
            });
            fits.max_by_key(|(length, ..)| *length)
        };
        let found = statements
            .iter()
            .filter_map(|statement| written(&self.statements[statement]))
            .max_by_key(|(length, ..)| *length);
        let (_, local, text) = match found {
            Some(found) => found,
            None => {
                let Some(first) = statements.first() else { return Err("the name comes from no import".to_owned()) };
                let clause = Clause::module(dotted.split('.').next().unwrap_or_default());
                self.check_name(&clause.name)?;
                self.statements.entry(*first).or_default().push(clause);
                let name = dotted.split('.').next().unwrap_or_default().to_owned();
                (0, name, dotted.to_owned())
            }
        };
        self.used.entry(cell).or_default().insert(local);
        Ok(text)
    }

    /// The new name of an old one that is not followed by a member.
    pub(super) fn bare(&mut self, symbol: SymbolId, cell: usize) -> Option<String> {
        let statement = self.symbols.get(&symbol)?.first()?;
        let local = self.statements.get(statement)?.first()?.binds().0;
        self.used.entry(cell).or_default().insert(local.clone());
        Some(local)
    }

    /// The old names.
    pub(super) fn symbols(&self) -> Vec<SymbolId> {
        self.symbols.keys().copied().collect()
    }

    /// The edits of the import statements.
    ///
    /// # Errors
    /// The statement that cannot be rewritten.
    pub(super) fn edits(&self) -> Result<Vec<Edit>, String> {
        let (facts, tree) = (self.uses.facts, &self.uses.facts.notebook.tree);
        let mut edits = Vec::new();
        let mut present: BTreeMap<Option<NodeId>, Vec<Clause>> = BTreeMap::new();
        for (&statement, clauses) in &self.statements {
            let line = self.uses.line(statement);
            let text = facts.notebook.node_text(statement);
            let block = present.entry(tree.parent(statement)).or_default();
            let mut new: Vec<Clause> = Vec::new();
            for clause in clauses {
                if !block.contains(clause) {
                    block.push(clause.clone());
                    new.push(clause.clone());
                }
            }
            let all: Vec<&Import> =
                facts.names.imports().iter().filter(|import| import.statement == statement).collect();
            let ours: Vec<&&Import> = all.iter().filter(|import| import.top_level() == self.uses.port.module).collect();
            // `import os, sqlite3`: each clause of ours becomes one in its place.
            if let ([import], [clause]) = (&ours[..], &new[..])
                && import.member.is_none()
                && clause.from.is_none()
            {
                edits.push(Edit { span: tree.span(import.clause), text: clause.text() });
                continue;
            }
            if ours.len() != all.len() {
                return Err(format!(
                    "line {line} imports several modules; give `{}` a line of its own",
                    self.uses.port.module
                ));
            }
            if tree.descendants(statement).any(|part| tree.kind(part) == "comment") || text.contains('\\') {
                return Err(format!("the import on line {line} holds a comment; port it by hand"));
            }
            let mut lines: Vec<String> = Vec::new();
            let mut froms: Vec<(String, Vec<String>)> = Vec::new();
            for clause in &new {
                match &clause.from {
                    None => lines.push(format!("import {}", clause.text())),
                    Some(from) => match froms.iter_mut().find(|(module, _)| module == from) {
                        Some((_, names)) => names.push(clause.text()),
                        None => froms.push((from.clone(), vec![clause.text()])),
                    },
                }
            }
            lines.extend(froms.into_iter().map(|(module, names)| format!("from {module} import {}", names.join(", "))));
            edits.extend(super::statements::replace_statement(self.uses, statement, &lines)?);
        }
        Ok(edits)
    }

    /// Hands the new names from cell to cell instead of the old ones.
    pub(super) fn pass(&self, plan: &mut Plan) {
        let facts = self.uses.facts;
        for (symbol, statements) in &self.symbols {
            let own = facts.names.symbol(*symbol);
            let Some(home) = own.bindings.first().map(|binding| binding.cell).filter(|_| own.global) else { continue };
            let new: BTreeSet<String> = statements
                .iter()
                .flat_map(|statement| &self.statements[statement])
                .map(|clause| clause.binds().0)
                .collect();
            let mut wanted: BTreeSet<String> = BTreeSet::new();
            for (index, cell) in facts.notebook.cells.iter().enumerate().filter(|(index, _)| *index != home) {
                let used: BTreeSet<String> =
                    self.used.get(&index).into_iter().flatten().filter(|name| new.contains(*name)).cloned().collect();
                wanted.extend(used.iter().cloned());
                if cell.parameters.iter().any(|parameter| parameter.name == own.name) {
                    plan.parameters.entry(index).or_default().extend(used);
                    if !new.contains(&own.name) {
                        plan.dropped_parameters.entry(index).or_default().insert(own.name.clone());
                    }
                }
            }
            let returned =
                facts.notebook.cells[home].returns.as_ref().is_some_and(|returns| returns.names.contains(&own.name));
            if returned {
                plan.returns.entry(home).or_default().extend(wanted);
                if !new.contains(&own.name) {
                    plan.dropped_returns.entry(home).or_default().insert(own.name.clone());
                }
            }
        }
    }
}
