//! `wasmfix check`: finds the notebooks, checks them in parallel, then reports, fixes, shows the diff or asks.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use super::Exit;
use super::args::CheckArgs;
use super::choose::{Choice, choose};
use super::interrupt;
use super::job::{Checked, Job, Outcome};
use super::next_steps;
use super::output::{Output, attended, error, stderr_styled};
use super::patch;
use super::progress;
use super::review::{self, End};
use super::sources::{self, Source};
use crate::check::folder_of;
use crate::disk::{copies, write};
use crate::notebook::Notebook;
use crate::report::{self, Format, Look, Report, Summary, path_label};
use crate::rules::Level;

/// Runs the command.
pub fn run(args: &CheckArgs) -> Exit {
    let started = Instant::now();
    let output = Output::new(args);
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    let job = match usage(args, stdin).map_or_else(|| Job::new(args), Err) {
        Ok(job) => job,
        Err(message) => {
            error(message);
            return Exit::Failed;
        }
    };
    let (outcomes, complete) = match gather(args, stdin, &job, &output) {
        Ok(gathered) => gathered,
        Err(exit) => return exit,
    };
    let (mut notebooks, read) = sort_out(outcomes, &output);
    for why in job.trouble() {
        output.warn(why);
    }
    if let Some(newer) = job.newer_marimo() {
        output.say(newer);
    }
    for asked in job.questions() {
        output.detail(asked);
    }
    let mut run = Run { args, output: &output, stdin, failed: !complete || !read };
    let mut interrupted = false;
    if args.interactive {
        interrupted = review::run(&mut notebooks, &output) == End::Interrupted;
    }
    let found = if args.diff { run.show_diff(&notebooks) } else { run.report(&mut notebooks) };
    output.detail(format_args!("{} in {} ms", counted(notebooks.len()), started.elapsed().as_millis()));
    match (interrupted, run.failed, found) {
        (true, ..) => Exit::Interrupted,
        (_, true, _) => Exit::Failed,
        (.., true) if !args.exit_zero => Exit::Problems,
        _ => Exit::Clean,
    }
}

/// What clap cannot tell about arguments that do not go together.
fn usage(args: &CheckArgs, stdin: bool) -> Option<String> {
    if stdin && args.paths.len() > 1 {
        return Some("`-` (standard input) cannot be checked together with other paths".into());
    }
    if stdin && args.interactive {
        return Some("--interactive reads keys from standard input, so the notebook cannot come from there".into());
    }
    if args.stdin_filename.is_some() && !stdin {
        return Some("--stdin-filename names the notebook on standard input: give `-` as the path".into());
    }
    if args.interactive && !attended() {
        return Some(
            "--interactive needs a terminal: use --diff to see the fixes, or --fix to apply the safe ones".into(),
        );
    }
    // Before any notebook is written: a run that changes files must be able to say so.
    if let Some(file) = args.output.as_deref().filter(|file| *file != Path::new("-")) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let why = match (file.is_dir(), folder.is_dir()) {
            (true, _) => Some("it is a folder"),
            (_, false) => Some("there is no such folder"),
            _ => None,
        };
        if let Some(why) = why {
            return Some(format!("{}: it cannot be written: {why}", file.display()));
        }
    }
    let takes_code = stdin && args.fix && !args.diff;
    if let Some(file) = args.output.as_deref().filter(|file| !takes_code && is_notebook(file)) {
        return Some(format!(
            "{}: -o would write over this notebook; name another file for the report",
            file.display()
        ));
    }
    None
}

fn is_notebook(file: &Path) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    sources::may_be_notebook(&bytes) && Notebook::read(file, &bytes).is_ok()
}

/// Checks everything that the paths stand for; false if a path is missing.
fn gather(args: &CheckArgs, stdin: bool, job: &Job, output: &Output) -> Result<(Vec<Outcome>, bool), Exit> {
    if stdin {
        let mut bytes = Vec::new();
        if let Err(problem) = io::stdin().lock().read_to_end(&mut bytes) {
            error(format_args!("standard input: {problem}"));
            return Err(Exit::Failed);
        }
        let path = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        return Ok((vec![job.run_on(&Source { path, named: true }, bytes)], true));
    }
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let (mut sources, complete) = sources::find(paths, output);
    if args.skip_non_notebooks {
        sources.iter_mut().for_each(|source| source.named = false);
    }
    if args.paths.is_empty() && a_person_reads(args) {
        sources = pick(sources, output)?;
    }
    let done = AtomicUsize::new(0);
    let line = || {
        let asking = job.asking().map(|asking| format!("; {asking}")).unwrap_or_default();
        Some(format!("Checked {} of {} files{asking}", done.load(Ordering::Relaxed), sources.len()))
    };
    let outcomes = progress::during(args.quiet, line, || {
        let outcomes = sources.par_iter().map(|source| {
            let outcome = if interrupt::pressed() {
                Outcome::Skipped(format!("{}: interrupted", source.path.display()))
            } else {
                job.run(source)
            };
            done.fetch_add(1, Ordering::Relaxed);
            outcome
        });
        outcomes.collect()
    });
    if interrupt::pressed() {
        return Err(Exit::Interrupted);
    }
    Ok((outcomes, complete))
}

/// Whether a person sits there: not in CI, which may have a terminal, and not where the report is for a program.
fn a_person_reads(args: &CheckArgs) -> bool {
    let to_read = matches!(args.format.unwrap_or_default(), Format::Full | Format::Concise);
    let for_programs = !to_read || args.output.is_some() || args.statistics || args.quiet;
    attended() && io::stdout().is_terminal() && std::env::var_os("CI").is_none() && !for_programs
}

/// Lets a person choose if several of the files are notebooks.
fn pick(sources: Vec<Source>, output: &Output) -> Result<Vec<Source>, Exit> {
    let notebooks: Vec<Source> = sources.into_par_iter().filter(|source| is_notebook(&source.path)).collect();
    if notebooks.len() < 2 {
        return Ok(notebooks);
    }
    match choose(notebooks.into_iter().map(|source| source.path).collect()) {
        Choice::These(paths) => Ok(paths.into_iter().map(|path| Source { path, named: true }).collect()),
        Choice::Nothing => {
            output.say("No notebook chosen, nothing checked");
            Err(Exit::Clean)
        }
        Choice::Interrupted => Err(Exit::Interrupted),
    }
}

/// The notebooks among the outcomes; the others are said. False if one of them fails the run.
fn sort_out(outcomes: Vec<Outcome>, output: &Output) -> (Vec<Checked>, bool) {
    let mut notebooks = Vec::new();
    let mut said = HashSet::new();
    let mut complete = true;
    for outcome in outcomes {
        match outcome {
            Outcome::Checked(checked) => {
                let (path, host) = (checked.source.path.display(), &checked.report.host);
                output.detail(format_args!("{path}: judged for {host} in {} ms", checked.elapsed.as_millis()));
                notebooks.push(*checked);
            }
            Outcome::Skipped(message) => output.detail(format_args!("skipped {message}")),
            Outcome::Unreadable(message) => output.warn(format_args!("skipped {message}")),
            Outcome::Failed(message) => {
                complete = false;
                // Many notebooks may share one broken configuration.
                if said.insert(message.clone()) {
                    error(message);
                }
            }
        }
    }
    (notebooks, complete)
}

struct Run<'a> {
    args: &'a CheckArgs,
    output: &'a Output,
    stdin: bool,
    failed: bool,
}

impl Run<'_> {
    /// Writes the fixed notebooks, then reports what is left; true if that fails the check.
    fn report(&mut self, notebooks: &mut [Checked]) -> bool {
        for notebook in notebooks.iter_mut() {
            self.write(notebook);
        }
        let reports: Vec<Report> = notebooks.iter().map(|notebook| notebook.final_report().clone()).collect();
        let summary = summary(notebooks, &reports);
        let format = self.args.format.unwrap_or_default();
        if self.stdin && self.args.fix {
            self.output.show(&report::render(
                &reports,
                &summary,
                Format::Concise,
                Look { styled: stderr_styled(), ..Look::default() },
            ));
        } else if self.args.interactive && self.args.format.is_none() && !self.args.statistics {
            // The person has just seen it all.
        } else {
            let text = if self.args.statistics {
                report::render_statistics(&reports, format)
            } else {
                report::render(&reports, &summary, format, self.output.look())
            };
            self.failed |= !self.output.publish(text.as_bytes());
        }
        if !self.failed || !notebooks.is_empty() {
            self.output.say_lines(&summary.closing(true));
        }
        for line in next_steps::after(notebooks, self.args) {
            self.output.say(line);
        }
        fails(notebooks)
    }

    /// Writes the fixed text of a notebook, if there is one, to its file or to stdout.
    fn write(&mut self, notebook: &mut Checked) {
        let path = path_label(&notebook.source.path);
        for note in &notebook.fixing_notes {
            self.output.warn(format_args!("{path}: {note}"));
        }
        if self.stdin {
            if self.args.fix {
                let bytes = notebook.fixing.as_ref().map_or(&notebook.bytes, |fixing| &fixing.bytes);
                self.failed |= !self.output.publish(bytes);
            }
            return;
        }
        let Some(fixing) = &notebook.fixing else {
            return;
        };
        // The files come first: without them the new text is wrong.
        let copied = match copies::make(folder_of(&notebook.source.path), &fixing.copies) {
            Ok(copied) => copied,
            Err(problem) => {
                error(format_args!("{path}: {problem}"));
                self.failed = true;
                notebook.fixing = None;
                return;
            }
        };
        if let Err(problem) = write::replace(&notebook.source.path, &notebook.bytes, &fixing.bytes) {
            copied.undo();
            error(format_args!("{path}: {problem}"));
            self.failed = true;
            notebook.fixing = None;
            return;
        }
        for (id, title) in &fixing.applied {
            self.output.say(format_args!("{path}: fixed {id}: {title}"));
        }
    }

    /// Puts out what the fixes would change; true if that is anything.
    fn show_diff(&mut self, notebooks: &[Checked]) -> bool {
        for notebook in notebooks {
            for note in &notebook.fixing_notes {
                self.output.warn(format_args!("{}: {note}", path_label(&notebook.source.path)));
            }
        }
        let patch = patch::of(notebooks);
        let for_a_person = self.output.styled() || self.output.on_terminal();
        let shown =
            if for_a_person { patch::painted(&patch.bytes, self.output.styled()).into_bytes() } else { patch.bytes };
        self.failed |= !self.output.publish(&shown);
        if let Some(note) = patch.note.filter(|_| !for_a_person) {
            self.output.warn(note);
        }
        let reports: Vec<Report> = notebooks.iter().map(|notebook| notebook.final_report().clone()).collect();
        if !self.failed || !notebooks.is_empty() {
            self.output.say_lines(&summary(notebooks, &reports).closing(false));
        }
        for line in next_steps::after(notebooks, self.args) {
            self.output.say(line);
        }
        !shown.is_empty()
    }
}

fn summary(notebooks: &[Checked], reports: &[Report]) -> Summary {
    Summary::of(reports, &notebooks.iter().map(|notebook| &notebook.report).collect::<Vec<_>>())
}

/// Whether something is left that makes the exit code 1.
fn fails(notebooks: &[Checked]) -> bool {
    notebooks.iter().any(|notebook| {
        let worst = notebook.final_report().findings.iter().map(|finding| finding.problem.level).max();
        worst == Some(Level::Error) || (notebook.strict && worst == Some(Level::Warning))
    })
}

fn counted(count: usize) -> String {
    format!("{count} notebook{}", if count == 1 { "" } else { "s" })
}
