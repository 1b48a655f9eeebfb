//! Third stage: what the notebook says + what the hosts offer -> [`Problem`]s and the package report.
//!
//! One module a finder. A finder brings the places; the words and the level come from the problem's folder in `fixes/`.

mod addresses;
mod by_hand;
mod by_name;
mod call_packages;
mod calls;
mod constants;
mod cors;
mod empty_text;
mod environment;
mod examine;
mod existence;
mod files;
mod first_found;
mod imported;
mod islands;
mod level;
mod listing;
mod local_file;
mod marimo_parts;
mod missing_names;
mod mocks;
mod modules;
mod needs;
mod new_block;
mod on_disk;
mod online_data;
mod options;
mod problem;
mod project;
mod providers;
mod provision;
mod public;
mod readers;
mod requirements;
mod results;
mod secrets;
mod set_variables;
mod siblings;
mod special;
mod sql;
mod sql_addresses;
mod stops;
mod suppress;
mod syntax_errors;
mod table;
mod transaction;
mod unreachable;
mod unset;
mod variable_reads;
mod written;

pub use calls::pip_install;
pub use empty_text::{begins_a_field, takes_empty};
pub use environment::required_reads;
pub(crate) use examine::examine;
pub use existence::absent_files;
pub use modules::{ModuleUse, caches_cells, module_use};
pub use needs::Needs;
pub use options::Options;
pub use problem::{Cure, Ignored, Obstacle, Problem, Subject, Verdict};
pub use public::{Constant, FileCopy, Publication, Published, folder_of, lies_in, same_bytes};
pub use results::results;
pub use secrets::is_name_of_secret;
pub use variable_reads::reads_one_variable;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use crate::host::{Host, Hosts};
use crate::notebook::{NodeId, Notebook, Span};
use crate::packages::{Download, Package, Requirement};
use crate::questions::Answers;
use crate::rules::{Definition, Finder, LOCAL, Level, Variant, Words, definition, definitions, ids};
use crate::syntax::{Facts, Reach};

/// What a check found, before fixes are worked out.
#[derive(Debug, Default)]
pub struct Findings {
    /// The problems, in the order of the file.
    pub problems: Vec<Problem>,
    /// The package report.
    pub packages: Vec<Package>,
    /// What must be said besides, one sentence each.
    pub recommendations: Vec<String>,
    /// What must come with the notebook.
    pub needs: Needs,
    /// What the browser downloads on the newest host.
    pub download: Option<Download>,
    /// Whether something of a package stayed open that the package index would have told.
    pub packages_open: bool,
    /// What comments, options and configuration hide.
    pub ignored: Ignored,
    /// The packages whose problem is hidden, so that they have no say in the verdict either.
    pub ignored_packages: BTreeSet<String>,
}

impl Findings {
    /// What they come to.
    pub fn verdict(&self) -> Verdict {
        self.verdict_on(self.problems.iter())
    }

    /// The same where the problems have been taken out.
    pub fn verdict_on<'a>(&'a self, problems: impl Iterator<Item = &'a Problem>) -> Verdict {
        Verdict::of(problems, self.packages.iter().filter(|package| !self.ignored_packages.contains(&package.name)))
    }
}

/// Everything a finder looks at, and where it puts what it finds.
pub struct Context<'a> {
    /// The notebook.
    pub notebook: &'a Notebook,
    /// What its code says.
    pub facts: &'a Facts<'a>,
    /// The hosts to judge for.
    pub hosts: &'a Hosts,
    /// The entries of the script block.
    pub requirements: &'a [Requirement],
    /// The options of the run.
    pub options: &'a Options,
    /// The package index, if it may be asked.
    pub index: Option<&'a Answers>,
    siblings: OnceCell<siblings::Siblings>,
    /// What the imports load on each host.
    loaded: Vec<OnceCell<BTreeSet<String>>>,
    /// What calls need beside their own library.
    called: OnceCell<BTreeSet<&'static str>>,
    /// What provides the imports that were asked about so far.
    providers: RefCell<HashMap<String, providers::Provider>>,
    /// What the shell knows.
    pub answers: &'a Answers,
    found: Findings,
    /// The spans of what runs but is caught by a handler for every error, which gives nothing in its place.
    swallowed: RefCell<Vec<Span>>,
}

/// Checks a notebook whose facts are known. What it found counts once nothing is lacking in the answers.
pub fn check(facts: &Facts, hosts: &Hosts, options: &Options, answers: &Answers) -> Findings {
    let entries = facts.notebook.script.requirements().iter();
    let requirements: Vec<Requirement> = entries.map(|entry| Requirement::read(&entry.text)).collect();
    let mut context = Context {
        notebook: facts.notebook,
        facts,
        hosts,
        requirements: &requirements,
        options,
        index: answers.index(),
        siblings: OnceCell::new(),
        loaded: vec![OnceCell::new(); hosts.list.len()],
        called: OnceCell::new(),
        providers: RefCell::default(),
        answers,
        found: Findings::default(),
        swallowed: RefCell::default(),
    };
    Finder::ALL.iter().for_each(|finder| run(*finder, &mut context));
    context.tell_swallowed();
    needs::find(&mut context);
    let mut found = context.found;
    suppress::apply(facts.notebook, hosts, options, &mut found);
    found.packages.sort_by_key(|package| package.name.to_lowercase());
    found
}

/// Runs a finder: an arm each, so that `fixes/` can name none that there is not.
fn run(finder: Finder, context: &mut Context) {
    match finder {
        Finder::Syntax => syntax_errors::find(context),
        // What the entries need and what they lack is one question.
        Finder::ScriptBlock => {}
        Finder::Requirement => requirements::find(context),
        Finder::Call => {
            calls::find(context);
            special::servers(context);
        }
        // In one walk with the calls.
        Finder::Name | Finder::Import | Finder::Unused => {}
        Finder::MissingName => missing_names::find(context),
        // Which of the three a module is, is one question.
        Finder::MissingModule | Finder::SiblingModule => {}
        Finder::NativeImport => {
            modules::find(context);
            marimo_parts::find(context);
            addresses::find(context);
        }
        Finder::ImportByName => by_name::find(context),
        Finder::MicropipInstall => by_hand::find(context),
        Finder::Environment => environment::find(context),
        Finder::File => files::find(context),
        Finder::UnreachableAddress => unreachable::find(context),
        Finder::OnlineData => online_data::find(context),
        Finder::TimeZone => special::time_zones(context),
        Finder::ThreadLocal => special::thread_local(context),
        Finder::StoppedCells => stops::find(context),
        // Once all others have found what comments suppress: `suppress`.
        Finder::Suppression => {}
    }
}

/// The words to fill in for a problem.
type Fill<'a> = &'a [(&'a str, &'a str)];

impl Context<'_> {
    /// Whether measurement alone decides, and the guidance has no say.
    fn by_measurement(&self) -> bool {
        self.options.measured || !self.options.marimo.is_empty()
    }

    /// The modules beside the notebook; read when they are first asked for.
    fn siblings(&self) -> &siblings::Siblings {
        self.siblings.get_or_init(|| siblings::follow(self))
    }

    /// Whether any host is such that `test` holds.
    fn any_host(&self, test: impl Fn(&Host) -> bool) -> bool {
        self.hosts.list.iter().any(test)
    }

    /// Whether all hosts are such that `test` holds.
    fn every_host(&self, test: impl Fn(&Host) -> bool) -> bool {
        self.hosts.list.iter().all(test)
    }

    /// The hosts of which something holds, `are` in their order, as ` on marimo 0.23.9 (Pyodide 0.27.7)`; nothing if it is
    /// all of them.
    fn on_some(&self, are: impl IntoIterator<Item = bool>) -> String {
        let such = self.hosts.list.iter().zip(are).filter(|(_, is)| *is);
        let list: Vec<Host> = such.map(|(host, _)| host.clone()).collect();
        if list.len() == self.hosts.list.len() {
            return String::new();
        }
        format!(" on {}", Hosts { list, notes: Vec::new() }.describe())
    }

    /// Adds to the reason of the problem that was reported last.
    fn add_to_reason(&mut self, addition: &str) {
        if let Some(problem) = self.found.problems.last_mut() {
            problem.reason.push_str(addition);
        }
    }

    /// Adds a problem in the words of its definition; nothing if its level comes out as nothing.
    fn report(&mut self, id: &str, variant: Variant, level: Option<Level>, span: Span, subject: Subject, fill: Fill) {
        let (Some(level), Some(definition)) = (level, self.options.definition(id)) else { return };
        let words = definition.words(variant);
        self.found.problems.push(Problem {
            id: id.to_owned(),
            definition: definition.clone(),
            level,
            message: filled(words.message, fill),
            reason: filled(words.reason, fill),
            suggestion: filled(words.suggestion, fill),
            cell: self.notebook.cell_at(span.start),
            span,
            subject,
        });
    }

    /// The level of a variant whose words alone decide.
    fn fixed_level(&self, definition: &Definition, variant: Variant) -> Option<Level> {
        level::of(&definition.words(variant), None, self.by_measurement())
    }

    /// The same, by the problem's id.
    fn level_of(&self, id: &str, variant: Variant) -> Option<Level> {
        definition(id).and_then(|definition| self.fixed_level(definition, variant))
    }

    /// The level once it is known whether the place runs: what nothing calls, or is caught, is no error.
    fn reached_level(&self, level: Option<Level>, reach: Reach) -> Option<Level> {
        match reach {
            Reach::Runs => level,
            Reach::Uncalled | Reach::Caught => level.map(|level| level.min(Level::Warning)),
            Reach::Guarded => None,
        }
    }

    /// Whether a node runs in the browser, where `errors` are what it raises there.
    fn reach(&self, node: NodeId, errors: &[&str]) -> Reach {
        self.reach_of(node, errors, "")
    }

    /// The same for a use of something by its dotted name, which a mock may stand in for.
    fn reach_of(&self, node: NodeId, errors: &[&str], name: &str) -> Reach {
        let reach = self.facts.reach_by(node, &|site| {
            if mocks::is_mocked(self.facts, site, name) { Reach::Guarded } else { self.caught(site, errors) }
        });
        if reach == Reach::Caught {
            self.swallowed.borrow_mut().push(self.notebook.tree.span(node));
        }
        reach
    }

    /// What the handlers around a node make of its errors.
    fn caught(&self, node: NodeId, errors: &[&str]) -> Reach {
        let handlers = self.facts.handlers_around(node);
        if errors.is_empty() || handlers.is_empty() {
            return Reach::Runs;
        }
        // What a missing module leaves behind is judged where it is used.
        let import = |error: &&str| matches!(*error, "ModuleNotFoundError" | "ImportError");
        let mut reach = Reach::Guarded;
        for error in errors {
            let catching = handlers.iter().find_map(|handler| {
                let by = handler.catches.iter().find(|by| crate::host::error_is_caught_by(error, by))?;
                Some((handler, by.as_str()))
            });
            let Some((handler, by)) = catching else { return Reach::Runs };
            // Who names the error has thought of it; who catches everything has not.
            let broad = matches!(by, "Exception" | "BaseException");
            if broad && !handler.gives_value && !import(error) {
                reach = Reach::Caught;
            }
        }
        reach
    }

    /// What a broad handler keeps quiet is told without a fix: the code goes on without what it should have done.
    fn tell_swallowed(&mut self) {
        let swallowed = self.swallowed.take();
        for problem in &mut self.found.problems {
            if swallowed.iter().any(|span| span.start <= problem.span.start && problem.span.end <= span.end) {
                problem.subject = Subject::Settled;
                problem.reason.push_str("; the handler around it catches every error, so the code goes on without it");
            }
        }
    }
}

/// Fills `{key}`s into a text.
pub(crate) fn filled(text: &str, fill: Fill) -> String {
    fill.iter().fold(text.to_owned(), |text, (key, value)| text.replace(&format!("{{{key}}}"), value))
}
