//! Where the package index is: what was chosen, taken apart, and refused if it is no index that can be asked.

use std::path::Path;

use reqwest::Url;

use super::IndexOptions;
use super::configuration::{self, Chosen, Owner};
use super::credentials::{Credentials, Login};
use super::trust;

/// Where a package index is, and how to log in there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexAddress(pub(super) Result<(Url, Login), String>);

impl IndexAddress {
    /// The address without a password, or why there is none to ask; `None` if it is that of PyPI.
    pub fn chosen_by_user(&self) -> Option<String> {
        match &self.0 {
            Ok((url, _)) => Some(url.to_string()).filter(|url| *url != default_address()),
            Err(why) => Some(format!("none that can be asked ({why})")),
        }
    }

    /// Whether an index can be asked at an address.
    ///
    /// # Errors
    /// Why not, without the address, which may hold a password.
    pub fn check(address: &str) -> Result<(), String> {
        http_address(address).map(drop)
    }

    /// The index of the options, else the one that the user's settings name, else the default one.
    pub fn choose(options: &IndexOptions) -> IndexAddress {
        let owner = if options.url_of_project { Owner::Project } else { Owner::Person };
        let flag = options.url.as_deref().map(|url| (url, owner));
        let chosen = configuration::chosen(flag, options.folder.as_deref());
        IndexAddress(chosen.and_then(|chosen| {
            let nobodys = || Chosen { address: default_address(), credentials: None, owner: Owner::Person };
            let Chosen { address, credentials, owner } = chosen.unwrap_or_else(nobodys);
            let mut url = http_address(&address)?;
            let in_address = Credentials::take_from(&mut url);
            url.set_fragment(None);
            let trusted = owner == Owner::Person || trust::is_trusted(&url, &options.trusted);
            Ok((url, Login { in_address, of_environment: credentials, trusted }))
        }))
    }
}

/// The parsed address; else why it cannot be asked, without the address, which may hold a password.
fn http_address(address: &str) -> Result<Url, String> {
    let is_path = Path::new(address).is_absolute() || address.starts_with('.');
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        // `C:` is a drive.
        Ok(url) if url.scheme() == "file" || url.scheme().len() == 1 => {
            Err("a folder is no index here: only http and https")
        }
        Err(_) if is_path => Err("a folder is no index here: only http and https"),
        Ok(_) => Err("its address begins with neither http: nor https:"),
        Err(_) => Err("its address is not valid"),
    }
    .map_err(str::to_owned)
}

/// PyPI's Simple API.
pub(super) fn default_address() -> String {
    format!("https://{}.{}/simple", "pypi", "org")
}
