//! `stopped-cells`: what the guards of a notebook keep from running, said once.

use super::{Context, Subject};
use crate::notebook::CellKind;

pub(super) fn find(context: &mut Context) {
    let (facts, cells) = (context.facts, &context.notebook.cells);
    let skipped = facts.skipped_cells();
    let counted = |cell: &usize| cells[*cell].kind == CellKind::Code && !cells[*cell].disabled;
    let stopped: Vec<usize> =
        (0..cells.len()).filter(counted).filter(|&cell| skipped[cell] || facts.stops(cell)).collect();
    let Some(&first) = stopped.iter().find(|&&cell| facts.stops(cell)) else { return };
    let (count, total) = (stopped.len().to_string(), (0..cells.len()).filter(counted).count().to_string());
    let level = context.level_of("stopped-cells", "");
    let span = cells[first].statements.first().map_or(cells[first].span.clone(), |&statement| {
        let start = context.notebook.tree.start(statement);
        start..context.notebook.text.line(start).end
    });
    let names = "what those cells show";
    let fill = [("count", count.as_str()), ("total", total.as_str()), ("names", names)];
    context.report("stopped-cells", "", level, span, Subject::Notebook, &fill);
}
