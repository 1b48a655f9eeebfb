//! Sentences in the width of a terminal, and paths in what is left of a line.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Columns that a sentence gets at least, however narrow the terminal is.
const NARROWEST: usize = 24;

/// How the reports for people look on where they are shown.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether ANSI colours are put in.
    pub styled: bool,
    /// The width of the terminal, in columns.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Look {
        Look { styled: false, width: Look::WIDTH }
    }
}

impl Look {
    /// The width where none is known; and that of the first line of a report, which is made to be searched for.
    pub const WIDTH: usize = 80;

    /// A text after `before` columns, its further lines without an indentation. A word is never parted: it may be a path.
    pub(super) fn wrapped(&self, before: usize, text: &str) -> String {
        lines(text, self.width.saturating_sub(before)).join("\n")
    }

    /// The same as a paragraph: `start` and the text, the further lines as far in as the text is.
    pub(super) fn paragraph(&self, start: &str, text: &str) -> String {
        let before = start.chars().count();
        let indent = " ".repeat(before);
        let lines = lines(text, self.width.saturating_sub(before));
        format!("{start}{}\n", lines.join(&format!("\n{indent}")))
    }

    /// A path in so many columns: where it is too long, its middle is left out.
    pub(super) fn shortened(path: &str, columns: usize) -> String {
        const GAP: &str = "...";
        let columns = columns.max(NARROWEST);
        let letters: Vec<char> = path.chars().collect();
        if letters.len() <= columns {
            return path.to_owned();
        }
        // The file's name says more than the folders.
        let name = letters.iter().rev().position(|letter| *letter == '/').map_or(letters.len(), |length| length + 1);
        let kept = columns - GAP.len();
        let end = name.min(kept).max(kept / 2);
        let start: String = letters.iter().take(kept - end).collect();
        let end: String = letters.iter().skip(letters.len() - end).collect();
        format!("{start}{GAP}{end}")
    }
}

fn lines(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    let text = with_whole_code(text, columns);
    let options = Options::new(columns)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(&text, options).into_iter().map(|line| line.replace(HARD_SPACE, " ")).collect()
}

/// Stands for a space at which no line ends.
const HARD_SPACE: &str = "\u{a0}";

/// The text with its `code` held together, so that a command can be copied; as far as it fits in a line.
fn with_whole_code(text: &str, columns: usize) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let hard = |(number, part): (usize, &&str)| match number % 2 {
        1 if part.chars().count() + 2 <= columns => part.replace(' ', HARD_SPACE),
        _ => (*part).to_owned(),
    };
    parts.iter().enumerate().map(hard).collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn the_middle_of_a_long_path_is_left_out() {
        let shortened = Look::shortened;
        assert_eq!(shortened("notebook.py", 24), "notebook.py");
        assert_eq!(
            shortened("fixes/subprocess/examples/guard-assignment.py", 36),
            "fixes/subproc.../guard-assignment.py"
        );
        assert_eq!(shortened("a/very-long-name-of-a-notebook-indeed.py", 24), "...-a-notebook-indeed.py");
        assert_eq!(shortened("a/\u{fc}ber/\u{fc}\u{fc}/bericht-2026-11.py", 24).chars().count(), 24);
    }

    #[test]
    fn sentences_are_parted_at_words() {
        let look = Look { styled: false, width: 30 };
        assert_eq!(look.paragraph("  - ", "one two three four five six"), "  - one two three four five\n    six\n");
        let command = look.wrapped(4, "then say `wasmfix --fix a.py`.");
        assert_eq!(command, "then say\n`wasmfix --fix a.py`.");
        assert_eq!(
            look.wrapped(4, "https://example.org/a/long/path/of/words"),
            "https://example.org/a/long/path/of/words"
        );
    }
}
