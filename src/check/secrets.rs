//! Which files hold secrets: by their names and by the keys in their bytes. Pure; the tables name their sources.

use super::table;
use std::sync::LazyLock;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

static NAMES: LazyLock<Gitignore> = LazyLock::new(|| {
    let mut builder = GitignoreBuilder::new("");
    // A pattern that cannot be read is left out; a test reads them all.
    let _ = builder.case_insensitive(true);
    for name in table::rows(include_str!("secret-names.tsv")).filter_map(|row| row.split('\t').next()) {
        let _ = builder.add_line(None, name);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
});

/// What a file holds by its name, if that is nothing for the public. `path` is relative, with `/`.
pub(super) fn by_name(path: &str) -> Option<&'static str> {
    let found = NAMES.matched_path_or_any_parents(path, false);
    let pattern = found.inner().map(|pattern| pattern.original().to_owned())?;
    let row = table::rows(include_str!("secret-names.tsv")).map(|row| row.split('\t').collect::<Vec<_>>());
    row.into_iter().find(|row| row.first() == Some(&pattern.as_str())).and_then(|row| row.get(1).copied())
}

/// How a key begins, how many letters follow at least, and what it is.
struct Key {
    start: &'static [u8],
    least: usize,
    what: &'static str,
}

/// By their first byte.
static KEYS: LazyLock<Vec<Vec<Key>>> = LazyLock::new(|| {
    let mut keys: Vec<Vec<Key>> = (0..256).map(|_| Vec::new()).collect();
    for row in table::rows(include_str!("key-material.tsv")) {
        if let [start, least, what, _] = row.split('\t').collect::<Vec<_>>()[..]
            && let (Some(&first), Ok(least)) = (start.as_bytes().first(), least.parse())
        {
            keys[usize::from(first)].push(Key { start: start.as_bytes(), least, what });
        }
    }
    keys
});

/// The first key, token or password that some bytes hold: what it is.
pub(super) fn in_bytes(bytes: &[u8]) -> Option<&'static str> {
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let begins = !before.is_ascii_alphanumeric() && before != b'_';
        before = byte;
        if byte == b':' && has_password(&bytes[at..]) {
            return Some("an address with a password");
        }
        let candidates = KEYS.get(usize::from(byte)).filter(|keys| begins && !keys.is_empty());
        for key in candidates.into_iter().flatten() {
            let Some(rest) = bytes[at..].strip_prefix(key.start) else { continue };
            if rest.iter().take(key.least).take_while(|&&byte| is_of_a_key(byte)).count() == key.least {
                return Some(key.what);
            }
        }
    }
    None
}

fn is_of_a_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=_.-".contains(&byte)
}

/// `://user:password@`: detect-secrets calls it basic auth (`detect_secrets/plugins/basic_auth.py`).
fn has_password(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"://") else { return false };
    let end = rest.iter().position(|byte| !byte.is_ascii_graphic() || b"/?#[]\"'<>{}$".contains(byte));
    let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let Some(at) = host.iter().rposition(|&byte| byte == b'@') else { return false };
    let user = host.get(..at).unwrap_or_default();
    user.iter().position(|&byte| byte == b':').is_some_and(|colon| colon > 0 && colon + 1 < user.len())
}

/// Whether a file's ending is one of data.
pub(super) fn is_data(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    table::rows(include_str!("data-kinds.tsv")).any(|row| row.split('\t').next() == Some(&ending))
}

/// Whether a variable of that name holds a secret, by what the name says.
pub fn is_name_of_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let joined: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let words: Vec<&str> = name.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    table::rows(include_str!("secret-words.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .any(|(part, rest)| if rest.starts_with("any") { joined.contains(part) } else { words.contains(&part) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_names_its_source() {
        for (table, columns) in [
            (include_str!("secret-names.tsv"), 3),
            (include_str!("key-material.tsv"), 4),
            (include_str!("data-kinds.tsv"), 2),
            (include_str!("secret-words.tsv"), 3),
        ] {
            for row in table::rows(table) {
                let cells: Vec<&str> = row.split('\t').collect();
                assert_eq!(cells.len(), columns, "{row}");
                assert!(cells[columns - 1].starts_with("https://"), "{row}");
            }
        }
        for row in table::rows(include_str!("secret-names.tsv")) {
            let name = row.split('\t').next().unwrap();
            assert!(GitignoreBuilder::new("").add_line(None, name).is_ok(), "{row}");
        }
        assert_eq!(KEYS.iter().map(Vec::len).sum::<usize>(), table::rows(include_str!("key-material.tsv")).count());
    }

    #[test]
    fn names_of_secrets() {
        for secret in [
            "server.pem",
            "certs/Server.KEY",
            "id_rsa",
            "deploy_ed25519",
            "keys/vault.kdbx",
            "credentials.json",
            "aws/credentials",
            "gcp-credentials.yaml",
            "passwords.txt",
            "netrc",
            "pypirc",
            "secrets.toml",
            "secrets/api.json",
            "config/prod.env",
            "project-0a1b2c3d4e5f.json",
            "terraform.tfstate",
            "kubeconfig",
        ] {
            assert!(by_name(secret).is_some(), "{secret}");
        }
        for data in [
            "data.csv",
            "data/keys.csv",
            "tokens.parquet",
            "monkey.png",
            "passenger.csv",
            "environment.csv",
            "price_history.csv",
            "keyboard.json",
            "public_keys/notes.txt",
            "secretary.txt",
            "pipeline.conf.csv",
        ] {
            assert_eq!(by_name(data), None, "{data}");
        }
    }

    #[test]
    fn names_of_variables_that_hold_secrets() {
        for secret in
            ["OPENAI_API_KEY", "GITHUB_TOKEN", "PGPASSWORD", "db_pass", "motherduck_token", "APIKEY", "SMTP-PWD"]
        {
            assert!(is_name_of_secret(secret), "{secret}");
        }
        for other in ["REGION", "PORT", "KEYBOARD", "MONKEY", "DATABASE_URL", "AUTHOR", "COMPASS", "PASSENGERS"] {
            assert!(!is_name_of_secret(other), "{other}");
        }
    }

    #[test]
    fn keys_in_bytes() {
        let aws = ["AKIA", "IOSFODNN7EXAMPLE"].concat();
        let github = ["ghp_", &"a1B2".repeat(9)].concat();
        for secret in [
            format!("key = {aws}\n"),
            format!("{{\"token\":\"{github}\"}}"),
            "x\n-----BEGIN OPENSSH PRIVATE KEY-----\nabc".to_owned(),
            "postgresql://admin:hunter2@db.example/app".to_owned(),
            format!("OPENAI={}", ["sk-", "proj-abcdefghij0123456789"].concat()),
        ] {
            assert!(in_bytes(secret.as_bytes()).is_some(), "{secret}");
        }
        for data in [
            "name,price\nAKIA,1\n",
            "task-force-and-risk-assessments-of-2024",
            "https://example.com/a:b@c https://user@example.com/x",
            "-----BEGIN CERTIFICATE-----\nabc",
            "https://[::1]:80/ ftp://example.com:21/a",
            "-----BEGIN PUBLIC KEY-----",
        ] {
            assert_eq!(in_bytes(data.as_bytes()), None, "{data}");
        }
    }

    #[test]
    fn endings_of_data() {
        assert!(is_data("a/b.csv") && is_data("b.CSV.GZ") && is_data("c.parquet"));
        assert!(!is_data("notebook.py") && !is_data("noending") && !is_data("run.sh") && !is_data("a.csv/x"));
    }
}
