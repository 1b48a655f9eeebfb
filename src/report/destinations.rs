//! Where a notebook runs, what each place still needs, what the browser downloads, and the command that makes the page.

use super::{path_argument, path_label};
use crate::check::{Needs, Verdict};
use crate::notebook::Notebook;
use crate::packages::Download;

/// One sentence for each place; then what the browser downloads.
pub(crate) fn destinations(verdict: Verdict, needs: &Needs, download: Option<&Download>) -> Vec<String> {
    if verdict == Verdict::Fail {
        return vec!["HTML export and playground: not before the errors are mended".to_owned()];
    }
    let empty = needs.environment.then(|| "environment variables are empty there".to_owned());
    let export: Vec<String> = export(needs).into_iter().chain(empty.clone()).collect();
    let missing = missing_in_playground(needs);
    let mut lines = if export.is_empty() {
        vec!["HTML export and playground".to_owned()]
    } else {
        let playground = match (missing.is_empty(), empty) {
            (false, _) => format!("playground: no; it gets the notebook's file only, without {}", listed(&missing)),
            (true, Some(empty)) => format!("playground: yes; {empty}"),
            (true, None) => "playground: yes".to_owned(),
        };
        vec![format!("HTML export: yes; {}", export.join("; ")), playground]
    };
    lines.extend(download.map(in_words));
    lines
}

/// The command that makes the page.
pub(crate) fn export_command(notebook: &Notebook, needs: &Needs) -> Option<String> {
    // Standard input.
    if path_label(&notebook.path).starts_with('<') {
        return None;
    }
    let path = path_argument(&notebook.path);
    let execute = if needs.cached { " --execute" } else { "" };
    Some(format!("marimo export html-wasm {path} -o FOLDER --mode run{execute}"))
}

fn export(needs: &Needs) -> Vec<String> {
    let files = |there: bool| -> Vec<String> {
        needs.public.iter().filter(|(_, exists)| **exists == there).map(|(path, _)| path.clone()).collect()
    };
    let (there, missing) = (files(true), files(false));
    let mut lines = Vec::new();
    if needs.cached {
        lines.push("with `--execute`, which runs the cells once and packs their results".to_owned());
    }
    if !needs.modules.is_empty() {
        lines.push(format!("it packs {}", listed(&needs.modules)));
    }
    if !there.is_empty() {
        lines.push(format!("it copies {}", listed(&there)));
    }
    if !missing.is_empty() {
        lines.push(format!("put {} beside the notebook first", listed(&missing)));
    }
    lines
}

fn missing_in_playground(needs: &Needs) -> Vec<String> {
    let cache = needs.cached.then(|| "cached results".to_owned());
    needs.modules.iter().chain(needs.public.keys()).cloned().chain(cache).collect()
}

/// At most a handful of names, each in backticks if it is one.
fn listed(names: &[String]) -> String {
    const NAMED: usize = 4;
    let quoted = |name: &String| if name.contains(' ') { name.clone() } else { format!("`{name}`") };
    let mut words: Vec<String> = names.iter().take(NAMED).map(quoted).collect();
    if names.len() > NAMED {
        words.push(format!("{} more", names.len() - NAMED));
    }
    words.join(", ")
}

fn in_words(download: &Download) -> String {
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 package {what}")),
        _ => Some(format!("{count} packages {what}")),
    };
    let more =
        [counted(download.from_index, "from PyPI"), counted(download.of_unknown_size, "whose size is not known")];
    let more: Vec<String> = more.into_iter().flatten().collect();
    let plus = if more.is_empty() { String::new() } else { format!(", plus {}", more.join(" and ")) };
    format!("downloads about {} MB before the first cell runs{plus}", download.megabytes())
}
