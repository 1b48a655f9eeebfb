//! `wasmfix cache`: where the answers of package indexes are kept, and how to be rid of them.

use super::Exit;
use super::args::CacheCommand;
use super::output;
use crate::net::{cache_folder, clean_cache};

/// Runs the command.
pub fn run(command: CacheCommand) -> Exit {
    let Some(folder) = cache_folder() else {
        output::error("this system names no folder for caches, so nothing is kept");
        return Exit::Failed;
    };
    let said = match command {
        CacheCommand::Dir => format!("{}\n", folder.display()),
        CacheCommand::Clean => match clean_cache(&folder) {
            Ok((0, _)) => format!("Nothing to remove in {}\n", folder.display()),
            Ok((files, bytes)) => {
                let plural = if files == 1 { "" } else { "s" };
                format!("Removed {files} file{plural} ({} kB) from {}\n", bytes.div_ceil(1000), folder.display())
            }
            Err(problem) => {
                output::error(format_args!("{}: {problem}", folder.display()));
                return Exit::Failed;
            }
        },
    };
    match output::print_lines(&said) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            output::error(format_args!("standard output: {problem}"));
            Exit::Failed
        }
    }
}
