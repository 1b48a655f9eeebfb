//! One read of one path: is the file one that the browser lacks, and what is to be said? `local-file`, `public-file`,
//! `large-file`.

use std::path::PathBuf;

use super::existence::{existence_tested, is_there};
use super::listing::{needs_an_item, searched};
use super::on_disk::Search;
use super::public::{LARGE, Publication, below_notebook, is_published, publication, searched_for};
use super::readers::Access;
use super::written::{Written, database_file, is_url, makes_tables, only_reads, read_only};
use super::{Context, Subject, Variant};
use crate::notebook::NodeId;
use crate::syntax::{Base, Place, Possible, Value};

/// A call that does something with a path.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The call.
    pub call: NodeId,
    /// The resolved name of what it calls.
    pub name: &'a str,
    /// The expression of the path.
    pub at: NodeId,
    /// What is done with it.
    pub access: Access,
}

/// Reports what a path that is read, written or searched lacks in the browser.
pub(super) fn read(context: &mut Context, reading: &Reading, place: &Place, written: &Written) {
    let (facts, Reading { call, name, at, access }) = (context.facts, *reading);
    let place = &if access == Access::Database { database_file(place) } else { place.clone() };
    // `Path(".").glob("*.csv")` looks for what its pattern says.
    let pattern = if access == Access::Silent { searched(facts, call, place.clone()) } else { Some(place.clone()) };
    let Some(asked) = pattern.as_ref() else { return };
    let shown = shown(context, at, asked);
    let writes = match access {
        Access::Make | Access::Unpack => return,
        Access::Write | Access::Stem => true,
        Access::Open => !only_reads(facts, call, name),
        Access::Database if asked.rest.is_empty() || asked.rest.starts_with(':') || asked.rest.starts_with("md:") => {
            return;
        }
        Access::Database => !read_only(facts, call),
        _ => false,
    };
    let file = on_disk(context, asked);
    // A database that is not there is made; only one that is there now, and is not made anew, is missed.
    let kept = access == Access::Database && file.is_some_and(|file| file.exists()) && !makes_tables(facts);
    let published = access == Access::Database && asked.base == Base::Location;
    if writes && !kept && !published {
        missing_folder(context, (call, at), asked, &shown, written);
        return;
    }
    let is_text = |one: &Possible| matches!(one.value, Value::Str(_) | Value::Prefix(_));
    if access == Access::Asset && facts.value(at).possible().iter().any(is_text) {
        if !is_had(context, reading, asked, written) {
            asset(context, reading, asked, &shown);
        }
        return;
    }
    if asked.base == Base::Location {
        return in_public(context, reading, asked, &shown);
    }
    if is_had(context, reading, asked, written) {
        return;
    }
    let whole_folder = asked.rest.is_empty() || asked.rest == ".";
    if whole_folder && matches!(access, Access::Folder | Access::Silent | Access::Start) {
        return; // the folder itself exists and can be listed
    }
    missing(context, reading, (place, asked), &shown, writes);
}

/// A path as a person reads it: a name says less than what it stands for.
fn shown(context: &Context, at: NodeId, place: &Place) -> String {
    let named = context.notebook.tree.kind(at) == "identifier" && !place.rest.is_empty();
    if place.base == Base::Text || named { place.rest.clone() } else { context.notebook.node_text(at).to_owned() }
}

/// Whether the browser has a file: every host does, the notebook makes it, or asks for it first.
fn is_had(context: &Context, reading: &Reading, place: &Place, written: &Written) -> bool {
    let (facts, call) = (context.facts, reading.call);
    let unknown_start = place.base == Base::Text && place.rest.is_empty();
    let there = (place.base == Base::Text && is_url(&place.rest)) || is_there(place);
    let own = place.base == Base::Notebook && place.rest == "__file__";
    // Of a path that is built at run time only its start is known; what is written below that may be what is read.
    let start = place.rest.trim_end_matches(|c| c != '/');
    let below = || written.starts_with(&Place { rest: start.to_owned(), ..place.clone() });
    let built = !place.whole && (below() || (place.base == Base::Text && start.is_empty()));
    unknown_start
        || there
        || own
        || built
        || place.base == Base::Temporary
        || written.has(facts, call, place)
        || written.fetched(facts, (call, reading.at), place)
        || existence_tested(facts, call, place)
}

/// A file that is not there in the browser.
fn missing(context: &mut Context, reading: &Reading, (named, place): (&Place, &Place), shown: &str, writes: bool) {
    let (facts, Reading { call, name, at, access }) = (context.facts, *reading);
    let needed = (access == Access::Silent).then(|| needs_an_item(facts, call)).flatten();
    let (variant, error) = match (access, needed) {
        (Access::Silent, Some(error)) => (Variant::Item, error),
        (Access::Silent, None) => (Variant::Silent, ""),
        (Access::Database, _) if writes && !place.rest.contains('/') => (Variant::Silent, ""),
        (Access::Start, _) => (Variant::Start, "ValueError"),
        _ => (Variant::Plain, "FileNotFoundError"),
    };
    let errors: &[&str] = if error.is_empty() { &[] } else { &[error] };
    let reach = context.reach_of(call, errors, name);
    let level = context.reached_level(context.level_of("local-file", variant), reach);
    let (place_words, advice) = advice(place, access);
    large_file(context, call, place, shown);
    let fill = [("path", shown), ("where", place_words), ("advice", advice.as_str()), ("name", name), ("error", error)];
    // A folder to begin in is nothing that could be published.
    let subject = match access {
        Access::Start => Subject::Settled,
        _ => {
            let publication = publication_of(context, reading, named);
            let several =
                named.rest.contains(['*', '?', '[']) || on_disk(context, named).is_some_and(|file| file.is_dir());
            let address = matches!(access, Access::Address | Access::Asset) && !several;
            Subject::File {
                call,
                name: name.to_owned(),
                at,
                address: address.then_some(at),
                path: shown.to_owned(),
                publication,
            }
        }
    };
    context.report("local-file", variant, level, context.notebook.tree.span(call), subject, &fill);
}

/// Where the path leads, and what to do by hand.
fn advice(place: &Place, access: Access) -> (&'static str, String) {
    let (words, advice) = match place.base {
        _ if place.rest.starts_with('~') => ("a folder called `~`", "expand it, or better: read from a URL".to_owned()),
        Base::Home => ("your home folder", "embed the data, or read it from a URL".to_owned()),
        _ if place.rest.starts_with('/') || place.rest.as_bytes().get(1) == Some(&b':') => {
            ("an absolute path", "read it from a URL, or from `public/` beside the notebook".to_owned())
        }
        Base::Notebook => ("the notebook's folder", public_advice(place)),
        _ => ("the current folder", public_advice(place)),
    };
    let advice = match access {
        Access::Start => "let the reader of the page upload files: `mo.ui.file()`".to_owned(),
        Access::Folder | Access::Silent => {
            "name the files, and read each from `public/` through `mo.notebook_location()`".to_owned()
        }
        _ => advice,
    };
    (words, advice)
}

/// Where the files of a path, a folder or a pattern can be published.
fn publication_of(context: &Context, reading: &Reading, place: &Place) -> Result<Publication, String> {
    let facts = context.facts;
    let method = reading.name.rsplit('.').next().unwrap_or_default();
    let given = || match facts.argument(reading.call, 0, "pattern").map(|pattern| facts.value(pattern)) {
        Some(Value::Str(pattern)) => Ok(pattern),
        _ => Err("the pattern is put together at run time; name the files in the code".to_owned()),
    };
    let searched = match reading.name {
        "pathlib.Path().glob" => Some((given()?, true)),
        "pathlib.Path().rglob" => Some((format!("**/{}", given()?), true)),
        _ => None,
    };
    let (path, deep, hidden) = match searched {
        Some((pattern, _)) if matches!(place.rest.as_str(), "" | "." | "./") => (pattern, true, true),
        Some((pattern, _)) => (format!("{}/{pattern}", place.rest.trim_end_matches('/')), true, true),
        None if place.rest.contains(['*', '?', '[']) => {
            let named = facts.arguments(reading.call).1;
            let deep =
                named.iter().any(|(name, value)| *name == "recursive" && facts.value(*value) == Value::Bool(true));
            (place.rest.clone(), deep || !method.ends_with("glob"), false)
        }
        None => return publication(context, place),
    };
    let rest = below_notebook(context, &Place { rest: path, ..place.clone() })?;
    searched_for(context, &Search::new(&rest, deep, hidden))
}

/// A path below `mo.notebook_location()`.
fn in_public(context: &mut Context, reading: &Reading, place: &Place, shown: &str) {
    let (facts, Reading { call, name, at, access }) = (context.facts, *reading);
    large_file(context, call, place, shown);
    let span = context.notebook.tree.span(call);
    let missing = place.whole && !is_published(context, &place.rest) && !existence_tested(facts, call, place);
    if missing && !matches!(access, Access::Folder | Access::Silent) {
        let level = context.reached_level(context.level_of("public-file", Variant::Missing), context.reach(call, &[]));
        context.report(
            "public-file",
            Variant::Missing,
            level,
            span.clone(),
            Subject::Settled,
            &[("path", &place.rest)],
        );
    }
    let real_only = matches!(access, Access::File | Access::Open | Access::Folder | Access::Database);
    let reach = context.reach(call, &["FileNotFoundError"]);
    let level = context.reached_level(context.level_of("public-file", Variant::Plain), reach).filter(|_| real_only);
    let advice = "give `str(...)` of it to a reader of URLs, or in the browser fetch it first: `urllib.request.urlopen(str(...)).read()`";
    context.report(
        "public-file",
        Variant::Plain,
        level,
        span,
        Subject::Use { node: at, name: name.to_owned() },
        &[("name", name), ("path", shown), ("advice", advice)],
    );
}

/// Something is written into a folder that the notebook does not make: the browser has none of its own.
fn missing_folder(
    context: &mut Context,
    (call, at): (NodeId, NodeId),
    place: &Place,
    shown: &str,
    written: &Written,
) -> bool {
    let Some((folder, _)) = place.rest.rsplit_once('/') else { return false };
    let known = matches!(place.base, Base::Text | Base::Current | Base::Notebook);
    let parent = Place { rest: folder.to_owned(), whole: true, base: place.base };
    let there = folder.is_empty() || matches!(folder, "." | "..") || is_url(&place.rest) || is_there(&parent);
    let drive = place.rest.as_bytes().get(1) == Some(&b':');
    let made =
        written.makes(context.facts, call, &parent) || written.is_ready(context.facts, (call, at), place, &parent);
    if !known || !place.whole || there || drive || made || existence_tested(context.facts, call, &parent) {
        return false;
    }
    let level = context.level_of("local-file", Variant::Folder);
    let level = context.reached_level(level, context.reach(call, &["FileNotFoundError"]));
    let span = context.notebook.tree.span(call);
    let subject = Subject::Folder { call, folder: folder.to_owned() };
    context.report("local-file", Variant::Folder, level, span, subject, &[("path", shown)]);
    true
}

/// A string given to `mo.image` and the like that is no file becomes an address below the page.
fn asset(context: &mut Context, reading: &Reading, place: &Place, shown: &str) {
    if is_url(&place.rest) || place.rest.trim_start_matches("./").starts_with("public/") || !place.whole {
        return;
    }
    let Reading { call, name, at, .. } = *reading;
    let level = context.reached_level(context.level_of("local-file", Variant::Asset), context.reach(call, &[]));
    let span = context.notebook.tree.span(call);
    let publication = publication(context, place);
    let subject =
        Subject::File { call, name: name.to_owned(), at, address: Some(at), path: shown.to_owned(), publication };
    context.report("local-file", Variant::Asset, level, span, subject, &[("path", shown)]);
}

/// A file beside the notebook that is too much for a page.
fn large_file(context: &mut Context, call: NodeId, place: &Place, shown: &str) {
    let data = on_disk(context, place).and_then(|file| std::fs::metadata(file).ok());
    let Some(data) = data.filter(|data| data.is_file() && data.len() > LARGE) else { return };
    let size = (data.len() / 1_000_000).to_string();
    let level = context
        .reached_level(context.level_of("large-file", Variant::Plain), context.reach(call, &["FileNotFoundError"]));
    let subject = Subject::Use { node: call, name: shown.to_owned() };
    let span = context.notebook.tree.span(call);
    context.report("large-file", Variant::Plain, level, span, subject, &[("path", shown), ("size", &size)]);
}

fn public_advice(place: &Place) -> String {
    let name = place.rest.rsplit('/').next().unwrap_or(&place.rest);
    let name = if place.whole { format!("\"{name}\"") } else { "...".to_owned() };
    format!("put it into `public/` beside the notebook and read `str(mo.notebook_location() / \"public\" / {name})`")
}

/// Where the file would lie natively, if that can be told.
fn on_disk(context: &Context, place: &Place) -> Option<PathBuf> {
    let folder = context.notebook.path.parent()?;
    match place.base {
        Base::Text | Base::Notebook | Base::Current | Base::Location if place.whole => Some(folder.join(&place.rest)),
        _ => None,
    }
}
