//! New cells, rendered as marimo writes them: a function with its decorator, or a fence.

use std::collections::BTreeSet;

use super::Plan;
use super::width::COLUMNS;
use crate::edit::Edit;
use crate::notebook::{Format, Notebook};

/// A cell that is to come before another.
#[derive(Clone, Debug, Default)]
pub(super) struct NewCell {
    /// Its lines, without indentation.
    pub lines: Vec<String>,
    /// The names it takes.
    pub parameters: BTreeSet<String>,
    /// The names it gives.
    pub returns: BTreeSet<String>,
}

/// The insertions of a plan's new cells.
///
/// # Errors
/// If the cell that one comes before is not written as such cells are.
pub(super) fn edits(plan: &Plan) -> Result<Vec<Edit>, String> {
    let notebook = plan.facts().notebook;
    let insertion = |(&before, new): (&usize, &NewCell)| match notebook.format {
        Format::Python => function(notebook, before, new),
        Format::Markdown => fence(notebook, before, new),
    };
    plan.new_cells.iter().map(insertion).collect()
}

fn function(notebook: &Notebook, before: usize, new: &NewCell) -> Result<Edit, String> {
    let cell = &notebook.cells[before];
    let (eol, text) = (notebook.text.line_ending(), notebook.slice(cell.span.clone()));
    let decorator = text.strip_prefix('@').and_then(|text| text.split_once(".cell"));
    let app = decorator.map(|(app, _)| app).filter(|app| app.chars().all(|c| c.is_alphanumeric() || c == '_'));
    let app = app.ok_or("the cell's decorator is not written as `@app.cell`; add the cell by hand")?;
    let indent = if cell.indent.is_empty() { "    " } else { &cell.indent };
    let parameters = new.parameters.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let returns = new.returns.iter().map(String::as_str).collect::<Vec<_>>();
    let returned = match returns[..] {
        [] => "return".to_owned(),
        [only] => format!("return ({only},)"),
        _ => {
            let line = format!("return {}", returns.join(", "));
            if indent.chars().count() + line.chars().count() <= COLUMNS {
                line
            } else {
                let names = returns.iter().map(|name| format!("{indent}{indent}{name},{eol}"));
                format!("return ({eol}{}{indent})", names.collect::<String>())
            }
        }
    };
    let lines =
        new.lines.iter().map(|line| if line.is_empty() { eol.to_owned() } else { format!("{indent}{line}{eol}") });
    let body: String = lines.collect();
    let text = format!("@{app}.cell{eol}def _({parameters}):{eol}{body}{indent}{returned}{eol}{eol}{eol}");
    // A comment above the decorator belongs to the cell below it.
    let mut at = notebook.text.line(cell.span.start).start;
    while let Some(above) = at.checked_sub(1).map(|newline| notebook.text.line(newline)) {
        if !notebook.slice(above.clone()).starts_with('#') {
            break;
        }
        at = above.start;
    }
    Ok(Edit { span: at..at, text })
}

fn fence(notebook: &Notebook, before: usize, new: &NewCell) -> Result<Edit, String> {
    let cell = &notebook.cells[before];
    let eol = notebook.text.line_ending();
    let text = notebook.slice(cell.span.clone());
    let (Some(first), Some(last)) = (text.lines().next(), text.lines().last()) else {
        return Err("the cell has no fence; add the cell by hand".to_owned());
    };
    // The name and the options of the cell are its own.
    let head: String = match first.split_once('{') {
        Some((language, attributes)) => {
            let words = attributes.trim_end().trim_end_matches('}').split_whitespace();
            let own = words.take_while(|word| !word.contains('=')).collect::<Vec<_>>().join(" ");
            let behind = attributes.rsplit_once('}').map_or("", |(_, behind)| behind);
            format!("{language}{{{own}}}{behind}")
        }
        None => first.to_owned(),
    };
    let indent = &cell.indent;
    let lines =
        new.lines.iter().map(|line| if line.is_empty() { eol.to_owned() } else { format!("{indent}{line}{eol}") });
    let body: String = lines.collect();
    let at = notebook.text.line(cell.span.start).start;
    Ok(Edit { span: at..at, text: format!("{head}{eol}{body}{last}{eol}{eol}") })
}
