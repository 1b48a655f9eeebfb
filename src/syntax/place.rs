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
    fn join(mut self, part_value: &Value) -> Value {
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
