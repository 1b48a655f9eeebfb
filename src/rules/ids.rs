//! Problem ids as people type them: known, or near to one that is.

pub use super::near::near;
use std::sync::Arc;

use super::{Definition, LOCAL, definitions};

/// The first id that names no problem, built in or of the project, as a message; `None` if all are known.
pub fn unknown<'a>(ids: impl IntoIterator<Item = &'a String>, local: &[Arc<Definition>]) -> Option<String> {
    let known: Vec<&str> = definitions().iter().chain(local).map(|definition| definition.id.as_str()).collect();
    ids.into_iter().find(|id| !known.contains(&id.as_str())).map(|id| {
        let is_local = |known: &&str| known.starts_with(LOCAL);
        let near = if id.starts_with(LOCAL) {
            near(id, &known.iter().copied().filter(is_local).collect::<Vec<_>>())
        } else {
            // The project's own may have been written without their prefix.
            let own = known.iter().copied().find(|known| known.strip_prefix(LOCAL) == Some(id));
            own.or_else(|| near(id, &known))
        };
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if id.starts_with(LOCAL) && local.is_empty() => "`fixes` in pyproject.toml names no folder".into(),
            None => "`wasmfix explain` lists all".into(),
        };
        format!("no problem has the id `{id}`; {hint}")
    })
}
