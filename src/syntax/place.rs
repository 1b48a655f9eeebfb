//! Places in a file system, as `pathlib` and `os.path` put them together.

use super::Value;

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// As its text says: absolute, relative or a URL.
    Text,
    /// The home folder: `Path.home()`, `~`.
    Home,
    /// The current folder.
    Current,
    /// The notebook's own folder: `Path(__file__).parent`, `mo.notebook_dir()`.
    Notebook,
    /// `mo.notebook_location()`: a URL in the browser.
    Location,
    /// A folder that the notebook makes itself: `tempfile`.
    Temporary,
}

/// A path: where it starts and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it starts.
    pub base: Base,
    /// The rest, with `/` between its parts; a beginning of it if `whole` is false.
    pub rest: String,
    /// Whether all of the path is known.
    pub whole: bool,
}

impl Place {
    pub(super) fn new(base: Base, rest: impl Into<String>) -> Place {
        Place { base, rest: rest.into(), whole: true }
    }

    /// The path with one more part.
    pub(super) fn join(mut self, part_value: &Value) -> Value {
        if !self.whole {
            return Value::Place(self);
        }
        match part_value {
            Value::Str(part) | Value::Prefix(part) if is_absolute(part) => {
                let whole = matches!(part_value, Value::Str(_));
                return Value::Place(Place { base: Base::Text, rest: part.clone(), whole });
            }
            Value::Place(place) if place.base != Base::Text || is_absolute(&place.rest) => {
                return Value::Place(place.clone());
            }
            Value::Str(part) => self.push(part),
            Value::Prefix(part) => {
                self.push(part);
                self.whole = false;
            }
            Value::Place(place) => {
                self.push(&place.rest);
                self.whole = place.whole;
            }
            _ => self.whole = false,
        }
        Value::Place(self)
    }

    /// The path with more text behind it, as a sum or an f-string puts it there.
    pub(super) fn append(mut self, text: &str, whole: bool) -> Place {
        self.rest.push_str(text);
        if self.base != Base::Text {
            self.rest = self.rest.trim_start_matches('/').to_owned();
        }
        self.whole &= whole;
        self
    }

    fn push(&mut self, part: &str) {
        let part = part.strip_prefix("./").unwrap_or(part);
        if part == "." || part.is_empty() {
            return;
        }
        if !self.rest.is_empty() && !self.rest.ends_with('/') {
            self.rest.push('/');
        }
        self.rest.push_str(part);
    }

    /// An attribute of a path: `parent`, `name`, `stem`, `suffix`.
    pub(super) fn attribute(&self, name: &str) -> Value {
        if name == "parent" {
            return self.clone().parent();
        }
        let last = self.rest.rsplit('/').next().unwrap_or_default();
        let (stem, suffix) = match last.rfind('.') {
            Some(at) if at > 0 => last.split_at(at),
            _ => (last, ""),
        };
        match name {
            _ if !self.whole => Value::Unknown,
            "name" => Value::Str(last.to_owned()),
            "stem" => Value::Str(stem.to_owned()),
            "suffix" => Value::Str(suffix.to_owned()),
            _ => Value::Unknown,
        }
    }

    /// What a method of a path gives, if that is a path.
    pub(super) fn method(self, name: &str, given: &[Value]) -> Option<Value> {
        let with_name = |path: Place, name: &dyn Fn(&str, &str) -> String| match (
            path.attribute("stem"),
            path.attribute("suffix"),
            path.clone().parent(),
        ) {
            (Value::Str(stem), Value::Str(suffix), parent @ Value::Place(_)) => {
                path_join(parent, Value::Str(name(&stem, &suffix)))
            }
            _ => Value::Unknown,
        };
        match (name, given) {
            ("resolve" | "absolute" | "as_posix" | "__str__", _) => Some(Value::Place(self)),
            ("expanduser", _) => Some(Value::Place(expand(self))),
            ("joinpath", _) => Some(given.iter().cloned().fold(Value::Place(self), path_join)),
            ("with_name", [Value::Str(new)]) => Some(with_name(self, &|_, _| new.clone())),
            ("with_stem", [Value::Str(new)]) => Some(with_name(self, &|_, suffix| format!("{new}{suffix}"))),
            ("with_suffix", [Value::Str(new)]) => Some(with_name(self, &|stem, _| format!("{stem}{new}"))),
            ("with_name" | "with_stem" | "with_suffix", _) => Some(Value::Unknown),
            _ => None,
        }
    }

    pub(super) fn parent(mut self) -> Value {
        if !self.whole {
            return Value::Unknown;
        }
        match self.rest.trim_end_matches('/').rfind('/') {
            Some(0) => self.rest = "/".to_owned(),
            Some(at) => self.rest.truncate(at),
            None if self.rest.is_empty() => return Value::Unknown,
            None => self.rest.clear(),
        }
        Value::Place(self)
    }
}

fn is_absolute(text: &str) -> bool {
    text.starts_with('/') || text.contains("://") || text.as_bytes().get(1) == Some(&b':')
}

/// A path with one more part.
pub(super) fn path_join(path: Value, part: Value) -> Value {
    match path {
        Value::Place(place) => place.join(&part),
        _ => Value::Unknown,
    }
}

/// `~` at the start of a text stands for the home folder once it is expanded.
pub(super) fn expand(place: Place) -> Place {
    match place.rest.strip_prefix('~') {
        Some(rest) if place.base == Base::Text => {
            Place { base: Base::Home, rest: rest.trim_start_matches('/').to_owned(), whole: place.whole }
        }
        _ => place,
    }
}
