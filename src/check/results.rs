//! The table of what calls give in the browser, as far as their arguments tell: `results.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table;
use crate::syntax::Given;

/// What is known of a dotted name with call results, for [`Facts::new`](crate::syntax::Facts::new).
pub fn results(name: &str) -> Option<Given> {
    ROWS.get(name).copied()
}

static ROWS: LazyLock<FxHashMap<&'static str, Given>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("results.tsv"));
    rows.filter_map(|line| {
        let [name, kind, position, keyword, initial] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let position = position.parse().ok()?;
        let given = match kind {
            "option" => Given::Option { position, keyword, initial, several: false },
            "options" => Given::Option { position, keyword, initial, several: true },
            "first" => Given::Argument { position, keyword, only: false },
            "always" => Given::Argument { position, keyword, only: true },
            _ => return None,
        };
        Some((name, given))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let lines = include_str!("results.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::ROWS.len(), lines - 1);
    }
}
