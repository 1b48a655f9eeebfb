//! The tables of this stage: lines of columns with tabs between, below comments and a line of headings.

/// The rows of a table.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1)
}
