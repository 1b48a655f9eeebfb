//! Many questions to the network at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many requests are under way at a time.
const AT_ONCE: usize = 16;

/// Asks for every item, several at a time; the answers come in the order of the items.
pub(crate) fn together<T: Sync, R: Send>(items: &[T], ask: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.iter().map(ask).collect();
    }
    let next = AtomicUsize::new(0);
    let answers: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some((item, slot)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(answers.get(at))
        } {
            let answer = ask(item);
            if let Ok(mut slot) = slot.lock() {
                *slot = Some(answer);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..items.len().min(AT_ONCE) {
            scope.spawn(work);
        }
        work();
    });
    let answers = answers.into_iter().zip(items);
    answers.map(|(slot, item)| slot.into_inner().ok().flatten().unwrap_or_else(|| ask(item))).collect()
}
