//! One question of the review on the terminal, answered by one key.

use std::cell::Cell;
use std::io;
use std::time::{Duration, Instant};

use console::{Key, Term};

use super::interrupt;
use super::output::stderr_styled;

/// What the keys mean; `1, 2, ...` is added where a problem has several fixes.
const HELP: &str = "\
y - apply this fix
n - do not apply it
a - apply this one and all later ones in the file; asks once more if unsafe ones are among them
d - apply neither this one nor any other in the file
q - quit; asks whether what was accepted is written
x - quit and write nothing (so does Ctrl-C)
j - leave it undecided, go to the next, which may be in another file
k - leave it undecided, go to the one before
w - why: what this problem is, and the limits of its fixes; then the fix again
u - undo the last answer, also one in an earlier file
1, 2, ... - show this alternative, where there are several
? - this help
Nothing is written before the question at the end. Enter takes the answer in capitals.
";

/// The same for the question that `a` asks where unsafe fixes are among the rest.
const HELP_ALL: &str = "\
y - apply all of them, the unsafe ones too
n - apply the safe ones; the unsafe ones are asked about one by one
u - apply none of them yet: back to the fix
x - quit and write nothing (so does Ctrl-C)
? - this help
";

/// The same for the question at the end.
const HELP_END: &str = "\
y - write what was accepted
n - write nothing (so do q, x and Ctrl-C)
u - take back the last answer and go on from there
? - this help
";

/// Enter so soon after a letter belongs to it: nobody reads a fix in that time.
const SAME_ANSWER: Duration = Duration::from_secs(1);
/// Ctrl-Z.
const SUSPEND: char = '\u{1a}';

/// What a person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Apply the fix that is shown.
    Apply,
    /// Do not, and do not ask again.
    Decline,
    /// Apply it and all later ones of the file.
    ApplyRest,
    /// Leave this file.
    DeclineRest,
    /// End the review, and ask what becomes of what was accepted.
    Quit,
    /// End the review and write nothing.
    Discard,
    /// Go on without a decision.
    Next,
    /// Go back without a decision.
    Previous,
    /// Take back the last answer.
    Undo,
    /// Show another fix of the same problem, counted from 0.
    Alternative(usize),
    /// Show the fix once more.
    Again,
    /// Explain the problem, then show the fix once more.
    Why,
    /// Ctrl-C.
    Interrupted,
}

/// The terminal that a person is asked on: stderr, because stdout carries findings.
#[derive(Debug)]
pub struct Prompt {
    terminal: Term,
    styled: bool,
    /// When the last letter was answered with.
    answered: Cell<Option<Instant>>,
}

impl Prompt {
    /// The terminal of this process. Ctrl-C is noticed from now on.
    pub fn new() -> Prompt {
        let _ = interrupt::caught();
        Prompt { terminal: Term::stderr(), styled: stderr_styled(), answered: Cell::default() }
    }

    /// Shows a text, without its colours where there are to be none.
    pub fn show(&self, text: &str) {
        let plain = anstream::adapter::strip_str(text);
        // If the terminal is gone, reading the answer fails, and that ends the review.
        let _ = if self.styled { self.terminal.write_str(text) } else { self.terminal.write_str(&plain.to_string()) };
    }

    /// Asks about a fix until there is an answer. `enter` is what the Enter key means, `fixes` how many alternatives
    /// there are.
    pub fn ask(&self, question: &str, enter: Answer, fixes: usize) -> Answer {
        let numbers = if fixes > 1 { format!("1-{fixes},") } else { String::new() };
        let keys = format!("{},a,d,q,x,j,k,w,u,{numbers}?", yes_or_no(enter));
        self.until_answered(&format!("{question} [{keys}] "), enter, fixes, HELP, |_| true)
    }

    /// Asks what `a` is to do with unsafe fixes: all of them, the safe ones alone, or neither.
    pub fn ask_all(&self, question: &str) -> Answer {
        let enter = Answer::Decline;
        self.until_answered(&format!("{question} [{},u,x,?] ", yes_or_no(enter)), enter, 1, HELP_ALL, closes)
    }

    /// Asks what becomes of the review.
    pub fn ask_end(&self, question: &str) -> Answer {
        let enter = Answer::Apply;
        self.until_answered(&format!("{question} [{},u,?] ", yes_or_no(enter)), enter, 1, HELP_END, closes)
    }

    fn until_answered(
        &self,
        question: &str,
        enter: Answer,
        fixes: usize,
        help: &str,
        fits: impl Fn(Answer) -> bool,
    ) -> Answer {
        loop {
            self.show(question);
            let (echo, answer) = self.key(enter, fixes);
            self.show(&format!("{echo}\n"));
            match answer.filter(|answer| fits(*answer)) {
                Some(answer) => return answer,
                None => self.show(help),
            }
        }
    }

    fn key(&self, enter: Answer, fixes: usize) -> (String, Option<Answer>) {
        // Pressed while a check ran: the signal came before the terminal waited for a key.
        if interrupt::caught() {
            return ("^C".into(), Some(Answer::Interrupted));
        }
        let key = match self.terminal.read_key_raw() {
            _ if interrupt::caught() => Key::CtrlC,
            // Who types `y` and Enter means one answer.
            Ok(Key::Enter) if self.answered.get().is_some_and(|answered| answered.elapsed() < SAME_ANSWER) => {
                self.answered.set(None);
                return self.key(enter, fixes);
            }
            Ok(key) => key,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Key::CtrlC,
            // The terminal has gone, and nobody can confirm what was accepted.
            Err(_) => return (String::new(), Some(Answer::Discard)),
        };
        let answer = match key {
            Key::CtrlC => return ("^C".into(), Some(Answer::Interrupted)),
            Key::Enter => return (String::new(), Some(enter)),
            Key::ArrowDown | Key::ArrowRight => return (String::new(), Some(Answer::Next)),
            Key::ArrowUp | Key::ArrowLeft => return (String::new(), Some(Answer::Previous)),
            // Ctrl-D.
            Key::Char('\u{4}') => return (String::new(), Some(Answer::Quit)),
            Key::Char(SUSPEND) => {
                interrupt::suspend();
                return ("^Z".into(), Some(Answer::Again));
            }
            Key::Char(letter) => match letter.to_ascii_lowercase() {
                'y' => Some(Answer::Apply),
                'n' => Some(Answer::Decline),
                'a' => Some(Answer::ApplyRest),
                'd' => Some(Answer::DeclineRest),
                'q' => Some(Answer::Quit),
                'x' => Some(Answer::Discard),
                'w' => Some(Answer::Why),
                'j' => Some(Answer::Next),
                'k' => Some(Answer::Previous),
                'u' => Some(Answer::Undo),
                digit => digit
                    .to_digit(10)
                    .and_then(|digit| (digit as usize).checked_sub(1))
                    .filter(|&index| index < fixes && fixes > 1)
                    .map(Answer::Alternative),
            },
            _ => None,
        };
        let echo = match key {
            Key::Char(letter) if letter.is_control() => letter.escape_default().to_string(),
            Key::Char(letter) => letter.to_string(),
            _ => String::new(),
        };
        self.answered.set(Some(Instant::now()));
        (echo, answer)
    }
}

/// The first two keys, the one that Enter stands for as a capital.
fn yes_or_no(enter: Answer) -> &'static str {
    if enter == Answer::Apply { "Y,n" } else { "y,N" }
}

/// Whether it answers a question about more than one fix.
fn closes(answer: Answer) -> bool {
    use Answer::{Again, Apply, Decline, Discard, Interrupted, Quit, Undo};
    matches!(answer, Apply | Decline | Undo | Quit | Discard | Again | Interrupted)
}
