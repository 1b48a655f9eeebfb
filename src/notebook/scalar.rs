//! YAML strings that are no literal block: quoted, plain or folded. They are read for their value only, as an edit would
//! have to fold and escape anew.

/// The value of a string that is written behind `key:`, with the lines below it; nothing if it is no such string.
pub(super) fn read(written: &str) -> Option<String> {
    let written = written.trim_matches([' ', '\t', '\r', '\n']);
    match written.chars().next()? {
        '>' => folded(written),
        '"' => escaped(&joined(written.strip_prefix('"')?.strip_suffix('"')?, true)),
        '\'' => Some(joined(written.strip_prefix('\'')?.strip_suffix('\'')?, false).replace("''", "'")),
        '[' | '{' | '&' | '*' | '!' | '|' | '%' | '@' | '`' => None,
        _ => {
            let uncommented = |line: &str| line.split(" #").next().unwrap_or_default().to_owned();
            let lines: Vec<String> = written.lines().map(uncommented).collect();
            Some(joined(&lines.join("\n"), false))
        }
    }
}

/// Line breaks of a quoted or plain string: one is a space, further ones are breaks; a backslash before one takes it out.
fn joined(text: &str, backslashes: bool) -> String {
    let mut joined = String::new();
    let mut breaks = 0;
    for (at, line) in text.lines().enumerate() {
        let line = if at == 0 { line } else { line.trim_start() };
        if at > 0 && line.is_empty() {
            breaks += 1;
            continue;
        }
        let escapes = joined.len() - joined.trim_end_matches('\\').len();
        let glued = at > 0 && backslashes && escapes % 2 == 1;
        if glued {
            joined.pop();
        } else if at > 0 {
            joined.truncate(joined.trim_end_matches([' ', '\t']).len());
            joined.push_str(&if breaks == 0 { " ".to_owned() } else { "\n".repeat(breaks) });
        }
        joined.push_str(line);
        breaks = 0;
    }
    joined
}

/// The escapes of a double-quoted string that text has.
fn escaped(text: &str) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            result.push(letter);
            continue;
        }
        let digits = match letters.next()? {
            'n' => Err('\n'),
            't' => Err('\t'),
            'r' => Err('\r'),
            plain @ ('"' | '\\' | '/' | ' ') => Err(plain),
            'x' => Ok(2),
            'u' => Ok(4),
            _ => return None,
        };
        result.push(match digits {
            Err(letter) => letter,
            Ok(count) => {
                let digits: String = letters.by_ref().take(count).collect();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
        });
    }
    Some(result)
}

/// A block behind `>`: lines of one depth are joined, deeper ones keep their breaks.
fn folded(written: &str) -> Option<String> {
    let (_, body) = written.split_once('\n')?;
    let depth_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let depth = body.lines().find(|line| !line.trim().is_empty()).map(depth_of)?;
    let mut result = String::new();
    let (mut deeper, mut blank) = (true, 0);
    for line in body.lines().map(|line| line.get(depth..).unwrap_or_default()) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        let is_deeper = line.starts_with([' ', '\t']);
        if !result.is_empty() {
            let kept = deeper || is_deeper;
            let breaks = if kept { blank + 1 } else { blank };
            result.push_str(&if breaks == 0 { " ".to_owned() } else { "\n".repeat(breaks) });
        }
        result.push_str(line);
        (deeper, blank) = (is_deeper, 0);
    }
    Some(result)
}
