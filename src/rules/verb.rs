//! What an edit of a fix may do.

use super::Finder;
use super::closed_set::closed_set;

closed_set! {
    /// What an edit may do; one module in `src/fix/verbs/` each.
    Verb, "verb":
    /// Run a use outside the browser only.
    Guard = "guard",
    /// Import a module outside the browser only, and stop the cells that use it there.
    GuardModule = "guard-module",
    /// Remove the statement of a call.
    RemoveStatement = "remove-statement",
    /// List packages in the script block.
    AddDependency = "add-dependency",
    /// Keep an entry of it out of the browser.
    MarkRequirement = "mark-requirement",
    /// Keep its versions out of the browser.
    SplitRequirement = "split-requirement",
    /// Take another distribution in the browser.
    RenameRequirement = "rename-requirement",
    /// Write the name that was meant.
    CorrectRequirement = "correct-requirement",
    /// Drop its versions.
    DropSpecifier = "drop-specifier",
    /// Write what lets the install succeed.
    CureRequirement = "cure-requirement",
    /// Keep the cells' results at export.
    CacheCells = "cache-cells",
    /// Take an empty text for a variable in the browser.
    DefaultInBrowser = "default-in-browser",
    /// Read a file from `public/`.
    ReadFromPublic = "read-from-public",
    /// Make the folder that a file is written into.
    MakeFolder = "make-folder",
    /// Ask the reader for a variable.
    AskInBrowser = "ask-in-browser",
    /// Stop the cell before it reads a variable.
    StopInBrowser = "stop-in-browser",
    /// Await in the cell itself.
    AwaitDirectly = "await-directly",
    /// Swap a library by its `api.toml`.
    PortApi = "port-api",
    /// Remove an id from a comment.
    RemoveSuppression = "remove-suppression",
    /// Let another module answer to a module's name.
    StandIn = "stand-in",
}

impl Verb {
    /// The finders whose problems it can mend.
    pub fn mends(self) -> &'static [Finder] {
        match self {
            Verb::AddDependency => &[Finder::ScriptBlock, Finder::Requirement, Finder::TimeZone],
            Verb::MarkRequirement
            | Verb::SplitRequirement
            | Verb::RenameRequirement
            | Verb::CorrectRequirement
            | Verb::DropSpecifier
            | Verb::CureRequirement => &[Finder::Requirement],
            Verb::CacheCells => &[Finder::Requirement, Finder::NativeImport],
            Verb::RemoveStatement => &[Finder::Call, Finder::Requirement],
            Verb::Guard => &[Finder::Call, Finder::Name, Finder::TimeZone, Finder::ImportByName, Finder::MissingName],
            Verb::GuardModule => &[Finder::Import, Finder::NativeImport, Finder::MissingModule, Finder::SiblingModule],
            Verb::DefaultInBrowser | Verb::AskInBrowser | Verb::StopInBrowser => &[Finder::Environment],
            Verb::ReadFromPublic | Verb::MakeFolder => &[Finder::File],
            Verb::AwaitDirectly => &[Finder::Call],
            Verb::PortApi => &[Finder::Import, Finder::NativeImport],
            Verb::RemoveSuppression => &[Finder::Suppression],
            Verb::StandIn => &[Finder::NativeImport],
        }
    }

    /// Whether a project's own fixes may use it; the others know too much of one problem.
    pub fn is_for_projects(self) -> bool {
        matches!(self, Verb::Guard | Verb::GuardModule | Verb::RemoveStatement)
    }

    /// Whether it keeps something from running in the browser: of no use where the notebook fails all the same.
    pub fn is_guard(self) -> bool {
        matches!(self, Verb::Guard | Verb::GuardModule | Verb::DefaultInBrowser | Verb::StopInBrowser)
    }
}
