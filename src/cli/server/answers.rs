//! A check -> what the editor shows: diagnostics, hovers, and the fixes as code actions.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use gen_lsp_types::{
    Code, CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionTriggerKind, Contents,
    Diagnostic, DiagnosticSeverity, DocumentChange, Hover, MarkupContent, MarkupKind, Message,
    OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    WorkspaceEdit,
};
use serde_json::Value;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::document::Document;
use super::positions::{Positions, Unit};
use crate::cli::explain;
use crate::cli::job::Checked;
use crate::fix::Fix;
use crate::notebook::Span;
use crate::report::Finding;
use crate::rules::{Level, Safety};

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.wasmfix";

/// What the editor said at the start that it can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    /// How it counts columns.
    pub unit: Unit,
    /// Whether edits may name the version of the text that they are for.
    pub versioned_edits: bool,
    /// Whether it shows actions that cannot be taken, with the reason.
    pub disabled_actions: bool,
    /// Whether hovers must be plain text.
    pub plain_hover: bool,
    /// Whether it tells about changed files if asked to.
    pub watches_files: bool,
    /// Whether it asks for the edits of an action when that is chosen.
    pub resolves_edits: bool,
}

/// Why a notebook was not checked, at its beginning.
pub(super) fn not_checked(message: &str) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::Error),
        source: Some("wasmfix".to_owned()),
        message: Message::String(format!("not checked: {message}")),
        ..Diagnostic::default()
    }
}

/// A checked document, and whom it is shown to.
pub(super) struct View<'a> {
    document: &'a Document,
    checked: &'a Checked,
    client: Client,
    positions: Positions<'a>,
}

impl<'a> View<'a> {
    /// None if the document is no notebook.
    pub fn of(document: &'a Document, client: Client) -> Option<View<'a>> {
        let checked = document.checked.as_deref()?;
        Some(View { document, checked, client, positions: Positions::new(&document.text, client.unit) })
    }

    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.checked.report.findings.iter().map(|finding| self.diagnostic(finding)).collect()
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let problem = &finding.problem;
        let parts = [&problem.message, &problem.reason, &problem.suggestion];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        Diagnostic {
            range: self.positions.range(&problem.span),
            severity: Some(match problem.level {
                Level::Error => DiagnosticSeverity::Error,
                Level::Warning => DiagnosticSeverity::Warning,
                Level::Advice => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(problem.id.clone())),
            source: Some("wasmfix".to_owned()),
            message: Message::String(parts.join("\n")),
            ..Diagnostic::default()
        }
    }

    /// What `explain` says of the problems at a position.
    pub fn hover(&self, position: Position) -> Option<Hover> {
        let offset = self.positions.offset(position);
        let findings: Vec<&Finding> = self.touching(&(offset..offset)).collect();
        let mut explained = BTreeSet::new();
        let mut text = String::new();
        for finding in &findings {
            let problem = &finding.problem;
            let _ = writeln!(text, "**{}[{}]** {}\n", problem.level.label(), problem.id, problem.message);
            for part in [&problem.reason, &problem.suggestion].into_iter().filter(|part| !part.is_empty()) {
                let _ = writeln!(text, "{part}\n");
            }
            for withheld in &finding.withheld {
                let _ = writeln!(text, "Fix `{}` withheld: {}\n", withheld.id, withheld.reason);
            }
        }
        for finding in &findings {
            if explained.insert(&finding.problem.id) {
                let _ = writeln!(text, "---\n\n{}", explain::page(&finding.problem.definition, false));
            }
        }
        let first = findings.first()?;
        let kind = if self.client.plain_hover { MarkupKind::PlainText } else { MarkupKind::Markdown };
        let contents = Contents::MarkupContent(MarkupContent { kind, value: text });
        Some(Hover { contents, range: Some(self.positions.range(&first.problem.span)) })
    }

    /// The fixes of the problems in a range, and the action that makes all safe ones.
    pub fn actions(&self, range: Range, context: &CodeActionContext) -> Vec<CodeAction> {
        let asked = |kind: &str| match &context.only {
            None => true,
            Some(kinds) => kinds.iter().any(|wanted| {
                let wanted = wanted.as_str();
                wanted.is_empty()
                    || kind == wanted
                    || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
            }),
        };
        let mut actions = Vec::new();
        if asked(CodeActionKind::QuickFix.as_str()) {
            for finding in self.touching(&self.positions.span(range)) {
                let default = finding.default_fix(false).map(|fix| &fix.id);
                let fixes = finding.fixes.iter();
                actions.extend(fixes.filter_map(|fix| self.action(finding, fix, default == Some(&fix.id))));
            }
        }
        // Editors ask at every move of the cursor; nobody looks for this one there.
        let automatic = context.only.is_none() && context.trigger_kind == Some(CodeActionTriggerKind::Automatic);
        if asked(FIX_ALL) && !automatic {
            // Who asks for nothing else is about to make them.
            actions.extend(self.fix_all(context.only.is_none()));
        }
        actions
    }

    fn action(&self, finding: &Finding, fix: &Fix, preferred: bool) -> Option<CodeAction> {
        let mut action = CodeAction {
            title: match fix.safety {
                Safety::Safe => fix.title.clone(),
                Safety::Unsafe => format!("{} (unsafe)", fix.title),
            },
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.diagnostic(finding)]),
            ..CodeAction::default()
        };
        if let Some(copy) = fix.copies.first() {
            let reason = format!("it copies `{}` to `{}`: run `wasmfix -i` to make it", copy.from, copy.to);
            action.disabled = Some(CodeActionDisabled { reason });
            return self.client.disabled_actions.then_some(action);
        }
        let edits = fix.edits.iter().filter(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        let edits = edits.map(|edit| self.text_edit(&edit.span, edit.text.clone()));
        action.edit = Some(self.workspace_edit(edits.collect()));
        action.is_preferred = Some(preferred);
        Some(action)
    }

    /// The action that makes all safe fixes. Its edits take longest, so they may come `later`, when it has been chosen.
    pub fn fix_all(&self, later: bool) -> Option<CodeAction> {
        let report = &self.checked.report;
        report.findings.iter().find_map(|finding| finding.default_fix(false))?;
        let action = CodeAction {
            title: "Make all safe fixes of wasmfix".to_owned(),
            kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
            ..CodeAction::default()
        };
        if later && self.client.resolves_edits {
            return Some(CodeAction { data: Some(Value::String(self.document.uri.0.clone())), ..action });
        }
        let fixed = || {
            let fixed = self.checked.recheck.fix_text(report.notebook.clone());
            fixed.report.notebook.text.as_str().to_owned()
        };
        let edits = self.difference(self.document.fixed.get_or_init(fixed));
        (!edits.is_empty()).then(|| CodeAction { edit: Some(self.workspace_edit(edits)), ..action })
    }

    /// The lines that differ; whole-text edits would lose folds and cursors.
    fn difference(&self, new: &str) -> Vec<TextEdit> {
        let old: Vec<&str> = self.document.text.split_inclusive('\n').collect();
        let new: Vec<&str> = new.split_inclusive('\n').collect();
        let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
        let changes = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter();
        changes
            .filter(|change| change.tag() != DiffTag::Equal)
            .map(|change| {
                let (removed, added) = (change.old_range(), change.new_range());
                let start = length(old.get(..removed.start).unwrap_or_default());
                let end = start + length(old.get(removed).unwrap_or_default());
                self.text_edit(&(start..end), new.get(added).unwrap_or_default().concat())
            })
            .collect()
    }

    fn text_edit(&self, span: &Span, new_text: String) -> TextEdit {
        TextEdit { range: self.positions.range(span), new_text }
    }

    fn workspace_edit(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let uri = self.document.uri.clone();
        if !self.client.versioned_edits {
            return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.document.version),
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let edits = edits.into_iter().map(Into::into).collect();
        let change = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits });
        WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() }
    }

    /// The findings that a range touches, at its ends too.
    fn touching(&self, span: &Span) -> impl Iterator<Item = &'a Finding> {
        let Span { start, end } = *span;
        let findings = self.checked.report.findings.iter();
        findings.filter(move |finding| finding.problem.span.start <= end && start <= finding.problem.span.end)
    }
}
