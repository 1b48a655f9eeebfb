//! Edits of the script block: requirements added and replaced, with everything that does not change left as it is.
//!
//! The block is never written anew from its TOML (that would lose line ends, comment marks and the author's layout); new
//! entries are put between the old ones in the layout that the list has.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Edit;
use super::setting::{Setting, setting};
use crate::notebook::{Format, Notebook, ScriptBlock, ScriptBlockState};

/// All that one pass wants of the script block, so that several fixes make one change of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockPlan {
    /// Requirements to add; those whose name is listed already are left out.
    pub add: Vec<String>,
    /// By the index in [`ScriptBlock::requirements`]: the requirements that take the entry's place.
    pub replace: BTreeMap<usize, Vec<String>>,
    /// Settings below `[tool]`: the path of the key, and its value in TOML.
    pub set: BTreeMap<&'static [&'static str], &'static str>,
}

/// The edits that add requirements, and make the block if there is none.
///
/// # Errors
/// If the block cannot be read; then nothing may be edited.
pub fn add(notebook: &Notebook, requirements: &[String]) -> Result<Vec<Edit>, String> {
    BlockPlan { add: requirements.to_vec(), ..BlockPlan::default() }.edits(notebook)
}

/// The edits that put other requirements in the place of one entry.
///
/// # Errors
/// If the block cannot be read, or has no such entry.
pub fn replace(notebook: &Notebook, index: usize, requirement: &[String]) -> Result<Vec<Edit>, String> {
    BlockPlan { replace: BTreeMap::from([(index, requirement.to_vec())]), ..BlockPlan::default() }.edits(notebook)
}

impl BlockPlan {
    /// Adds what another plan wants. Where both replace an entry, the first one stays.
    pub fn merge(&mut self, other: BlockPlan) {
        self.add.extend(other.add);
        for (index, requirements) in other.replace {
            self.replace.entry(index).or_insert(requirements);
        }
        self.set.extend(other.set);
    }

    /// The edits, sorted and apart from each other; none if nothing is to change.
    ///
    /// # Errors
    /// If the block cannot be read, has no such entry, or an entry would be replaced by nothing.
    pub fn edits(&self, notebook: &Notebook) -> Result<Vec<Edit>, String> {
        let script = &notebook.script;
        if let Some(reason) = script.read_only.as_ref().filter(|_| *self != BlockPlan::default()) {
            return Err(reason.clone());
        }
        let toml = match &script.state {
            ScriptBlockState::Malformed { reason } => return Err(format!("the script block is malformed: {reason}")),
            ScriptBlockState::Missing => None,
            ScriptBlockState::Present { toml, .. } => Some(toml),
        };
        if let Some(index) = self.replace.keys().find(|&&index| index >= script.requirements().len()) {
            return Err(format!("the script block has no requirement number {}", index + 1));
        }
        if self.replace.values().any(Vec::is_empty) {
            return Err("a requirement can only be replaced by another".to_owned());
        }
        let added = self.added(script);
        if toml.is_none() && !self.set.is_empty() {
            return Err("there is no script block to set it in; add one first".to_owned());
        }
        let mut edits = match toml {
            None if added.is_empty() => Vec::new(),
            None => vec![new_block(notebook, &added)],
            Some(toml) => Block { notebook, script, toml, eol: notebook.text.line_ending() }.edits(&added, self)?,
        };
        if !edits.is_empty() && script.behind_bom {
            let at = script.span.start;
            edits.insert(0, Edit { span: at..at, text: notebook.text.line_ending().to_owned() });
        }
        Ok(joined(edits))
    }

    /// The requirements that are really new, sorted by name.
    fn added(&self, script: &ScriptBlock) -> Vec<String> {
        let kept = script.requirements().iter().enumerate().filter(|(index, _)| !self.replace.contains_key(index));
        let listed = kept.map(|(_, requirement)| requirement.text.as_str());
        let listed = listed.chain(self.replace.values().flatten().map(String::as_str));
        let listed = listed.map(normalized_name).collect::<Vec<_>>();
        let mut added: Vec<String> = Vec::new();
        for requirement in self.add.iter().map(|requirement| requirement.trim()) {
            let known =
                listed.contains(&normalized_name(requirement)) || added.iter().any(|other| other == requirement);
            if !known && !requirement.is_empty() {
                added.push(requirement.to_owned());
            }
        }
        added.sort_by_key(|requirement| sort_key(requirement));
        added
    }
}

/// The name of a requirement, lower case, as it was written.
fn sort_key(requirement: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let requirement = requirement.trim_start();
    let end = requirement.find(|letter| !is_name(letter)).unwrap_or(requirement.len());
    requirement.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// The name as the package index compares it (PEP 503).
fn normalized_name(requirement: &str) -> String {
    let key = sort_key(requirement);
    key.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A TOML string, in the wanted quotes if the text allows it.
fn quoted(text: &str, quote: char) -> String {
    let plain = |quote: char| {
        let allowed = |letter: char| letter != quote && !letter.is_control() && (quote == '\'' || letter != '\\');
        text.chars().all(allowed)
    };
    let other = if quote == '"' { '\'' } else { '"' };
    match [quote, other].into_iter().find(|&quote| plain(quote)) {
        Some(quote) => format!("{quote}{text}{quote}"),
        None => toml_edit::Value::from(text).to_string(),
    }
}

fn dependencies_lines(requirements: &[String]) -> Vec<String> {
    let entries = requirements.iter().map(|requirement| format!("    {},", quoted(requirement, '"')));
    std::iter::once("dependencies = [".to_owned()).chain(entries).chain(std::iter::once("]".to_owned())).collect()
}

/// A block where there is none, with one blank line after it; in Markdown a key of the front matter.
fn new_block(notebook: &Notebook, requirements: &[String]) -> Edit {
    let source = notebook.text.as_str();
    let eol = notebook.text.line_ending();
    let at = notebook.script.insert_at;
    let after = source.get(at..).unwrap_or_default();
    let before = source.get(..at).unwrap_or_default();
    let lines = dependencies_lines(requirements);
    let mut text = String::new();
    if !before.is_empty() && !before.ends_with(['\n', '\r']) {
        // A BOM right before the block would hide it; a shebang may be the file's last line.
        text.push_str(eol);
    }
    let mut push = |line: &str| {
        text.push_str(line);
        text.push_str(eol);
    };
    match notebook.format {
        Format::Python => {
            push("# /// script");
            lines.iter().for_each(|line| push(&format!("# {line}")));
            push("# ///");
        }
        Format::Markdown => {
            let has_front_matter = after.starts_with("---") && before.contains("---");
            if !has_front_matter {
                push("---");
            }
            push("pyproject: |-");
            lines.iter().for_each(|line| push(&format!("  {line}")));
            if has_front_matter {
                return Edit { span: at..at, text };
            }
            push("---");
        }
    }
    if !after.starts_with(['\n', '\r']) {
        text.push_str(eol);
    }
    Edit { span: at..at, text }
}

/// A block that can be read. Offsets are those of its TOML until they become edits.
struct Block<'a> {
    notebook: &'a Notebook,
    script: &'a ScriptBlock,
    toml: &'a str,
    eol: &'static str,
}

/// The list of requirements in the TOML.
struct List {
    /// With its brackets.
    span: Range<usize>,
    entries: Vec<Range<usize>>,
    /// What to compare for a sorted list.
    keys: Vec<String>,
}

impl Block<'_> {
    fn edits(&self, added: &[String], plan: &BlockPlan) -> Result<Vec<Edit>, String> {
        let document = toml_edit::Document::parse(self.toml).map_err(|error| error.to_string())?;
        let mut edits = self.requirements(&document, added, &plan.replace)?;
        for (path, value) in &plan.set {
            edits.extend(self.setting(&document, path, value)?);
        }
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Ok(edits)
    }

    fn setting(
        &self,
        document: &toml_edit::Document<&str>,
        path: &[&str],
        value: &str,
    ) -> Result<Option<Edit>, String> {
        let written = |line: &String| format!("{}{line}", self.script.prefix).trim_end().to_owned();
        Ok(setting(self.toml, document, path, value)?.map(|setting| match setting {
            Setting::Text(span, text) => {
                Edit { span: self.script.file_offset(span.start)..self.script.file_offset(span.end), text }
            }
            Setting::Below(_, lines) if self.script.lines.is_empty() => {
                let at = self.script.content_start;
                Edit { span: at..at, text: lines.iter().map(|line| written(line) + self.eol).collect() }
            }
            Setting::Below(at, lines) => {
                let at = self.script.file_offset(at);
                Edit { span: at..at, text: lines.iter().map(|line| self.eol.to_owned() + &written(line)).collect() }
            }
        }))
    }

    fn requirements(
        &self,
        document: &toml_edit::Document<&str>,
        added: &[String],
        replaced: &BTreeMap<usize, Vec<String>>,
    ) -> Result<Vec<Edit>, String> {
        let Some(item) = document.as_table().get("dependencies") else {
            return Ok(if added.is_empty() { Vec::new() } else { vec![self.new_key(document, added)] });
        };
        let array = item.as_array().ok_or("`dependencies` is no list")?;
        let list = List {
            span: array.span().ok_or("`dependencies` has no place")?,
            entries: array.iter().filter_map(toml_edit::Value::span).collect(),
            keys: array.iter().map(|value| sort_key(value.as_str().unwrap_or_default())).collect(),
        };
        let mut edits = Vec::new();
        for (&index, texts) in replaced {
            let span = list.entries.get(index).cloned().ok_or("the entry has no place")?;
            let quote = self.quote_at(span.start);
            let separator = self
                .indent_before(span.start)
                .map_or_else(|| ", ".to_owned(), |indent| format!(",{}", self.line(indent)));
            let text = texts.iter().map(|text| quoted(text, quote)).collect::<Vec<_>>().join(&separator);
            edits.push((span, text));
        }
        edits.extend(self.insertions(&list, added));
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        let to_file = |at: usize| self.script.file_offset(at);
        Ok(edits.into_iter().map(|(span, text)| Edit { span: to_file(span.start)..to_file(span.end), text }).collect())
    }

    /// The key with its list, where the block has none: below the last plain key, above the first table.
    fn new_key(&self, document: &toml_edit::Document<&str>, added: &[String]) -> Edit {
        let prefix = &self.script.prefix;
        let lines = dependencies_lines(added).into_iter().map(|line| format!("{prefix}{line}")).collect::<Vec<_>>();
        let last = last_plain_value(document.as_table());
        let end_of_line =
            |at: usize| self.toml.get(at..).and_then(|rest| rest.find('\n')).map_or(self.toml.len(), |end| at + end);
        let next = last.map_or(0, |end| end_of_line(end) + 1);
        let below = self.toml.get(next..).unwrap_or_default();
        let blank = !below.is_empty()
            && !below.starts_with('\n')
            && !below.lines().next().unwrap_or_default().trim().is_empty();
        let mut text = lines.join(self.eol);
        if blank {
            text.push_str(self.eol);
            text.push_str(prefix.trim_end());
        }
        match last {
            Some(last) => {
                let at = self.script.file_offset(end_of_line(last));
                Edit { span: at..at, text: format!("{}{text}", self.eol) }
            }
            None => {
                let at = self.script.content_start;
                Edit { span: at..at, text: format!("{text}{}", self.eol) }
            }
        }
    }

    /// Where the new entries go and how they are written there.
    fn insertions(&self, list: &List, added: &[String]) -> Vec<(Range<usize>, String)> {
        let sorted = list.keys.is_sorted();
        let mut groups: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
        for requirement in added {
            let key = sort_key(requirement);
            let index = if sorted { list.keys.partition_point(|other| *other <= key) } else { list.keys.len() };
            groups.entry(index).or_default().push(requirement);
        }
        let quote = list.entries.first().map_or('"', |entry| self.quote_at(entry.start));
        let write = |(index, group): (usize, Vec<&String>)| {
            let entries = group.into_iter().map(|text| quoted(text, quote)).collect::<Vec<_>>();
            self.insertion(list, index, &entries)
        };
        groups.into_iter().flat_map(write).collect()
    }

    fn insertion(&self, list: &List, index: usize, entries: &[String]) -> Vec<(Range<usize>, String)> {
        let one_line = !self.toml.get(list.span.clone()).unwrap_or_default().contains('\n');
        let before = index.checked_sub(1).and_then(|index| list.entries.get(index));
        let after = list.entries.get(index);
        let inner_end = list.span.end.saturating_sub(1);
        if one_line || (list.entries.is_empty() && self.ends_line(list.span.start + 1).is_none()) {
            let joined = entries.join(", ");
            return vec![match (before, after) {
                (_, Some(after)) => (after.start..after.start, format!("{joined}, ")),
                (Some(before), None) => (before.end..before.end, format!(", {joined}")),
                (None, None) => (list.span.start + 1..list.span.start + 1, joined),
            }];
        }
        // The indentation of the nearest entry that begins a line.
        let near = before.into_iter().chain(after).chain(&list.entries);
        let indent = near.into_iter().find_map(|entry| self.indent_before(entry.start));
        let line = self.line(indent.unwrap_or("    "));
        let lines = |last_comma: bool| {
            let text = entries.iter().map(|entry| format!("{line}{entry}")).collect::<Vec<_>>().join(",");
            if last_comma { text + "," } else { text }
        };
        let Some(before) = before else {
            return vec![match (self.ends_line(list.span.start + 1), after) {
                (Some(end), _) => (end..end, lines(true)),
                (None, Some(after)) => (after.start..after.start, format!("{}, ", entries.join(", "))),
                (None, None) => (list.span.start + 1..list.span.start + 1, entries.join(", ")),
            }];
        };
        let gap = self.toml.get(before.end..after.map_or(inner_end, |after| after.start)).unwrap_or_default();
        let line_gap = gap.split('\n').next().unwrap_or_default();
        let has_comma = line_gap.trim_start().starts_with(',');
        let comma_end = before.end + line_gap.find(',').map_or(0, |at| at + 1);
        if has_comma {
            return vec![match self.ends_line(comma_end).filter(|_| gap.contains('\n')) {
                Some(end) => (end..end, lines(true)),
                // Another entry, or the bracket, follows on the same line.
                None => (comma_end..comma_end, entries.iter().map(|entry| format!(" {entry},")).collect()),
            }];
        }
        let end = self.ends_line(before.end).filter(|_| after.is_none() && gap.contains('\n') && !comma_below(gap));
        match end {
            Some(end) => vec![(before.end..before.end, ",".to_owned()), (end..end, lines(false))],
            // A comma on a later line separates what comes next; or the bracket follows at once.
            None => vec![(before.end..before.end, format!(",{}", lines(false)))],
        }
    }

    /// The end of the line if nothing but white space and a comment follows.
    fn ends_line(&self, at: usize) -> Option<usize> {
        let rest = self.toml.get(at..)?.split('\n').next()?;
        let code = rest.trim_start();
        (code.is_empty() || code.starts_with('#')).then(|| at + rest.trim_end().len())
    }

    /// The white space before an entry that begins its line.
    fn indent_before(&self, at: usize) -> Option<&str> {
        let before = self.toml.get(..at)?;
        let line = before.get(before.rfind('\n').map_or(0, |newline| newline + 1)..)?;
        line.trim().is_empty().then_some(line)
    }

    fn line(&self, indent: &str) -> String {
        format!("{}{}{indent}", self.eol, self.script.prefix)
    }

    fn quote_at(&self, at: usize) -> char {
        if self.notebook.slice(self.script.file_offset(at)..self.script.file_offset(at) + 1) == "'" {
            '\''
        } else {
            '"'
        }
    }
}

/// Whether the comma after an entry stands on a line below it.
fn comma_below(gap: &str) -> bool {
    gap.split('\n').any(|line| line.split('#').next().unwrap_or_default().contains(','))
}

/// The end of the last value that belongs to no table with a header.
pub(super) fn last_plain_value(table: &toml_edit::Table) -> Option<usize> {
    let end = |(_, item): (&str, &toml_edit::Item)| match item {
        toml_edit::Item::Value(value) if !value.as_inline_table().is_some_and(toml_edit::InlineTable::is_dotted) => {
            value.span().map(|span| span.end)
        }
        toml_edit::Item::Table(inner) if inner.is_dotted() => last_plain_value(inner),
        _ => None,
    };
    table.iter().filter_map(end).max()
}

/// Edits that touch become one.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.span.end == edit.span.start => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            _ => joined.push(edit),
        }
    }
    joined
}
