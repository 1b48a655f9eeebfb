//! Whether the running notebook needs what the script block's install brings.

use std::collections::BTreeSet;

use super::provision::{Provision, Stock};
use super::{Context, by_name, call_packages, modules, providers};
use crate::host::Host;
use crate::notebook::NodeId;
use crate::syntax::{Import, Reach};

/// Whether something that runs on a host needs what only the script block's install brings there. Where nothing does, a
/// broken install takes nothing with it: what the lock has loads from its import all the same. The modules beside the
/// notebook come with the install, too: an export makes them wheels that micropip installs with the rest.
pub(super) fn needs_install(context: &Context, host: &Host) -> bool {
    let stock = Stock::of(context, host);
    let mut needed = context.facts.names.imports().iter().filter(|import| comes_along(context, &stock, import));
    let runs = |import: &Import| context.reach(import.statement, &["ModuleNotFoundError"]) == Reach::Runs;
    let by_name = |asked: &by_name::Asked| {
        asked.reach(context) == Reach::Runs && asked.provisions(&stock).contains(&Provision::Installed)
    };
    needed.any(runs)
        || by_name::asked(context.facts).iter().any(by_name)
        || call_packages::needed(context).iter().any(|package| !stock.is_loaded(package))
}

/// What the script block would have to list for what is imported otherwise than by an import statement of the notebook: the
/// distribution, the full name of what is imported, and where the notebook does it.
pub(super) fn unlisted(context: &Context) -> Vec<(String, String, NodeId)> {
    let Some(host) = context.hosts.list.last() else { return Vec::new() };
    let asked = by_name::asked(context.facts);
    let foreign = &context.siblings().foreign;
    if asked.is_empty() && foreign.is_empty() {
        return Vec::new();
    }
    let stock = Stock::of(context, host);
    let mut found = Vec::new();
    for asked in asked.iter().filter(|asked| asked.reach(context) != Reach::Guarded) {
        found.extend(asked.unlisted(&stock).into_iter().map(|(package, name)| (package, name, asked.call)));
    }
    for import in foreign {
        if let Provision::Absent { list: Some(package), .. } = stock.module(&import.name) {
            found.push((package, import.name.clone(), import.through));
        }
    }
    found
}

/// Whether an import is of nothing that is there before micropip runs, and nothing that never comes.
fn comes_along(context: &Context, stock: &Stock, import: &Import) -> bool {
    let (top, full) = (import.top_level(), import.full_name());
    if top.is_empty() || modules::stood_in(context.facts, top) {
        return false;
    }
    match stock.module(&full) {
        Provision::There => false,
        Provision::Installed | Provision::Unknown => true,
        Provision::Absent { .. } => {
            let package = providers::distribution(context, &full);
            let marked =
                package.is_some_and(|package| modules::is_marked(context, &package, &BTreeSet::from([full.clone()])));
            !context.any_host(|host| host.is_stdlib(top)) && !marked
        }
    }
}
