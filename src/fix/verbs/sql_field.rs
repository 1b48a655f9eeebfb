//! A file in the text of `mo.sql` becomes a field, `'{mo.notebook_location() / "public" / "x.csv"}'`: a SQL cell stays one.
//!
//! marimo reads the address in the browser; outside of it DuckDB reads the copy in `public/`.

use super::read_from_public::{address, is_fixed};
use crate::check::Publication;
use crate::edit::Edit;
use crate::fix::Plan;
use crate::fix::provide::MARIMO;
use crate::notebook::{NodeId, Span};

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
    let field = |quote: char, mo: &str| address(mo, &file.public).replace('"', &quote.to_string());
    // The quotes of the field are others than those around the query: before Python 3.12 they have to be.
    let quote = if quoted.starts_with("\"\"\"") || quoted.starts_with('\'') { '"' } else { '\'' };
    let named = publication.named.as_deref().unwrap_or(&file.file);
    let wanted = format!("'{named}'");
    let spelled = text.match_indices(&wanted).map(|(at, _)| {
        let from = tree.start(query) + at + 1;
        (from..from + named.len(), true)
    });
    // `FROM '{PATH}'`
    let fields = tree.descendants(query).filter(|&part| tree.kind(part) == "interpolation");
    let variables = fields.filter_map(|part| {
        let name = tree.children(part).next().filter(|&name| tree.kind(name) == "identifier")?;
        let same = facts.value(name).place().is_some_and(|place| place.rest == named) && is_fixed(facts, name, 0);
        same.then(|| (tree.span(name), false))
    });
    let found: Vec<(Span, bool)> = spelled.chain(variables).collect();
    if found.is_empty() || (quoted.starts_with('\'') && !quoted.starts_with("'''")) {
        return Err("the query does not spell the file as it is; name it in `public/` by hand".to_owned());
    }
    let Some(cell) = facts.cell_of(call) else { return Err("it stands in no cell".to_owned()) };
    let mo = plan.need(MARIMO, cell, "marimo");
    if plain {
        let start = tree.start(query);
        plan.edits.push(Edit { span: start..start, text: "f".to_owned() });
    }
    for (span, bare) in found {
        let inner = field(quote, &mo);
        let text = if bare { format!("{{{inner}}}") } else { inner };
        plan.vanished.push(span.clone());
        plan.edits.push(Edit { span, text });
    }
    plan.edits.dedup();
    Ok(())
}
