//! The stages of the library, each by itself.

mod arrows;
mod beside;
mod edit;
mod host;
mod notebook;
mod packages;
mod report;
mod script_block;
mod setting;
mod surroundings;
mod tokens;
mod values;
