//! Tests whether a file is there: `Path(...).exists()`, `os.path.isfile(...)`. They guard what they ask for, and are
//! false in the browser for what the notebook does not make itself.

use rustc_hash::FxHashSet as HashSet;

use super::written::{Written, is_url, key, written};
use crate::notebook::NodeId;
use crate::syntax::{Base, Facts, Place};

/// Folders and files that every host has (`measured/patterns.tsv`: open, os.listdir, tempfile).
const THERE: [&str; 7] = ["/tmp", "/dev/null", "/dev/urandom", "/dev/random", "/home/pyodide", "/marimo", "/lib"];

/// Whether every host has a path.
pub(super) fn is_there(place: &Place) -> bool {
    let rest = &place.rest;
    place.base == Base::Text && THERE.iter().any(|path| rest == path || rest.starts_with(&format!("{path}/")))
}

/// The paths that a call may ask for, and whether these are all.
pub(super) fn tested_paths(facts: &Facts, call: NodeId) -> Option<(Vec<Place>, bool)> {
    let tree = &facts.notebook.tree;
    let at = match facts.callee(call)?.as_str() {
        "os.path.exists" | "os.path.isfile" | "os.path.isdir" | "os.path.lexists" | "os.access" => {
            facts.argument(call, 0, "path")?
        }
        "pathlib.Path().exists" | "pathlib.Path().is_file" | "pathlib.Path().is_dir" => {
            tree.child(facts.function_of(call)?, "object")?
        }
        _ => return None,
    };
    let value = facts.value(at);
    let places: Vec<Place> = value.places().collect();
    let all = places.len() == value.possible().len();
    Some((places, all))
}

/// Whether a test around the read asks for the same path.
pub(super) fn existence_tested(facts: &Facts, call: NodeId, place: &Place) -> bool {
    let tree = &facts.notebook.tree;
    let own = key(place);
    facts.conditions(call).iter().filter(|condition| !condition.or_fails).any(|condition| {
        tree.descendants(condition.test).filter(|&part| tree.kind(part) == "call").any(|test| {
            let tested = tested_paths(facts, test).map_or(Vec::new(), |(tested, _)| tested);
            tested.iter().map(key).any(|tested| own == tested || own.starts_with(&format!("{tested}/")))
        })
    })
}

/// The calls that ask for a file or folder which the browser does not have, and the notebook does not make.
///
/// Left alone: what is not known as a whole, what lies above the notebook, and modules, which an export brings along.
pub fn absent_files(facts: &Facts) -> HashSet<NodeId> {
    let tree = &facts.notebook.tree;
    let asked = tree.all().filter(|&node| tree.kind(node) == "call" && facts.cell_statement(node).is_some());
    let known = |call: NodeId| {
        let (places, all) = tested_paths(facts, call)?;
        (all && !places.is_empty()).then_some((call, places))
    };
    let asked: Vec<(NodeId, Vec<Place>)> = asked.filter_map(known).collect();
    if asked.is_empty() {
        return HashSet::default();
    }
    let made = written(facts);
    let absent = asked.into_iter().filter(|(_, places)| places.iter().all(|place| is_absent(facts, &made, place)));
    absent.map(|(call, _)| call).collect()
}

/// Whether the browser surely has nothing at a path.
pub(super) fn is_absent(facts: &Facts, made: &Written, place: &Place) -> bool {
    let rest = place.rest.trim_start_matches("./").trim_end_matches('/');
    let named = !matches!(rest, "" | "." | "__file__");
    let above = rest.split('/').any(|part| part == "..") || ["/", "/home", "/dev", "/proc"].contains(&rest);
    let within = matches!(place.base, Base::Text | Base::Current | Base::Notebook | Base::Home);
    let module = rest.ends_with(".py") || rest == facts.notebook.path.file_name().unwrap_or_default().to_string_lossy();
    place.whole && within && named && !above && !module && !is_url(rest) && !is_there(place) && !made.touches(place)
}
