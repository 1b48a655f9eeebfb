//! Python's exception classes, as far as it matters which `except` catches what: `data/errors.tsv`.

use super::{find, tables};

/// Whether `except handler` catches an error of this class.
///
/// Both by name, with or without a module in front; an empty handler is a bare `except:`. An empty error is none at
/// all (the call hangs or says nothing): nothing catches it. `Exception` as the error stands for one whose class is
/// not known: only `except Exception`, `except BaseException` and a bare `except` are sure to catch it.
pub fn error_is_caught_by(error: &str, handler: &str) -> bool {
    if error.is_empty() {
        return false;
    }
    handler.is_empty() || extends(class(error), class(handler), 0)
}

fn extends(error: &str, handler: &str, depth: usize) -> bool {
    if error == handler || handler == "BaseException" {
        return true;
    }
    match find(tables::ERRORS, error, |row| row.0) {
        _ if depth > 16 => false,
        Some((_, bases)) => bases.iter().any(|base| extends(base, handler, depth + 1)),
        None => handler == "Exception" && error != "BaseException",
    }
}

/// The class's own name; aliases of `OSError` by their meaning.
fn class(name: &str) -> &str {
    match name {
        "IOError" | "EnvironmentError" | "WindowsError" | "os.error" | "socket.error" | "select.error"
        | "mmap.error" => "OSError",
        "socket.timeout" => "TimeoutError",
        "termios.error" => name,
        _ => match name.rsplit('.').next() {
            Some("IOError" | "EnvironmentError") => "OSError",
            // A class called `error` is another one in each module.
            Some("error") => name,
            Some(last) => last,
            None => name,
        },
    }
}
