//! The table of calls that take a path: `readers.tsv`.

use super::table;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// What a call does with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Reads a file, or in the browser an address.
    Address,
    /// Reads a file or a URL; whether an address does in the browser differs.
    Url,
    /// Reads real files only.
    File,
    /// As its mode says.
    Open,
    /// Opens a database, or makes it.
    Database,
    /// Lists a folder, and raises if it is missing.
    Folder,
    /// Begins in a folder, and raises ValueError if it is missing.
    Start,
    /// Finds nothing if the path is missing.
    Silent,
    /// Shows a file.
    Asset,
    /// Writes it.
    Write,
    /// Makes a folder.
    Make,
    /// Writes it with an ending of its own.
    Stem,
    /// Fills a folder with files; the current one if none is given.
    Unpack,
}

/// One argument of one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// The argument's position; none for what a method is called on, out of reach for a keyword.
    pub position: Option<usize>,
    /// Its keyword.
    pub keyword: &'static str,
    /// What is done with it.
    pub access: Access,
}

static READERS: LazyLock<HashMap<&'static str, Vec<Reader>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<Reader>> = HashMap::default();
    for line in table::rows(include_str!("readers.tsv")) {
        if let [call, position, keyword, kind] = line.split('\t').collect::<Vec<_>>()[..] {
            let access = match kind {
                "address" => Access::Address,
                "url" => Access::Url,
                "file" => Access::File,
                "open" => Access::Open,
                "database" => Access::Database,
                "folder" => Access::Folder,
                "start" => Access::Start,
                "silent" => Access::Silent,
                "asset" => Access::Asset,
                "make" => Access::Make,
                "stem" => Access::Stem,
                "unpack" => Access::Unpack,
                _ => Access::Write,
            };
            let position = if position == "-" { Some(usize::MAX) } else { position.parse().ok() };
            table.entry(call).or_default().push(Reader { position, keyword, access });
        }
    }
    table
});

/// The path arguments of a call, by its dotted name.
pub(super) fn readers(call: &str) -> &'static [Reader] {
    READERS.get(call).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_has_four_columns_and_a_known_kind() {
        for line in super::table::rows(include_str!("readers.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(["self", "-"].contains(&columns[1]) || columns[1].parse::<usize>().is_ok(), "{line}");
            let kinds = [
                "address", "url", "file", "open", "database", "folder", "silent", "asset", "write", "make", "stem",
                "unpack", "start",
            ];
            assert!(kinds.contains(&columns[3]), "{line}");
        }
    }
}
