//! A line on the terminal while something takes long, and gone after it.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use console::Term;

/// Nobody wants to read a line that flashes up.
const PATIENCE: Duration = Duration::from_millis(700);
const PACE: Duration = Duration::from_millis(100);

/// Does the work; meanwhile `line` says every now and then what is waited for, if anything is.
///
/// Nothing is written if stderr is no terminal, and nothing is left there after the work.
pub fn during<T>(quiet: bool, line: impl Fn() -> Option<String> + Sync, work: impl FnOnce() -> T) -> T {
    let terminal = Term::stderr();
    if quiet || !terminal.features().is_attended() {
        return work();
    }
    std::thread::scope(|scope| {
        let (end, ended) = channel::<()>();
        // Without the thread there is no line, and no harm done.
        let shown = std::thread::Builder::new().spawn_scoped(scope, || {
            let (ended, mut since, mut visible) = (ended, None, false);
            while ended.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
                let text = line();
                let since = *since.get_or_insert_with(Instant::now);
                match text {
                    Some(text) if since.elapsed() >= PATIENCE => {
                        let width = usize::from(terminal.size().1);
                        let _ = terminal.clear_line();
                        let _ = terminal.write_str(&console::truncate_str(
                            &crate::harmless::line(&text),
                            width.saturating_sub(1),
                            "",
                        ));
                        visible = true;
                    }
                    Some(_) => {}
                    None if visible => {
                        let _ = terminal.clear_line();
                        visible = false;
                    }
                    None => {}
                }
            }
            if visible {
                let _ = terminal.clear_line();
            }
        });
        let result = work();
        drop(end);
        if let Ok(thread) = shown {
            let _ = thread.join();
        }
        result
    })
}
