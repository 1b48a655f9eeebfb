//! The command line's words, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use super::complete;
use super::config::release;
use crate::host::Version;
use crate::report::Format;

const AFTER_HELP: &str = "\
Exit codes:
  0  no error is left (warnings do not fail; --strict makes them); with --diff: nothing to change
  1  an error is left; with --diff: there is something to change
  2  the run itself failed: usage, configuration, a path that is missing or no notebook, a refused write

Configuration: `[tool.wasmfix]` in the nearest pyproject.toml. One line is exempted by `# wasmfix: ignore[ID] reason`.";

/// Checks whether marimo notebooks can run in the browser, and rewrites them so that they can.
#[derive(Debug, Parser)]
#[command(name = "wasmfix", version, about, after_help = AFTER_HELP, args_conflicts_with_subcommands = true)]
#[command(args_override_self = true)]
pub struct Cli {
    /// What to do; `check` if it is left out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The arguments of a `check` that is left out.
    #[command(flatten)]
    pub check: CheckArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what keeps notebooks from running in the browser (the default command)
    #[command(after_help = AFTER_HELP)]
    Check(Box<CheckArgs>),
    /// Explain a problem and its fixes, or list all problems
    Explain {
        /// The problem's id, such as `subprocess`; a project's own begin with `local/`
        #[arg(add = ArgValueCandidates::new(complete::ids))]
        id: Option<String>,
        #[command(flatten)]
        look: Look,
        #[command(flatten)]
        project: Project,
    },
    /// List all problems, with the project's own
    List {
        #[command(flatten)]
        look: Look,
        #[command(flatten)]
        project: Project,
    },
    /// Print the settings that hold for a notebook or a folder, and where each comes from
    Config {
        /// A notebook or a folder [default: this folder]
        #[arg(add = ArgValueCompleter::new(complete::notebooks()))]
        path: Option<PathBuf>,
        #[command(flatten)]
        project: Project,
    },
    /// Say where the package index's answers are kept, or remove them
    Cache {
        /// What to do
        #[command(subcommand)]
        command: CacheCommand,
    },
    /// Serve an editor: the Language Server Protocol on standard input and output
    Server {
        /// What some editors add; it is the only way there is
        #[arg(long, hide = true)]
        stdio: bool,
        #[command(flatten)]
        project: Project,
    },
    /// Print the manual page, for `man -l -`
    Man {
        /// Print the page of this command, such as `explain`
        command: Option<String>,
    },
    /// Print the completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to do with the cache.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum CacheCommand {
    /// Print the folder of the cache
    Dir,
    /// Remove everything in the cache
    Clean,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Look {
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, help_heading = "Output")]
    pub color: Color,
}

/// The values of `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Notebooks, or folders to search for them; `-` reads one from standard input [default: this folder]
    #[arg(add = ArgValueCompleter::new(complete::notebooks().stdio()))]
    pub paths: Vec<PathBuf>,
    /// Pass over named files that are no notebooks, as in a folder: for hooks that name every changed file
    #[arg(long)]
    pub skip_non_notebooks: bool,

    /// Apply the safe fixes in place
    #[arg(long, help_heading = "Fixing")]
    pub fix: bool,
    /// With --fix or --diff: apply the unsafe fixes too
    #[arg(long, help_heading = "Fixing")]
    pub unsafe_fixes: bool,
    /// Print what the fixes would change as a diff for `git apply`, and write nothing
    #[arg(long, help_heading = "Fixing")]
    pub diff: bool,
    /// Show every fix, safe or not, and ask whether to apply it
    #[arg(short, long, conflicts_with_all = ["fix", "diff", "unsafe_fixes"], help_heading = "Fixing")]
    pub interactive: bool,

    /// Judge by what was measured on this marimo release, alone; `0.25` is its newest [default: the newest release, and the
    /// newest that the notebook or its project allows]
    #[arg(long, value_parser = release, value_name = "VERSION", value_delimiter = ',', help_heading = "Judging")]
    #[arg(add = ArgValueCandidates::new(complete::releases))]
    pub marimo: Vec<Version>,
    /// Judge by what was measured, alone, not by marimo's guidance
    #[arg(long, conflicts_with = "marimo", help_heading = "Judging")]
    pub measured: bool,
    /// Look only for these problems (comma-separated, repeatable)
    #[arg(long, value_name = "IDS", value_delimiter = ',', help_heading = "Judging")]
    #[arg(add = ArgValueCandidates::new(complete::ids))]
    pub select: Vec<String>,
    /// Do not look for these problems (comma-separated, repeatable)
    #[arg(long, value_name = "IDS", value_delimiter = ',', help_heading = "Judging")]
    #[arg(add = ArgValueCandidates::new(complete::ids))]
    pub ignore: Vec<String>,
    /// Exit with 1 if a warning is left, too
    #[arg(long, help_heading = "Judging")]
    pub strict: bool,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Judging")]
    pub exit_zero: bool,

    /// How to write the report
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<Format>,
    /// Write to this file what would go to standard output; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Count the problems by id instead of listing them
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
    #[command(flatten)]
    pub look: Look,
    /// Print findings only, no summary
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
    /// Say which host was taken, which files were skipped, and how long it took
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,
    /// The name that the notebook on standard input goes by
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub stdin_filename: Option<PathBuf>,

    /// Ask no package index
    #[arg(long, help_heading = "Packages")]
    pub offline: bool,
    /// Ask the package index again, whatever the cache holds
    #[arg(long, conflicts_with = "offline", help_heading = "Packages")]
    pub refresh: bool,
    /// The package index to ask
    #[arg(long, value_name = "URL", conflicts_with = "offline", help_heading = "Packages")]
    pub index_url: Option<String>,
    /// Ask the servers of literal http(s) addresses that the notebook reads whether a browser gets the data
    #[arg(long, conflicts_with = "offline", help_heading = "Packages")]
    pub online_data: bool,
    /// A Pyodide lock file to use instead of the host's own
    #[arg(long, value_name = "FILE", help_heading = "Packages")]
    pub lock_file: Option<PathBuf>,

    #[command(flatten)]
    pub project: Project,
}

/// Where the configuration comes from.
#[derive(Clone, Debug, Default, Args)]
pub struct Project {
    /// Take the configuration from this file
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub isolated: bool,
}
