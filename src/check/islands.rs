//! Islands in a page of Quarto, which a `.qmd` notebook becomes: older releases install nothing that it lists.

use std::collections::BTreeMap;

use super::requirements::{Wanted, imports_live, lists};
use super::{Context, Subject, Variant};
use crate::host::Host;
use crate::packages::{PackageVerdict, Requirement, left_out, normalise};

impl Context<'_> {
    /// Whether the notebook becomes islands, and no page of its own.
    pub(super) fn is_islands(&self) -> bool {
        self.notebook.path.extension().is_some_and(|extension| extension == "qmd")
    }

    /// Whether a host installs nothing that this notebook lists.
    fn lists_in_vain(&self, host: &Host) -> bool {
        self.is_islands() && !host.islands
    }
}

/// The verdicts on the entries, where the host does not look at them.
pub(super) fn verdicts(context: &Context, host: &Host, entries: &[Requirement]) -> Option<Vec<PackageVerdict>> {
    let notes = "not looked at: islands of this marimo install nothing that is listed";
    context.lists_in_vain(host).then(|| entries.iter().map(|entry| left_out(entry, notes)).collect())
}

/// What is imported and listed, and there all the same on no host that does not look at the list.
pub(super) fn find(context: &mut Context, wanted: &BTreeMap<String, Wanted>) {
    let entries = context.requirements;
    for (name, wanted) in wanted {
        let listed = entries.iter().any(|entry| lists(entry, name, &wanted.imports));
        let missed = |host: &Host| context.lists_in_vain(host) && host.lock(&normalise(name)).is_none();
        let Some(clause) = wanted.clause.filter(|_| listed && context.any_host(missed) && imports_live(context, name))
        else {
            continue;
        };
        let level = context.level_of("missing-dependency", Variant::Islands);
        let names = format!("`{name}`");
        let fill = [("names", names.as_str()), ("is", "is"), ("since", Host::since(|host| host.islands))];
        let span = context.notebook.tree.span(clause);
        context.report("missing-dependency", Variant::Islands, level, span, Subject::Settled, &fill);
    }
}
