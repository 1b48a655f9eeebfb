//! The word that somebody meant.

/// The word nearest to a misspelt one; capitals and `_` for `-` are no difference.
pub fn near<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace('_', "-");
    let same = known.iter().find(|known| plain(known) == plain(word));
    same.or(similar::get_close_matches(word, known, 1, 0.6).first()).copied()
}

/// What is said of a word that is none of a closed set.
pub fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    match near(word, known) {
        Some(near) => format!("unknown {what} `{word}`; did you mean `{near}`?"),
        None => format!("unknown {what} `{word}`; one of: {}", known.join(", ")),
    }
}
