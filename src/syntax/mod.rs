//! Second stage: the tree -> facts: names across cells, values, constants, guards. Knows no library beyond Python's own paths.

mod bind;
mod bindings;
mod browser;
mod entries;
mod functions;
mod guards;
mod handlers;
mod names;
mod place;
mod results;
mod sequences;
mod several;
mod stops;
mod texts;
mod truth;
mod values;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

pub use guards::{Condition, Reach};
pub use handlers::Handler;
pub use names::{Binding, BindingKind, Import, Names, Symbol, SymbolId, is_private};
pub use place::{Base, Place};
pub use several::Possible;
pub use values::Value;

use crate::notebook::{NodeId, Notebook};

/// Whether importing a module succeeds in the browser; `None` if that is not known, or differs between hosts.
pub type Importable<'a> = &'a (dyn Fn(&str) -> Option<bool> + Sync);

/// What the result of a call is, as a table tells of libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// One of the items of an argument, or of its values if that is a dictionary; or some of them.
    Option {
        /// Its position.
        position: usize,
        /// Its keyword.
        keyword: &'static str,
        /// The keyword of the one that is chosen at first, or of those.
        initial: &'static str,
        /// Whether it gives a list of some.
        several: bool,
    },
    /// An argument, at first or always; `None` without it.
    Argument {
        /// Its position.
        position: usize,
        /// Its keyword.
        keyword: &'static str,
        /// Whether it stays so in the browser.
        only: bool,
    },
}

/// What is known of a dotted name with call results: `marimo.ui.dropdown().value`.
pub type Results<'a> = &'a (dyn Fn(&str) -> Option<Given> + Sync);

/// What the code of a notebook says.
pub struct Facts<'a> {
    /// The notebook.
    pub notebook: &'a Notebook,
    /// Its names.
    pub names: Names,
    importable: Importable<'a>,
    results: Results<'a>,
    values: RefCell<HashMap<NodeId, Option<Value>>>,
    /// How many values are being worked out, one for the other.
    depth: Cell<usize>,
    truths: RefCell<HashMap<NodeId, Option<Option<bool>>>>,
    skipped: RefCell<Option<Vec<bool>>>,
    exits: RefCell<HashMap<NodeId, Vec<Condition>>>,
    /// Calls that ask for a file or folder which the browser does not have.
    absent: RefCell<HashSet<NodeId>>,
    sites: RefCell<HashMap<NodeId, Rc<[functions::Site]>>>,
    /// Whether the list or dictionary of a name is changed in place.
    changed: RefCell<HashMap<SymbolId, bool>>,
    attributes: OnceCell<HashMap<String, Vec<NodeId>>>,
    /// The top-level statements of all cells, in the order of the tree.
    tops: Vec<NodeId>,
    /// Whether Python works annotations out only where somebody asks for them.
    defers_annotations: bool,
}

impl<'a> Facts<'a> {
    /// Gathers the names of a notebook; values and guards are worked out where they are asked for.
    pub fn new(notebook: &'a Notebook, importable: Importable<'a>, results: Results<'a>) -> Facts<'a> {
        Facts {
            notebook,
            names: Names::new(notebook),
            importable,
            results,
            values: RefCell::default(),
            depth: Cell::default(),
            truths: RefCell::default(),
            skipped: RefCell::default(),
            exits: RefCell::default(),
            absent: RefCell::default(),
            sites: RefCell::default(),
            changed: RefCell::default(),
            attributes: OnceCell::default(),
            tops: {
                let mut tops: Vec<NodeId> = notebook.cells.iter().flat_map(|cell| cell.statements.clone()).collect();
                tops.sort_unstable();
                tops
            },
            defers_annotations: false,
        }
    }

    /// The same for a Python that works annotations out only where somebody asks for them, as 3.14 does.
    pub fn deferring_annotations(mut self, defers: bool) -> Facts<'a> {
        self.defers_annotations = defers;
        self
    }

    /// Whether a node stands in an annotation that nothing works out in the browser: of a variable in a function, or of
    /// a function without a decorator that may ask for it.
    pub fn is_deferred(&self, node: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let Some(annotation) = tree.ancestors(node).find(|&id| tree.kind(id) == "type") else { return false };
        let Some(parent) = tree.parent(annotation) else { return false };
        if tree.kind(parent) == "assignment" {
            let around = self.enclosing_definition(parent);
            let class =
                tree.ancestors(parent).find(|&id| matches!(tree.kind(id), "class_definition" | "function_definition"));
            return around.is_some() && class == around;
        }
        let function = std::iter::once(parent).chain(tree.ancestors(parent)).take(3);
        let function = function.into_iter().find(|&id| tree.kind(id) == "function_definition");
        let decorated = |id: NodeId| tree.parent(id).is_some_and(|outer| tree.kind(outer) == "decorated_definition");
        self.defers_annotations && function.is_some_and(|function| !decorated(function))
    }

    /// Tells which calls ask in vain for a file or folder; everything that was worked out is worked out anew.
    pub fn tell_absent(&self, calls: HashSet<NodeId>) {
        if calls.is_empty() {
            return;
        }
        *self.absent.borrow_mut() = calls;
        self.values.borrow_mut().clear();
        self.truths.borrow_mut().clear();
        self.exits.borrow_mut().clear();
        self.sites.borrow_mut().clear();
        *self.skipped.borrow_mut() = None;
    }

    /// Whether importing a module is known to fail in the browser.
    pub fn is_missing(&self, module: &str) -> bool {
        (self.importable)(module) == Some(false)
    }

    /// All attributes `x.name` of a name.
    fn attributes_named(&self, name: &str) -> &[NodeId] {
        let tree = &self.notebook.tree;
        let index = self.attributes.get_or_init(|| {
            let mut index: HashMap<String, Vec<NodeId>> = HashMap::default();
            for node in tree.all().filter(|&node| tree.kind(node) == "attribute") {
                if let Some(member) = tree.child(node, "attribute") {
                    index.entry(self.notebook.node_text(member).to_owned()).or_default().push(node);
                }
            }
            index
        });
        index.get(name).map_or(&[], Vec::as_slice)
    }

    /// The innermost function, lambda or class around a node, within its cell.
    pub fn enclosing_definition(&self, node: NodeId) -> Option<NodeId> {
        let tree = &self.notebook.tree;
        let mut at = node;
        while !self.is_top(at) {
            let child = at;
            at = tree.parent(at)?;
            let inside = match tree.kind(at) {
                "function_definition" | "lambda" => tree.field_of(child) == Some("body"),
                _ => false,
            };
            if inside {
                return Some(at);
            }
        }
        None
    }

    /// The top-level statement of the cell that holds a node; a decorated definition with its decorators.
    pub fn cell_statement(&self, node: NodeId) -> Option<NodeId> {
        let before = self.tops.partition_point(|top| *top <= node);
        let top = *self.tops.get(before.checked_sub(1)?)?;
        self.notebook.tree.is_within(node, top).then_some(top)
    }

    /// Whether a node is a top-level statement of a cell.
    fn is_top(&self, node: NodeId) -> bool {
        self.tops.binary_search(&node).is_ok()
    }

    /// The cell that holds a node.
    pub fn cell_of(&self, node: NodeId) -> Option<usize> {
        self.names.cell_of(&self.notebook.tree, node)
    }

    /// The arguments of a call: positional ones in order, then `(name, value)` pairs; a splat ends the positional ones.
    pub fn arguments(&self, call: NodeId) -> (Vec<NodeId>, Vec<(&str, NodeId)>) {
        let tree = &self.notebook.tree;
        let (mut positional, mut named, mut splat) = (Vec::new(), Vec::new(), false);
        let Some(list) = tree.child(call, "arguments") else { return (positional, named) };
        if tree.kind(list) == "generator_expression" {
            return (vec![list], named);
        }
        for argument in tree.children(list) {
            match tree.kind(argument) {
                "keyword_argument" => {
                    if let (Some(name), Some(value)) = (tree.child(argument, "name"), tree.child(argument, "value")) {
                        named.push((self.notebook.node_text(name), value));
                    }
                }
                "list_splat" | "dictionary_splat" => splat = true,
                _ if !splat => positional.push(argument),
                _ => {}
            }
        }
        (positional, named)
    }

    /// An argument by position or name.
    pub fn argument(&self, call: NodeId, position: usize, name: &str) -> Option<NodeId> {
        let (positional, named) = self.arguments(call);
        positional
            .get(position)
            .copied()
            .or_else(|| named.iter().find(|(given, _)| *given == name).map(|(_, value)| *value))
    }
}
