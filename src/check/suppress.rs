//! `# wasmfix: ignore[id] reason`, `--select` and `--ignore`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Definition, Finder, Findings, Ignored, Level, Options, Problem, Subject, Variant};
use crate::host::Hosts;
use crate::notebook::{Format, Notebook, Span};

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
pub(super) fn apply(notebook: &Notebook, hosts: &Hosts, options: &Options, found: &mut Findings) {
    let (mut suppressions, malformed) = read(notebook);
    let (ignored, ignored_packages) = (&mut found.ignored, &mut found.ignored_packages);
    found.problems.retain(|problem| {
        let mut kept = true;
        for suppression in &mut suppressions {
            let span = &problem.span;
            let meets = span.start <= suppression.line.end && suppression.line.start <= span.end;
            if suppression.id == problem.id && meets {
                suppression.used = true;
                kept = false;
            }
        }
        if !kept {
            hide(problem, ignored, ignored_packages);
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
    suppressions.retain(|one| !one.used && !is_open(&one.id, options, found));
    // Another run may judge by the guidance, or for other releases.
    let all_is_judged = hosts.are_all() && !options.measured && options.marimo.is_empty();
    if !all_is_judged && !suppressions.is_empty() {
        let unused = unused_everywhere(notebook, options);
        suppressions.retain(|one| unused.contains(&(one.id.clone(), one.list.clone())));
    }
    if let Some(definition) = super::definition(UNUSED) {
        let suppressions = suppressions.iter().map(|one| unneeded(definition, one, options));
        let malformed =
            malformed.into_iter().map(|span| warning(definition, Variant::Malformed, &[], span, Subject::Settled));
        for problem in suppressions.chain(malformed) {
            found.problems.push(Problem { cell: notebook.cell_at(problem.span.start), ..problem });
        }
    }
    let problems = &mut found.problems;
    problems.retain(|problem| {
        let selected = options.select.is_empty() || options.select.contains(&problem.id);
        let kept = selected && !options.ignore.contains(&problem.id);
        if selected && !kept {
            hide(problem, &mut found.ignored, &mut found.ignored_packages);
        }
        kept
    });
    // What cannot be read comes first: the rest is known in part only.
    let unread = |problem: &Problem| problem.definition.find.finder != Some(Finder::Syntax);
    problems.sort_by(|a, b| (unread(a), a.span.start, &a.id).cmp(&(unread(b), b.span.start, &b.id)));
}

/// Keeps in mind that a problem is hidden.
fn hide(problem: &Problem, ignored: &mut Ignored, packages: &mut BTreeSet<String>) {
    ignored.count(problem.level);
    if let Subject::Requirement { package, .. } = &problem.subject {
        packages.insert(package.clone());
    }
}

/// Whether this run did not look at all that could need a suppression.
fn is_open(id: &str, options: &Options, found: &Findings) -> bool {
    match options.definition(id).map(|definition| definition.find.finder) {
        None => id.starts_with(super::LOCAL) && options.local.is_empty(),
        Some(Some(Finder::OnlineData)) => !options.online_data,
        Some(finder) => found.packages_open && matches!(finder, Some(Finder::Requirement | Finder::NativeImport)),
    }
}

/// The suppressions that nothing needs on any host either, by the guidance or by measurement: the ids with their lists.
fn unused_everywhere(notebook: &Notebook, options: &Options) -> Vec<(String, Span)> {
    let everywhere =
        Options { marimo: Vec::new(), measured: false, select: Vec::new(), ignore: Vec::new(), ..options.clone() };
    let hosts = Hosts::all().with_lock(options.lock.as_ref());
    let found = super::examine(notebook, &hosts, &everywhere, |_, _, found| found);
    let unused = found.problems.into_iter().filter_map(|problem| match problem.subject {
        Subject::Suppression { id, list, .. } => Some((id, list)),
        _ => None,
    });
    unused.collect()
}

/// The warning of a suppression that nothing needs.
fn unneeded(definition: &Arc<Definition>, one: &Suppression, options: &Options) -> Problem {
    let unknown = super::ids::unknown([&one.id], &options.local);
    let (variant, why) = match &unknown {
        Some(why) => (Variant::Unknown, why.as_str()),
        None => (Variant::Plain, ""),
    };
    let kept = kept(&one.id, options);
    let subject = Subject::Suppression { id: one.id.clone(), list: one.list.clone(), kept };
    warning(definition, variant, &[("id", &one.id), ("why", why)], one.span.clone(), subject)
}

fn warning(definition: &Arc<Definition>, variant: Variant, fill: super::Fill, span: Span, subject: Subject) -> Problem {
    let words = definition.words(variant);
    Problem {
        id: UNUSED.to_owned(),
        definition: definition.clone(),
        level: words.measured.unwrap_or(Level::Warning),
        message: super::filled(words.message, fill),
        reason: super::filled(words.reason, fill),
        suggestion: super::filled(words.suggestion, fill),
        span,
        cell: None,
        subject,
    }
}

/// Why an id must stay in its list although this check finds nothing for it to suppress.
fn kept(id: &str, options: &Options) -> Option<String> {
    let Some(definition) = options.definition(id) else {
        return Some("the id may be misspelt; correct it or remove it by hand".to_owned());
    };
    let unsteady = definition.find.finder.is_some_and(Finder::is_unsteady);
    unsteady.then(|| {
        format!("what it depends on is not the notebook alone, so `{id}` may be needed again; remove it by hand")
    })
}

/// The suppressions of a notebook, one an id; and the comments that are meant as one and are none.
fn read(notebook: &Notebook) -> (Vec<Suppression>, Vec<Span>) {
    let (mut found, mut malformed) = (Vec::new(), Vec::new());
    for span in comments(notebook) {
        let text = notebook.slice(span.clone());
        // It may come behind another comment: `# noqa  # wasmfix: ignore[...]`.
        let Some((at, list)) = text.match_indices('#').find_map(|(at, _)| Some((at, list_of(text, at + 1)?))) else {
            malformed.extend(text.match_indices('#').any(|(at, _)| is_meant(text, at + 1)).then_some(span));
            continue;
        };
        let own = notebook.text.line(span.start);
        // In the script block an entry and the comment behind it are one comment of Python's.
        let in_block =
            notebook.script.span.contains(&span.start) && !text[..at].trim_matches(['#', ' ', '\t']).is_empty();
        let alone = !in_block && notebook.slice(own.start..span.start).trim().is_empty();
        let line = if alone { notebook.text.line(notebook.text.next_line(own.start)) } else { own };
        let ids = text.get(list.clone()).unwrap_or_default().split(',').map(str::trim).filter(|id| !id.is_empty());
        let before = found.len();
        for id in ids {
            let list = span.start + list.start..span.start + list.end;
            let (id, span, line) = (id.to_owned(), span.clone(), line.clone());
            found.push(Suppression { id, list, span, line, used: false });
        }
        if found.len() == before {
            malformed.push(span);
        }
    }
    (found, malformed)
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

/// Whether what begins at a byte of a comment is meant for wasmfix: `wasmfix:` or `wasmfix ignore`.
fn is_meant(comment: &str, at: usize) -> bool {
    let text = comment.get(at..).unwrap_or_default().trim_start().to_lowercase();
    let Some(rest) = text.strip_prefix("wasmfix") else { return false };
    let ignore = rest.strip_prefix(' ').map(str::trim_start).and_then(|rest| rest.strip_prefix("ignore"));
    rest.trim_start().starts_with(':') || ignore.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
