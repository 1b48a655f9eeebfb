//! `default-in-browser`: `os.environ["X"]` -> `os.environ["X"] if sys.platform != "emscripten" else ""`, where all uses take that.

use crate::check::Problem;
use crate::fix::Plan;
use crate::fix::reads::{Instead, Read};

pub(super) fn apply(plan: &mut Plan, problem: &Problem) -> Result<(), String> {
    let facts = plan.facts();
    let read = Read::of(plan, problem)?;
    if !read.required {
        return Err(format!("give the read on line {} a default by hand", read.line));
    }
    read.takes(facts, Instead::Empty)?;
    read.is_alone_or_among_such(facts, Instead::Empty)?;
    plan.choose_read(&read, "\"\"")
}
