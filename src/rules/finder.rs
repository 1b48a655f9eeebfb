//! What looks for a problem.

use super::closed_set::closed_set;

closed_set! {
    /// What looks for a problem: a list in `[find]`, or what `finder` names where lists do not do. They run in this order.
    Finder, "finder":
    /// What cannot be read.
    Syntax = "syntax",
    /// The script block as a whole.
    ScriptBlock = "script-block",
    /// Its entries, and what cells install.
    Requirement = "requirement",
    /// A list: calls of functions.
    Call = "call",
    /// A list: reads of names.
    Name = "name",
    /// A list: imports.
    Import = "import",
    /// A list: imports that nothing uses.
    Unused = "unused",
    /// Names that a host lacks.
    MissingName = "missing-name",
    /// Modules of Python's own that a host lacks.
    MissingModule = "missing-module",
    /// Modules beside the notebook.
    SiblingModule = "sibling-module",
    /// Imports that no wheel for the browser serves.
    NativeImport = "native-import",
    /// Modules and distributions that a text names.
    ImportByName = "import-by-name",
    /// `micropip.install` in a cell.
    MicropipInstall = "micropip-install",
    /// Variables of the environment.
    Environment = "environment",
    /// Files and folders.
    File = "file",
    /// Addresses that compiled code opens.
    UnreachableAddress = "unreachable-address",
    /// Data that servers are asked about.
    OnlineData = "online-data",
    /// Time zones without their data.
    TimeZone = "time-zone",
    /// Dataclasses that are local to a thread.
    ThreadLocal = "thread-local",
    /// Cells that guards stop.
    StoppedCells = "stopped-cells",
    /// Comments that suppress nothing.
    Suppression = "suppression",
}

impl Finder {
    /// Those that are lists in `[find]`.
    pub const LISTS: [Finder; 4] = [Finder::Call, Finder::Name, Finder::Import, Finder::Unused];

    /// What it fills into `message`, `reason` and `suggestion`.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Finder::Syntax => &["why"],
            Finder::ScriptBlock => &["names", "is", "why", "since", "package"],
            Finder::Requirement => &[
                "requirement",
                "package",
                "why",
                "others",
                "alternative",
                "version",
                "newest",
                "other",
                "since",
                "name",
                "names",
            ],
            Finder::Call | Finder::Name => &["name", "error", "effect"],
            Finder::Import | Finder::Unused => &["module", "name"],
            Finder::MissingName => &["name", "why", "error"],
            Finder::MissingModule => &["module", "why"],
            Finder::SiblingModule => &["module", "since", "name", "file", "line", "why", "what", "place"],
            Finder::NativeImport => &["module", "why", "alternative", "scheme"],
            Finder::ImportByName => &["name", "names", "why", "error", "package"],
            Finder::MicropipInstall => &["requirement", "why", "error", "package"],
            Finder::Environment => &["key"],
            Finder::File => &["path", "where", "advice", "what", "size", "name", "error"],
            Finder::UnreachableAddress => &["name", "address", "since"],
            Finder::OnlineData => &["url", "size", "status"],
            Finder::TimeZone => &["name"],
            Finder::ThreadLocal => &["what", "alternative"],
            Finder::StoppedCells => &["count", "total", "names"],
            Finder::Suppression => &["id", "why"],
        }
    }

    /// What is filled into a fix's title and into the message of a stopped cell.
    pub fn title(self) -> &'static [&'static str] {
        match self {
            Finder::ScriptBlock => &["names"],
            Finder::Requirement => &["package", "other", "name"],
            Finder::Call
            | Finder::Name
            | Finder::MissingName
            | Finder::ImportByName
            | Finder::MicropipInstall
            | Finder::Environment
            | Finder::TimeZone
            | Finder::ThreadLocal => &["name"],
            Finder::Import | Finder::Unused | Finder::MissingModule | Finder::SiblingModule | Finder::NativeImport => {
                &["module", "name"]
            }
            Finder::File => &["path", "copied"],
            Finder::Suppression => &["id"],
            Finder::Syntax | Finder::UnreachableAddress | Finder::OnlineData | Finder::StoppedCells => &[],
        }
    }

    /// Whether its answer may be another one tomorrow: by the package index or other servers, or with the project's files.
    pub fn is_unsteady(self) -> bool {
        matches!(
            self,
            Finder::Requirement
                | Finder::NativeImport
                | Finder::MissingModule
                | Finder::SiblingModule
                | Finder::OnlineData
        )
    }
}
