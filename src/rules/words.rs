//! How bad a problem is, how sure a fix, what it may be tied to; and the kinds of a problem.

use super::closed_set::closed_set;

closed_set! {
    /// How bad a problem can be.
    Level, "level":
    /// Worth knowing; changes no verdict.
    Advice = "advice",
    /// Degraded, or not known for sure.
    Warning = "warning",
    /// Fails in the browser.
    Error = "error",
}

closed_set! {
    /// Whether a fix may be applied without asking.
    Safety, "safety":
    /// The notebook's code means the same in the same native environment before and after.
    Safe = "safe",
    /// It may not: a person confirms.
    Unsafe = "unsafe",
}

closed_set! {
    /// What a fix may be tied to; one function in `src/fix/predicates.rs` each.
    Predicate, "predicate":
    /// The use stands in a cell of Python.
    EveryUseInACell = "every-use-in-a-cell",
    /// The use stands in no function.
    OutsideOfFunctions = "outside-of-functions",
    /// The script block can be edited.
    ScriptBlockReadable = "script-block-readable",
    /// A package is known for every import.
    EveryImportKnown = "every-import-known",
    /// Every release that is judged can install what would be listed.
    InstallableWhereJudged = "installable-where-judged",
    /// The cells' results are not kept at export.
    ResultsNotCached = "results-not-cached",
}

closed_set! {
    /// A kind of a problem that has words or levels of its own, in `[variant.NAME]`.
    Variant, "variant":
    /// No kind: the problem's own words.
    Plain = "",
    /// No package has that name.
    Absent = "absent",
    /// Only an address names the driver.
    Address = "address",
    /// A file of the app's settings.
    App = "app",
    /// An argument of the command line.
    Argument = "argument",
    /// `pyarrow`, which frames go through.
    Arrow = "arrow",
    /// Another package that calls need besides their own library.
    Called = "called",
    /// The notebook ends where the variable is missing.
    Asked = "asked",
    /// A file that the page shows.
    Asset = "asset",
    /// The cells' results are kept at export.
    Cached = "cached",
    /// The import's failure is caught.
    Caught = "caught",
    /// The server lets no page read it.
    Closed = "closed",
    /// An older marimo cuts markers off.
    Cut = "cut",
    /// DuckDB reads it.
    Duckdb = "duckdb",
    /// An empty default is given in the browser.
    Empty = "empty",
    /// Measured: it fails.
    Fails = "fails",
    /// A folder that a file is written into.
    Folder = "folder",
    /// It runs outside the browser only.
    Guarded = "guarded",
    /// The package is a guess.
    Guess = "guess",
    /// The guidance alone speaks of it.
    Guidance = "guidance",
    /// A module beside the notebook imports it.
    Imports = "imports",
    /// A branch decides.
    InBranch = "in-branch",
    /// An address without encryption.
    Insecure = "insecure",
    /// It installs, and is of no use.
    Installs = "installs",
    /// It breaks the rules of requirements.
    Invalid = "invalid",
    /// For islands.
    Islands = "islands",
    /// What is found is taken an item of.
    Item = "item",
    /// It is large.
    Large = "large",
    /// A marker leaves the package out.
    LeftOut = "left-out",
    /// The comment is written wrongly.
    Malformed = "malformed",
    /// The name is a well-known mistake.
    Misnamed = "misnamed",
    /// It is not there.
    Missing = "missing",
    /// The read gives None, which the notebook does not go on with.
    None = "none",
    /// Nothing installs it.
    NotInstalled = "not-installed",
    /// An old version is taken.
    Older = "older",
    /// The notebook goes on without it.
    Optional = "optional",
    /// A part of a package.
    Part = "part",
    /// The notebook belongs to a project.
    Project = "project",
    /// Chance decides.
    Race = "race",
    /// Another distribution brings the same modules.
    Renamed = "renamed",
    /// A module of the repository, not beside the notebook.
    Repository = "repository",
    /// Measured: it does nothing, without an error.
    Silent = "silent",
    /// Some of several fail.
    Some = "some",
    /// `mo.sql` needs it.
    Sql = "sql",
    /// A folder that something begins in.
    Start = "start",
    /// The parser tells why.
    Told = "told",
    /// Nothing is known of it.
    Unknown = "unknown",
    /// The script block does not list it.
    Unlisted = "unlisted",
    /// No package is known for the module.
    Unmapped = "unmapped",
    /// An older marimo does not pack it.
    Unpacked = "unpacked",
    /// Imported and not used.
    Unused = "unused",
    /// It could not be verified.
    Unverified = "unverified",
    /// Its import is guarded, its use is not.
    Used = "used",
    /// Of that version nothing is known.
    Version = "version",
    /// Cells wait for a reader.
    Waiting = "waiting",
    /// Measured: it works.
    Works = "works",
}
