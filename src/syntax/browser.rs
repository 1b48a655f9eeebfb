//! What names are worth in the browser: `sys.platform`, `mo.app_meta().mode`, `len(sys.argv)`; the table `browser.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::{Facts, Value};
use crate::notebook::NodeId;

static TABLE: LazyLock<HashMap<&'static str, Value>> = LazyLock::new(|| {
    let lines = include_str!("browser.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, literal(columns.next()?)?))
        })
        .collect()
});

/// A value as Python writes it: text, whole number, `True`, `False`, `None`.
fn literal(text: &str) -> Option<Value> {
    match text {
        "None" => Some(Value::None),
        "True" => Some(Value::Bool(true)),
        "False" => Some(Value::Bool(false)),
        _ => match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) => Some(Value::Str(text.to_owned())),
            None => text.parse().ok().map(Value::Int),
        },
    }
}

impl Facts<'_> {
    /// What an expression is worth in the browser: constants, and what Python and marimo say there of where they run.
    pub(super) fn browser_value(&self, node: NodeId) -> Value {
        let value = self.value(node);
        let Value::Name(name) = &value else { return value };
        if let Some(known) = TABLE.get(name.as_str()) {
            return known.clone();
        }
        if name == "len()"
            && let Some(length) = self.argument(node, 0, "obj").and_then(|items| self.length(items))
        {
            return Value::Int(length);
        }
        let plain = name.strip_suffix(".lower()").or_else(|| name.strip_suffix(".casefold()"));
        match plain.and_then(|plain| TABLE.get(plain)) {
            Some(Value::Str(text)) => Value::Str(text.to_lowercase()),
            _ => value,
        }
    }

    /// How many items an expression has in the browser: `sys.argv`, and slices of it.
    pub(super) fn length(&self, node: NodeId) -> Option<i64> {
        let tree = &self.notebook.tree;
        if let Some(name) = self.dotted(node)
            && let Some(Value::Int(length)) = TABLE.get(format!("len({name})").as_str())
        {
            return Some(*length);
        }
        let object = tree.child(node, "value").filter(|_| tree.kind(node) == "subscript")?;
        let slice = tree.child(node, "subscript").filter(|&slice| tree.kind(slice) == "slice")?;
        let (first, open) = (tree.children(slice).next()?, tree.children(slice).nth(1).is_none());
        let begins = tree.start(first) == tree.start(slice) && open;
        let Value::Int(start) = self.value(first) else { return None };
        (begins && start >= 0).then(|| self.length(object)).flatten().map(|length| (length - start).max(0))
    }

    /// Whether a module is imported before the first cell runs.
    pub(super) fn is_loaded(&self, module: &str) -> Option<bool> {
        match TABLE.get(format!("sys.modules[{module}]").as_str()) {
            Some(Value::Bool(loaded)) => Some(*loaded),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn every_row_has_a_name_a_value_and_a_source() {
        for line in include_str!("browser.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && literal(columns[1]).is_some() && !columns[2].is_empty(), "{line}");
        }
    }
}
