//! From a notebook to what was found in it.

use super::{Findings, Options, absent_files, results};
use crate::host::Hosts;
use crate::notebook::Notebook;
use crate::packages;
use crate::syntax::Facts;

/// Gathers a notebook's facts, checks them for some hosts, and hands both on.
pub(crate) fn examine<R>(
    notebook: &Notebook,
    hosts: &Hosts,
    options: &Options,
    then: impl FnOnce(&Facts, &Hosts, Findings) -> R,
) -> R {
    let importable = |module: &str| {
        // A member of a module that every host lacks: `hasattr(os, "nice")`.
        let missing = !hosts.list.is_empty() && hosts.list.iter().all(|host| host.lacks(module).is_some());
        if missing { Some(false) } else { packages::importable(module, hosts) }
    };
    let defers = !hosts.list.is_empty() && hosts.list.iter().all(|host| host.python_series() >= (3, 14));
    let facts = Facts::new(notebook, &importable, &results).deferring_annotations(defers);
    facts.tell_absent(absent_files(&facts));
    let found = options.answers().complete(|answers| super::check(&facts, hosts, options, answers));
    then(&facts, hosts, found)
}
