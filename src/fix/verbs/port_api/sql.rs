//! As much of SQL as the transaction rule needs: statements, words, and the table that is written to.

/// The statements of a text, without comments; a trigger's body belongs to its statement.
pub(super) fn statements(text: &str) -> Vec<String> {
    let mut found = parts(text);
    found.retain(|statement| !statement.trim().is_empty());
    found
}

/// Whether a text is one statement, with nothing behind its semicolon: apsw takes even a comment there for a further statement.
pub(super) fn is_one(text: &str) -> bool {
    let parts = parts(text);
    let ends = parts.len() == 2 && text.trim_end().ends_with(';');
    (parts.len() == 1 || ends) && parts.iter().skip(1).all(|part| part.trim().is_empty())
}

/// What stands between the semicolons of a text.
fn parts(text: &str) -> Vec<String> {
    let (mut found, mut current) = (Vec::new(), String::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let close = match first {
                '\'' | '"' | '`' => Some(first),
                '[' => Some(']'),
                _ => None,
            };
            let length = close
                .and_then(|close| rest.get(1..).and_then(|inner| inner.find(close)))
                .map_or(first.len_utf8(), |end| end + 2);
            if first == ';' && !in_trigger(&current) {
                found.push(std::mem::take(&mut current));
            } else {
                current.push_str(rest.get(..length).unwrap_or_default());
            }
            rest = rest.get(length..).unwrap_or_default();
            continue;
        };
        current.push(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    found.push(current);
    found
}

/// Whether a statement is a trigger whose `END` is still to come.
fn in_trigger(statement: &str) -> bool {
    let words = words(statement);
    let creates =
        words.first().is_some_and(|word| word == "CREATE") && words.iter().take(3).any(|word| word == "TRIGGER");
    let ends = words.iter().filter(|word| *word == "END").count();
    let begins = words.iter().filter(|word| *word == "BEGIN" || *word == "CASE").count();
    creates && ends < begins.max(1)
}

/// The words of a text, in upper case, the inside of quotes left out (`'a b'` gives nothing, `"t"` gives T).
pub(super) fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut in_text = false;
    for letter in text.chars() {
        if letter == '\'' {
            in_text = !in_text;
        } else if !in_text {
            plain.push(letter);
        }
    }
    plain
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect()
}

/// The first word of a statement, in upper case.
pub(super) fn first_word(statement: &str) -> String {
    words(statement).into_iter().next().unwrap_or_default()
}

/// Whether sqlite3 opens a transaction before a statement.
pub(super) fn is_write(statement: &str) -> bool {
    let words = words(statement);
    let writes = |word: &String| matches!(word.as_str(), "INSERT" | "UPDATE" | "DELETE" | "REPLACE");
    match words.first().map(String::as_str) {
        Some("WITH") => words.iter().any(writes),
        Some(_) => words.first().is_some_and(writes),
        None => false,
    }
}

/// The table that a statement writes to.
pub(super) fn table(statement: &str) -> Option<String> {
    let words = words(statement);
    let skip = ["OR", "REPLACE", "IGNORE", "ABORT", "FAIL", "ROLLBACK", "INTO", "FROM", "UPDATE", "DELETE", "INSERT"];
    let start = words.iter().position(|word| matches!(word.as_str(), "INSERT" | "UPDATE" | "DELETE" | "REPLACE"))?;
    words.into_iter().skip(start).find(|word| !skip.contains(&word.as_str()))
}

/// Whether a PRAGMA sets something: by `=`, or by an argument that is no name of a table or index.
pub(super) fn sets(statement: &str) -> bool {
    let reads = ["_INFO", "_XINFO", "_LIST", "_CHECK"];
    let asks = words(statement).iter().any(|word| reads.iter().any(|end| word.ends_with(end)));
    statement.contains('=') || (statement.contains('(') && !asks)
}

/// The placeholders of a text: each `?`, and each name with its mark once.
pub(super) fn placeholders(text: &str) -> Vec<String> {
    let plain: String = statements(text).join(";");
    let (mut found, mut quote): (Vec<String>, Option<char>) = (Vec::new(), None);
    for (at, letter) in plain.char_indices() {
        if quote.is_some() {
            if quote == Some(letter) {
                quote = None;
            }
            continue;
        }
        match letter {
            '\'' | '"' | '`' => quote = Some(letter),
            '?' | ':' | '@' | '$' => {
                let rest = plain.get(at + letter.len_utf8()..).unwrap_or_default();
                let end = rest.find(|next: char| !(next.is_alphanumeric() || next == '_')).unwrap_or(rest.len());
                let name = format!("{letter}{}", rest.get(..end).unwrap_or_default());
                if (letter == '?' && name.len() == 1) || (name.len() > 1 && !found.contains(&name)) {
                    found.push(name);
                }
            }
            _ => {}
        }
    }
    found
}
