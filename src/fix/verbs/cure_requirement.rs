//! `cure-requirement`: what the transaction itself suggests, so that it succeeds in the browser.

use super::{entry, entry_at};
use crate::check::{Cure, Problem, Subject};
use crate::fix::Plan;
use crate::packages::{Requirement, with_marker};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let (index, _, quote) = entry(plan, problem)?;
    let Subject::Requirement { cure, .. } = &problem.subject else {
        return Err("it is no entry of the script block".to_owned());
    };
    match cure.as_ref().map_err(String::clone)? {
        Cure::Write(text) => {
            plan.block.replace.insert(index, vec![text.clone()]);
        }
        Cure::Narrow(other, versions) => {
            let (other, text, quote) = entry_at(plan, *other)?;
            let elsewhere = with_marker(text, &format!("sys_platform != {quote}emscripten{quote}"));
            let narrowed = Requirement::read(text).narrowed(versions);
            let browser = with_marker(&narrowed, &format!("sys_platform == {quote}emscripten{quote}"));
            plan.block.replace.insert(other, vec![elsewhere, browser]);
        }
        Cure::Add(requirement) => {
            let browser = with_marker(requirement, &format!("sys_platform == {quote}emscripten{quote}"));
            if !plan.block.add.contains(&browser) {
                plan.block.add.push(browser);
            }
        }
        Cure::Release(_) => return Err("its marker is all it needs".to_owned()),
    }
    Ok(())
}
