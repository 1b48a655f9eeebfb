//! The built program, as people and editors meet it.

mod apply;
mod cli;
mod completions;
mod documentation;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod interactive;
mod language_server;
#[cfg(unix)]
mod terminal;
