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

/// The parts of a list between its outer commas.
pub(super) fn items(list: &str) -> Vec<&str> {
    let mut commas = outer(list).filter(|(_, letter)| *letter == ',').map(|(at, _)| at).collect::<Vec<_>>();
    commas.push(list.len());
    let starts = std::iter::once(0).chain(commas.iter().map(|at| at + 1));
    starts.zip(commas.iter()).filter_map(|(start, &end)| list.get(start..end)).collect()
}

/// A text without what stands in parentheses and quotes.
pub(super) fn outside(text: &str) -> String {
    outer(text).map(|(_, letter)| letter).collect()
}

/// What stands before and after a word, in upper case, that is in no parentheses; all before, if it is not there. The text
/// ends at a parenthesis that was opened before it.
pub(super) fn split_word<'a>(text: &'a str, word: &str) -> (&'a str, &'a str) {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = letters(text).find(|(_, letter, depth)| *letter == ')' && *depth < 0).map(|(at, ..)| at);
    let whole = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    for (at, _) in outer(whole) {
        let (before, rest) = (whole.get(..at).unwrap_or_default(), whole.get(at..).unwrap_or_default());
        if let Some(after) = rest.strip_prefix(word)
            && !before.ends_with(is_letter)
            && !after.starts_with(is_letter)
        {
            return (before, after);
        }
    }
    (whole, "")
}

/// The letters of a text that stand in no parentheses or quotes.
fn outer(text: &str) -> impl Iterator<Item = (usize, char)> {
    let plain =
        |(at, letter, depth): (usize, char, i32)| (depth == 0 && !matches!(letter, '(' | ')')).then_some((at, letter));
    letters(text).filter_map(plain)
}

/// The letters of a text that stand in no quotes, each with the number of parentheses around it; of a closing one, what
/// is left behind it.
fn letters(text: &str) -> impl Iterator<Item = (usize, char, i32)> {
    let (mut depth, mut quote) = (0_i32, None);
    text.char_indices().filter_map(move |(at, letter)| {
        match (quote, letter) {
            (Some(open), _) => {
                quote = quote.filter(|_| open != letter);
                return None;
            }
            (None, '\'' | '"') => {
                quote = Some(letter);
                return None;
            }
            (None, '(') => depth = depth.saturating_add(1),
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        Some((at, letter, depth))
    })
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
