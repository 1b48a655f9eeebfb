//! `wasmfix explain [ID]`: what a problem means, from its folder in `fixes/` or the project's own.

use std::fmt::Write as _;
use std::path::Path;

use anstyle::Style;

use super::Exit;
use super::args::Project;
use super::config::{Configuration, Origin};
use super::output::{error, print, stdout_styled};
use crate::harmless::line;
use crate::rules::ids;
use crate::rules::{Definition, Definitions, definitions};

/// Explains one problem, or lists all: the built-in ones and those of the project in this folder.
pub fn run(id: Option<String>, project: &Project) -> Exit {
    let styled = stdout_styled();
    // What is built in is explained whatever the project's files hold.
    let built_in = id.as_deref().is_some_and(|id| definitions().iter().any(|definition| definition.id == id));
    let local = if built_in {
        Ok(Definitions::default())
    } else {
        Configuration::new(Origin::of(project)).of(Path::new("notebook.py")).map(|settings| settings.local)
    };
    let local = match local {
        Ok(local) => local,
        Err(message) => {
            error(message);
            return Exit::Failed;
        }
    };
    let known: Vec<&Definition> = definitions().iter().chain(local.iter()).map(|definition| &**definition).collect();
    let text = match id {
        None => list(&known, styled),
        Some(id) => match known.iter().find(|definition| definition.id == id) {
            Some(definition) => page(definition, styled),
            None => {
                error(ids::unknown([&id], &local).unwrap_or_default());
                return Exit::Failed;
            }
        },
    };
    match print(text.as_bytes(), styled) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            error(format_args!("standard output: {problem}"));
            Exit::Failed
        }
    }
}

fn list(known: &[&Definition], styled: bool) -> String {
    let bold = heading(styled);
    let width = known.iter().map(|definition| definition.id.len()).max().unwrap_or_default();
    known.iter().fold(String::new(), |mut list, definition| {
        let marker = if definition.fixes.is_empty() { "" } else { " [fix]" };
        let _ = writeln!(list, "{bold}{:width$}{bold:#}  {}{marker}", definition.id, line(&definition.summary));
        list
    })
}

/// What `explain` prints of a problem.
pub(super) fn page(definition: &Definition, styled: bool) -> String {
    let bold = heading(styled);
    let mut page = String::new();
    let mut fenced = false;
    for text in definition.readme.trim_end().lines() {
        let line = &*line(text);
        fenced ^= line.trim_start().starts_with("```");
        let title = line.trim_start_matches('#');
        if styled && !fenced && title.len() < line.len() && title.starts_with(' ') {
            let _ = writeln!(page, "{bold}{}{bold:#}", title.trim_start());
        } else {
            let _ = writeln!(page, "{line}");
        }
    }
    if page.is_empty() {
        let _ = writeln!(page, "{bold}{}{bold:#}\n\n{}", definition.id, line(&definition.summary));
    }
    if !definition.fixes.is_empty() {
        let _ = writeln!(page, "\n{}", if styled { format!("{bold}Fixes{bold:#}") } else { "## Fixes".into() });
        for fix in &definition.fixes {
            let _ = writeln!(page, "- {} ({}): {}", fix.id, fix.safety.label(), line(&unfilled(&fix.title)));
        }
    }
    page
}

/// A title without the names of its placeholders, which each problem fills in its own way.
fn unfilled(title: &str) -> String {
    let mut parts = title.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "\u{2026}" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

fn heading(styled: bool) -> Style {
    if styled { Style::new().bold() } else { Style::new() }
}
