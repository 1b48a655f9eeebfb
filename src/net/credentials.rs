//! Users and passwords of package indexes: from their addresses and from netrc. They go into requests, and nowhere else:
//! into no message and no file.

use std::collections::HashMap;
use std::path::PathBuf;

use reqwest::Url;

/// A user and a password.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Credentials {
    /// The user, or a token.
    pub(super) user: String,
    /// The password; may be empty.
    pub(super) password: String,
}

/// How to log in at an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Login {
    /// What the address itself says.
    pub(super) in_address: Option<Credentials>,
    /// What variables say for an index of that name.
    pub(super) of_environment: Option<Credentials>,
    /// Whether the index may get what variables and netrc say.
    pub(super) trusted: bool,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Credentials(..)")
    }
}

impl Credentials {
    /// Takes the user and the password out of an address.
    pub(super) fn take_from(url: &mut Url) -> Option<Credentials> {
        if url.username().is_empty() && url.password().is_none() {
            return None;
        }
        let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let taken =
            Credentials { user: decoded(url.username()), password: url.password().map(decoded).unwrap_or_default() };
        // Both only fail on addresses without a host, and these have no user either.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Some(taken)
    }
}

/// What a netrc file says; see its manual page.
#[derive(Debug, Default)]
pub(super) struct Netrc {
    hosts: HashMap<String, Credentials>,
    default: Option<Credentials>,
}

impl Netrc {
    /// The file that `NETRC` names, else the one in the home folder.
    pub(super) fn of_user() -> Netrc {
        let named = std::env::var_os("NETRC").filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = etcetera::home_dir().ok();
        let own = home.iter().flat_map(|home| [".netrc", "_netrc"].map(|name| home.join(name)));
        let text = match named {
            Some(file) => std::fs::read_to_string(file).ok(),
            None => own.into_iter().find_map(|file| std::fs::read_to_string(file).ok()),
        };
        Netrc::read(&text.unwrap_or_default())
    }

    fn read(text: &str) -> Netrc {
        let mut netrc = Netrc::default();
        let mut machine: Option<Option<String>> = None;
        let mut current = Credentials { user: String::new(), password: String::new() };
        // A macro ends at an empty line.
        let mut macro_open = false;
        for line in text.lines() {
            macro_open &= !line.trim().is_empty();
            if macro_open || line.trim_start().starts_with('#') {
                continue;
            }
            let mut words = line.split_whitespace().map(|word| word.trim_matches('"').to_owned());
            while let Some(word) = words.next() {
                match word.as_str() {
                    "machine" | "default" => {
                        let next = if word == "machine" { words.next() } else { None };
                        netrc.add(machine.replace(next), &mut current);
                    }
                    "login" => current.user = words.next().unwrap_or_default(),
                    "password" => current.password = words.next().unwrap_or_default(),
                    "account" => drop(words.next()),
                    "macdef" => {
                        macro_open = true;
                        break;
                    }
                    _ => break,
                }
            }
        }
        netrc.add(machine, &mut current);
        netrc
    }

    /// The first entry of a host counts.
    fn add(&mut self, machine: Option<Option<String>>, credentials: &mut Credentials) {
        let empty = Credentials { user: String::new(), password: String::new() };
        let credentials = std::mem::replace(credentials, empty);
        match machine {
            Some(Some(host)) => drop(self.hosts.entry(host).or_insert(credentials)),
            Some(None) => self.default = Some(credentials),
            None => {}
        }
    }

    /// The entry of a host.
    pub(super) fn of(&self, host: &str) -> Option<&Credentials> {
        self.hosts.get(host)
    }

    /// The entry for every other host.
    pub(super) fn default_entry(&self) -> Option<&Credentials> {
        self.default.as_ref()
    }
}
