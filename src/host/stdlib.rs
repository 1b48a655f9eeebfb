//! The standard library: `data/stdlib.tsv`, 403 modules imported one by one on each Pyodide.

use super::{Host, find, tables};

/// What importing a module of the standard library does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleFact<'a> {
    /// It works.
    Ok,
    /// Pyodide leaves it out.
    Missing,
    /// It works once this package of the lock is loaded; marimo does that for an import it sees.
    Loads(&'a str),
    /// This version of Python has no such module.
    NotThere,
}

impl ModuleFact<'_> {
    /// Whether the import succeeds.
    pub fn imports(self) -> bool {
        matches!(self, ModuleFact::Ok | ModuleFact::Loads(_))
    }
}

impl Host {
    /// What `import dotted` does here, for modules of the standard library; `None` for all others.
    ///
    /// A submodule that was not measured does what its nearest measured parent does, a package that was not what its
    /// submodules do.
    pub fn module(&self, dotted: &str) -> Option<ModuleFact<'_>> {
        let (top, below) = dotted.split_once('.').unwrap_or((dotted, ""));
        if !self.is_stdlib(top) {
            return None;
        }
        let whole = self.measured_module(top).or_else(|| self.measured_child(top))?;
        // What a missing package would bring, and what lies below a package that is loaded, is there once the lock is
        // asked.
        if matches!(whole, ModuleFact::Missing | ModuleFact::Loads(_)) {
            if let Some(package) = self.lock_package_of_import(top) {
                return Some(ModuleFact::Loads(package));
            }
            return Some(whole);
        }
        if below.is_empty() {
            return Some(whole);
        }
        let mut name = dotted;
        loop {
            if let Some(fact) = self.measured_module(name) {
                return Some(fact);
            }
            match name.rsplit_once('.') {
                Some((parent, _)) => name = parent,
                None => return Some(whole),
            }
        }
    }

    /// Whether a top-level name is a module of the standard library of any known Python, present or removed.
    pub fn is_stdlib(&self, name: &str) -> bool {
        let top = name.split('.').next().unwrap_or(name);
        find(tables::STDLIB, top, |row| row.0).is_some() || self.measured_child(top).is_some()
    }

    fn measured_module(&self, name: &str) -> Option<ModuleFact<'static>> {
        let (_, outcomes) = find(tables::STDLIB, name, |row| row.0)?;
        outcomes.get(self.column).map(|outcome| read(outcome))
    }

    fn measured_child(&self, top: &str) -> Option<ModuleFact<'static>> {
        let at = tables::STDLIB.partition_point(|row| row.0 < top);
        let (name, outcomes) = tables::STDLIB.get(at)?;
        let below = name.strip_prefix(top)?.starts_with('.');
        if below { outcomes.get(self.column).map(|outcome| read(outcome)) } else { None }
    }
}

fn read(outcome: &'static str) -> ModuleFact<'static> {
    match outcome {
        "ok" => ModuleFact::Ok,
        "-" => ModuleFact::NotThere,
        _ => outcome.strip_prefix("load:").map_or(ModuleFact::Missing, ModuleFact::Loads),
    }
}
