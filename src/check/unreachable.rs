//! `unreachable-address`: an address that a reader of compiled code opens by itself, on a host where marimo does not fetch it
//! for the reader.

use super::readers::{Access, readers};
use super::sql::sources;
use super::written::path_of;
use super::{Context, Subject, Variant, definition, level};
use crate::host::{Host, Outcome};
use crate::notebook::{CellKind, NodeId, Span};
use crate::syntax::{Base, Place, Reach, Value};

/// The libraries whose compiled code opens addresses, which no browser lets it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Library {
    Polars,
    DuckDb,
}

impl Library {
    /// Of a call, by its dotted name.
    fn of(call: &str) -> Option<Library> {
        match call.split(['.', '(']).next() {
            Some("polars") => Some(Library::Polars),
            Some("duckdb") => Some(Library::DuckDb),
            _ if call == "marimo.sql" => Some(Library::DuckDb),
            _ => None,
        }
    }

    /// Whether marimo fetches what it is to read.
    fn is_served(self, host: &Host) -> bool {
        match self {
            Library::Polars => host.polars_urls,
            Library::DuckDb => host.duckdb_urls,
        }
    }
}

pub(super) fn find(context: &mut Context) {
    if context.every_host(|host| host.polars_urls && host.duckdb_urls) {
        return;
    }
    let (facts, tree) = (context.facts, &context.notebook.tree);
    for call in tree.all().filter(|&node| tree.kind(node) == "call" && facts.cell_statement(node).is_some()) {
        let Some(name) = facts.callee(call) else { continue };
        let Some(library) = Library::of(&name) else { continue };
        let in_query = || address_in_query(context, call, &name).map(|address| (address, true));
        if let Some((address, all)) = read_address(context, call, &name).or_else(in_query) {
            // Where it may be another path, it is as sure as what nothing calls.
            let reach = match context.reach(call, &["Exception"]) {
                Reach::Runs if !all => Reach::Uncalled,
                reach => reach,
            };
            report(context, library, tree.span(call), reach, &format!("`{name}`"), &address);
        }
    }
    for cell in context.notebook.cells.iter().filter(|cell| cell.kind == CellKind::Sql && !cell.disabled) {
        let text = context.notebook.slice(cell.code.clone());
        if let Some(address) = sources(text).into_iter().find(|source| is_web(source)) {
            report(context, Library::DuckDb, cell.code.clone(), Reach::Runs, "the SQL cell", &address);
        }
    }
}

/// The address that a reader is given, and whether it is given one whatever happens; what lies beside the page is one too.
fn read_address(context: &Context, call: NodeId, name: &str) -> Option<(String, bool)> {
    let facts = context.facts;
    let addressed = readers(name).iter().filter(|reader| matches!(reader.access, Access::Url | Access::Address));
    let mut given = addressed.filter_map(|reader| path_of(facts, call, reader));
    given.find_map(|at| {
        let value = facts.value(at);
        let items = matches!(value, Value::Items(_)).then(|| facts.each_item(at));
        let address = |value: &Value| match value.place()? {
            Place { base: Base::Text, rest, .. } if is_web(&rest) => Some(rest),
            Place { base: Base::Location, .. } => Some(context.notebook.node_text(at).to_owned()),
            _ => None,
        };
        let possible = items.as_ref().unwrap_or(&value).possible();
        let addresses: Vec<Option<String>> = possible.iter().map(|one| address(&one.value)).collect();
        let all = addresses.iter().all(Option::is_some);
        addresses.into_iter().flatten().next().map(|first| (first, all))
    })
}

/// The address that stands in a query. Another engine than DuckDB opens its own files.
fn address_in_query(context: &Context, call: NodeId, name: &str) -> Option<String> {
    let facts = context.facts;
    let runs = matches!(name.rsplit('.').next(), Some("sql" | "query" | "execute" | "query_df"));
    if !runs || facts.argument(call, usize::MAX, "engine").is_some() {
        return None;
    }
    let query = facts.argument(call, 0, "query")?;
    let text = match facts.value(query).str() {
        Some(text) => text.to_owned(),
        None => context.notebook.node_text(query).to_owned(),
    };
    sources(&text).into_iter().find(|source| is_web(source))
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

fn report(context: &mut Context, library: Library, span: Span, reach: Reach, name: &str, address: &str) {
    let outcome = |host| if library.is_served(host) { Outcome::Works } else { Outcome::Fails };
    let outcomes: Vec<Outcome> = context.hosts.list.iter().map(outcome).collect();
    let variant = if library == Library::DuckDb { Variant::Duckdb } else { Variant::Plain };
    let words = definition("unreachable-address").map(|definition| definition.words(variant));
    let level = words.and_then(|words| level::of(&words, Some(&outcomes), context.by_measurement()));
    let level = context.reached_level(level, reach);
    let since = Host::since(|host| library.is_served(host));
    let fill = [("name", name), ("address", address), ("since", since)];
    context.report("unreachable-address", variant, level, span, Subject::Notebook, &fill);
}
