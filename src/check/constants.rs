//! The variable of a folder or a file, `DATA = Path("data")`: where all its uses are reads that take addresses, it alone
//! changes.

use std::collections::BTreeMap;

use super::public::{Constant, Published};
use super::{Context, Problem, Publication, Subject};
use crate::notebook::{CellKind, NodeId};
use crate::syntax::{Base, BindingKind, Facts, SymbolId, Value};

/// Marks the reads whose folder is a variable that can name `public/` instead. Each brings the files of all of them, for
/// they change together.
pub(super) fn keep_constants(context: &mut Context) {
    let facts = context.facts;
    let mut groups: BTreeMap<(SymbolId, String), Vec<(usize, NodeId)>> = BTreeMap::new();
    for (index, problem) in context.found.problems.iter().enumerate() {
        let Some((at, name, publication)) = read_by_address(problem) else { continue };
        let [file] = &publication.files[..] else { continue };
        if let Some((symbol, public, site)) = variable_in(facts, at, name, file) {
            groups.entry((symbol, public)).or_default().push((index, site));
        }
    }
    for ((symbol, public), reads) in groups {
        let uses = &facts.names.symbol(symbol).uses;
        let covered = uses.iter().all(|site| reads.iter().any(|(_, read)| read == site));
        let Some(value) = value_of(facts, symbol).filter(|_| covered) else { continue };
        let constant = Constant { value, public };
        let mut files: Vec<Published> = Vec::new();
        for (index, _) in &reads {
            let Some((_, _, publication)) = read_by_address(&context.found.problems[*index]) else { continue };
            files.extend(publication.files.iter().filter(|file| !files.contains(file)).cloned().collect::<Vec<_>>());
        }
        for (index, _) in reads {
            if let Subject::File { publication: Ok(publication), .. } = &mut context.found.problems[index].subject {
                publication.files.clone_from(&files);
                publication.constant = Some(constant.clone());
            }
        }
    }
}

/// What a problem says of a read that takes an address, if the flags may publish its file.
fn read_by_address(problem: &Problem) -> Option<(NodeId, &str, &Publication)> {
    match &problem.subject {
        Subject::File { address: Some(at), name, publication: Ok(publication), .. } if publication.ask.is_none() => {
            Some((*at, name, publication))
        }
        _ => None,
    }
}

/// The variable in a path that is a file or its folder, what it can be in `public/`, and where it is used.
fn variable_in(facts: &Facts, at: NodeId, reader: &str, file: &Published) -> Option<(SymbolId, String, NodeId)> {
    let tree = &facts.notebook.tree;
    let names = tree.descendants(at).filter(|&part| tree.kind(part) == "identifier");
    let mut found = names.filter_map(|site| {
        let symbol = facts.names.symbol_of(site)?;
        let place = facts.value(value_of(facts, symbol)?).place()?;
        let known = place.whole && matches!(place.base, Base::Text | Base::Current | Base::Notebook);
        let own = place.rest.trim_start_matches("./").trim_end_matches('/');
        let public = if own == file.file {
            Some(file.public.clone())
        } else {
            let below = if matches!(own, "" | ".") {
                Some(&file.file[..])
            } else {
                file.file.strip_prefix(own)?.strip_prefix('/')
            };
            (file.public.strip_prefix("public/") == below).then(|| "public".to_owned())
        };
        public.filter(|_| known && takes_it(facts, site, at, reader)).map(|public| (symbol, public, site))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a path stays one when its folder is `mo.notebook_location() / "public"`: it is put together by `/`, `str` and
/// texts alone, and pandas or a text takes it.
fn takes_it(facts: &Facts, site: NodeId, at: NodeId, reader: &str) -> bool {
    let tree = &facts.notebook.tree;
    let mut is_text = tree.kind(at) == "string";
    let plain = (site == at)
        || std::iter::once(at).chain(tree.ancestors(site).take_while(|&outer| outer != at)).all(|outer| {
            match tree.kind(outer) {
                "call" => {
                    let name = facts.callee(outer).unwrap_or_default();
                    is_text |= matches!(name.as_str(), "str" | "os.path.join");
                    matches!(name.as_str(), "str" | "os.path.join" | "pathlib.Path().joinpath")
                }
                "binary_operator" | "parenthesized_expression" | "argument_list" | "string" | "interpolation" => true,
                "attribute" => tree.parent(outer).is_some_and(|call| facts.function_of(call) == Some(outer)),
                _ => false,
            }
        });
    let from_text = facts.names.symbol_of(site).and_then(|symbol| value_of(facts, symbol));
    is_text |= from_text.is_some_and(|value| matches!(facts.value(value), Value::Str(_)));
    plain && (is_text || reader.starts_with("pandas."))
}

/// What a variable of a cell is set to, if it is set once, plainly, and not in a function.
fn value_of(facts: &Facts, symbol: SymbolId) -> Option<NodeId> {
    let tree = &facts.notebook.tree;
    let symbol = facts.names.symbol(symbol);
    let [binding] = &symbol.bindings[..] else { return None };
    let BindingKind::Value(value) = binding.kind else { return None };
    let assignment = tree.parent(value)?;
    let plain = tree.kind(assignment) == "assignment"
        && tree.child(assignment, "type").is_none()
        && tree.child(assignment, "left") == Some(binding.node)
        && tree.parent(assignment).is_some_and(|statement| facts.cell_statement(value) == Some(statement));
    let own = matches!(facts.notebook.cells[binding.cell].kind, CellKind::Code | CellKind::Setup);
    let lost = tree.descendants(value).any(|part| {
        matches!(
            tree.kind(part),
            "comment" | "named_expression" | "await" | "conditional_expression" | "boolean_operator"
        )
    });
    (plain && own && !lost && !symbol.deleted).then_some(value)
}
