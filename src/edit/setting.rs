//! A setting in the script block's TOML: where it goes in the author's own layout, be that a table, dotted keys or braces.

use std::ops::Range;

use toml_edit::{Document, InlineTable, Item, Key, Table, Value};

/// What sets it, in offsets of the TOML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Other text in the place of some.
    Text(Range<usize>, String),
    /// Lines below the line that ends here.
    Below(usize, Vec<String>),
}

/// What gives the key at `path` a value; `None` if it has it.
///
/// # Errors
/// If a part of the path is no table.
pub(super) fn setting(
    toml: &str,
    document: &Document<&str>,
    path: &[&str],
    value: &str,
) -> Result<Option<Setting>, String> {
    let pair = |keys: &[&str]| format!("{} = {value}", keys.join("."));
    let mut table = document.as_table();
    // Where the table's own keys begin in the path: dotted keys stand in the table above them.
    let mut own = 0;
    for (at, key) in path.iter().enumerate() {
        let rest = path.get(at + 1..).unwrap_or_default();
        match table.get_key_value(key) {
            Some((_, Item::Table(inner))) if !rest.is_empty() => {
                own = if inner.is_dotted() { own } else { at + 1 };
                table = inner;
            }
            Some((_, Item::Value(Value::InlineTable(inner)))) if !rest.is_empty() => {
                return in_braces(toml, inner, rest, value);
            }
            Some((_, Item::Value(old))) if rest.is_empty() => {
                let span = old.span().ok_or("the setting has no place")?;
                let same = toml.get(span.clone()) == Some(value);
                return Ok((!same).then(|| Setting::Text(span, value.to_owned())));
            }
            Some(_) => return Err(format!("`{}` is no table; set it by hand", path[..=at].join("."))),
            None => break,
        }
    }
    let keys = path.get(own..).unwrap_or_default();
    let has_header = own + 1 == path.len() && !table.is_implicit() && own > 0;
    if table.is_dotted() || has_header {
        let line = format!("{}{}", indent(toml, table), pair(keys));
        let header = table.span().map(|span| span.start);
        let Some(last) = super::script_block::last_plain_value(table).or(header) else {
            return Err("its table has no place".to_owned());
        };
        return Ok(Some(Setting::Below(line_end(toml, last), vec![line])));
    }
    // A table of its own, which may stand anywhere, so at the end.
    let (key, tables) = path.split_last().ok_or("there is no key to set")?;
    let mut lines = vec![format!("[{}]", tables.join(".")), pair(&[key])];
    let end = toml.trim_end_matches('\n').len();
    let last_line = toml.get(..end).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    if !last_line.trim().is_empty() {
        lines.insert(0, String::new());
    }
    Ok(Some(Setting::Below(end, lines)))
}

/// `runtime = { a = 1 }`: the rest of the path inside of the braces.
fn in_braces(toml: &str, table: &InlineTable, path: &[&str], value: &str) -> Result<Option<Setting>, String> {
    let mut inner = table;
    for (at, key) in path.iter().enumerate() {
        let last = at + 1 == path.len();
        match inner.get(key) {
            Some(Value::InlineTable(next)) if !last && next.is_dotted() => inner = next,
            Some(Value::InlineTable(next)) if !last => {
                return in_braces(toml, next, path.get(at + 1..).unwrap_or_default(), value);
            }
            Some(old) if last => {
                let span = old.span().ok_or("the setting has no place")?;
                let same = toml.get(span.clone()) == Some(value);
                return Ok((!same).then(|| Setting::Text(span, value.to_owned())));
            }
            Some(_) => return Err(format!("`{key}` is no table; set it by hand")),
            None => break,
        }
    }
    let span = table.span().filter(|span| span.len() >= 2).ok_or("the braces have no place")?;
    let body = toml.get(span.start + 1..span.end - 1).unwrap_or_default();
    let pair = format!("{} = {value}", path.join("."));
    if body.trim().is_empty() {
        return Ok(Some(Setting::Text(span, format!("{{ {pair} }}"))));
    }
    let end = span.start + 1 + body.trim_end().len();
    Ok(Some(Setting::Text(end..end, format!(", {pair}"))))
}

/// What the table's lines begin with.
fn indent<'a>(toml: &'a str, table: &Table) -> &'a str {
    let keys = table.iter().filter_map(|(key, _)| table.key(key).and_then(Key::span));
    let first = keys.map(|span| span.start).min().unwrap_or(0);
    let line = toml.get(..first).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    if line.trim().is_empty() { line } else { "" }
}

fn line_end(toml: &str, at: usize) -> usize {
    toml.get(at..).and_then(|rest| rest.find('\n')).map_or(toml.len(), |end| at + end)
}
