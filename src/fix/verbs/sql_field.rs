//! A file in the text of `mo.sql` becomes a field, `'{mo.notebook_location() / "public" / "x.csv"}'`: a SQL cell stays one.
//!
//! marimo reads the address in the browser; outside of it DuckDB reads the copy in `public/`.

use super::read_from_public::address;
use crate::check::Publication;
use crate::edit::Edit;
use crate::fix::Plan;
use crate::fix::provide::MARIMO;
use crate::notebook::NodeId;

/// Puts the field into the query, an f-string or a text that becomes one.
pub(super) fn put(plan: &mut Plan, call: NodeId, query: NodeId, publication: &Publication) -> Result<(), String> {
    let facts = plan.facts();
    let (notebook, tree) = (facts.notebook, &facts.notebook.tree);
    let [file] = &publication.files[..] else {
        return Err("in SQL an address stands for one file; name each file by hand".to_owned());
    };
    let text = notebook.node_text(query);
    let opening = text.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = text.split_at(opening);
    let is_format =
        prefix.eq_ignore_ascii_case("f") || prefix.eq_ignore_ascii_case("fr") || prefix.eq_ignore_ascii_case("rf");
    let plain = prefix.is_empty() || prefix.eq_ignore_ascii_case("r");
    if tree.kind(query) != "string" || !(is_format || plain) {
        return Err("the query is no single text of Python; fetch the file in a cell before by hand".to_owned());
    }
    if plain && quoted.contains(['{', '}']) {
        return Err(
            "the query holds braces, which an f-string gives a meaning; fetch the file in a cell before by hand"
                .to_owned(),
        );
    }
    // The quotes of the field are others than those around the query: before Python 3.12 they have to be.
    let quote = if quoted.starts_with("\"\"\"") || quoted.starts_with('\'') { '"' } else { '\'' };
    let wanted = format!("'{}'", publication.named.as_deref().unwrap_or(&file.file));
    let found: Vec<usize> = text.match_indices(&wanted).map(|(at, _)| at).collect();
    if found.is_empty() || (quoted.starts_with('\'') && !quoted.starts_with("'''")) {
        return Err("the query does not spell the file as it is; name it in `public/` by hand".to_owned());
    }
    let (Some(cell), start) = (facts.cell_of(call), tree.start(query)) else {
        return Err("it stands in no cell".to_owned());
    };
    let mo = plan.need(MARIMO, cell, tree.start(facts.cell_statement(call).unwrap_or(call)), "marimo")?;
    let field = format!("{{{}}}", address(&mo, &file.public)).replace('"', &quote.to_string());
    if plain {
        plan.edits.push(Edit { span: start..start, text: "f".to_owned() });
    }
    for at in found {
        let from = start + at + 1;
        plan.edits.push(Edit { span: from..from + wanted.len() - 2, text: field.clone() });
    }
    plan.edits.dedup();
    Ok(())
}
