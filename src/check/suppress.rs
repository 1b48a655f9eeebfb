//! `# wasmfix: ignore[id] reason`, `--select` and `--ignore`.

use super::{Level, Problem, Subject};
use crate::Options;
use crate::notebook::{Format, Notebook, Span};

/// Finders whose answer may be another one with the package index than without it, or with the project's files.
const UNSTEADY: [&str; 4] = ["requirement", "native-import", "missing-module", "sibling-module"];

const UNUSED: &str = "unused-suppression";

struct Suppression {
    id: String,
    /// What is between the brackets.
    list: Span,
    span: Span,
    /// The line it speaks for: its own, or the next one where it stands alone.
    line: Span,
    used: bool,
}

/// Takes out what comments and options rule out, and adds the comments that rule out nothing.
pub(super) fn apply(notebook: &Notebook, options: &Options, problems: &mut Vec<Problem>) {
    let mut suppressions = read(notebook);
    problems.retain(|problem| {
        let mut kept = true;
        for suppression in &mut suppressions {
            let span = &problem.span;
            let meets = span.start <= suppression.line.end && suppression.line.start <= span.end;
            if suppression.id == problem.id && meets {
                suppression.used = true;
                kept = false;
            }
        }
        kept
    });
    // A comment may say that its other ids are there for another release, or for a machine with other files.
    let keepers: Vec<Span> = suppressions.iter().filter(|one| one.id == UNUSED).map(|one| one.list.clone()).collect();
    let (unused, keeping): (Vec<_>, Vec<_>) =
        suppressions.iter_mut().filter(|one| !one.used).partition(|one| one.id != UNUSED);
    let mut at_work: Vec<Span> = Vec::new();
    for one in unused.into_iter().filter(|one| keepers.contains(&one.list)) {
        one.used = true;
        at_work.push(one.list.clone());
    }
    for one in keeping {
        one.used = at_work.contains(&one.list);
    }
    let definition = super::definition(UNUSED);
    for unused in suppressions.iter().filter(|suppression| !suppression.used) {
        if let Some(definition) = definition {
            let words = &definition.words;
            let fill = [("id", unused.id.as_str())];
            problems.push(Problem {
                id: UNUSED.to_owned(),
                definition,
                level: words.measured.unwrap_or(Level::Warning),
                message: super::filled(words.message, &fill),
                reason: super::filled(words.reason, &fill),
                suggestion: super::filled(words.suggestion, &fill),
                span: unused.span.clone(),
                cell: notebook.cell_at(unused.span.start),
                subject: Subject::Suppression {
                    id: unused.id.clone(),
                    list: unused.list.clone(),
                    kept: kept(&unused.id, options),
                },
            });
        }
    }
    problems.retain(|problem| {
        (options.select.is_empty() || options.select.contains(&problem.id)) && !options.ignore.contains(&problem.id)
    });
    problems.sort_by(|a, b| (a.span.start, &a.id).cmp(&(b.span.start, &b.id)));
}

/// Why an id must stay in its list although this check finds nothing for it to suppress.
fn kept(id: &str, options: &Options) -> Option<String> {
    let Some(definition) = options.definition(id) else {
        if id.starts_with(super::LOCAL) && options.local.is_empty() {
            return Some(format!("`{id}` is a problem of a project, and none is read here; remove it by hand"));
        }
        let unknown = super::ids::unknown([&id.to_owned()], options.local)?;
        return Some(format!("{unknown} Correct it or remove it by hand"));
    };
    if options.marimo.is_some() {
        return Some(format!("another marimo release may need it: check without `--marimo`, or remove `{id}` by hand"));
    }
    let unsteady = definition.finder.is_some_and(|finder| UNSTEADY.contains(&finder));
    unsteady.then(|| format!("what is known of packages changes, so `{id}` may be needed again; remove it by hand"))
}

fn read(notebook: &Notebook) -> Vec<Suppression> {
    let mut found = Vec::new();
    for span in comments(notebook) {
        let text = notebook.slice(span.clone());
        // It may come behind another comment: `# noqa  # wasmfix: ignore[...]`.
        let Some((at, list)) = text.match_indices('#').find_map(|(at, _)| Some((at, list_of(text, at + 1)?))) else {
            continue;
        };
        let own = notebook.text.line(span.start);
        // In the script block an entry and the comment behind it are one comment of Python's.
        let in_block =
            notebook.script.span.contains(&span.start) && !text[..at].trim_matches(['#', ' ', '\t']).is_empty();
        let alone = !in_block && notebook.slice(own.start..span.start).trim().is_empty();
        let line = if alone { notebook.text.line(notebook.text.next_line(own.start)) } else { own };
        let ids = text.get(list.clone()).unwrap_or_default().split(',').map(str::trim).filter(|id| !id.is_empty());
        for id in ids {
            let list = span.start + list.start..span.start + list.end;
            let (id, span, line) = (id.to_owned(), span.clone(), line.clone());
            found.push(Suppression { id, list, span, line, used: false });
        }
    }
    found
}

/// The comments of the code; in Markdown also those of the front matter's script block, which is no code there.
fn comments(notebook: &Notebook) -> Vec<Span> {
    let tree = &notebook.tree;
    let mut found: Vec<Span> =
        tree.all().filter(|&node| tree.kind(node) == "comment").map(|node| tree.span(node)).collect();
    if notebook.format != Format::Python {
        let block = &notebook.script.span;
        let mut at = block.start;
        for line in notebook.slice(block.clone()).split_inclusive('\n') {
            let end = at + line.trim_end().len();
            found.extend(line.find('#').map(|mark| at + mark..end));
            at += line.len();
        }
    }
    found
}

/// Where in a comment the list of ids is, if `wasmfix: ignore[...]` begins at a byte of it.
fn list_of(comment: &str, at: usize) -> Option<Span> {
    let rest = comment.get(at..)?.trim_start().strip_prefix("wasmfix:")?.trim_start().strip_prefix("ignore[")?;
    let start = comment.len() - rest.len();
    Some(start..start + rest.find(']')?)
}
