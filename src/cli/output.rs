//! Where the program's words go: findings to stdout or a file, everything else to stderr.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::args::{CheckArgs, Color};
use crate::disk::write;
use crate::harmless::line;
use crate::report::Look;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The output of one run.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// `-o FILE`.
    file: Option<PathBuf>,
    /// `-q`.
    quiet: bool,
    /// `-v`.
    verbose: bool,
}

/// Settles for the whole process when to colour; `NO_COLOR` and its like speak where `auto` is asked for.
pub fn set_color(color: Color) {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Whether what goes to stdout is coloured.
pub fn stdout_styled() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// How many columns stdout has, if it is a terminal.
pub fn stdout_columns() -> Option<usize> {
    console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns))
}

/// Whether what goes to stderr is coloured.
pub fn stderr_styled() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Whether a person can be asked: keys come from stdin, questions go to stderr.
pub fn attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Says why something failed; shown whatever the options are. Like all that is said, it is one line that steers nothing.
pub fn error(message: impl Display) {
    let _ = writeln!(anstream::stderr(), "{ERROR}error{ERROR:#}: {}", line(&message.to_string()));
}

impl Output {
    /// The output that the arguments ask for.
    pub fn new(args: &CheckArgs) -> Output {
        Output {
            file: args.output.clone().filter(|file| file != Path::new("-")),
            quiet: args.quiet,
            verbose: args.verbose,
        }
    }

    /// How the findings look.
    pub fn look(&self) -> Look {
        let columns = stdout_columns().filter(|_| self.file.is_none());
        Look { styled: self.styled(), width: columns.unwrap_or(Look::WIDTH) }
    }

    /// Whether the findings are coloured.
    pub fn styled(&self) -> bool {
        self.file.is_none() && stdout_styled()
    }

    /// Whether a person reads the findings on a terminal.
    pub fn on_terminal(&self) -> bool {
        self.file.is_none() && io::stdout().is_terminal()
    }

    /// Says something about the run that a person should know.
    pub fn warn(&self, message: impl Display) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{WARNING}warning{WARNING:#}: {}", line(&message.to_string()));
        }
    }

    /// Says how the run went.
    pub fn say(&self, message: impl Display) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{}", line(&message.to_string()));
        }
    }

    /// Says each line of a text.
    pub fn say_lines(&self, text: &str) {
        text.lines().for_each(|line| self.say(line));
    }

    /// Shows rendered findings that have to make way for code on stdout; shown with `-q` too.
    pub fn show(&self, text: &str) {
        let _ = write!(anstream::stderr(), "{text}");
    }

    /// Says a detail, with `-v`.
    pub fn detail(&self, message: impl Display) {
        if self.verbose {
            let _ = writeln!(anstream::stderr(), "{}", line(&message.to_string()));
        }
    }

    /// Puts out the findings, the diff or the fixed code; false if that failed, which is said.
    pub fn publish(&self, bytes: &[u8]) -> bool {
        let written = match &self.file {
            Some(file) => write::create(file, bytes).map_err(|error| (file.as_path(), error.to_string())),
            None => print(bytes, stdout_styled()).map_err(|error| (Path::new("standard output"), error.to_string())),
        };
        if let Err((place, message)) = &written {
            error(format_args!("{}: {message}", place.display()));
        }
        written.is_ok()
    }
}

/// Prints words to stdout, line by line.
pub fn print_lines(text: &str) -> io::Result<()> {
    let lines: String = text.lines().map(|text| format!("{}\n", line(text))).collect();
    print(lines.as_bytes(), false)
}

/// Prints to stdout. A reader that has gone away (`| head`) has read what it wanted: no error.
pub fn print(bytes: &[u8], styled: bool) -> io::Result<()> {
    let written = if styled {
        let mut stdout = anstream::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush())
    } else {
        // Not through anstream, which would drop escape sequences that are part of a diff.
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush())
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
