//! Ctrl-C while a person is being asked: noticed, not fatal, so that what was accepted can still be written.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

static SEEN: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
    let seen = Arc::new(AtomicBool::new(false));
    // Where the handler cannot be set, Ctrl-C ends the process as before.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&seen));
    seen
});

/// Whether Ctrl-C was pressed since the first call, which sets the handler.
pub fn caught() -> bool {
    SEEN.load(Ordering::SeqCst)
}
