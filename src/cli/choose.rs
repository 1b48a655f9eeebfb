//! No path on a terminal: the one notebook that is here, or a list to choose from.

use std::path::PathBuf;

use dialoguer::Select;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};

use super::output::stderr_styled;

/// What a person chose.
pub enum Choice {
    /// These notebooks.
    These(Vec<PathBuf>),
    /// Nothing: Escape or `q`.
    Nothing,
    /// Ctrl-C.
    Interrupted,
}

/// Lets a person choose one of several notebooks, or all of them.
pub fn choose(notebooks: Vec<PathBuf>) -> Choice {
    // console turns Ctrl-C into a signal. Caught, it comes back as an error, and the cursor can be shown again.
    let _ = super::interrupt::caught();
    let mut items: Vec<String> =
        notebooks.iter().map(|path| crate::harmless::line(&crate::report::path_label(path)).into_owned()).collect();
    items.push(format!("all {} of them", notebooks.len()));
    let theme: &dyn Theme = if stderr_styled() { &ColorfulTheme::default() } else { &SimpleTheme };
    let chosen =
        Select::with_theme(theme).with_prompt("Which notebook? (q: none)").items(&items).default(0).interact_opt();
    match chosen {
        Ok(Some(index)) if index < notebooks.len() => {
            Choice::These(notebooks.into_iter().skip(index).take(1).collect())
        }
        Ok(Some(_)) => Choice::These(notebooks),
        Ok(None) => Choice::Nothing,
        Err(_) => {
            let _ = console::Term::stderr().show_cursor();
            Choice::Interrupted
        }
    }
}
