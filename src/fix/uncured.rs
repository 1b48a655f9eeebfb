//! What fails in the browser whatever the fixes of a run do: a guard behind it helps nobody.

use std::collections::BTreeSet;

use super::{Allowed, Plan, by_flags, fixes_for, is_cured};
use crate::check::{Obstacle, Problem, Subject};
use crate::notebook::NodeId;
use crate::rules::Level;
use crate::syntax::{Facts, Import};

/// The errors that stay.
#[derive(Clone, Debug, Default)]
pub struct Uncured {
    /// The byte of what keeps an import from working, and why, with what to do first.
    import: Option<(usize, String)>,
    /// The cells that fail, and the byte where.
    fails: Vec<(usize, usize)>,
    /// The cells that may fail.
    doubtful: BTreeSet<usize>,
}

impl Uncured {
    /// The errors among some problems that no fix cures which is allowed.
    pub fn of(facts: &Facts, problems: &[Problem], allowed: Allowed) -> Uncured {
        let mut found = Uncured::default();
        // What has a fix is taken for mended; where that cannot be made, it is among those that fail.
        let doubtful = problems.iter().filter(|problem| {
            let fixed = fixes_for(problem).any(|fix| by_flags(fix, allowed));
            problem.level >= Level::Warning && !matches!(problem.subject, Subject::Notebook) && !fixed
        });
        found.doubtful.extend(doubtful.filter_map(|problem| problem.cell));
        for problem in problems.iter().filter(|problem| problem.level == Level::Error) {
            let at = problem.span.start;
            let line = facts.notebook.text.position(at).0;
            let import = |import: &Import| facts.notebook.tree.span(import.statement).contains(&at);
            match &problem.subject {
                // The address of an engine: it fails where the engine is made.
                Subject::Module { .. } if !facts.names.imports().iter().any(import) => {
                    let cell = facts.notebook.cell_at(at).filter(|_| !is_cured(facts, problem, allowed));
                    found.fails.extend(cell.map(|cell| (cell, at)));
                }
                Subject::Module { module, obstacle }
                    if !matches!(obstacle, Some(Obstacle::OlderHost(_))) && !is_cured(facts, problem, allowed) =>
                {
                    found.broken(
                        at,
                        format!(
                            "line {line} imports `{module}`, which fails in the browser all the same; mend that first"
                        ),
                    );
                }
                Subject::Dependencies { unknown, .. } if !is_cured(facts, problem, allowed) => {
                    let name = unknown.first().map_or("an import", String::as_str);
                    found.broken(
                        at,
                        format!(
                            "no package is known for {name}, so its import fails in the browser; list its package first"
                        ),
                    );
                }
                Subject::Requirement { package, .. } if !is_cured(facts, problem, allowed) => {
                    found.broken(
                        at,
                        format!("the script block lists `{package}`, which breaks the install in the browser; mend that first"),
                    );
                }
                // It fails in the guidance only.
                Subject::Use { name, .. } if is_silent(problem, name) => {}
                Subject::Use { node, .. } | Subject::File { call: node, .. } | Subject::Folder { call: node, .. }
                    if !is_cured(facts, problem, allowed) =>
                {
                    found.fails.extend(places(facts, *node));
                }
                // It has no fix anyway.
                Subject::Settled => {
                    let tree = &facts.notebook.tree;
                    let node = tree.all().find(|&node| tree.span(node) == problem.span);
                    found.fails.extend(node.map(|node| places(facts, node)).unwrap_or_default());
                }
                _ => {}
            }
        }
        found
    }

    /// The cells that fail.
    pub(super) fn failing_cells(&self) -> impl Iterator<Item = usize> {
        self.fails.iter().map(|&(cell, _)| cell)
    }

    /// Whether something in a cell fails, or may fail.
    pub(super) fn is_doubtful(&self, cell: usize) -> bool {
        self.doubtful.contains(&cell) || self.failing_cells().any(|failing| failing == cell)
    }

    /// Why a fix that would change nothing is none: what it would guard is not reached.
    pub(super) fn comes_first(&self, facts: &Facts) -> Option<String> {
        let &(_, at) = self.fails.first()?;
        let (line, _) = facts.notebook.text.position(at);
        Some(format!("line {line} fails in the browser before it is reached; mend that first"))
    }

    fn broken(&mut self, at: usize, why: String) {
        self.import.get_or_insert((at, why));
    }

    /// Sees to it that a guard would help.
    ///
    /// # Errors
    /// What must be mended first.
    pub(super) fn permits(&self, facts: &Facts, problem: &Problem) -> Result<(), String> {
        if let Some((at, why)) = &self.import
            && *at != problem.span.start
        {
            return Err(why.clone());
        }
        let (Subject::Use { node, .. } | Subject::File { call: node, .. } | Subject::Folder { call: node, .. }) =
            &problem.subject
        else {
            return Ok(());
        };
        let own = places(facts, *node);
        let behind = |&(cell, at): &(usize, usize)| {
            self.fails.iter().find(|&&(failing, from)| {
                (failing == cell && from < at) || (failing != cell && facts.names.ancestors(cell).contains(&failing))
            })
        };
        let first: Option<Vec<_>> = own.iter().map(behind).collect();
        match first.as_deref().and_then(|first| first.first().copied()) {
            Some(&(_, at)) => {
                let (line, _) = facts.notebook.text.position(at);
                Err(format!("line {line} fails in the browser before it is reached; mend that first"))
            }
            None => Ok(()),
        }
    }
}

/// Whether a call gives a value in the browser, without an error.
fn is_silent(problem: &Problem, name: &str) -> bool {
    let mut edits = problem.definition.fixes.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| edit.values.contains_key(name))
}

/// The cells that surely end where a node runs, and the byte where.
fn places(facts: &Facts, node: NodeId) -> Vec<(usize, usize)> {
    let sites = super::verbs::live_sites(facts, node).into_iter();
    let certain = sites.filter(|&site| facts.certainty(site) == Some(true) && facts.handlers(site).is_empty());
    certain.filter_map(|site| Some((facts.cell_of(site)?, facts.notebook.tree.start(site)))).collect()
}

impl Plan<'_> {
    /// The same plan, for a run in which some errors stay.
    pub fn among(mut self, uncured: &Uncured) -> Self {
        self.uncured = uncured.clone();
        self
    }
}
