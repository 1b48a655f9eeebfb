//! All definitions as the bytes that the build puts into the binary: written by the build, read once by a run that needs them.

use serde::{Deserialize, Serialize};

use super::Definition;

/// A definition, and what its `fix.toml` does not hold.
#[derive(Serialize, Deserialize)]
struct Stored<D> {
    id: String,
    summary: String,
    readme: String,
    api: Option<String>,
    definition: D,
}

/// The bytes of definitions.
///
/// # Errors
/// What cannot be stored.
#[allow(dead_code, reason = "the build alone writes")]
pub fn write(definitions: &[Definition]) -> Result<Vec<u8>, postcard::Error> {
    let stored = definitions.iter().map(|definition| Stored {
        id: definition.id.clone(),
        summary: definition.summary.clone(),
        readme: definition.readme.clone(),
        api: definition.api.clone(),
        definition,
    });
    postcard::to_allocvec(&stored.collect::<Vec<_>>())
}

/// The definitions in such bytes.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read(bytes: &[u8]) -> Result<Vec<Definition>, postcard::Error> {
    let stored: Vec<Stored<Definition>> = postcard::from_bytes(bytes)?;
    let whole = stored.into_iter().map(|stored| {
        let Stored { id, summary, readme, api, definition } = stored;
        Definition { id, summary, readme, api, ..definition }
    });
    Ok(whole.collect())
}
