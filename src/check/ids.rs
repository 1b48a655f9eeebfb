//! Problem ids as people type them: known, or near to one that is.

pub use super::near::near;
use super::{Definition, LOCAL, definitions};

/// The first id that names no problem, built in or of the project, as a message; `None` if all are known.
pub fn unknown<'a>(ids: impl IntoIterator<Item = &'a String>, local: &[Definition]) -> Option<String> {
    let known: Vec<&str> = definitions().iter().chain(local).map(|definition| definition.id).collect();
    ids.into_iter().find(|id| !known.contains(&id.as_str())).map(|id| {
        let hint = match near(id, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if id.starts_with(LOCAL) && local.is_empty() => "`fixes` in pyproject.toml names no folder".into(),
            None => "`wasmfix explain` lists all".into(),
        };
        format!("no problem has the id `{id}`; {hint}")
    })
}
