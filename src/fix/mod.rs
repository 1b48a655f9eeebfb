//! Fourth stage: problems -> fixes, as the folders in `fixes/` define them. Data chooses, Rust does.

mod cells;
mod effects;
mod fetches;
mod losses;
mod new_cell;
mod plan;
mod predicates;
mod provide;
mod provider;
mod reads;
mod removal;
mod suppressions;
mod uncured;
mod variables;
mod verbs;
mod width;

pub use plan::Plan;
pub use uncured::Uncured;

use crate::check::{FileCopy, Problem, Publication, Subject, filled};
use crate::edit::Edit;
use crate::rules::{FixDefinition, Safety, Verb};
use crate::syntax::Facts;

/// A cure of one problem: all its edits, or none.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Its id within the problem's folder: `guard`.
    pub id: String,
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// Whether no flag applies it: a person chooses it in the review.
    pub ask: bool,
    /// The edits, sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// The files to copy, without which the edits are wrong.
    pub copies: Vec<FileCopy>,
}

/// A fix that is defined for the problem but cannot be made here.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The fix's id.
    pub id: String,
    /// What stands in the way and what to do by hand, with the line.
    pub reason: String,
}

/// The fixes of a problem, each worked out on its own, and those that are withheld; `uncured` is what no fix at all cures.
pub fn offers(facts: &Facts, problem: &Problem, uncured: &Uncured) -> (Vec<Fix>, Vec<Withheld>) {
    let (mut fixes, mut withheld) = (Vec::new(), Vec::new());
    if matches!(problem.subject, Subject::Settled) {
        return (fixes, withheld);
    }
    for fix in fixes_for(problem) {
        let mut plan = Plan::new(facts).among(uncured);
        let edits = apply(&mut plan, problem, fix).and_then(|()| plan.edits());
        match edits {
            Ok(edits) if edits.is_empty() => {
                let guards = matches!(problem.subject, Subject::Module { .. });
                let reason = uncured.comes_first(facts).filter(|_| guards);
                withheld.extend(reason.map(|reason| Withheld { id: fix.id.clone(), reason }));
            }
            Ok(edits) => fixes.push(Fix {
                id: fix.id.clone(),
                title: titled(&fix.title, problem),
                safety: fix.safety,
                ask: fix.ask || plan.ask,
                edits,
                copies: plan.copies(),
            }),
            Err(reason) => withheld.push(Withheld { id: fix.id.clone(), reason }),
        }
    }
    (fixes, withheld)
}

/// What the flags of a run allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// The safe fixes.
    Safe,
    /// The unsafe ones too, but for those that publish files: nobody has said so on the command line.
    Unpublished,
    /// All but those that a person must choose.
    Unsafe,
}

/// Adds a problem's default fix to a plan: the first that the flags allow and that can be made. Says which.
pub fn take(plan: &mut Plan, problem: &Problem, allowed: Allowed) -> Option<String> {
    for fix in fixes_for(problem).filter(|fix| by_flags(fix, allowed)) {
        let mut attempt = plan.clone();
        if let Ok(edits) = apply(&mut attempt, problem, fix).and_then(|()| attempt.edits()) {
            let publishes = fix.safety == Safety::Unsafe && attempt.copied.len() > plan.copied.len();
            if attempt.ask || (publishes && allowed == Allowed::Unpublished) {
                continue;
            }
            // What changes nothing on its own is no fix; what another fix of the pass has done already is one.
            if plan.accepted == edits && changes_nothing(plan.facts(), problem, fix) {
                continue;
            }
            attempt.accepted = edits;
            *plan = attempt;
            return Some(titled(&fix.title, problem));
        }
    }
    None
}

/// Whether flags apply a fix.
fn by_flags(fix: &FixDefinition, allowed: Allowed) -> bool {
    (allowed != Allowed::Safe || fix.safety == Safety::Safe) && !fix.ask
}

/// Whether some fix of a problem can be made, of those that are allowed.
fn is_cured(facts: &Facts, problem: &Problem, allowed: Allowed) -> bool {
    fixes_for(problem).filter(|fix| by_flags(fix, allowed)).any(|fix| {
        let mut alone = Plan::new(facts);
        let made = apply(&mut alone, problem, fix).and_then(|()| alone.edits()).is_ok_and(|edits| !edits.is_empty());
        let published = !alone.copied.is_empty() && fix.safety == Safety::Unsafe;
        made && !alone.ask && !(published && allowed == Allowed::Unpublished)
    })
}

/// The fixes that are defined for what the problem found.
fn fixes_for(problem: &Problem) -> impl Iterator<Item = &FixDefinition> {
    let found = match &problem.subject {
        Subject::Use { name, .. } => Some(name.clone()),
        _ => None,
    };
    let ask = match &problem.subject {
        Subject::Dependencies { ask, .. } => Some(*ask),
        _ => None,
    };
    let fixes = problem.definition.fixes.iter().filter(move |fix| ask.is_none_or(|ask| fix.ask == ask));
    // A folder is made; nothing else can be done about it, and nothing else is about one.
    let folder = matches!(problem.subject, Subject::Folder { .. });
    let makes = |fix: &FixDefinition| fix.edits.iter().any(|edit| edit.verb == Verb::MakeFolder);
    let fixes = fixes.filter(move |fix| makes(fix) == folder);
    fixes.filter(move |fix| {
        fix.only_for.is_empty() || found.as_deref().is_some_and(|name| fix.only_for.iter().any(|own| own == name))
    })
}

fn changes_nothing(facts: &Facts, problem: &Problem, fix: &FixDefinition) -> bool {
    let mut alone = Plan::new(facts);
    apply(&mut alone, problem, fix).and_then(|()| alone.edits()).is_ok_and(|edits| edits.is_empty())
}

fn apply(plan: &mut Plan, problem: &Problem, fix: &FixDefinition) -> Result<(), String> {
    if !plan.facts().notebook.tree.errors().is_empty() {
        return Err("the file has a syntax error; mend it first".to_owned());
    }
    for &predicate in &fix.only_if {
        predicates::holds(predicate, plan.facts(), problem)?;
    }
    for edit in &fix.edits {
        if edit.verb.is_guard() {
            plan.uncured.permits(plan.facts(), problem)?;
        }
        verbs::apply(plan, problem, edit)?;
    }
    Ok(())
}

fn titled(title: &str, problem: &Problem) -> String {
    match &problem.subject {
        Subject::Use { name, .. } | Subject::Variable { name, .. } => filled(title, &[("name", name)]),
        Subject::File { path, publication, .. } => {
            let copied = publication.as_ref().map(copied).unwrap_or_default();
            filled(title, &[("path", path), ("copied", &copied)])
        }
        Subject::Folder { folder, .. } => filled(title, &[("path", folder)]),
        Subject::Module { module, .. } => filled(title, &[("module", module), ("name", module)]),
        Subject::Requirement { package, other, .. } => {
            filled(title, &[("package", package), ("other", other.unwrap_or_default())])
        }
        Subject::Dependencies { add, .. } => {
            let names: Vec<String> = add.iter().map(|name| format!("`{name}`")).collect();
            filled(title, &[("names", &names.join(", "))])
        }
        Subject::Suppression { id, .. } => filled(title, &[("id", id)]),
        Subject::Notebook | Subject::Settled => title.to_owned(),
    }
}

/// What is copied to publish some files, and why a person is asked.
fn copied(publication: &Publication) -> String {
    let why = publication.ask.as_ref().map(|why| format!("; {why}")).unwrap_or_default();
    let copies: Vec<&FileCopy> = publication.files.iter().filter_map(|file| file.copy.as_ref()).collect();
    match &copies[..] {
        [] => String::new(),
        [only] => format!(", copied to `{}`{why}", only.to),
        several => format!(", {} files copied there{why}", several.len()),
    }
}
