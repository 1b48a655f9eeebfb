//! What `fixes/` says: each problem with its words, what finds it, and its fixes. Read by [`check`](crate::check) and
//! [`fix`](crate::fix), written by nobody.
//!
//! The build reads the folders of `fixes/` and stores them in the binary; a run reads a project's own folders the same way.
//! What a `fix.toml` may name are closed sets: [`Finder`], [`Verb`], [`Predicate`], [`Variant`], [`Level`], [`Safety`].

mod closed_set;
mod definition;
mod finder;
mod folder;
pub mod ids;
#[cfg(test)]
mod json_schema;
mod mistakes;
mod near;
pub mod port;
mod project;
mod stored;
mod verb;
mod words;

pub use definition::{Definition, EditDefinition, Find, FixDefinition, LOCAL, VariantWords, Words};
pub use finder::Finder;
pub use folder::FolderError;
pub use project::{Definitions, of_project};
pub use verb::Verb;
pub use words::{Level, Predicate, Safety, Variant};

use std::sync::{Arc, LazyLock};

static BUILT_IN: LazyLock<Vec<Arc<Definition>>> = LazyLock::new(|| {
    let stored = stored::read(include_bytes!(concat!(env!("OUT_DIR"), "/definitions")));
    stored.unwrap_or_default().into_iter().map(Arc::new).collect()
});

/// All definitions of wasmfix's own, sorted by id.
pub fn definitions() -> &'static [Arc<Definition>] {
    &BUILT_IN
}

/// The definition of a problem of wasmfix's own.
pub fn definition(id: &str) -> Option<&'static Arc<Definition>> {
    BUILT_IN.binary_search_by(|definition| definition.id.as_str().cmp(id)).ok().map(|index| &BUILT_IN[index])
}
