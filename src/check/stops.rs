//! `stopped-cells`: what the guards of a notebook keep from running, said once.

use super::{Context, Subject, Variant};
use crate::notebook::{CellKind, NodeId};

pub(super) fn find(context: &mut Context) {
    stopping(context);
    waiting(context);
}

/// Those that guards stop for good.
fn stopping(context: &mut Context) {
    let (facts, cells) = (context.facts, &context.notebook.cells);
    let counted = |cell: &usize| cells[*cell].kind == CellKind::Code && !cells[*cell].disabled;
    // The cells that end, or need one that does.
    let stopped = |ends: &[usize]| -> Vec<usize> {
        let needs = |cell: usize| facts.names.ancestors(cell).iter().any(|needed| ends.contains(needed));
        (0..cells.len()).filter(counted).filter(|&cell| ends.contains(&cell) || needs(cell)).collect()
    };
    let by = |guard: &dyn Fn(usize) -> Option<NodeId>| -> Vec<usize> {
        (0..cells.len()).filter(|&cell| guard(cell).is_some()).collect()
    };
    let ends = by(&|cell| facts.stopped_by_guard(cell));
    let skipped = facts.skipped_cells();
    let in_branches = by(&|cell| facts.may_stop_by_guard(cell).filter(|_| !skipped[cell] && !ends.contains(&cell)));
    let certain = stopped(&ends);
    let possible = stopped(&in_branches).iter().filter(|cell| !certain.contains(cell)).count();
    let (variant, count, first) = match (ends.first(), in_branches.first()) {
        (Some(&cell), _) => (Variant::Plain, certain.len(), facts.stopped_by_guard(cell)),
        (None, Some(&cell)) => (Variant::InBranch, possible, facts.may_stop_by_guard(cell)),
        (None, None) => return,
    };
    let Some(statement) = first else { return };
    let (count, total) = (count.to_string(), (0..cells.len()).filter(counted).count().to_string());
    let level = context.level_of("stopped-cells", variant);
    let start = context.notebook.tree.start(statement);
    let span = start..context.notebook.text.line(start).end;
    let names = "what those cells show";
    let fill = [("count", count.as_str()), ("total", total.as_str()), ("names", names)];
    context.report("stopped-cells", variant, level, span, Subject::Notebook, &fill);
    if possible > 0 && variant == Variant::Plain {
        context.add_to_reason(&format!("; {possible} more may not run: a guard stands in a branch"));
    }
}

/// Those that a guard keeps waiting until a reader fills a field in.
fn waiting(context: &mut Context) {
    let (facts, cells) = (context.facts, &context.notebook.cells);
    let ends: Vec<Option<NodeId>> = (0..cells.len()).map(|cell| facts.waits_by_guard(cell)).collect();
    let Some(statement) = ends.iter().flatten().next().copied() else { return };
    let counted = |cell: &usize| cells[*cell].kind == CellKind::Code && !cells[*cell].disabled;
    let skipped = facts.skipped_cells();
    let needs = |cell: usize| facts.names.ancestors(cell).iter().any(|&needed| ends[needed].is_some());
    let waits = |&cell: &usize| {
        (ends[cell].is_some() || needs(cell)) && !skipped[cell] && facts.stopped_by_guard(cell).is_none()
    };
    let count = (0..cells.len()).filter(counted).filter(waits).count();
    let total = (0..cells.len()).filter(counted).count();
    if count == 0 {
        return;
    }
    let level = context.level_of("stopped-cells", Variant::Waiting);
    let start = context.notebook.tree.start(statement);
    let span = start..context.notebook.text.line(start).end;
    let fill = [("count", count.to_string()), ("total", total.to_string())];
    let fill: Vec<(&str, &str)> = fill.iter().map(|(name, value)| (*name, value.as_str())).collect();
    context.report("stopped-cells", Variant::Waiting, level, span, Subject::Notebook, &fill);
}
