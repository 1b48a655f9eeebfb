//! A `fix.toml` -> its definition, or the first mistake in it: a sentence with its line, and what was meant.

use std::ops::Range;

use toml_edit::{Document, Item};

use super::folder::Author;
use super::near::near;
use super::schema::{
    FINDERS, Finder, LEVELS, LISTS, PREDICATES, PROJECT_VERBS, RawDefinition, RawEdit, RawFix, RawVariant, VERBS,
};

/// A mistake: its line, from 1, and what is wrong.
type Mistake = (usize, String);

/// One step on the way to a value of the file.
#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Nth(usize),
}
use Step::{Key, Nth};

/// Where the values of a file stand.
struct Places<'a> {
    text: &'a str,
    document: Document<&'a str>,
}

impl Places<'_> {
    /// The line of a value; of what is nearest around it, if it is not there.
    fn line(&self, path: &[Step]) -> usize {
        self.span(path).map_or(1, |span| line_of(self.text, span.start))
    }

    /// The line of some words within a text.
    fn line_within(&self, path: &[Step], words: &str) -> usize {
        let span = self.span(path).unwrap_or_default();
        let at = self.text.get(span.clone()).and_then(|value| value.find(words)).unwrap_or_default();
        line_of(self.text, span.start + at)
    }

    fn span(&self, path: &[Step]) -> Option<Range<usize>> {
        let (mut item, mut span): (&Item, _) = (self.document.as_item(), None);
        for step in path {
            let next = match *step {
                Key(key) => item.get(key),
                Nth(index) => item.get(index),
            };
            let Some(next) = next else { break };
            item = next;
            span = item.span().or(span);
        }
        span
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

/// Reads and checks a definition.
///
/// # Errors
/// The first mistake.
pub fn read(text: &str, author: Author) -> Result<RawDefinition, Mistake> {
    let definition: RawDefinition = toml_edit::de::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        (line, format!("{}{}", error.message(), meant(error.message())))
    })?;
    let document = Document::parse(text).map_err(|error| (1, error.message().to_owned()))?;
    let places = Places { text, document };
    levels(&definition, &places)?;
    found(&definition, &places, author)?;
    words(&definition, &places)?;
    fixes(&definition, &places, author)?;
    Ok(definition)
}

/// The hint for an unknown field: the message names it first, then those that there are.
fn meant(message: &str) -> String {
    let mut words = message.split('`').skip(1).step_by(2);
    let Some(word) = words.next().filter(|_| message.starts_with("unknown field")) else { return String::new() };
    hint(word, &words.collect::<Vec<_>>())
}

fn hint(word: &str, known: &[&str]) -> String {
    near(word, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

/// That a word is one of a closed set.
fn known(word: &str, list: &[&str], what: &str, places: &Places, path: &[Step]) -> Result<(), Mistake> {
    if list.contains(&word) {
        return Ok(());
    }
    let hint = match near(word, list) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", list.join(", ")),
    };
    Err((places.line(path), format!("unknown {what} `{word}`; {hint}")))
}

fn levels(definition: &RawDefinition, places: &Places) -> Result<(), Mistake> {
    let check = |level: &Option<String>, path: &[Step]| match level {
        Some(level) => known(level, &LEVELS, "level", places, path),
        None => Ok(()),
    };
    check(&definition.guidance, &[Key("guidance")])?;
    check(&definition.measured, &[Key("measured")])?;
    for (name, variant) in &definition.variant {
        let at = |key| [Key("variant"), Key(name.as_str()), Key(key)];
        check(&variant.guidance, &at("guidance"))?;
        check(&variant.measured, &at("measured"))?;
    }
    Ok(())
}

/// `[find]`: what is looked for.
fn found(definition: &RawDefinition, places: &Places, author: Author) -> Result<(), Mistake> {
    let find = &definition.find;
    if let Some(finder) = &find.finder {
        let path = [Key("find"), Key("finder")];
        if author == Author::Project {
            let message = "`finder` is for wasmfix's own problems: use `call`, `name` or `import`";
            return Err((places.line(&path), message.to_owned()));
        }
        known(finder, &FINDERS.map(|finder| finder.name), "finder", places, &path)?;
    }
    if find.finder.is_none() && find.call.is_empty() && find.name.is_empty() && find.import.is_empty() {
        return Err((places.line(&[Key("find")]), "`[find]` needs `call`, `name`, `import` or `finder`".to_owned()));
    }
    let lists = [("call", &find.call), ("name", &find.name), ("import", &find.import), ("unused", &find.unused)];
    for (list, names) in lists {
        for (index, name) in names.iter().enumerate() {
            let wrong = |message: String| Err((places.line(&[Key("find"), Key(list), Nth(index)]), message));
            let module = matches!(list, "import" | "unused");
            if !is_dotted(name) {
                return wrong(format!("`{name}` is no dotted name such as `os.system`"));
            }
            if let (false, Some(without)) = (module, name.strip_suffix("()")) {
                return wrong(format!("write `{without}`, without the last parentheses"));
            }
            if let (true, Some(without)) = (module, name.strip_suffix(".*")) {
                return wrong(format!("write `{without}`, which stands for all that is in it, too"));
            }
            if module && name.contains(['(', '[']) {
                return wrong(format!("`{name}` is no module"));
            }
        }
    }
    let levelled = |variant: &RawVariant| variant.guidance.is_some() || variant.measured.is_some();
    if definition.guidance.is_none() && definition.measured.is_none() {
        if author == Author::Project {
            let message = "the level is missing: `measured = \"error\"` or `guidance = \"warning\"`, for instance";
            return Err((1, message.to_owned()));
        }
        if find.finder.is_some() && !definition.variant.values().all(levelled) {
            return Err((1, "a problem of a finder needs `guidance` or `measured`".to_owned()));
        }
    }
    Ok(())
}

/// Whether a text can be the dotted name of something: `os.system`, `socket.socket().bind`, `requests.*`.
fn is_dotted(text: &str) -> bool {
    let segments = text.strip_suffix(".*").unwrap_or(text).split('.');
    segments.into_iter().all(|segment| {
        let name = segment.split(['(', '[']).next().unwrap_or_default();
        let results = segment[name.len()..].replace("()", "").replace("[]", "");
        let plain = |letter: char| letter.is_alphanumeric() || letter == '_';
        results.is_empty() && name.chars().all(plain) && name.starts_with(|first: char| !first.is_numeric())
    })
}

/// The finders of a definition.
fn finders(definition: &RawDefinition) -> Vec<&'static Finder> {
    let find = &definition.find;
    if let Some(name) = &find.finder {
        return FINDERS.iter().filter(|finder| finder.name == name).collect();
    }
    let lists = [&find.call, &find.name, &find.import];
    LISTS.iter().zip(lists).filter(|(_, names)| !names.is_empty()).map(|(list, _)| list).collect()
}

/// The placeholders that all of some finders fill.
fn filled_by(finders: &[&'static Finder], which: fn(&Finder) -> &'static [&'static str]) -> Vec<&'static str> {
    let mut rest = finders.iter().map(|finder| which(finder));
    let first = rest.next().unwrap_or_default();
    let mut common = first.to_vec();
    for more in rest {
        common.retain(|name| more.contains(name));
    }
    common
}

/// The placeholders in the words of a problem.
fn words(definition: &RawDefinition, places: &Places) -> Result<(), Mistake> {
    let own = filled_by(&finders(definition), |finder| finder.words);
    let unused: Vec<&str> =
        LISTS.iter().filter(|list| list.name == "unused").flat_map(|list| list.words).copied().collect();
    let main = definition.main_words();
    for (key, text) in [("message", &main.message), ("reason", &main.reason), ("suggestion", &main.suggestion)] {
        placeholders(text, &own, places, &[Key(key)])?;
    }
    for (name, variant) in &definition.variant {
        let list = if name == "unused" { &unused } else { &own };
        let RawVariant { message, reason, suggestion, .. } = variant;
        for (key, text) in [("message", message), ("reason", reason), ("suggestion", suggestion)] {
            placeholders(text, list, places, &[Key("variant"), Key(name), Key(key)])?;
        }
    }
    Ok(())
}

/// That every `{word}` of a text is filled in. Other braces are just that.
fn placeholders(text: &Option<String>, filled: &[&str], places: &Places, path: &[Step]) -> Result<(), Mistake> {
    let mut rest = text.as_deref().unwrap_or_default();
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
        let inner = rest.trim_start_matches(' ');
        let word = inner.split(|letter| !plain(letter)).next().unwrap_or_default();
        let closed = inner[word.len()..].trim_start_matches(' ').starts_with('}');
        if word.is_empty() || (closed && rest.starts_with(&format!("{word}}}")) && filled.contains(&word)) {
            continue;
        }
        let line = || places.line_within(path, &format!("{{{}", &rest[..rest.len() - inner.len() + word.len()]));
        let list: Vec<String> = filled.iter().map(|name| format!("`{{{name}}}`")).collect();
        let all = if list.is_empty() { "nothing is".to_owned() } else { format!("what is: {}", list.join(", ")) };
        match near(word, filled) {
            Some(near) if near == word => {
                return Err((line(), format!("write `{{{near}}}`, closed and without blanks")));
            }
            Some(near) => {
                return Err((line(), format!("`{{{word}}}` is not filled in here; did you mean `{{{near}}}`?")));
            }
            None if closed => return Err((line(), format!("`{{{word}}}` is not filled in here; {all}"))),
            None => {}
        }
    }
    Ok(())
}

fn fixes(definition: &RawDefinition, places: &Places, author: Author) -> Result<(), Mistake> {
    let title = filled_by(&finders(definition), |finder| finder.title);
    for (index, fix) in definition.fix.iter().enumerate() {
        let at = |key| [Key("fix"), Nth(index), Key(key)];
        let RawFix { id, safety, only_if, edit, .. } = fix;
        if !is_id(id) {
            let message = format!("`{id}` is no id: a fix's id has small letters, digits and `-` only");
            return Err((places.line(&at("id")), message));
        }
        if definition.fix[..index].iter().any(|before| before.id == *id) {
            return Err((places.line(&at("id")), format!("another fix has the id `{id}`, too; rename one")));
        }
        placeholders(&Some(fix.title.clone()), &title, places, &at("title"))?;
        known(safety, &["safe", "unsafe"], "safety", places, &at("safety"))?;
        for (nth, predicate) in only_if.iter().enumerate() {
            known(predicate, &PREDICATES, "predicate", places, &[Key("fix"), Nth(index), Key("only-if"), Nth(nth)])?;
        }
        for (nth, edit) in edit.iter().enumerate() {
            let at = |key| [Key("fix"), Nth(index), Key("edit"), Nth(nth), Key(key)];
            verb(edit, definition, author).map_err(|message| (places.line(&at("do")), message))?;
            placeholders(&edit.message, &title, places, &at("message"))?;
        }
    }
    Ok(())
}

/// Whether a text can be the id of a problem or a fix.
pub fn is_id(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    !text.is_empty() && text.chars().all(plain)
}

/// That an edit's verb is there, and can mend what is looked for.
fn verb(edit: &RawEdit, definition: &RawDefinition, author: Author) -> Result<(), String> {
    let verbs: Vec<&str> = match author {
        Author::Wasmfix => VERBS.iter().map(|(verb, _)| *verb).collect(),
        Author::Project => PROJECT_VERBS.to_vec(),
    };
    let word = edit.verb.as_str();
    let Some((_, suits)) = VERBS.iter().find(|(verb, _)| *verb == word) else {
        let all = verbs.join(", ");
        return Err(match near(word, &verbs) {
            Some(near) => format!("unknown verb `{word}`; did you mean `{near}`? There are: {all}"),
            None => format!("unknown verb `{word}`; there are: {all}"),
        });
    };
    if !verbs.contains(&word) {
        return Err(format!("`{word}` is for wasmfix's own fixes; there are: {}", verbs.join(", ")));
    }
    let found: Vec<&str> = finders(definition).iter().map(|finder| finder.name).collect();
    if found.iter().any(|finder| suits.contains(finder)) {
        return Ok(());
    }
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
    let suiting = |word: &&str| {
        VERBS.iter().any(|(verb, suits)| verb == word && suits.iter().any(|finder| found.contains(finder)))
    };
    let other: Vec<&str> = verbs.iter().copied().filter(suiting).collect();
    let kinds: Vec<&str> = LISTS.iter().map(|list| list.name).filter(|list| suits.contains(list)).collect();
    let for_what = if author == Author::Project { quoted(&kinds) } else { quoted(suits) };
    Err(format!("`{word}` is for {for_what}; for {} there is {}", quoted(&found), quoted(&other)))
}
