//! Old and new text -> a diff: git's format for programs, a coloured one for the person who reviews a fix.

use std::fmt::Write as _;
use std::path::{Component, Path};

use anstyle::{AnsiColor, Style};
use similar::{Algorithm, ChangeTag, DiffOp, DiffTag, TextDiff, capture_diff_slices, group_diff_ops};

use crate::harmless::pictured;

const CONTEXT: usize = 3;
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HEADER: Style = AnsiColor::Cyan.on_default();

/// The change of one file as `git apply` takes it; empty if nothing changes.
///
/// It works on the bytes of the file, so every encoding and line end goes through unchanged; lines end at `\n` only,
/// as git sees them. `path` is relative to the folder where the diff will be applied: see [`relative`].
pub fn unified(path: &Path, old: &[u8], new: &[u8]) -> Vec<u8> {
    if old == new {
        return Vec::new();
    }
    let old: Vec<&[u8]> = old.split_inclusive(|&byte| byte == b'\n').collect();
    let new: Vec<&[u8]> = new.split_inclusive(|&byte| byte == b'\n').collect();
    let mut diff = header(path, path).into_bytes();
    for (mark, prefix) in [("---", "a"), ("+++", "b")] {
        diff.extend_from_slice(format!("{mark} {}{}\n", quoted(prefix, path), tab_after(path)).as_bytes());
    }
    for hunk in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT) {
        diff.extend_from_slice(hunk_header(&hunk).as_bytes());
        for op in &hunk {
            let lines_old = old.get(op.old_range()).unwrap_or_default();
            let lines_new = new.get(op.new_range()).unwrap_or_default();
            if op.tag() == DiffTag::Equal {
                push_lines(&mut diff, b' ', lines_old);
            } else {
                push_lines(&mut diff, b'-', lines_old);
                push_lines(&mut diff, b'+', lines_new);
            }
        }
    }
    diff
}

/// The copy of a file, as `git apply` makes it; both paths relative to the folder where the diff will be applied.
pub fn copy(from: &Path, to: &Path) -> String {
    let (source, target) = (quoted("", from), quoted("", to));
    format!("{}similarity index 100%\ncopy from {source}\ncopy to {target}\n", header(from, to))
}

/// The path as seen from a folder, with `.` parts removed; a path that lies elsewhere stays as it is.
pub fn relative(path: &Path, folder: &Path) -> std::path::PathBuf {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().filter(|part| *part != Component::CurDir).collect()
}

/// The change as a person reads it: line numbers, colours, the changed words of a line underlined.
///
/// Control characters are shown as pictures, so a notebook cannot steer the terminal.
pub fn coloured(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut result = String::new();
    for hunk in diff.grouped_ops(CONTEXT) {
        let _ = write!(result, "{HEADER}{}{HEADER:#}", hunk_header(&hunk));
        for change in hunk.iter().flat_map(|op| diff.iter_inline_changes(op)) {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
            };
            let number = change.new_index().or(change.old_index()).map_or(0, |index| index + 1);
            let _ = write!(result, "{style}{number:>5} {sign}{style:#}");
            for (emphasised, value) in change.iter_strings_lossy() {
                let style = if emphasised { style.bold().underline() } else { style };
                let _ = write!(result, "{style}{}{style:#}", pictured(value.trim_end_matches(['\r', '\n'])));
            }
            result.push('\n');
        }
    }
    result
}

fn header(from: &Path, to: &Path) -> String {
    format!("diff --git {} {}\n", quoted("a", from), quoted("b", to))
}

fn hunk_header(hunk: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return String::new();
    };
    let range = |start: usize, end: usize| match end.saturating_sub(start) {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        length => format!("{},{length}", start + 1),
    };
    format!(
        "@@ -{} +{} @@\n",
        range(first.old_range().start, last.old_range().end),
        range(first.new_range().start, last.new_range().end)
    )
}

fn push_lines(diff: &mut Vec<u8>, sign: u8, lines: &[&[u8]]) {
    for line in lines {
        diff.push(sign);
        diff.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            diff.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

/// The path behind a prefix, in double quotes with git's escapes if it holds anything but plain ASCII.
fn quoted(prefix: &str, path: &Path) -> String {
    let bytes = slashed_bytes(path);
    let mut name = String::from(prefix);
    if !prefix.is_empty() {
        name.push('/');
    }
    let mut odd = false;
    // A path from the root lies behind the prefix as from any folder: `a/srv/notebook.py`.
    let bytes = bytes.into_iter().skip_while(|byte| !prefix.is_empty() && *byte == b'/');
    for byte in bytes {
        match byte {
            b'"' | b'\\' => {
                odd = true;
                name.push('\\');
                name.push(char::from(byte));
            }
            b' '..=b'~' => name.push(char::from(byte)),
            _ => {
                odd = true;
                let _ = match byte {
                    b'\n' => write!(name, "\\n"),
                    b'\t' => write!(name, "\\t"),
                    b'\r' => write!(name, "\\r"),
                    _ => write!(name, "\\{byte:03o}"),
                };
            }
        }
    }
    if odd { format!("\"{name}\"") } else { name }
}

/// git ends the name with a tab if it holds a blank, so that no reader takes the rest for a date.
fn tab_after(path: &Path) -> &'static str {
    if slashed_bytes(path).contains(&b' ') { "\t" } else { "" }
}

fn slashed_bytes(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().to_vec();
    if std::path::MAIN_SEPARATOR == '\\' {
        bytes.into_iter().map(|byte| if byte == b'\\' { b'/' } else { byte }).collect()
    } else {
        bytes
    }
}
