//! One file -> its report, and what fixing makes of it: what every mode of `check` does to each notebook.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::args::{CheckArgs, Project};
use super::config::{Configuration, Origin, Settings, of_notebook};
use super::sources::{Source, in_words, may_be_notebook};
use crate::check::FileCopy;
use crate::disk::Projects;
use crate::host::{self, LockFile};
use crate::net::{Index, IndexAddress, IndexOptions, Progress, trusted_indexes};
use crate::notebook::{Notebook, ReadError};
use crate::report::{Report, path_argument};
use crate::rules::LOCAL;
use crate::rules::ids;
use crate::surroundings::Surroundings;
use crate::{Fixed, Options};

/// What is the same for all files of a run.
#[derive(Debug)]
pub struct Job {
    configuration: Configuration,
    command_line: Settings,
    refresh: bool,
    online_data: bool,
    cached_only: bool,
    fixing: bool,
    from_stream: bool,
    locks: Mutex<HashMap<Option<PathBuf>, Option<Arc<LockFile>>>>,
    isolated: bool,
    /// The indexes that the person trusts.
    trusted: Vec<String>,
    /// By the URL that was given and the folder of the notebook.
    addresses: Mutex<HashMap<Choosers, IndexAddress>>,
    indexes: Mutex<HashMap<IndexAddress, Arc<Index>>>,
    projects: Projects,
}

type Choosers = (Option<String>, Option<PathBuf>);

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It was checked.
    Checked(Box<Checked>),
    /// It was found in a folder and is no notebook.
    Skipped(String),
    /// It was found in a folder and cannot be read.
    Unreadable(String),
    /// It was named, or its configuration is wrong: the run fails.
    Failed(String),
}

/// A notebook after its check.
#[derive(Debug)]
pub struct Checked {
    /// The file.
    pub source: Source,
    /// Its bytes as they were read.
    pub bytes: Vec<u8>,
    /// The report on these bytes.
    pub report: Report,
    /// What fixes made of it, if they changed anything.
    pub fixing: Option<Fixing>,
    /// What must be said about the fixing itself.
    pub fixing_notes: Vec<String>,
    /// Whether warnings fail.
    pub strict: bool,
    /// What it was checked with, for another check after an edit.
    pub recheck: Recheck,
    /// How long all of it took.
    pub elapsed: Duration,
}

/// A notebook after its fixes.
#[derive(Clone, Debug)]
pub struct Fixing {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// The report on them.
    pub report: Report,
    /// The fixes made: problem id, title.
    pub applied: Vec<(String, String)>,
    /// The files to copy before the new bytes are written.
    pub copies: Vec<FileCopy>,
}

/// How a notebook is checked: the options, and what the report says about where they come from.
#[derive(Clone, Debug)]
pub struct Recheck {
    options: Options,
    notes: Vec<String>,
}

impl Job {
    /// The job that the arguments describe.
    ///
    /// # Errors
    /// If `--select` or `--ignore` name a problem that does not exist, as a message. Whether a project has one of its own
    /// of that name is known when its notebooks are read.
    pub fn new(args: &CheckArgs) -> Result<Job, String> {
        let built_in = args.select.iter().chain(&args.ignore).filter(|id| !id.starts_with(LOCAL));
        if let Some(message) = ids::unknown(built_in, &[]) {
            return Err(message);
        }
        if let Some(Err(why)) = args.index_url.as_deref().map(IndexAddress::check) {
            return Err(format!("--index-url: {why}"));
        }
        let given = |ids: &[String]| (!ids.is_empty()).then(|| ids.to_vec());
        let command_line = Settings {
            marimo: (!args.marimo.is_empty()).then(|| args.marimo.clone()),
            measured: args.measured.then_some(true),
            select: given(&args.select),
            ignore: given(&args.ignore),
            strict: args.strict.then_some(true),
            offline: args.offline.then_some(true),
            index_url: args.index_url.clone(),
            lock_file: args.lock_file.clone(),
            unsafe_fixes: args.unsafe_fixes.then_some(true),
            ..Settings::default()
        };
        let fixing = args.fix || args.diff;
        Ok(Job {
            configuration: Configuration::new(Origin::of(&args.project)),
            command_line,
            refresh: args.refresh,
            online_data: args.online_data,
            cached_only: false,
            fixing,
            from_stream: args.paths.iter().any(|path| path == Path::new("-")),
            locks: Mutex::default(),
            isolated: args.project.isolated,
            trusted: if args.offline { Vec::new() } else { trusted_indexes()? },
            addresses: Mutex::default(),
            indexes: Mutex::default(),
            projects: Projects::default(),
        })
    }

    /// The job of an editor: the project's settings alone, and no request to a package index, which would take too long.
    pub fn of_editor(project: &Project) -> Job {
        Job {
            configuration: Configuration::new(Origin::of(project)),
            command_line: Settings::default(),
            refresh: false,
            cached_only: true,
            online_data: false,
            fixing: false,
            from_stream: false,
            locks: Mutex::default(),
            isolated: project.isolated,
            // Nothing is asked.
            trusted: Vec::new(),
            addresses: Mutex::default(),
            indexes: Mutex::default(),
            projects: Projects::default(),
        }
    }

    /// Reads and checks a file.
    pub fn run(&self, source: &Source) -> Outcome {
        match fs::read(&source.path) {
            Ok(bytes) if !source.named && !may_be_notebook(&bytes) => {
                Outcome::Skipped(format!("{}: does not mention marimo", source.path.display()))
            }
            Ok(_) if !source.named && self.is_example(&source.path) => {
                Outcome::Skipped(format!("{}: an example of a fix", source.path.display()))
            }
            Ok(bytes) => self.run_on(source, bytes),
            Err(error) => {
                let message = format!("{}: {}", source.path.display(), in_words(&error));
                if source.named { Outcome::Failed(message) } else { Outcome::Unreadable(message) }
            }
        }
    }

    fn is_example(&self, path: &Path) -> bool {
        self.configuration.of(path).is_ok_and(|settings| settings.is_example(path))
    }

    /// Checks a file that has been read.
    pub fn run_on(&self, source: &Source, bytes: Vec<u8>) -> Outcome {
        let started = Instant::now();
        let notebook = match Notebook::read(&source.path, &bytes) {
            Ok(notebook) => notebook,
            Err(error) => {
                let jupyter = source.path.extension().is_some_and(|kind| kind == "ipynb");
                let hint = jupyter.then(|| {
                    let (old, new) = (path_argument(&source.path), path_argument(&source.path.with_extension("py")));
                    format!("; `marimo convert {old} -o {new}` makes one of it")
                });
                let message = format!("{}: {error}{}", source.path.display(), hint.unwrap_or_default());
                return match error {
                    _ if source.named => Outcome::Failed(message),
                    ReadError::NotANotebook => Outcome::Skipped(message),
                    ReadError::Decode(_) => Outcome::Unreadable(message),
                };
            }
        };
        let settings = match self.configuration.of(&source.path) {
            Ok(settings) => settings,
            Err(message) => return Outcome::Failed(message),
        };
        let (recheck, strict, unsafe_fixes) = match self.judge(&notebook, settings, &source.path) {
            Ok(judged) => judged,
            Err(message) => return Outcome::Failed(message),
        };
        let report = recheck.check(notebook.clone());
        let mut checked = Checked {
            source: source.clone(),
            bytes,
            report,
            fixing: None,
            fixing_notes: Vec::new(),
            strict,
            recheck,
            elapsed: Duration::ZERO,
        };
        let fixable = checked.report.findings.iter().any(|finding| finding.default_fix(unsafe_fixes).is_some());
        if self.fixing
            && fixable
            && let Err(message) = checked.fix(notebook, unsafe_fixes)
        {
            return Outcome::Failed(message);
        }
        checked.elapsed = started.elapsed();
        Outcome::Checked(Box::new(checked))
    }

    /// How to judge the notebook, whether warnings fail, and whether unsafe fixes are wanted.
    ///
    /// The command line comes before the script block, and that before the project; but what the notebook ignores is
    /// added to what its project ignores.
    fn judge(&self, notebook: &Notebook, project: Settings, path: &Path) -> Result<(Recheck, bool, bool), String> {
        let given = &self.command_line;
        let local = project.local.clone();
        if let Some(message) = ids::unknown(given.select.iter().chain(&given.ignore).flatten(), &local) {
            return Err(message);
        }
        let (own, mut notes) = of_notebook(notebook, &local)?;
        // What the command line overrules has no effect that the report must own up to.
        notes.retain(|(key, _)| match key.as_str() {
            "marimo" => given.marimo.is_none() && given.measured.is_none(),
            "ignore" => given.ignore.is_none(),
            _ => true,
        });
        let notes = notes.into_iter().map(|(_, note)| note).collect();
        let held = given.clone().over(project.with_notebook(own));
        let per_file = held.ignored_in(&notebook.path);
        // An index or a refresh on the command line overrules a project that is offline.
        let asked_for = given.index_url.is_some() || self.refresh;
        let offline = held.offline.unwrap_or(false) && (given.offline == Some(true) || !asked_for);
        let index = IndexOptions {
            url_of_project: given.index_url.is_none(),
            trusted: self.trusted.clone(),
            url: held.index_url,
            refresh: self.refresh,
            cached_only: self.cached_only,
            folder: (!self.isolated).then(|| crate::check::folder_of(path).to_owned()),
        };
        let options = Options {
            marimo: held.marimo.unwrap_or_default(),
            measured: held.measured.unwrap_or(false),
            select: held.select.unwrap_or_default(),
            ignore: [held.ignore.unwrap_or_default(), per_file].concat(),
            lock: self.lock(held.lock_file)?,
            local,
            shell: (!offline).then(|| self.index(index) as _),
            online_data: self.online_data && !offline,
            // What everyone can read then is said by the person who runs it, not by the project.
            unpublished: given.unsafe_fixes != Some(true),
            from_stream: self.from_stream,
            surroundings: Arc::new(self.around(path)),
            copied: Vec::new(),
        };
        Ok((Recheck { options, notes }, held.strict.unwrap_or(false), held.unsafe_fixes.unwrap_or(false)))
    }

    /// The project above a notebook. An editor's project changes while it is open, so nothing of it is kept.
    fn around(&self, notebook: &Path) -> Surroundings {
        if self.cached_only { Projects::default().around(notebook) } else { self.projects.around(notebook) }
    }

    /// The lock file of an option, or the one that marimo's own variable names; each is read once a run.
    fn lock(&self, path: Option<PathBuf>) -> Result<Option<Arc<LockFile>>, String> {
        let mut known = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = known.get(&path) {
            return Ok(lock.clone());
        }
        let lock = LockFile::from_options(path.as_deref()).map_err(|error| error.to_string())?;
        known.insert(path, lock.clone());
        Ok(lock)
    }

    /// What must be said of package indexes that could not be asked, or were not told who asks.
    pub fn trouble(&self) -> Vec<String> {
        let known = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        known.values().flat_map(|index| index.withheld().into_iter().chain(index.trouble())).collect()
    }

    /// A release of marimo that an index has and no host table knows, in words.
    pub fn newer_marimo(&self) -> Option<String> {
        let known = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = known.values().filter_map(|index| index.newest("marimo")).max()?;
        let judged = host::newest();
        (newest > judged).then(|| {
            format!("marimo {newest} is on the package index and was not judged: {judged} is the newest that is known")
        })
    }

    /// What package indexes are being asked, if they are.
    pub fn asking(&self) -> Option<String> {
        let known = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let all: Vec<Progress> = known.values().map(|index| index.progress()).collect();
        let asked: usize = all.iter().map(|progress| progress.asked).sum();
        let answered: usize = all.iter().map(|progress| progress.answered).sum();
        (answered < asked).then(|| format!("Asking the package index: {answered} of {asked}"))
    }

    /// What package indexes were asked, one sentence for each.
    pub fn questions(&self) -> Vec<String> {
        let known = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let said = |Progress { asked, .. }| format!("asked the package index {asked} questions");
        known.values().map(|index| index.progress()).filter(|progress| progress.asked > 0).map(said).collect()
    }

    /// The package index for the notebooks of a folder; one a run for each address, so that it is found unreachable once.
    fn index(&self, options: IndexOptions) -> Arc<Index> {
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let choosers = (options.url.clone(), options.folder.clone());
        let address = addresses.entry(choosers).or_insert_with(|| IndexAddress::choose(&options)).clone();
        let mut known = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let index = || Arc::new(Index::at(address.clone(), &options).with_addresses(self.online_data));
        Arc::clone(known.entry(address.clone()).or_insert_with(index))
    }
}

impl Recheck {
    /// Checks a notebook.
    pub fn check(&self, notebook: Notebook) -> Report {
        self.with_notes(crate::check(notebook, &self.options))
    }

    /// Reads and checks new bytes of a notebook, as if files had been copied.
    ///
    /// # Errors
    /// If the bytes are no notebook any more.
    pub fn read_and_check(&self, path: &Path, bytes: &[u8], copied: &[FileCopy]) -> Result<Report, ReadError> {
        let options = Options { copied: copied.to_vec(), ..self.options.clone() };
        Ok(self.with_notes(crate::check(Notebook::read(path, bytes)?, &options)))
    }

    /// The notebook after all safe fixes that need no other file to be written.
    pub fn fix_text(&self, notebook: Notebook) -> Fixed {
        crate::fix(notebook, &Options { from_stream: true, ..self.options.clone() }, false)
    }

    fn with_notes(&self, mut report: Report) -> Report {
        report.host_notes.extend(self.notes.iter().cloned());
        report
    }
}

impl Checked {
    /// The report on what the file holds when the run has ended.
    pub fn final_report(&self) -> &Report {
        self.fixing.as_ref().map_or(&self.report, |fixing| &fixing.report)
    }

    fn fix(&mut self, notebook: Notebook, unsafe_fixes: bool) -> Result<(), String> {
        let Fixed { report, applied, copies, notes } = crate::fix(notebook, &self.recheck.options, unsafe_fixes);
        self.fixing_notes = notes;
        let encoded = report.notebook.text.encode();
        let bytes = encoded.map_err(|error| format!("{}: its fixed text {error}", self.source.path.display()))?;
        if bytes != self.bytes {
            self.fixing = Some(Fixing { bytes, report: self.recheck.with_notes(report), applied, copies });
        }
        Ok(())
    }
}
