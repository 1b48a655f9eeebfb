//! Rules for psycopg2: where psycopg (3) gives other types, binds otherwise, or ends a transaction elsewhere.

mod blocks;
mod queries;
mod texts;
mod types;

use super::servers::Refusal;

pub(super) use blocks::{closed_afterwards, nothing_pending};
pub(super) use queries::{bound, in_lists, is_member_of_own, query, same_class};
pub(super) use texts::{COMPUTED, computed, copies};
pub(super) use types::values;
