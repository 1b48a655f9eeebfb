//! The command line: arguments, configuration, commands, the interactive review.

mod args;
mod cache;
mod check;
mod choose;
mod complete;
mod config;
mod effective;
mod explain;
mod interrupt;
mod job;
mod next_steps;
mod output;
mod patch;
mod progress;
mod prompt;
mod review;
mod server;
mod sources;
mod tally;

use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use args::{CheckArgs, Cli, Command};

use crate::host::Host;

/// How a run ends. The numbers are part of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// No error is left; with `--diff`: nothing to change.
    Clean,
    /// An error is left; with `--diff`: something to change.
    Problems,
    /// The run itself failed.
    Failed,
    /// Ctrl-C.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Problems => 1,
            Exit::Failed => 2,
            // 128 and the signal's number, as shells count.
            Exit::Interrupted => 130,
        })
    }
}

/// The command line as clap knows it; `--version` names the releases, too.
fn command() -> clap::Command {
    let version = format!("{}\nknows {}", env!("CARGO_PKG_VERSION"), Host::known_releases());
    // Once a run, and clap keeps it as long.
    Cli::command().long_version(&*version.leak())
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    complete::answer();
    // Windows leaves patterns such as `*.py` to the program.
    let words = command().try_get_matches_from(wild::args_os()).and_then(|words| Cli::from_arg_matches(&words));
    let mut cli = match words {
        Ok(cli) => cli,
        Err(message) => {
            let steers = |word: std::ffi::OsString| word.to_string_lossy().contains(char::is_control);
            if message.use_stderr() && std::env::args_os().any(steers) {
                let said = message.render().to_string();
                output::error(said.strip_prefix("error: ").unwrap_or(&said));
                return Exit::Failed.into();
            }
            // Help that nobody reads any more is no error.
            let _ = message.print();
            return if message.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() };
        }
    };
    // `wasmfix --fix check PATH` means the command; a file of that name is `./check`.
    if cli.command.is_none() && cli.check.paths.first().is_some_and(|path| path == Path::new("check")) {
        cli.check.paths.remove(0);
    }
    let exit = match cli.command {
        None => run_check(&cli.check),
        Some(Command::Check(args)) => run_check(&args),
        Some(Command::Explain { id, look, project }) => {
            output::set_color(look.color);
            explain::run(id, &project)
        }
        Some(Command::List { look, project }) => {
            output::set_color(look.color);
            explain::run(None, &project)
        }
        Some(Command::Config { path, project }) => effective::run(path.as_deref(), &project),
        Some(Command::Man { command }) => man(command.as_deref()),
        Some(Command::Cache { command }) => cache::run(command),
        Some(Command::Server { stdio: _, project }) => on_large_stack(|| server::run(&project)),
        Some(Command::Completions { shell }) => completions(shell),
    };
    exit.into()
}

/// Stack of a thread that checks, in bytes: walks over a notebook's tree go as deep as the tree does. Only what is
/// used of it becomes memory.
const STACK: usize = 256 * 1024 * 1024;

/// Notebooks checked at once where the package index may be asked: most of the time they wait for it.
const AT_ONCE: usize = 16;

fn run_check(args: &CheckArgs) -> Exit {
    output::set_color(args.look.color);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if args.offline { cores } else { cores.max(AT_ONCE) };
    // An error means that the pool is there already; then it keeps its stacks.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build_global();
    on_large_stack(|| check::run(args))
}

fn on_large_stack(run: impl FnOnce() -> Exit + Send) -> Exit {
    std::thread::scope(|scope| {
        let run = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        match run.map(|thread| thread.join()) {
            Ok(Ok(exit)) => exit,
            _ => Exit::Failed,
        }
    })
}

fn completions(shell: clap_complete::Shell) -> Exit {
    match complete::script(&shell.to_string()) {
        Ok(script) => printed(&script),
        Err(problem) => {
            output::error(problem);
            Exit::Failed
        }
    }
}

fn man(name: Option<&str>) -> Exit {
    let mut program = command();
    // Names and usages of the commands are known only now.
    program.build();
    let Some(described) = name.map_or(Some(&program), |name| program.find_subcommand(name)) else {
        let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        let name = name.unwrap_or_default();
        output::error(format_args!("no command `{name}`: the commands are {}", names.join(", ")));
        return Exit::Failed;
    };
    let title = name.map_or("wasmfix".to_owned(), |name| format!("wasmfix-{name}"));
    let mut page = Vec::new();
    let source = concat!("wasmfix ", env!("CARGO_PKG_VERSION"));
    match clap_mangen::Man::new(described.clone()).title(title).source(source).render(&mut page) {
        Ok(()) => printed(&page),
        Err(problem) => {
            output::error(problem);
            Exit::Failed
        }
    }
}

fn printed(text: &[u8]) -> Exit {
    match output::print(text, false) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            output::error(format_args!("standard output: {problem}"));
            Exit::Failed
        }
    }
}
