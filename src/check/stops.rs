//! `stopped-cells`: what the guards of a notebook keep from running, said once.

use super::{Context, Subject};
use crate::notebook::CellKind;

pub(super) fn find(context: &mut Context) {
    let (facts, cells) = (context.facts, &context.notebook.cells);
    let counted = |cell: &usize| cells[*cell].kind == CellKind::Code && !cells[*cell].disabled;
    let ends: Vec<usize> = (0..cells.len()).filter(|&cell| facts.stopped_by_guard(cell).is_some()).collect();
    let needs_stopped = |cell: usize| facts.names.ancestors(cell).iter().any(|needed| ends.contains(needed));
    let stopped: Vec<usize> =
        (0..cells.len()).filter(counted).filter(|&cell| ends.contains(&cell) || needs_stopped(cell)).collect();
    let Some(statement) = ends.first().and_then(|&cell| facts.stopped_by_guard(cell)) else { return };
    let (count, total) = (stopped.len().to_string(), (0..cells.len()).filter(counted).count().to_string());
    let level = context.level_of("stopped-cells", "");
    let start = context.notebook.tree.start(statement);
    let span = start..context.notebook.text.line(start).end;
    let names = "what those cells show";
    let fill = [("count", count.as_str()), ("total", total.as_str()), ("names", names)];
    context.report("stopped-cells", "", level, span, Subject::Notebook, &fill);
}
