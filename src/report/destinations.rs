//! Where a notebook runs, and what each place needs.

use super::path_label;
use crate::check::{Findings, Verdict, caches_cells};
use crate::notebook::Notebook;

/// The sentences of the report: HTML export, playground, what the browser downloads.
pub fn destinations(notebook: &Notebook, verdict: Verdict, found: &Findings) -> Vec<String> {
    if verdict == Verdict::Fail {
        return vec!["HTML export and playground: not before the errors are mended".to_owned()];
    }
    let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let (modules, files) = (quoted(&found.siblings), quoted(&found.public));
    let mut export = format!("HTML export: `{}`", export_command(notebook));
    let packed = [("packs", &modules), ("copies", &files)].map(|(verb, names)| match names.as_slice() {
        [] => String::new(),
        names => format!("; it {verb} {}", names.join(", ")),
    });
    export += &packed.concat();
    let alone = [modules, files].concat();
    let playground = match alone.as_slice() {
        _ if caches_cells(notebook) => "playground: no; it has no results of an export".to_owned(),
        [] => "playground: yes".to_owned(),
        names => format!("playground: no; it gets the notebook's file only, without {}", names.join(", ")),
    };
    vec![export, playground, format!("download: {}", found.download.describe())]
}

/// The command that publishes a notebook as a page.
pub fn export_command(notebook: &Notebook) -> String {
    let path = path_label(&notebook.path);
    let (path, folder) = match path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')) {
        Some((stem, _)) if !path.starts_with('<') => (path.clone(), format!("{stem}_wasm")),
        _ => ("NOTEBOOK".to_owned(), "FOLDER".to_owned()),
    };
    let path = if path.contains(' ') { format!("\"{path}\"") } else { path };
    let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder };
    // The cells run once at export; the page reads their results.
    let execute = if caches_cells(notebook) { " --execute" } else { "" };
    format!("marimo export html-wasm {path} -o {folder}{execute}")
}
