//! Whether marimo reads a file of an SQL text by its address in the browser: `sql-readers.tsv`.

use super::Context;
use super::table;

/// One kind of file.
struct Reader {
    functions: Vec<&'static str>,
    endings: Vec<&'static str>,
    options: Vec<&'static str>,
}

fn readers() -> impl Iterator<Item = Reader> {
    let rows = table::rows(include_str!("sql-readers.tsv"));
    rows.filter_map(|row| match row.split('\t').collect::<Vec<_>>()[..] {
        [functions, endings, options] => Some(Reader {
            functions: functions.split(' ').collect(),
            endings: endings.split(' ').collect(),
            options: options.split(' ').collect(),
        }),
        _ => None,
    })
}

/// Whether an address can stand for a file everywhere in a query.
///
/// # Errors
/// Why it cannot, and what to do by hand.
pub(super) fn takes_addresses(context: &Context, query: &str, file: &str) -> Result<(), String> {
    let by_hand = "fetch the file in a cell before by hand";
    if let Some(host) = context.hosts.list.iter().find(|host| !host.duckdb_urls) {
        return Err(format!("`mo.sql` reads no addresses on {}; {by_hand}", host.describe()));
    }
    let lower = query.to_ascii_lowercase();
    let has = |word: &str| lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|own| own == word);
    if let Some(word) = ["view", "copy", "attach", "import", "export"].into_iter().find(|word| has(word)) {
        return Err(format!("with `{}` in it, `mo.sql` reads no addresses; {by_hand}", word.to_ascii_uppercase()));
    }
    let quoted = format!("'{}'", file.to_ascii_lowercase());
    for (at, _) in lower.match_indices(&quoted) {
        let before = lower[..at].trim_end();
        let Some(before) = before.strip_suffix('(').or_else(|| before.strip_suffix("([")) else {
            let direct = ["from", "join"].iter().any(|word| before.ends_with(word));
            let read =
                readers().any(|reader| reader.endings.iter().any(|ending| file.to_ascii_lowercase().ends_with(ending)));
            match direct && read {
                true => continue,
                false => return Err(format!("`mo.sql` reads no address where `{file}` stands; {by_hand}")),
            }
        };
        let function = before.trim_end().rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
        let Some(reader) = readers().find(|reader| function.is_some_and(|name| reader.functions.contains(&name)))
        else {
            return Err(format!("`mo.sql` reads no address where `{file}` stands; {by_hand}"));
        };
        let rest = lower[at + quoted.len()..].trim_start().trim_start_matches(']');
        let options = rest.split(')').next().unwrap_or_default();
        if options.contains(['[', '{', '(']) {
            return Err(format!("`mo.sql` reads `{file}` by no address with such options; {by_hand}"));
        }
        for option in options.split(',').map(str::trim).filter(|option| !option.is_empty()) {
            let name = option.split(['=', ':']).next().unwrap_or_default().trim();
            if !option.contains('=') || !(reader.options.contains(&name) || reader.options == ["*"]) {
                return Err(format!("`mo.sql` reads `{file}` by no address with `{name}`; {by_hand}"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_functions_endings_and_options() {
        assert_eq!(readers().count(), 3);
        assert!(readers().all(|reader| reader.endings.iter().all(|ending| ending.starts_with('.'))));
    }
}
