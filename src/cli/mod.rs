//! The command line: arguments, configuration, commands, the interactive review.

/// Runs the program with the process's arguments.
pub fn run() -> std::process::ExitCode {
    todo!()
}
