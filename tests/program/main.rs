//! The built program, as people and editors meet it.

mod apply;
mod cli;
mod completions;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod interactive;
mod language_server;
mod readme;
#[cfg(unix)]
mod terminal;
