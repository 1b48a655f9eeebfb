//! Work that wants answers, done again and again while they come in, many questions under way at once.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::connection::{AT_ONCE, locked};

/// Answers that come soon after each other are looked at together.
const TOGETHER: Duration = Duration::from_millis(5);

/// What becomes of the questions that are to be asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Queue {
    Grows,
    Shrinks,
}

#[derive(Debug)]
struct State<Q> {
    queue: VecDeque<Q>,
    /// Taken from the queue and not answered yet.
    under_way: usize,
    /// Answered since the work was done last, and since when there are such.
    fresh: Option<Instant>,
    ended: bool,
}

impl<Q> State<Q> {
    fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.under_way == 0
    }
}

/// Has the work done `again` until it lacks no answer.
///
/// `again` returns what it lacks. It must want nothing that `ask` has been called for. `queued` is told of the questions that
/// are to be asked, and of those that need not be any more. The work is done again as soon as there are answers and room for
/// more questions: what depends on one answer need not wait for all the others.
pub(super) fn complete<Q: Clone + Ord + Send>(
    mut lacking: BTreeSet<Q>,
    again: &mut dyn FnMut() -> BTreeSet<Q>,
    queued: impl Fn(&mut dyn Iterator<Item = &Q>, Queue),
    ask: impl Fn(Q) + Sync,
) {
    let state = Mutex::new(State { queue: VecDeque::new(), under_way: 0, fresh: None, ended: false });
    let changed = Condvar::new();
    let answer_one = |question: Q| {
        ask(question);
        let mut state = locked(&state);
        state.under_way -= 1;
        state.fresh.get_or_insert_with(Instant::now);
        changed.notify_all();
    };
    let worker = || loop {
        let waiting = changed.wait_while(locked(&state), |state| state.queue.is_empty() && !state.ended);
        let mut state = waiting.unwrap_or_else(PoisonError::into_inner);
        let Some(question) = state.queue.pop_front() else { return };
        state.under_way += 1;
        drop(state);
        answer_one(question);
    };
    std::thread::scope(|scope| {
        let (mut known, mut threads, mut took) = (BTreeSet::new(), 0, TOGETHER);
        // Whether all was, when the work was begun.
        let mut all_answered = true;
        while !lacking.is_empty() {
            let new: Vec<Q> = lacking.into_iter().filter(|question| known.insert(question.clone())).collect();
            if new.is_empty() && all_answered {
                // Asked for, and not there all the same: it will not come.
                break;
            }
            queued(&mut new.iter(), Queue::Grows);
            locked(&state).queue.extend(new);
            while threads < known.len().min(AT_ONCE) {
                if std::thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                    break;
                }
                threads += 1;
            }
            changed.notify_all();
            if threads == 0 {
                // A system without room for a thread still has this one.
                let next = || locked(&state).queue.pop_front();
                std::iter::from_fn(next).for_each(&ask);
            }
            all_answered = wait(&state, &changed, took);
            let started = Instant::now();
            lacking = again();
            took = started.elapsed().max(TOGETHER);
        }
        let mut state = locked(&state);
        queued(&mut state.queue.iter(), Queue::Shrinks);
        state.queue.clear();
        state.ended = true;
        changed.notify_all();
    });
}

/// Waits until all is answered; or something is, the workers are not busy with the rest, and as much time has passed as
/// the work takes. True if all is answered.
fn wait<Q>(state: &Mutex<State<Q>>, changed: &Condvar, took: Duration) -> bool {
    let mut held = locked(state);
    loop {
        if held.is_idle() {
            break;
        }
        let rest = match held.fresh {
            Some(since) if held.queue.is_empty() => took.saturating_sub(since.elapsed()),
            _ => Duration::MAX,
        };
        if rest.is_zero() {
            break;
        }
        held = match rest {
            Duration::MAX => changed.wait(held).unwrap_or_else(PoisonError::into_inner),
            rest => changed.wait_timeout(held, rest).unwrap_or_else(PoisonError::into_inner).0,
        };
    }
    held.fresh = None;
    held.is_idle()
}
