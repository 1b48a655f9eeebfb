//! Ctrl-C while a person is being asked: noticed, not fatal, so that it can be said that nothing is written. Ctrl-Z.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

static SEEN: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Whether Ctrl-C was pressed since the first call, which sets the handler. Pressed twice, it ends the process.
pub fn caught() -> bool {
    let seen = SEEN.get_or_init(|| {
        let seen = Arc::new(AtomicBool::new(false));
        // Where the handlers cannot be set, Ctrl-C ends the process as before.
        let signal = signal_hook::consts::SIGINT;
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&seen));
        let _ = signal_hook::flag::register(signal, Arc::clone(&seen));
        seen
    });
    seen.load(Ordering::SeqCst)
}

/// Whether Ctrl-C was caught; sets no handler, so where nobody was asked it still ends the process.
pub fn pressed() -> bool {
    SEEN.get().is_some_and(|seen| seen.load(Ordering::SeqCst))
}

/// Ctrl-Z: gives the terminal back to the shell until `fg`. Where there is no such thing, nothing happens.
pub fn suspend() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
}
