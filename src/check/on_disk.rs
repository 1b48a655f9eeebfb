//! The files beside a notebook that a folder or a pattern stands for now.

use std::path::Path;

use ignore::gitignore::GitignoreBuilder;

/// How many files are published for one folder or pattern.
const MOST: usize = 50;
/// How many of them without a folder of their own: the names of more are not followed.
const MOST_HERE: usize = 16;
/// How many bytes they may have together.
const HEAVY: u64 = 20 * 1_000_000;
/// How many names are looked at.
const LOOKED_AT: usize = 10_000;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Search {
    /// The folder below which all lies, relative to the notebook's; empty for that one.
    pub folder: String,
    /// What is searched below it: `*.csv`; all of it if empty.
    pub pattern: String,
    /// Whether `**` stands for folders within folders.
    pub deep: bool,
    /// Whether `*` finds names that begin with a dot, as `pathlib` does and `glob` does not.
    pub hidden: bool,
}

impl Search {
    /// A pattern as one path: what stands before its first wildcard is the folder.
    pub(super) fn new(path: &str, deep: bool, hidden: bool) -> Search {
        let start = path.find(['*', '?', '[']).unwrap_or(path.len());
        let (folder, pattern) = match path[..start].rfind('/') {
            _ if start == path.len() => (path, ""),
            Some(at) => (&path[..at], &path[at + 1..]),
            None => ("", path),
        };
        Search { folder: folder.trim_end_matches('/').to_owned(), pattern: pattern.to_owned(), deep, hidden }
    }

    /// The files that it finds, relative to that folder, sorted.
    ///
    /// # Errors
    /// Why they are not taken, and what to do by hand.
    pub(super) fn files(&self, notebook_folder: &Path) -> Result<Vec<String>, String> {
        let shown = if self.pattern.is_empty() { format!("`{}`", self.folder) } else { format!("`{}`", self.path()) };
        let root = notebook_folder.join(&self.folder);
        let wanted =
            if self.pattern.is_empty() || self.deep { self.pattern.clone() } else { self.pattern.replace("**", "*") };
        let mut builder = GitignoreBuilder::new(&root);
        let line = if wanted.is_empty() { "/**".to_owned() } else { format!("/{wanted}") };
        let built = builder.add_line(None, &line).map(|builder| builder.build());
        let Ok(Ok(matcher)) = built else { return Err(format!("{shown} is no pattern that is understood")) };
        let depth = if line.contains("**") { usize::MAX } else { wanted.split('/').count() };
        let takes = |name: &str| !name.starts_with('.') || self.hidden || wanted.is_empty() || wanted.starts_with('.');
        let (mut found, mut todo, mut seen, mut bytes) = (Vec::new(), vec![(String::new(), 1)], 0, 0);
        while let Some((below, level)) = todo.pop() {
            for entry in std::fs::read_dir(root.join(&below)).into_iter().flatten().flatten() {
                seen += 1;
                let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
                let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
                // Of a folder that is found, all is taken.
                let inside = matcher.matched_path_or_any_parents(root.join(&path), kind.is_dir()).is_ignore();
                if kind.is_dir() {
                    if (level < depth || inside) && !name.starts_with('.') && name != "__pycache__" {
                        todo.push((path, level + 1));
                    }
                } else if inside && takes(&name) {
                    bytes += root.join(&path).metadata().map_or(0, |data| data.len());
                    found.push(path);
                }
            }
            if found.len() > MOST || seen > LOOKED_AT {
                return Err(format!(
                    "{shown} stands for more than {MOST} files; put them into one archive, or name those that are needed"
                ));
            }
        }
        if found.len() > MOST_HERE && self.folder.is_empty() {
            return Err(format!(
                "{shown} finds more than {MOST_HERE} files beside the notebook; put them into a folder"
            ));
        }
        if bytes > HEAVY {
            return Err(format!(
                "{shown} stands for more than 20 MB of files; name those that are needed, or a sample"
            ));
        }
        if found.is_empty() {
            return Err(format!("{shown} finds no file beside the notebook now; put the files there first"));
        }
        found.sort();
        Ok(found)
    }

    fn path(&self) -> String {
        if self.folder.is_empty() { self.pattern.clone() } else { format!("{}/{}", self.folder, self.pattern) }
    }
}
