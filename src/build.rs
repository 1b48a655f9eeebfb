//! Checks the data folders and turns them into code; a malformed row stops the build with its file and line.

#[path = "host/build_tables.rs"]
mod host_tables;

fn main() {
    host_tables::write();
}
