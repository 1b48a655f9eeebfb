//! The PEP 723 script block (`# /// script` ... `# ///`), or a Markdown notebook's front matter: reading it.

use super::Span;

/// One entry of `dependencies`.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The entry's string value, as written.
    pub text: String,
    /// The entry in the file, quotes included.
    pub span: Span,
}

/// What the notebook has of a script block.
#[derive(Clone, Debug)]
pub enum ScriptBlockState {
    /// None.
    Missing,
    /// One that can be read.
    Present {
        /// Its requirements, in order.
        requirements: Vec<Requirement>,
        /// The TOML in it, without the comment marks (and without the indentation of a front matter).
        toml: String,
    },
    /// One that cannot: unclosed, twice, bad TOML, a wrong opening line, inside a string, `dependencies` of a wrong type ...
    Malformed {
        /// Why, and what to do.
        reason: String,
    },
}

/// The script block and where it stands.
#[derive(Clone, Debug)]
pub struct ScriptBlock {
    /// What there is.
    pub state: ScriptBlockState,
    /// The block with its opening and closing line, or the malformed part; empty where there is none.
    pub span: Span,
    /// Where a new block would be inserted.
    pub insert_at: usize,
}

impl ScriptBlock {
    /// The requirements; none if there is no readable block.
    pub fn requirements(&self) -> &[Requirement] {
        match &self.state {
            ScriptBlockState::Present { requirements, .. } => requirements,
            _ => &[],
        }
    }
}

pub(super) fn read_python(text: &super::Text, tree: &super::Tree) -> ScriptBlock {
    let _ = (text, tree);
    ScriptBlock { state: ScriptBlockState::Missing, span: 0..0, insert_at: 0 }
}
