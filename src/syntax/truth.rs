//! What a test comes out as in the browser: `sys.platform`, `"pyodide" in sys.modules`, flags and functions made of them.

use rustc_hash::FxHashSet as HashSet;

use super::{Binding, BindingKind, Facts, Value};
use crate::notebook::NodeId;

/// Modules that only exist in a browser; importing them tells where the code runs.
pub(super) const BROWSER_MODULES: [&str; 5] = ["js", "pyodide", "pyodide_js", "_pyodide", "pyodide.ffi"];

/// What tells where the code runs.
const PLATFORM: [&str; 10] = [
    "shutil.which",
    "sys.platform",
    "sys.modules",
    "platform.system",
    "platform.machine",
    "os.uname",
    "os.name",
    "sys._emscripten_info",
    "importlib.util.find_spec",
    "hasattr",
];

impl Facts<'_> {
    /// What a test comes out as in the browser, on every host; `None` if that depends on anything else.
    pub fn truth(&self, test: NodeId) -> Option<bool> {
        match self.truths.borrow().get(&test) {
            Some(Some(known)) => return *known,
            Some(None) => return None, // a cycle
            None => {}
        }
        self.truths.borrow_mut().insert(test, None);
        let truth = self.judge(test);
        self.truths.borrow_mut().insert(test, Some(truth));
        truth
    }

    fn judge(&self, test: NodeId) -> Option<bool> {
        let tree = &self.notebook.tree;
        match tree.kind(test) {
            "parenthesized_expression" | "await" => tree.children(test).next().and_then(|inner| self.truth(inner)),
            "not_operator" => tree.child(test, "argument").and_then(|inner| self.truth(inner)).map(|truth| !truth),
            "boolean_operator" => {
                let side = |field| tree.child(test, field).and_then(|side| self.truth(side));
                let and = tree.child(test, "operator").is_some_and(|operator| tree.kind(operator) == "and");
                // `and` is decided by one false side, `or` by one true side.
                match (side("left"), side("right")) {
                    (Some(side), _) | (_, Some(side)) if side != and => Some(side),
                    (Some(_), Some(_)) => Some(and),
                    _ => None,
                }
            }
            "comparison_operator" => self.compare(test),
            "call" => self.call_truth(test),
            "identifier" => {
                if self.dotted(test).is_some()
                    && let Some(truth) = self.plain_truth(test)
                {
                    return Some(truth);
                }
                let symbol = self.names.symbol_of(test)?;
                if self.is_changed(symbol) {
                    return None;
                }
                let truth = |binding: &Binding| match binding.kind {
                    BindingKind::Value(value) => self.truth(value),
                    _ => self.binding_value(binding).truth(),
                };
                let mut truths = self.reaching(symbol, Some(test)).into_iter().map(truth);
                let first = truths.next()?;
                first.filter(|_| truths.all(|other| other == first))
            }
            _ => self.plain_truth(test),
        }
    }

    /// The truth of a value that is known.
    fn plain_truth(&self, node: NodeId) -> Option<bool> {
        match self.browser_value(node) {
            Value::Name(_) | Value::Unknown => self.length(node).map(|length| length != 0),
            value => value.truth(),
        }
    }

    fn compare(&self, test: NodeId) -> Option<bool> {
        let tree = &self.notebook.tree;
        let operands: Vec<NodeId> = tree.children(test).collect();
        let [left, right] = operands[..] else { return None };
        let operator: String = tree
            .fields(test, "operators")
            .map(|operator| self.notebook.node_text(operator))
            .collect::<Vec<_>>()
            .join(" ");
        let operator = operator.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = |node| self.browser_text(node);
        match operator.as_str() {
            "==" | "is" | "!=" | "is not" => {
                let negated = operator.starts_with('!') || operator.ends_with("not");
                if matches!(self.value(right), Value::None) {
                    return match self.browser_value(left) {
                        Value::None => Some(!negated),
                        Value::Bool(_) | Value::Int(_) | Value::Str(_) => Some(negated),
                        // find_spec of a module of the browser finds it.
                        Value::Name(name) if name == "importlib.util.find_spec()" => {
                            let module = self.argument(self.source(left), 0, "name").map(|name| self.value(name));
                            self.found(module?.str()?).map(|found| found == negated)
                        }
                        _ => None,
                    };
                }
                let equal = match (text(left), text(right)) {
                    (Some(left), Some(right)) => left == right,
                    _ => match (self.browser_value(left), self.browser_value(right)) {
                        (Value::Bool(left), Value::Bool(right)) => left == right,
                        (Value::Int(left), Value::Int(right)) => left == right,
                        // `mode == "edit"` where the mode is None
                        (Value::None, Value::Str(_)) | (Value::Str(_), Value::None) => false,
                        _ => return None,
                    },
                };
                Some(equal != negated)
            }
            "<" | "<=" | ">" | ">=" => {
                // Numbers of the notebook's own are there to be changed.
                self.dotted(left)?;
                let (Value::Int(left), Value::Int(right)) = (self.browser_value(left), self.number(right)?) else {
                    return None;
                };
                Some(match operator.as_str() {
                    "<" => left < right,
                    "<=" => left <= right,
                    ">" => left > right,
                    _ => left >= right,
                })
            }
            "in" | "not in" => {
                let negated = operator == "not in";
                let names = self.dotted(right);
                if self.value(left).str() == Some("__file__")
                    && matches!(names.as_deref(), Some("dir()" | "globals()" | "locals()"))
                {
                    return Some(!negated);
                }
                let left = text(left)?;
                // A command line has the notebook's name alone.
                let found = if self.length(right) == Some(0)
                    || (self.dotted(right).as_deref() == Some("sys.argv") && !left.ends_with(".py"))
                {
                    false
                } else if self.dotted(right).as_deref() == Some("sys.modules") {
                    // What cannot be imported is not imported either.
                    self.is_loaded(&left).or_else(|| (self.importable)(&left).filter(|found| !found))?
                } else if matches!(tree.kind(right), "tuple" | "list" | "set") {
                    let items: Option<Vec<String>> = tree.children(right).map(text).collect();
                    items?.contains(&left)
                } else if let Value::Place(place) = self.value(right)
                    && place.base == super::Base::Location
                {
                    (left == "://" || left.starts_with("http")).then_some(true)?
                } else {
                    text(right)?.contains(&left)
                };
                Some(found != negated)
            }
            _ => None,
        }
    }

    /// The text of an expression in the browser: constants, and what Python says there of its platform.
    pub(super) fn browser_text(&self, node: NodeId) -> Option<String> {
        self.browser_value(node).str().map(str::to_owned)
    }

    /// A number as it is written: `100`, `2**32`.
    fn number(&self, node: NodeId) -> Option<Value> {
        let tree = &self.notebook.tree;
        if tree.kind(node) != "binary_operator" {
            return Some(self.browser_value(node));
        }
        let (Value::Int(left), Value::Int(right)) =
            (self.value(tree.child(node, "left")?), self.value(tree.child(node, "right")?))
        else {
            return None;
        };
        let power = tree.child(node, "operator").is_some_and(|operator| tree.kind(operator) == "**");
        let power = power.then(|| u32::try_from(right).ok().and_then(|right| left.checked_pow(right)))?;
        power.map(Value::Int)
    }

    /// The expression that a variable stands for, if only one is ever assigned to it; else the expression itself.
    fn source(&self, node: NodeId) -> NodeId {
        let bindings = self.names.symbol_of(node).map(|id| self.names.symbol(id).bindings.as_slice());
        match bindings {
            Some([only]) => match only.kind {
                BindingKind::Value(value) => value,
                _ => node,
            },
            _ => node,
        }
    }

    /// Whether `find_spec` finds a module in the browser.
    fn found(&self, module: &str) -> Option<bool> {
        if BROWSER_MODULES.contains(&module) { Some(true) } else { (self.importable)(module).filter(|found| !found) }
    }

    fn call_truth(&self, call: NodeId) -> Option<bool> {
        let tree = &self.notebook.tree;
        if self.absent.borrow().contains(&call) {
            return Some(false);
        }
        let function = self.function_of(call)?;
        if let Value::Local(definition) = self.value(function) {
            return self.local_truth(definition);
        }
        if tree.kind(function) == "attribute" {
            let object = tree.child(function, "object")?;
            let member = self.notebook.node_text(tree.child(function, "attribute")?);
            if member == "startswith" {
                let given = self.argument(call, 0, "prefix")?;
                if tree.kind(given) == "tuple" {
                    let text = self.browser_text(object)?;
                    let prefixes: Option<Vec<String>> =
                        tree.children(given).map(|part| self.browser_text(part)).collect();
                    return Some(prefixes?.iter().any(|prefix| text.starts_with(prefix.as_str())));
                }
                let prefix = self.value(given);
                let prefix = prefix.str()?;
                if let Value::Place(place) = self.value(object)
                    && place.base == super::Base::Location
                {
                    return prefix.starts_with("http").then_some(true);
                }
                return Some(self.browser_text(object)?.starts_with(prefix));
            }
        }
        match self.callee(call)?.as_str() {
            "bool" => self.argument(call, 0, "x").and_then(|inner| self.truth(inner)),
            "hasattr" => {
                let object = self.dotted(self.argument(call, 0, "obj")?)?;
                let name = self.value(self.argument(call, 1, "name")?);
                let known = object == "sys" && name.str() == Some("_emscripten_info");
                let missing = || (self.importable)(&format!("{object}.{}", name.str()?)).filter(|found| !found);
                if known { Some(true) } else { missing() }
            }
            "isinstance" => {
                // A notebook's location is a URL in the browser: a pure path, never a real one.
                let place = self.value(self.argument(call, 0, "obj")?).place()?;
                let class = self.dotted(self.argument(call, 1, "class_or_tuple")?)?;
                let url = place.base == super::Base::Location && place.rest.is_empty();
                (url && matches!(class.as_str(), "pathlib.Path" | "pathlib.PosixPath")).then_some(false)
            }
            "importlib.util.find_spec" => {
                let module = self.value(self.argument(call, 0, "name")?);
                self.found(module.str()?)
            }
            _ => self.plain_truth(call),
        }
    }

    /// A function that tells where the code runs: one `return`, or a `try` around an import with one in each branch.
    fn local_truth(&self, definition: NodeId) -> Option<bool> {
        let tree = &self.notebook.tree;
        if let Some(result) = self.single_return(definition) {
            return self.truth(result);
        }
        let body = tree.child(definition, "body")?;
        let mut truth = None;
        for result in tree.descendants(body).filter(|&id| tree.kind(id) == "return_statement") {
            if self.certainty(result) == Some(false) {
                continue;
            }
            let value = tree.children(result).next().and_then(|value| self.truth(value))?;
            if truth.is_some_and(|before| before != value) {
                return None;
            }
            truth = Some(value);
        }
        truth
    }

    /// Whether a test depends on where the code runs: on the platform, directly or through flags and functions.
    pub(super) fn asks_for_browser(&self, test: NodeId) -> bool {
        self.asks_within(test, &mut HashSet::default())
    }

    fn asks_within(&self, test: NodeId, seen: &mut HashSet<NodeId>) -> bool {
        let tree = &self.notebook.tree;
        if !seen.insert(test) {
            return false;
        }
        tree.descendants(test).any(|part| match tree.kind(part) {
            "attribute" | "call" => {
                let place = matches!(self.value(part), Value::Place(place) if place.base == super::Base::Location);
                let asked = self.dotted(part).is_some_and(|name| PLATFORM.contains(&name.trim_end_matches("()")));
                place || asked || self.local_asks(part, seen)
            }
            "identifier" => {
                let symbol = self.names.symbol_of(part).map(|id| self.names.symbol(id));
                let asked = self.dotted(part).is_some_and(|name| PLATFORM.contains(&name.as_str()));
                asked
                    || symbol.is_some_and(|symbol| {
                        symbol.bindings.iter().any(|binding| {
                            let value = match binding.kind {
                                BindingKind::Value(value) => self.asks_within(value, seen),
                                _ => false,
                            };
                            let tests = self.conditions(binding.node);
                            value
                                || tests.iter().any(|condition| self.asks_within(condition.test, seen))
                                || self.import_certainty(binding.node) == Some(false)
                        })
                    })
            }
            _ => false,
        })
    }

    fn local_asks(&self, call: NodeId, seen: &mut HashSet<NodeId>) -> bool {
        match self.notebook.tree.child(call, "function").map(|function| self.value(function)) {
            Some(Value::Local(definition)) => self.asks_within(definition, seen),
            _ => false,
        }
    }
}
