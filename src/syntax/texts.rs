//! Operations on texts: sums, `%`, `str.format`, methods of strings.

use super::Value;
use super::place::{Base, Place};

/// The sum of two texts or paths.
pub(super) fn add(left: Value, right: Value) -> Value {
    let right = match right {
        Value::Place(Place { base: Base::Text, rest, whole: true }) => Value::Str(rest),
        right => right,
    };
    match (left, right) {
        (Value::Str(left), Value::Str(right)) => Value::Str(left + &right),
        (Value::Str(left), Value::Prefix(right)) => Value::Prefix(left + &right),
        (Value::Str(left) | Value::Prefix(left), _) => Value::Prefix(left),
        (Value::Place(left), Value::Str(right)) if left.whole => Value::Place(left.append(&right, true)),
        (Value::Place(left), _) => Value::Place(left.append("", false)),
        _ => Value::Unknown,
    }
}

/// `"data/%s.csv" % name`
pub(super) fn percent(text: &str, given: &Value) -> Value {
    let single = [given.clone()];
    let mut values = match given {
        Value::Items(items) => items.iter(),
        _ => single.iter(),
    };
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        filled.push_str(before);
        let value = match after.chars().next() {
            Some('%') => Some("%".to_owned()),
            Some('s' | 'd') => values.next().and_then(written),
            _ => None,
        };
        let Some(value) = value else { return Value::Prefix(filled) };
        filled.push_str(&value);
        rest = &after[1..];
    }
    Value::Str(filled + rest)
}

/// `"data/{}/{name}.csv".format(folder, name=name)`
pub(super) fn format(text: &str, positional: &[Value], named: &[(String, Value)]) -> Value {
    let mut filled = String::new();
    let mut next = 0;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        filled.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            filled.push_str(brace);
            rest = after;
            continue;
        }
        let Some((field, after)) = rest.split_once('}').filter(|_| brace == "{") else {
            return Value::Prefix(filled);
        };
        let value = if field.is_empty() {
            next += 1;
            positional.get(next - 1)
        } else if let Ok(index) = field.parse::<usize>() {
            positional.get(index)
        } else {
            named.iter().find(|(name, _)| name == field).map(|(_, value)| value)
        };
        let Some(value) = value.and_then(written) else { return Value::Prefix(filled) };
        filled.push_str(&value);
        rest = after;
    }
    Value::Str(filled + rest)
}

/// How a value is written into a text.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Str(text) => Some(text.clone()),
        Value::Int(number) => Some(number.to_string()),
        Value::Place(Place { base: Base::Text, rest, whole: true }) => Some(rest.clone()),
        _ => None,
    }
}

/// A method of a string; `None` if it is not followed.
pub(super) fn method(text: &str, name: &str, positional: &[Value], named: &[(String, Value)]) -> Option<Value> {
    let given = |index: usize| positional.get(index).and_then(Value::str);
    let owned = |text: &str| Some(Value::Str(text.to_owned()));
    match (name, positional) {
        ("format", _) => Some(format(text, positional, named)),
        ("lower" | "casefold", []) => Some(Value::Str(text.to_lowercase())),
        ("upper", []) => Some(Value::Str(text.to_uppercase())),
        ("strip", []) => owned(text.trim()),
        ("lstrip", []) => owned(text.trim_start()),
        ("rstrip", []) => owned(text.trim_end()),
        ("removeprefix", [_]) => owned(given(0).and_then(|start| text.strip_prefix(start)).unwrap_or(text)),
        ("removesuffix", [_]) => owned(given(0).and_then(|end| text.strip_suffix(end)).unwrap_or(text)),
        ("replace", [_, _]) => match (given(0), given(1)) {
            (Some(old), Some(new)) if !old.is_empty() => Some(Value::Str(text.replace(old, new))),
            _ => None,
        },
        ("split", _) => {
            let parts: Vec<Value> = match positional.first() {
                None => text.split_whitespace().map(|part| Value::Str(part.to_owned())).collect(),
                Some(_) if positional.len() > 1 => return None,
                Some(_) => {
                    text.split(given(0).filter(|at| !at.is_empty())?).map(|part| Value::Str(part.to_owned())).collect()
                }
            };
            Some(Value::Items(parts.into()))
        }
        ("splitlines", []) => Some(Value::Items(text.lines().map(|line| Value::Str(line.to_owned())).collect())),
        ("join", [Value::Items(items)]) => {
            let mut all = String::new();
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    all.push_str(text);
                }
                match written(item) {
                    Some(part) => all.push_str(&part),
                    None => return Some(Value::Prefix(all)),
                }
            }
            Some(Value::Str(all))
        }
        _ => None,
    }
}

/// The escapes that occur in paths and keys; others stay as they are.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('\n') => {}
            Some(c @ ('\\' | '\'' | '"')) => text.push(c),
            Some(other) => {
                text.push('\\');
                text.push(other);
            }
            None => text.push('\\'),
        }
    }
    text
}
