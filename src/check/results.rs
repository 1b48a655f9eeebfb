//! The table of what calls give in the browser, as far as their arguments tell: `results.tsv`.

use crate::syntax::Given;

/// What is known of a dotted name with call results, for [`Facts::new`](crate::syntax::Facts::new).
pub fn results(name: &str) -> Option<Given> {
    rows().find(|(own, _)| *own == name).map(|(_, given)| given)
}

fn rows() -> impl Iterator<Item = (&'static str, Given)> {
    include_str!("results.tsv").lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
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
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_read() {
        let lines = include_str!("results.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::rows().count(), lines - 1);
    }
}
