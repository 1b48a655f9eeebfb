//! A `fix.toml` -> its definition, or the first mistake in it: a sentence with its line, and what was meant.

use std::ops::Range;

use toml_edit::{Document, Item};

use super::folder::Author;
use super::near::near;
use super::{Definition, EditDefinition, Finder, FixDefinition, Variant, VariantWords, Verb};

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
pub fn read(text: &str, author: Author) -> Result<Definition, Mistake> {
    let definition: Definition = toml_edit::de::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        (line, meant(error.message(), author))
    })?;
    let document = Document::parse(text).map_err(|error| (1, error.message().to_owned()))?;
    let places = Places { text, document };
    found(&definition, &places, author)?;
    words(&definition, &places)?;
    fixes(&definition, &places, author)?;
    Ok(definition)
}

/// What the format says of a mistake, and what was meant.
fn meant(message: &str, author: Author) -> String {
    // A message names the wrong word first, then those that there are.
    let mut words = message.split('`').skip(1).step_by(2);
    let word = words.next().unwrap_or_default();
    match message {
        _ if message.starts_with("unknown field") => near(word, &words.collect::<Vec<_>>())
            .map_or(message.to_owned(), |near| format!("{message}; did you mean `{near}`?")),
        _ if message.starts_with("unknown verb") => {
            let verbs: Vec<&str> = verbs(author).map(Verb::word).collect();
            let all = verbs.join(", ");
            match near(word, &verbs) {
                Some(near) => format!("unknown verb `{word}`; did you mean `{near}`? There are: {all}"),
                None => format!("unknown verb `{word}`; there are: {all}"),
            }
        }
        _ if message.starts_with("unknown finder") && author == Author::Project => NO_FINDER.to_owned(),
        _ => message.to_owned(),
    }
}

const NO_FINDER: &str = "`finder` is for wasmfix's own problems: use `call`, `name` or `import`";

/// The verbs that somebody may use.
fn verbs(author: Author) -> impl Iterator<Item = Verb> + Clone {
    Verb::ALL.iter().copied().filter(move |verb| author == Author::Wasmfix || verb.is_for_projects())
}

/// `[find]`: what is looked for.
fn found(definition: &Definition, places: &Places, author: Author) -> Result<(), Mistake> {
    let find = &definition.find;
    let own = [("scheme", !find.scheme.is_empty()), ("pip-install", find.pip_install.is_some())];
    if let Some((key, _)) = own.iter().find(|(_, given)| *given && author == Author::Project) {
        return Err((places.line(&[Key("find"), Key(key)]), format!("`{key}` is for wasmfix's own problems")));
    }
    if let Some(finder) = find.finder {
        let line = places.line(&[Key("find"), Key("finder")]);
        if author == Author::Project {
            return Err((line, NO_FINDER.to_owned()));
        }
        if Finder::LISTS.contains(&finder) {
            return Err((line, format!("`{0}` is a list: write `{0} = [...]`", finder.word())));
        }
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
    if definition.guidance.is_none() && definition.measured.is_none() {
        if author == Author::Project {
            let message = "the level is missing: `measured = \"error\"` or `guidance = \"warning\"`, for instance";
            return Err((1, message.to_owned()));
        }
        if find.finder.is_some() && !definition.variants.values().all(VariantWords::has_level) {
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
fn finders(definition: &Definition) -> Vec<Finder> {
    let find = &definition.find;
    if let Some(finder) = find.finder {
        return vec![finder];
    }
    let lists = [(Finder::Call, &find.call), (Finder::Name, &find.name), (Finder::Import, &find.import)];
    lists.into_iter().filter(|(_, names)| !names.is_empty()).map(|(list, _)| list).collect()
}

/// The placeholders that all of some finders fill.
fn filled_by(finders: &[Finder], which: fn(Finder) -> &'static [&'static str]) -> Vec<&'static str> {
    let mut rest = finders.iter().map(|finder| which(*finder));
    let mut common = rest.next().unwrap_or_default().to_vec();
    for more in rest {
        common.retain(|name| more.contains(name));
    }
    common
}

/// The placeholders in the words of a problem.
fn words(definition: &Definition, places: &Places) -> Result<(), Mistake> {
    let own = filled_by(&finders(definition), Finder::words);
    let Definition { message, reason, suggestion, .. } = definition;
    for (key, text) in [("message", message), ("reason", reason), ("suggestion", suggestion)] {
        placeholders(text, &own, places, &[Key(key)])?;
    }
    for (variant, words) in &definition.variants {
        let list = if *variant == Variant::Unused { Finder::Unused.words() } else { &own };
        let VariantWords { message, reason, suggestion, .. } = words;
        for (key, text) in [("message", message), ("reason", reason), ("suggestion", suggestion)] {
            let text = text.as_deref().unwrap_or_default();
            placeholders(text, list, places, &[Key("variant"), Key(variant.word()), Key(key)])?;
        }
    }
    Ok(())
}

/// That every `{word}` of a text is filled in. Other braces are just that.
fn placeholders(text: &str, filled: &[&str], places: &Places, path: &[Step]) -> Result<(), Mistake> {
    let mut rest = text;
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

fn fixes(definition: &Definition, places: &Places, author: Author) -> Result<(), Mistake> {
    let title = filled_by(&finders(definition), Finder::title);
    for (index, fix) in definition.fixes.iter().enumerate() {
        let at = |key| [Key("fix"), Nth(index), Key(key)];
        let FixDefinition { id, edits, .. } = fix;
        if !is_id(id) {
            let message = format!("`{id}` is no id: a fix's id has small letters, digits and `-` only");
            return Err((places.line(&at("id")), message));
        }
        if definition.fixes[..index].iter().any(|before| before.id == *id) {
            return Err((places.line(&at("id")), format!("another fix has the id `{id}`, too; rename one")));
        }
        placeholders(&fix.title, &title, places, &at("title"))?;
        for (nth, edit) in edits.iter().enumerate() {
            let at = |key| [Key("fix"), Nth(index), Key("edit"), Nth(nth), Key(key)];
            verb(edit, definition, author).map_err(|message| (places.line(&at("do")), message))?;
            placeholders(edit.message.as_deref().unwrap_or_default(), &title, places, &at("message"))?;
        }
    }
    Ok(())
}

/// Whether a text can be the id of a problem or a fix.
pub fn is_id(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    !text.is_empty() && text.chars().all(plain)
}

/// That an edit's verb may be used, and can mend what is looked for.
fn verb(edit: &EditDefinition, definition: &Definition, author: Author) -> Result<(), String> {
    let word = edit.verb.word();
    if !verbs(author).any(|verb| verb == edit.verb) {
        let all: Vec<&str> = verbs(author).map(Verb::word).collect();
        return Err(format!("`{word}` is for wasmfix's own fixes; there are: {}", all.join(", ")));
    }
    let found = finders(definition);
    let mends = |verb: &Verb| found.iter().any(|finder| verb.mends().contains(finder));
    if mends(&edit.verb) {
        return Ok(());
    }
    let quoted = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
    let names = |finders: &[Finder]| quoted(&finders.iter().map(|finder| finder.word()).collect::<Vec<_>>());
    let other: Vec<&str> = verbs(author).filter(mends).map(Verb::word).collect();
    let list = |finder: &Finder| author == Author::Wasmfix || Finder::LISTS.contains(finder);
    let for_what: Vec<Finder> = edit.verb.mends().iter().copied().filter(list).collect();
    Err(format!("`{word}` is for {}; for {} there is {}", names(&for_what), names(&found), quoted(&other)))
}
