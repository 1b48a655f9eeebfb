//! Values that psycopg gives in another Python type, or refuses.

use super::Refusal;
use super::queries::in_list;
use crate::fix::verbs::port_api::servers::{given, texts};
use crate::fix::verbs::port_api::sql;
use crate::fix::verbs::port_api::uses::Uses;

/// Types and functions of PostgreSQL whose values are of other Python types. Measured: memoryview -> bytes, str -> UUID,
/// IPv4Address and tuple, psycopg2's own ranges -> psycopg's, the time zone UTC -> ZoneInfo.
const OTHER_TYPES: &[&str] = &[
    // bytes
    "BYTEA",
    "DECODE",
    "CONVERT_TO",
    "SHA224",
    "SHA256",
    "SHA384",
    "SHA512",
    "DIGEST",
    "HMAC",
    "GEN_RANDOM_BYTES",
    "LO_GET",
    "PG_READ_BINARY_FILE",
    // identifiers and addresses
    "UUID",
    "GEN_RANDOM_UUID",
    "UUID_GENERATE_V4",
    "UUID_GENERATE_V1",
    "INET",
    "CIDR",
    "INET_CLIENT_ADDR",
    "INET_SERVER_ADDR",
    // ranges
    "INT4RANGE",
    "INT8RANGE",
    "NUMRANGE",
    "TSRANGE",
    "TSTZRANGE",
    "DATERANGE",
    "INT4MULTIRANGE",
    "INT8MULTIRANGE",
    "NUMMULTIRANGE",
    "TSMULTIRANGE",
    "TSTZMULTIRANGE",
    "DATEMULTIRANGE",
    // times with a zone
    "TIMESTAMPTZ",
    "TO_TIMESTAMP",
    "MAKE_TIMESTAMPTZ",
    // composite values
    "HSTORE",
    "RECORD",
    "JSON_EACH",
    "JSONB_EACH",
    "JSON_EACH_TEXT",
    "JSONB_EACH_TEXT",
];

/// Whether all texts of SQL stay away from types whose values change.
pub(in super::super) fn values(uses: &Uses) -> Refusal {
    for (node, text) in texts(uses) {
        let line = uses.line(node);
        let queried =
            uses.sites.iter().any(|site| site.entry.arrays && given(uses, site.node, 0, &["query"]) == Some(node));
        if in_list(&text) && !queried {
            return Err(format!(
                "`IN %s` on line {line} goes where it cannot be changed; write `= ANY(%s)` and give a list instead of the tuple"
            ));
        }
        let words = sql::words(&text);
        let named = words.iter().find(|word| OTHER_TYPES.contains(&word.as_str())).map(String::as_str);
        let named = named.or_else(|| other_values(&text, &words));
        if let Some(named) = named {
            return Err(format!(
                "`{named}` on line {line}: its values are of another Python type in psycopg (see psycopg's list of adapted types); port it by hand"
            ));
        }
    }
    Ok(())
}

/// What in a text gives other values, told by more than one word.
fn other_values(text: &str, words: &[String]) -> Option<&'static str> {
    let upper = text.to_uppercase();
    let has = |word: &str| words.iter().any(|other| other == word);
    let kinds = [
        ("WITH TIME ZONE", upper.contains("WITH TIME ZONE")),
        ("AT TIME ZONE", upper.contains("AT TIME ZONE")),
        // Measured: a series of dates is one of times with a zone.
        ("generate_series", ["DATE", "INTERVAL", "CURRENT_DATE"].into_iter().any(has) && shows_series(&upper)),
        ("now()", shows_now(&upper)),
        // Measured: psycopg raises DataError for times that Python cannot hold, psycopg2 ValueError or rounds them.
        ("infinity", upper.contains("INFINITY'")),
        ("BC", upper.contains(" BC'")),
        ("24:00", upper.contains("'24:00")),
        ("a year after 9999", is_far(text)),
        ("ROW", is_row(&upper)),
        ("a whole row", is_whole_row(&upper)),
        // Measured: arrays of types that psycopg2 has no caster for stay texts, `'{$1.00}'`.
        ("an array of money", has("MONEY") && (has("ARRAY") || upper.contains("[]"))),
        ("a list of rights", words.iter().any(|word| word.ends_with("ACL") || word == "ACLITEM")),
        ("pg_stats", has("MOST_COMMON_VALS") || has("HISTOGRAM_BOUNDS")),
    ];
    kinds.into_iter().find(|(_, found)| *found).map(|(name, _)| name)
}

/// Whether a query gives the values of a series as they are.
fn shows_series(upper: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '*' | '.');
    lists(upper).into_iter().any(|(list, rest)| {
        sql::items(list).into_iter().map(str::trim).any(|item| {
            let plain = item.chars().all(is_letter) && rest.contains("GENERATE_SERIES");
            plain || item.contains("GENERATE_SERIES") && !item.contains("::")
        })
    })
}

/// Whether a date of a year with more than four digits is written: `'10000-01-01'`.
fn is_far(text: &str) -> bool {
    text.split('\'').skip(1).step_by(2).any(|literal| {
        let year = literal.trim_start().split('-').next().unwrap_or_default();
        year.len() > 4 && literal.contains('-') && year.chars().all(|digit| digit.is_ascii_digit())
    })
}

/// Whether a row is put together: `ROW(1, 2)`, or `(1, 2)` as a value of a query.
fn is_row(upper: &str) -> bool {
    let spelled = upper.match_indices("ROW").any(|(at, _)| {
        let before = upper.get(..at).unwrap_or_default();
        let after = upper.get(at + 3..).unwrap_or_default().trim_start();
        after.starts_with('(') && !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    });
    spelled
        || lists(upper).iter().flat_map(|(list, _)| sql::items(list)).any(|item| {
            let inner = item.trim().strip_prefix('(').and_then(|item| item.strip_suffix(')'));
            inner.is_some_and(|inner| sql::items(inner).len() > 1 && sql::first_word(inner) != "SELECT")
        })
}

/// Whether a value of a query is a table's whole row: `SELECT p FROM people p`.
fn is_whole_row(upper: &str) -> bool {
    let behind = [
        "WHERE",
        "GROUP",
        "HAVING",
        "WINDOW",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "FOR",
        "UNION",
        "INTERSECT",
        "EXCEPT",
    ];
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    lists(upper).into_iter().any(|(list, rest)| {
        let tables = behind.iter().fold(rest, |tables, word| sql::split_word(tables, word).0);
        // The name of a function's result stands for its values.
        let function =
            |table: &&str| table.split_once('(').is_some_and(|(before, _)| before.trim_end().ends_with(is_letter));
        let tables = sql::items(tables).into_iter().filter(|table| !function(table));
        let names: Vec<String> = tables.flat_map(|table| sql::words(&sql::outside(table))).collect();
        sql::items(list)
            .into_iter()
            .map(str::trim)
            .any(|item| item.chars().all(is_letter) && names.iter().any(|name| name == item))
    })
}

/// The values of each `SELECT`, with what follows its `FROM`.
fn lists(upper: &str) -> Vec<(&str, &str)> {
    let starts = upper.match_indices("SELECT").filter(|(at, _)| {
        let before = upper.get(..*at).unwrap_or_default();
        !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    });
    let after = starts.filter_map(|(at, _)| upper.get(at + "SELECT".len()..));
    after.map(|list| sql::split_word(list, "FROM")).collect()
}

/// Whether a query gives the current time as it is, with its time zone.
fn shows_now(upper: &str) -> bool {
    let returned = upper.rsplit_once("RETURNING").map(|(_, list)| list);
    lists(upper).into_iter().map(|(list, _)| list).chain(returned).any(|list| {
        let inside = ["TO_CHAR(", "EXTRACT(", "DATE_PART(", "AGE("].iter().any(|function| list.contains(function));
        ["NOW()", "CURRENT_TIMESTAMP", "CLOCK_TIMESTAMP()", "TRANSACTION_TIMESTAMP()", "STATEMENT_TIMESTAMP()"]
            .iter()
            .any(|now| {
                list.match_indices(now).any(|(at, _)| {
                    let after = list.get(at + now.len()..).unwrap_or_default().trim_start();
                    !after.starts_with("::") && !inside
                })
            })
    })
}
