//! A file that is open in the editor: its text as it is typed, and the check of it.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, Uri};

use super::positions::{Positions, Unit};
use crate::cli::job::{Checked, Job, Outcome};
use crate::cli::sources::{Source, may_be_notebook};
use crate::notebook::Text;

/// How long nothing must be typed before the text is checked.
const PAUSE: Duration = Duration::from_millis(150);

pub(super) struct Document {
    pub uri: Uri,
    pub text: String,
    pub version: i32,
    path: PathBuf,
    /// The check of the text as it is now; none for a file that is no notebook.
    pub checked: Option<Box<Checked>>,
    /// What the safe fixes make of the text: worked out when an editor asks for it.
    pub fixed: OnceCell<String>,
    /// When the text is to be checked; none if it has been.
    pub due: Option<Instant>,
    /// Whether the editor shows something of it; other Python files are not mentioned at all.
    pub shown: bool,
}

impl Document {
    pub fn new(uri: Uri, text: String, version: i32) -> Document {
        let path = path_of(&uri);
        Document {
            uri,
            text,
            version,
            path,
            checked: None,
            fixed: OnceCell::new(),
            due: Some(Instant::now()),
            shown: false,
        }
    }

    /// Takes over what was typed.
    pub fn change(&mut self, changes: Vec<Change>, version: i32, unit: Unit) {
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    let span = Positions::new(&self.text, unit).span(part.range);
                    self.text.replace_range(span, &part.text);
                }
            }
        }
        self.version = version;
        self.checked = None;
        self.fixed.take();
        self.due = Some(Instant::now() + PAUSE);
    }

    /// Checks the text.
    ///
    /// # Errors
    /// If the project's configuration is wrong, as a message.
    pub fn check(&mut self, job: &Job) -> Result<(), String> {
        self.due = None;
        self.checked = None;
        self.fixed.take();
        if !may_be_notebook(self.text.as_bytes()) {
            return Ok(());
        }
        let markdown = self.path.extension().is_some_and(|extension| extension == "md" || extension == "qmd");
        let bytes = if markdown { Ok(self.text.clone().into_bytes()) } else { Text::bytes_of(&self.text) };
        // A text that its own coding line cannot hold may be no notebook, and cannot be saved either: nothing is said.
        let Ok(bytes) = bytes else { return Ok(()) };
        match job.run_on(&Source { path: self.path.clone(), named: false }, bytes) {
            Outcome::Checked(checked) => self.checked = Some(checked),
            Outcome::Skipped(_) | Outcome::Unreadable(_) => {}
            Outcome::Failed(message) => return Err(message),
        }
        Ok(())
    }
}

/// The file of an address; a text that is in no file yet is taken for one of its name in the current folder.
fn path_of(uri: &Uri) -> PathBuf {
    let parsed = reqwest::Url::parse(&uri.0).ok();
    let file = parsed.as_ref().filter(|url| url.scheme() == "file").and_then(|url| url.to_file_path().ok());
    file.unwrap_or_else(|| {
        let name = uri.0.rsplit(['/', ':', '\\']).next().unwrap_or_default();
        PathBuf::from(if name.is_empty() { "notebook.py" } else { name })
    })
}
