//! What a notebook writes, makes or asks for itself: such files are no problem.

use super::public::folder_of;
use super::readers::{Access, Reader, readers};
use crate::notebook::NodeId;
use crate::syntax::{Base, BindingKind, Facts, Place, Value};

/// Methods of data frames and the like that write the path they are given.
const WRITERS: [&str; 29] = [
    "to_csv",
    "to_parquet",
    "to_json",
    "to_excel",
    "to_pickle",
    "to_feather",
    "to_file",
    "to_html",
    "to_netcdf",
    "to_sql",
    "to_hdf",
    "write_csv",
    "write_parquet",
    "write_json",
    "write_ndjson",
    "write_excel",
    "write_ipc",
    "write_image",
    "write_html",
    "sink_parquet",
    "sink_csv",
    "save",
    "savefig",
    "dump",
    "dump_stats",
    "export",
    "extractall",
    "extract",
    "tofile",
];
/// Words in the name of a function that fetches or writes what it is given.
const FETCHERS: [&str; 9] =
    ["download", "fetch", "retrieve", "save", "write", "export", "create", "generate", "ensure"];

/// The argument of a call that is the path.
pub(super) fn path_of(facts: &Facts, call: NodeId, reader: &Reader) -> Option<NodeId> {
    match reader.position {
        Some(position) => facts.argument(call, position, reader.keyword),
        None => facts.notebook.tree.child(facts.function_of(call)?, "object"),
    }
}

/// Whether a call that opens a file only reads it: its mode says so.
pub(super) fn only_reads(facts: &Facts, call: NodeId, name: &str) -> bool {
    let position = if name == "pathlib.Path().open" { 0 } else { 1 };
    match facts.argument(call, position, "mode").map(|mode| facts.value(mode)) {
        // `r+` writes, but what it opens has to be there.
        // What follows a colon is how the file is packed: `r:xz`.
        Some(Value::Str(mode)) => !mode.split(':').next().unwrap_or_default().contains(['w', 'a', 'x']),
        Some(_) => false,
        None => true,
    }
}

/// The paths that the notebook writes or fetches itself, and the folders it makes.
#[derive(Debug, Default)]
pub(super) struct Written {
    files: Vec<File>,
    /// Calls that make files of unknown names in the current folder.
    anywhere: Vec<NodeId>,
}

/// Something that is written.
#[derive(Debug)]
struct File {
    /// The call that writes it, or hands its path to the function that does.
    by: NodeId,
    path: String,
    /// Whether the call gives the path an ending of its own.
    stem: bool,
    /// Whether it is written in the browser only, as a fetched file is.
    fetched: bool,
    /// Whether the path is only the beginning that many fetched files have in common.
    start: bool,
}

impl File {
    /// Whether it is what another path names, lies below that, or holds it.
    fn is_at(&self, own: &str) -> bool {
        let path = self.path.as_str();
        let below = |path: &str, folder: &str| {
            folder.len() > 1 && path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let wild = own.find(['*', '?', '[']).map(|at| &own[..at]);
        let folder = wild.map_or(own, |start| start.trim_end_matches('/'));
        path == own
            || (self.start && (own.starts_with(path) || path.trim_end_matches('/') == folder || below(path, folder)))
            || below(own, path)
            || below(path, own)
            || wild.is_some_and(|start| path.starts_with(start))
            || (self.stem && own.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }
}

impl Written {
    /// Whether a path, or a folder above it, is written before it is read.
    pub(super) fn has(&self, facts: &Facts, reading: NodeId, place: &Place) -> bool {
        let own = key(place);
        let files = self.files.iter().filter(|file| file.is_at(&own)).map(|file| (file.by, file.fetched));
        let anywhere = self.anywhere.iter().filter(|_| is_relative(place)).map(|&call| (call, false));
        files.chain(anywhere).any(|(by, fetched)| is_before(facts, by, reading, fetched))
    }

    /// Whether a folder is there before something is written into it, other than by that.
    pub(super) fn makes(&self, facts: &Facts, writing: NodeId, folder: &Place) -> bool {
        let own = key(folder);
        let others = self.files.iter().filter(|file| file.by != writing && file.is_at(&own));
        others.into_iter().any(|file| is_before(facts, file.by, writing, file.fetched))
            || (is_relative(folder) && self.anywhere.iter().any(|&call| is_before(facts, call, writing, false)))
    }

    /// Whether a path that is read in a function is fetched before each call with which it is read.
    pub(super) fn fetched(&self, facts: &Facts, reading: (NodeId, NodeId), place: &Place) -> bool {
        self.is_ready(facts, reading, place, place)
    }

    /// Whether what a function needs for a path is made before each call with which it comes to that.
    pub(super) fn is_ready(
        &self,
        facts: &Facts,
        (reading, at): (NodeId, NodeId),
        place: &Place,
        needed: &Place,
    ) -> bool {
        let (path, own) = (key(place), key(needed));
        let fetches: Vec<NodeId> =
            self.files.iter().filter(|file| file.fetched && file.is_at(&own)).map(|file| file.by).collect();
        if fetches.is_empty() || facts.enclosing_definition(reading).is_none() {
            return false;
        }
        let value = match facts.value(at) {
            Value::Items(_) => facts.each_item(at),
            value => value,
        };
        let runs = facts.runs(reading, &value, &|read| key(read) == path).unwrap_or_default();
        let ready = |run: &NodeId| fetches.iter().any(|&fetch| is_before(facts, fetch, *run, true));
        !runs.is_empty() && runs.iter().all(ready)
    }

    /// Whether a path, or something above or below it, is written at all.
    pub(super) fn touches(&self, place: &Place) -> bool {
        let own = key(place);
        self.files.iter().any(|file| file.is_at(&own)) || (!self.anywhere.is_empty() && is_relative(place))
    }

    /// Whether anything is written whose path starts like that.
    pub(super) fn starts_with(&self, start: &Place) -> bool {
        let start = key(start);
        self.files.iter().any(|file| file.path.starts_with(&start))
    }
}

fn is_relative(place: &Place) -> bool {
    matches!(place.base, Base::Current | Base::Notebook) || (place.base == Base::Text && !place.rest.starts_with('/'))
}

/// Whether a write comes before a read, as far as the order of the two is known; what is fetched surely must.
fn is_before(facts: &Facts, write: NodeId, read: NodeId, fetched: bool) -> bool {
    let (Some(there), Some(here)) = (facts.cell_of(write), facts.cell_of(read)) else { return !fetched };
    if there != here {
        let (before, after) = (facts.names.ancestors(here), facts.names.ancestors(there));
        return if fetched { before.contains(&there) } else { !after.contains(&here) };
    }
    let tree = &facts.notebook.tree;
    // A function and a loop run in an order of their own.
    let free = |node: NodeId| {
        facts.enclosing_definition(node).is_some()
            || tree.ancestors(node).any(|outer| matches!(tree.kind(outer), "for_statement" | "while_statement"))
    };
    // A call is made after its arguments are: `print(open("x").read(), file=open("x", "w"))` is nobody's habit.
    tree.start(write) < tree.start(read) || (!fetched && (free(write) || free(read)))
}

/// Gathers what the notebook writes.
pub(super) fn written(facts: &Facts) -> Written {
    let tree = &facts.notebook.tree;
    let mut writer = Writer { facts, written: Written::default(), parameters: Vec::new() };
    for call in tree.all().filter(|&node| tree.kind(node) == "call") {
        writer.call(call);
    }
    writer.hand_on();
    writer.written
}

/// What gathers the writes.
struct Writer<'a> {
    facts: &'a Facts<'a>,
    written: Written,
    /// Parameters of the notebook's own functions that become a path which is written: function, position, stem.
    parameters: Vec<(NodeId, usize, bool)>,
}

impl Writer<'_> {
    fn call(&mut self, call: NodeId) {
        let facts = self.facts;
        let tree = &facts.notebook.tree;
        let Some(function) = facts.function_of(call) else { return };
        let name = facts.callee(call).unwrap_or_default();
        let table = readers(&name);
        for reader in table {
            let writes = match reader.access {
                Access::Write | Access::Make | Access::Stem | Access::Unpack => true,
                Access::Open => !only_reads(facts, call, &name),
                // Opening a database for writing makes it, unless one is there that the notebook does not fill itself.
                Access::Database => {
                    !read_only(facts, call) && (!lies_beside(facts, call, reader) || makes_tables(facts))
                }
                _ => false,
            };
            match path_of(facts, call, reader) {
                Some(at) if writes => self.add(call, at, reader.access == Access::Stem),
                None if reader.access == Access::Unpack => self.written.anywhere.push(call),
                _ => {}
            }
        }
        let last = match tree.kind(function) {
            "attribute" => tree.child(function, "attribute").map(|member| facts.notebook.node_text(member)),
            _ => Some(facts.notebook.node_text(function)),
        }
        .unwrap_or_default();
        // `mo.download` offers a file to the reader of the page.
        let fetches = table.is_empty()
            && !name.starts_with("marimo.")
            && (WRITERS.contains(&last) || FETCHERS.iter().any(|word| last.to_ascii_lowercase().contains(word)));
        if fetches {
            let (positional, named) = facts.arguments(call);
            if positional.is_empty() && named.is_empty() && last == "extractall" {
                self.written.anywhere.push(call);
            }
            for at in positional.into_iter().chain(named.into_iter().map(|(_, value)| value)) {
                self.add(call, at, false);
            }
        }
    }

    /// Takes down what an expression names, and the parameters that it is made of.
    fn add(&mut self, by: NodeId, at: NodeId, stem: bool) {
        let facts = self.facts;
        if facts.certainty(by) == Some(false) {
            return;
        }
        let tree = &facts.notebook.tree;
        let value = facts.value(at);
        let places: Vec<Place> = value.places().collect();
        let known = places.len() == value.possible().len() && places.iter().all(|place| place.whole);
        if !places.is_empty() {
            let mut tests = tree.ancestors(by).filter(|&outer| tree.kind(outer) == "if_statement");
            let fetched =
                tests.any(|outer| tree.child(outer, "condition").is_some_and(|test| facts.truth(test) == Some(true)));
            // Of many files only the beginning is known.
            let start = fetched && !known && places.len() == value.possible().len();
            let file = |place: &Place| File { by, path: key(place), stem, fetched, start };
            self.written.files.extend(places.iter().map(file));
            if known {
                return;
            }
        }
        self.parameters_in(at, stem, 0);
    }

    fn parameters_in(&mut self, node: NodeId, stem: bool, depth: usize) {
        let facts = self.facts;
        let tree = &facts.notebook.tree;
        for name in tree.descendants(node).filter(|&part| tree.kind(part) == "identifier") {
            let Some(symbol) = facts.names.symbol_of(name) else { continue };
            for binding in &facts.names.symbol(symbol).bindings {
                match binding.kind {
                    BindingKind::Parameter { function, position }
                        if !self.parameters.contains(&(function, position, stem)) =>
                    {
                        self.parameters.push((function, position, stem));
                    }
                    BindingKind::Value(value) if depth < FAR => self.parameters_in(value, stem, depth + 1),
                    _ => {}
                }
            }
        }
    }

    /// A function of the notebook that writes what it is given writes what its callers give.
    fn hand_on(&mut self) {
        let facts = self.facts;
        let tree = &facts.notebook.tree;
        let mut next = 0;
        while let Some(&(function, position, stem)) = self.parameters.get(next).filter(|_| next < MANY) {
            next += 1;
            let name = tree
                .child(function, "parameters")
                .and_then(|list| tree.children(list).nth(position))
                .and_then(|own| tree.descendants(own).find(|&part| tree.kind(part) == "identifier"))
                .map_or("", |name| facts.notebook.node_text(name));
            for site in facts.uses_of(function).unwrap_or_default() {
                let call = tree.parent(site).filter(|&call| facts.function_of(call) == Some(site));
                // What a method is called on is its first argument.
                let method = tree.kind(site) == "attribute";
                let Some(position) = position.checked_sub(usize::from(method)) else { continue };
                if let Some((call, given)) = call.and_then(|call| Some((call, facts.argument(call, position, name)?))) {
                    self.add(call, given, stem);
                }
            }
        }
    }
}

/// How many variables are followed from a path that is written to the parameter it comes from.
const FAR: usize = 3;
/// How many parameters that become written paths are looked at.
const MANY: usize = 64;

/// Whether the notebook fills its databases itself: it creates tables, or removes the old file first.
pub(super) fn makes_tables(facts: &Facts) -> bool {
    let text = facts.notebook.text.as_str();
    ["CREATE TABLE", "create table", "CREATE OR REPLACE", "create or replace", "os.remove(", ".unlink("]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Whether the file that a call names is there, beside the notebook.
fn lies_beside(facts: &Facts, call: NodeId, reader: &Reader) -> bool {
    let at = path_of(facts, call, reader);
    at.into_iter()
        .flat_map(|at| facts.value(at).places().collect::<Vec<_>>())
        .any(|place| place.whole && folder_of(&facts.notebook.path).join(database_file(&place).rest).is_file())
}

/// One key for all ways to write a path.
pub(super) fn key(place: &Place) -> String {
    let place = &database_file(place);
    let base = match place.base {
        Base::Text if !place.rest.starts_with('/') => "",
        Base::Current => "",
        Base::Text => "",
        Base::Home => "~",
        // In the browser the notebook lies in the current folder.
        Base::Notebook => "",
        Base::Location => "url",
        Base::Temporary => "tmp",
    };
    format!("{base}:{}", place.rest.trim_start_matches("./").trim_end_matches('/'))
}

/// The file of a database that is named by an address: `file:x.db?mode=ro`, `sqlite:///x.db`.
pub(super) fn database_file(place: &Place) -> Place {
    let (scheme, rest) = place.rest.split_once(':').unwrap_or_default();
    let path = match scheme {
        "file" => Some(rest.strip_prefix("//").unwrap_or(rest)),
        _ if scheme.split('+').next().is_some_and(|dialect| matches!(dialect, "sqlite" | "duckdb")) => {
            rest.strip_prefix("///").or((rest == "//").then_some(":memory:"))
        }
        _ => None,
    };
    match path.filter(|_| place.base == Base::Text) {
        Some(path) => Place { rest: path.split('?').next().unwrap_or(path).to_owned(), ..place.clone() },
        None => place.clone(),
    }
}

/// Whether a database is opened for reading only, so that it has to be there.
pub(super) fn read_only(facts: &Facts, call: NodeId) -> bool {
    let named = facts.arguments(call).1;
    named.iter().any(|(name, value)| *name == "read_only" && facts.value(*value) == Value::Bool(true))
        || facts.argument(call, 0, "database").is_some_and(|path| match facts.value(path) {
            Value::Str(text) | Value::Prefix(text) => text.contains("mode=ro"),
            _ => false,
        })
}

/// Whether a path is an address.
pub(super) fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+'))
        || text.starts_with("data:")
}
