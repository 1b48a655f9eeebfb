//! Which of its bindings a name has where it is read, and what each of them gives it.

use super::sequences::elements;
use super::values::{WIDE, either};
use super::{Binding, BindingKind, Facts, SymbolId, Value};
use crate::notebook::NodeId;

/// How many bindings of one name are looked at before it counts as unknown.
const MANY_BINDINGS: usize = 64;

/// Methods that change a list or dictionary in place.
const CHANGES: [&str; 11] =
    ["append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add", "popitem", "discard"];

impl Facts<'_> {
    /// What a name is where it is read.
    pub(super) fn value_at(&self, symbol: SymbolId, site: NodeId) -> Value {
        self.value_of_bindings(symbol, Some(site))
    }

    /// What the bindings of a name give that can reach a place; in the end, if there is none.
    pub(super) fn value_of_bindings(&self, symbol: SymbolId, site: Option<NodeId>) -> Value {
        let reaching = self.reaching(symbol, site);
        let Some(first) = reaching.first() else { return Value::Unknown };
        let value = either(first.node, reaching.iter().map(|binding| self.binding_value(binding)));
        match value {
            Value::Items(_) | Value::Table(_) if self.is_changed(symbol) => self.filled(symbol, &value),
            value => value,
        }
    }

    /// The bindings of a name that can reach a place; those that hold at the end, for a place elsewhere.
    pub(super) fn reaching(&self, symbol: SymbolId, site: Option<NodeId>) -> Vec<&Binding> {
        let tree = &self.notebook.tree;
        let bindings = &self.names.symbol(symbol).bindings;
        let runs = |binding: &&Binding| self.certainty(binding.node) != Some(false);
        if bindings.len() < 2 {
            return bindings.iter().filter(runs).collect();
        }
        if bindings.len() > MANY_BINDINGS {
            return Vec::new();
        }
        let own = |binding: &Binding| match binding.kind {
            BindingKind::Parameter { function, .. } => Some(function),
            _ => self.enclosing_definition(binding.node),
        };
        let definition = own(&bindings[0]);
        let together =
            |cell: Option<usize>, around: Option<NodeId>| cell == Some(bindings[0].cell) && around == definition;
        let running: Vec<&Binding> = bindings.iter().filter(runs).collect();
        if !bindings.iter().all(|binding| together(Some(binding.cell), own(binding))) {
            return running;
        }
        let site = site.filter(|&site| together(self.cell_of(site), self.enclosing_definition(site)));
        let before = |binding: &&Binding| site.is_none_or(|site| self.takes_effect(binding.node) <= tree.start(site));
        let again = |binding: &&Binding| site.is_some_and(|site| self.shares_a_loop(binding.node, site));
        let earlier: Vec<&Binding> = running.iter().copied().filter(before).collect();
        let last = earlier.iter().rposition(|binding| self.surely_binds(binding.node, site)).unwrap_or(0);
        let later = running.iter().copied().filter(|binding| !before(binding) && again(binding));
        let reaching: Vec<&Binding> = earlier[last.min(earlier.len())..].iter().copied().chain(later).collect();
        if reaching.is_empty() { running } else { reaching }
    }

    /// The byte from which a binding holds: after the statement that makes it.
    fn takes_effect(&self, target: NodeId) -> usize {
        let tree = &self.notebook.tree;
        let whole = std::iter::once(target).chain(tree.ancestors(target)).find(|&id| {
            matches!(tree.kind(id), "assignment" | "augmented_assignment" | "named_expression")
                || tree.kind(id).ends_with("_statement")
                || tree.kind(id).ends_with("_definition")
                || tree.kind(id) == "block"
        });
        match whole {
            Some(whole) if matches!(tree.kind(whole), "assignment" | "augmented_assignment" | "named_expression") => {
                tree.end(whole)
            }
            _ => tree.end(target),
        }
    }

    /// Whether a binding runs whenever what comes after it does.
    fn surely_binds(&self, binding: NodeId, site: Option<NodeId>) -> bool {
        let tree = &self.notebook.tree;
        // Whether a `try` that imports goes on is known from what it imports.
        let imports = |around: NodeId| {
            let body = tree.child(around, "body");
            body.is_some_and(|body| tree.children(body).any(|id| tree.kind(id).starts_with("import_")))
        };
        let runs = |around: NodeId| {
            let items = tree.child(around, "right").and_then(|right| elements(&self.value(right)));
            items.is_some_and(|items| !items.is_empty())
        };
        let may_skip = |&around: &NodeId| match tree.kind(around) {
            "for_statement" => !runs(around),
            "while_statement" | "match_statement" => true,
            "try_statement" => !imports(around),
            _ => false,
        };
        let definition = self.enclosing_definition(binding);
        let mut around = tree.ancestors(binding).take_while(|&id| Some(id) != definition);
        self.certainty(binding) == Some(true)
            && around.all(|id| !may_skip(&id) || site.is_some_and(|site| tree.ancestors(site).any(|own| own == id)))
    }

    fn shares_a_loop(&self, binding: NodeId, site: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let is_loop = |&id: &NodeId| matches!(tree.kind(id), "for_statement" | "while_statement");
        tree.ancestors(binding).filter(is_loop).any(|around| tree.ancestors(site).any(|own| own == around))
    }

    /// Whether a list or dictionary of this name is changed in place.
    pub(super) fn is_changed(&self, symbol: SymbolId) -> bool {
        if let Some(&known) = self.changed.borrow().get(&symbol) {
            return known;
        }
        let changed = self.names.symbol(symbol).uses.iter().any(|&site| self.changes(site));
        self.changed.borrow_mut().insert(symbol, changed);
        changed
    }

    /// A list or dictionary with what statements of its own scope, that surely run, put into it; unknown if anything else does.
    fn filled(&self, symbol: SymbolId, value: &Value) -> Value {
        let tree = &self.notebook.tree;
        let symbol = self.names.symbol(symbol);
        let [binding] = &symbol.bindings[..] else { return Value::Unknown };
        let definition = self.enclosing_definition(binding.node);
        let (mut items, mut pairs) = match value {
            Value::Items(items) => (items.to_vec(), Vec::new()),
            Value::Table(table) => (Vec::new(), table.to_vec()),
            _ => return Value::Unknown,
        };
        for &site in symbol.uses.iter().filter(|&&site| self.changes(site)) {
            let (Some(part), true) = (tree.parent(site), self.enclosing_definition(site) == definition) else {
                return Value::Unknown;
            };
            if items.len() + pairs.len() > WIDE || !self.surely_binds(site, Some(binding.node)) {
                return Value::Unknown;
            }
            let appended = tree.child(part, "attribute").map(|member| self.notebook.node_text(member));
            match (value, appended, tree.parent(part)) {
                (Value::Items(_), Some("append"), Some(call)) => {
                    let Some(&item) = self.arguments(call).0.first() else { return Value::Unknown };
                    items.extend(self.value(item).into_data().possible().into_iter().map(|possible| possible.value));
                }
                (Value::Table(_), None, Some(assignment)) if tree.kind(assignment) == "assignment" => {
                    let (key, given) = (tree.child(part, "subscript"), tree.child(assignment, "right"));
                    let (Some(key), Some(given)) = (key, given) else { return Value::Unknown };
                    pairs.push((self.value(key), self.value(given).into_data()));
                }
                _ => return Value::Unknown,
            }
        }
        if let Value::Items(_) = value { Value::Items(items.into()) } else { Value::Table(pairs.into()) }
    }

    /// Whether the list or dictionary that an expression stands for is changed there.
    pub(super) fn changes(&self, site: NodeId) -> bool {
        let tree = &self.notebook.tree;
        let Some(parent) = tree.parent(site) else { return false };
        match tree.kind(parent) {
            "attribute" => {
                let member = tree.child(parent, "attribute").map_or("", |member| self.notebook.node_text(member));
                tree.child(parent, "object") == Some(site) && CHANGES.contains(&member)
            }
            "subscript" if tree.child(parent, "value") == Some(site) => tree.parent(parent).is_some_and(|outer| {
                tree.kind(outer) == "delete_statement"
                    || tree.kind(outer).ends_with("assignment") && tree.child(outer, "left") == Some(parent)
            }),
            _ => false,
        }
    }

    pub(super) fn binding_value(&self, binding: &Binding) -> Value {
        match &binding.kind {
            BindingKind::Import { module, aliased: true } => Value::Name(module.clone()),
            BindingKind::Import { module, aliased: false } => {
                Value::Name(module.split('.').next().unwrap_or_default().to_owned())
            }
            BindingKind::ImportFrom { module, name } if module.starts_with('.') => {
                Value::Name(format!("{module}{}{name}", if module.ends_with('.') { "" } else { "." }))
            }
            BindingKind::ImportFrom { module, name } => Value::Name(format!("{module}.{name}")),
            BindingKind::Value(node) => self.value(*node),
            BindingKind::Definition(node) => Value::Local(*node),
            BindingKind::Parameter { function, position } => self.parameter(*function, *position),
            BindingKind::Other => self.part(binding.node).into_data(),
        }
    }

    /// What a name gets by unpacking, a loop or `+=`.
    pub(super) fn part(&self, target: NodeId) -> Value {
        let tree = &self.notebook.tree;
        let mut path = Vec::new();
        let mut at = target;
        while let Some(parent) = tree.parent(at) {
            match tree.kind(parent) {
                "pattern_list" | "tuple_pattern" | "list_pattern" | "tuple" | "list" | "expression_list" => {
                    let before: Vec<NodeId> = tree.children(parent).take_while(|&child| child != at).collect();
                    if before.iter().any(|&other| tree.kind(other).starts_with("list_splat")) {
                        return Value::Unknown;
                    }
                    path.push(before.len() as i64);
                }
                "assignment" if tree.child(parent, "left") == Some(at) => {
                    return match tree.child(parent, "right") {
                        Some(right) => self.unpacked(at, self.value(right), &path),
                        None => Value::Unknown,
                    };
                }
                "augmented_assignment" if at == target => {
                    let plus = tree.child(parent, "operator").is_some_and(|operator| tree.kind(operator) == "+=");
                    return match tree.child(parent, "right").filter(|_| plus) {
                        Some(right) => Value::combine(&[self.value(target), self.value(right)], |sides| {
                            super::texts::add(sides[0].clone(), sides[1].clone())
                        }),
                        None => Value::Unknown,
                    };
                }
                "for_statement" | "for_in_clause" if tree.child(parent, "left") == Some(at) => {
                    let Some(right) = tree.child(parent, "right") else { return Value::Unknown };
                    return Value::combine(&[self.value(right)], |iterable| {
                        let Some(items) = elements(&iterable[0]) else { return Value::Unknown };
                        let certain = |index| index == 0 || self.ends_at_its_end(parent);
                        Value::choose(parent, certain, items.into_iter().map(|item| self.unpacked(at, item, &path)))
                    });
                }
                _ => return Value::Unknown,
            }
            at = parent;
        }
        Value::Unknown
    }

    /// Whether a loop meets all its items: nothing leaves it before.
    fn ends_at_its_end(&self, around: NodeId) -> bool {
        let tree = &self.notebook.tree;
        match tree.kind(around) {
            "for_in_clause" => tree.parent(around).is_some_and(|outer| tree.kind(outer) != "generator_expression"),
            _ => !tree.descendants(around).any(|id| matches!(tree.kind(id), "break_statement" | "return_statement")),
        }
    }

    /// The part of a value that a pattern takes, by the indices from the innermost to the outermost.
    fn unpacked(&self, at: NodeId, value: Value, path: &[i64]) -> Value {
        path.iter().rev().fold(value, |value, &index| {
            Value::combine(&[value], |value| match &value[0] {
                Value::Items(_) => self.item(at, &value[0], &Value::Int(index)),
                _ => Value::Unknown,
            })
        })
    }
}
