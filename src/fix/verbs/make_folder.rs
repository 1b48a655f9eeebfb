//! `make-folder`: the browser makes a folder that something is written into; elsewhere it is there.

use super::guard::live_sites;
use crate::check::{Problem, Subject};
use crate::fix::Plan;
use crate::fix::provide::{OS, SYS};
use crate::notebook::CellKind;

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let Subject::Folder { call, folder } = &problem.subject else {
        return Err("it names no folder".to_owned());
    };
    if folder.contains(['"', '\\']) || folder.contains(char::is_control) {
        return Err("its name has a mark that would have to be escaped; make it by hand".to_owned());
    }
    let facts = plan.facts();
    let sites = live_sites(facts, *call);
    if sites.is_empty() {
        return Err("no cell calls the function that writes there; make the folder by hand".to_owned());
    }
    for site in sites {
        let (Some(cell), Some(statement)) = (facts.cell_of(site), facts.cell_statement(site)) else {
            return Err("it stands in no cell".to_owned());
        };
        if !matches!(facts.notebook.cells[cell].kind, CellKind::Code | CellKind::Setup) {
            return Err("it is written in a cell that holds nothing else; make the folder by hand".to_owned());
        }
        let sys = plan.need(SYS, cell, "os");
        let os = plan.need(OS, cell, "os");
        plan.fetch_at(cell, statement, |fetch| {
            fetch.folders.insert(folder.clone());
            (fetch.names.sys, fetch.names.os) = (sys, os);
        });
    }
    Ok(())
}
