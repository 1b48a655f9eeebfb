//! The modules beside a notebook: which files an export packs, and what they import.
//!
//! An export follows the import statements of the notebook from file to file over its folder, makes wheels of the files it
//! comes to, and adds them to the script block; a script block in such a file adds what the wheel needs (read in marimo
//! 0.25.2's `_export`). What they import besides is not installed by that, and not loaded from the lock either.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Context;
use crate::notebook::{NodeId, Notebook};
use crate::syntax::{Facts, Import, Reach};

/// At most so many files are followed; a notebook with more is a project.
const FILES: usize = 200;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Something that a module beside the notebook imports and that lies not beside it.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    /// The dotted name, member included: `torch.nn`.
    pub name: String,
    /// The file, from the notebook's folder.
    pub file: PathBuf,
    /// The line in it, from 1.
    pub line: usize,
    /// Whether it runs when the notebook does, as far as known.
    pub reach: Reach,
    /// The import in the notebook that leads there: its clause.
    pub through: NodeId,
    /// The module that this one names: `helpers`.
    pub module: String,
}

/// What the modules beside a notebook bring along.
#[derive(Clone, Debug, Default)]
pub(super) struct Siblings {
    /// What they import from elsewhere, in the order in which it is come to.
    pub foreign: Vec<Foreign>,
    /// What their own script blocks list, as written.
    pub requirements: Vec<String>,
}

/// A file to look at, and how it was come to.
struct Step {
    file: PathBuf,
    reach: Reach,
    through: NodeId,
    module: String,
}

/// Follows the imports of a notebook to the modules beside it, and theirs.
pub(super) fn follow(context: &Context) -> Siblings {
    let mut found = Siblings::default();
    let notebook = context.notebook;
    let Some(folder) = notebook.path.parent() else { return found };
    let mut todo: Vec<Step> = Vec::new();
    for import in context.facts.names.imports() {
        let reach = context.reach(import.statement, &["ModuleNotFoundError"]);
        if reach == Reach::Guarded {
            continue;
        }
        let files = beside(context, folder, folder, import).into_iter().filter(|file| *file != notebook.path);
        let (through, module) = (import.clause, import.top_level().to_owned());
        todo.extend(files.map(|file| Step { file, reach, through, module: module.clone() }));
    }
    todo.reverse();
    // What surely runs comes first, so that it decides.
    todo.sort_by_key(|step| step.reach == Reach::Runs);
    let modules: BTreeSet<String> = todo.iter().map(|step| step.module.clone()).collect();
    let names = if todo.is_empty() { BTreeSet::new() } else { used(context, &modules) };
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    while let Some(step) = todo.pop() {
        if seen.len() >= FILES || !seen.insert(step.file.clone()) {
            continue;
        }
        let Some(module) = read(&step.file) else { continue };
        let inner = look_into(context, folder, &module, &step, &names, &mut found);
        todo.extend(inner.into_iter().filter(|step| step.file != notebook.path).rev());
    }
    found
}

/// What is on disk.
fn read(path: &Path) -> Option<Notebook> {
    let readable = std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
    let bytes = readable.then(|| std::fs::read(path).ok())??;
    Notebook::module(path, &bytes).ok().filter(|module| module.tree.errors().is_empty())
}

/// The names of what the notebook uses of modules: `plot` of `helpers.plot`.
fn used(context: &Context, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let (facts, tree) = (context.facts, &context.notebook.tree);
    let named = tree.all().filter(|&node| matches!(tree.kind(node), "attribute" | "identifier"));
    let dotted = named.filter_map(|node| facts.dotted(node));
    let of_modules = dotted.filter(|name| name.split('.').next().is_some_and(|top| modules.contains(top)));
    of_modules.filter_map(|name| name.rsplit('.').next().map(str::to_owned)).collect()
}

/// Notes what a module imports from elsewhere; the answer is what it imports from beside the notebook.
fn look_into(
    context: &Context,
    folder: &Path,
    module: &Notebook,
    step: &Step,
    names: &BTreeSet<String>,
    found: &mut Siblings,
) -> Vec<Step> {
    let facts = Facts::new(module, &|_| None, &super::results);
    found.requirements.extend(module.script.requirements().iter().map(|entry| entry.text.clone()));
    let package = step.file.parent().unwrap_or(folder);
    let mut inner = Vec::new();
    for import in facts.names.imports() {
        let Some(reach) = reach_of(&facts, import, step.reach, names) else { continue };
        let files = beside(context, folder, package, import);
        if !files.is_empty() {
            let (through, module) = (step.through, &step.module);
            inner.extend(files.into_iter().map(|file| Step { file, reach, through, module: module.clone() }));
        } else if !import.top_level().is_empty() {
            let file = step.file.strip_prefix(folder).unwrap_or(&step.file).to_owned();
            let line = module.text.position(module.tree.start(import.statement)).0;
            let (through, module) = (step.through, step.module.clone());
            found.foreign.push(Foreign { name: import.full_name(), file, line, reach, through, module });
        }
    }
    inner
}

/// Whether an import of a module runs when the notebook does; `None` if a guard keeps it from that, or the notebook uses
/// nothing of the name of the function that it stands in.
fn reach_of(facts: &Facts, import: &Import, outer: Reach, names: &BTreeSet<String>) -> Option<Reach> {
    let caught = |handlers: &[String]| {
        handlers.iter().any(|handler| crate::host::error_is_caught_by("ModuleNotFoundError", handler))
    };
    let tree = &facts.notebook.tree;
    // Imported, a module is not called `__main__`.
    let as_program = facts
        .conditions(import.statement)
        .iter()
        .any(|condition| tree.descendants(condition.test).any(|part| facts.notebook.node_text(part) == "__name__"));
    match facts.reach(import.statement, &caught) {
        _ if as_program => None,
        Reach::Guarded => None,
        Reach::Runs | Reach::Caught => Some(outer),
        Reach::Uncalled => {
            let statement = facts.cell_statement(import.statement)?;
            let definition = if tree.kind(statement) == "decorated_definition" {
                tree.child(statement, "definition").unwrap_or(statement)
            } else {
                statement
            };
            let name = tree.child(definition, "name").map(|name| facts.notebook.node_text(name))?;
            // The cells of a notebook that is imported do not run.
            (name != "_" && names.contains(name)).then_some(Reach::Uncalled)
        }
    }
}

/// The files that an import reads, of those beside the notebook: the module, and the `__init__.py` above it. `package` is where a
/// relative import begins.
pub(super) fn files_of(folder: &Path, package: &Path, import: &Import) -> Vec<PathBuf> {
    let dots = import.module.len() - import.module.trim_start_matches('.').len();
    let root = match dots {
        0 => folder,
        _ => match package.ancestors().nth(dots - 1).filter(|root| root.starts_with(folder)) {
            Some(root) => root,
            None => return Vec::new(),
        },
    };
    let parts = import.module.trim_start_matches('.').split('.').filter(|part| !part.is_empty());
    let member = import.member.as_deref().filter(|member| *member != "*");
    let (mut at, mut files) = (root.to_owned(), Vec::new());
    let named = parts.clone().count();
    for (depth, part) in parts.chain(member).enumerate() {
        let (module, init) = (at.join(format!("{part}.py")), at.join(part).join("__init__.py"));
        // A package goes before a module of its name; a folder without `__init__.py` after both.
        if init.is_file() {
            files.push(init);
        } else if module.is_file() {
            files.push(module);
            break;
        } else if depth >= named || !at.join(part).is_dir() {
            break;
        }
        at.push(part);
    }
    files
}

/// The same, but for Python's own modules, which come first.
fn beside(context: &Context, folder: &Path, package: &Path, import: &Import) -> Vec<PathBuf> {
    let of_python = context.any_host(|host| host.is_stdlib(import.top_level()));
    if of_python { Vec::new() } else { files_of(folder, package, import) }
}
