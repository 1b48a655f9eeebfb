//! The tables that `build_tables.rs` wrote.

use super::calls::{CallFact, CallRow, Outcome};
use super::lock::{Lock, LockPackage};
use super::{Host, Markers};

/// A distribution that is known to have no build for the browser.
#[derive(Clone, Copy, Debug)]
pub struct NativePackage {
    /// The normalised name.
    pub name: &'static str,
    /// Whether the published guidance names it.
    pub guidance: bool,
    /// Whether micropip installs it all the same, so that only the guidance speaks against it.
    pub installs: bool,
    /// What stands in the way.
    pub why: &'static str,
    /// What to use instead; may be empty.
    pub instead: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/host_tables.rs"));
