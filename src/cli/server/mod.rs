//! `wasmfix server`: the Language Server Protocol over standard input and output.
//!
//! One thread reads and one writes; this one works through the messages in their order. What is typed is checked when
//! nothing more comes for a moment, so a check never holds up typing. No package index is asked: what an earlier run has
//! left in the cache counts, and the lists of known packages.

mod answers;
mod document;
mod positions;

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProvider, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, HoverParams, HoverProvider, InitializeResult,
    PositionEncodingKind, PublishDiagnosticsParams, Save, ServerCapabilities, ServerInfo, TextDocumentSync,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Exit;
use super::args::Project;
use super::job::Job;
use super::output::error;
use answers::{Client, FIX_ALL, View, not_checked};
use document::Document;
use positions::Unit;

/// Serves one editor until it says `exit` or goes away.
pub fn run(project: &Project) -> Exit {
    let (connection, threads) = Connection::stdio();
    let (forward, messages) = mpsc::channel();
    let incoming = connection.receiver.clone();
    // Read on while a check runs: only so can a request be cancelled that still waits.
    std::thread::spawn(move || incoming.into_iter().try_for_each(|message| forward.send(message)));
    let exit = Server::new(connection, project).serve(&messages);
    match threads.join() {
        Ok(()) => exit,
        Err(problem) => {
            error(format_args!("the editor's messages cannot be read: {problem}"));
            Exit::Failed
        }
    }
}

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    New,
    /// Between `initialize` and `shutdown`.
    Serving,
    /// After `shutdown`: only `exit` may come.
    ShutDown,
}

/// An answer that is an error.
struct Refusal(ErrorCode, String);

struct Server<'a> {
    connection: Connection,
    project: &'a Project,
    job: Job,
    client: Client,
    phase: Phase,
    waiting: VecDeque<Message>,
    documents: BTreeMap<String, Document>,
    /// Complaints that were shown and need not be repeated.
    said: HashSet<String>,
}

impl<'a> Server<'a> {
    fn new(connection: Connection, project: &'a Project) -> Server<'a> {
        Server {
            connection,
            project,
            job: Job::of_editor(project),
            client: Client::default(),
            phase: Phase::New,
            waiting: VecDeque::new(),
            documents: BTreeMap::new(),
            said: HashSet::new(),
        }
    }

    fn serve(mut self, messages: &Receiver<Message>) -> Exit {
        loop {
            let due = self.documents.values().filter_map(|document| document.due).min();
            let next = match due {
                None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => messages.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match next {
                Ok(message) => self.receive(message),
                Err(RecvTimeoutError::Timeout) => {}
                // Gone without `exit`.
                Err(RecvTimeoutError::Disconnected) => return Exit::Problems,
            }
            loop {
                messages.try_iter().for_each(|message| self.receive(message));
                match self.waiting.pop_front() {
                    Some(Message::Notification(notification)) if notification.method == "exit" => {
                        return if self.phase == Phase::ShutDown { Exit::Clean } else { Exit::Problems };
                    }
                    Some(message) => self.handle(message),
                    None => break,
                }
            }
            self.check_due();
        }
    }

    /// Puts a message into the queue; a cancelled request leaves it.
    fn receive(&mut self, message: Message) {
        match message {
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                let id = notification.params.get("id").cloned().unwrap_or_default();
                let Ok(id) = serde_json::from_value::<RequestId>(id) else { return };
                let waits = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
                if let Some(at) = self.waiting.iter().position(waits) {
                    self.waiting.remove(at);
                    self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned()));
                }
            }
            Message::Request(request) if request.method == "shutdown" => {
                // Nobody waits for the other answers any more.
                for message in std::mem::take(&mut self.waiting) {
                    if let Message::Request(Request { id, .. }) = message {
                        self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned()));
                    }
                }
                self.waiting.push_back(Message::Request(request));
            }
            message => self.waiting.push_back(message),
        }
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Request(Request { id, method, params }) => {
                let response = match self.answer(&method, params) {
                    Ok(result) => Response::new_ok(id, result),
                    Err(Refusal(code, message)) => Response::new_err(id, code as i32, message),
                };
                self.send(response);
            }
            // A notification that cannot be read has no answer that could say so.
            Message::Notification(notification) if self.phase == Phase::Serving => {
                let _ = self.take_note(&notification.method, notification.params);
            }
            Message::Notification(_) | Message::Response(_) => {}
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                self.client = client(&params);
                self.phase = Phase::Serving;
                value(&initialized(self.client))
            }
            (Phase::New, _) => Err(Refusal(ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned())),
            (Phase::ShutDown, _) => Err(Refusal(ErrorCode::InvalidRequest, "the server is shut down".to_owned())),
            (Phase::Serving, "initialize") => {
                Err(Refusal(ErrorCode::InvalidRequest, "`initialize` comes once".to_owned()))
            }
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Serving, "textDocument/codeAction") => {
                let asked: CodeActionParams = read(params)?;
                let view = self.view(&asked.text_document.uri);
                value(&view.map(|view| view.actions(asked.range, &asked.context)))
            }
            (Phase::Serving, "codeAction/resolve") => {
                let mut action: CodeAction = read(params)?;
                let uri = action.data.as_ref().and_then(Value::as_str).map(|uri| Uri(uri.to_owned()));
                let view = uri.as_ref().and_then(|uri| self.view(uri));
                action.edit = view.and_then(|view| view.fix_all(false)).and_then(|action| action.edit);
                value(&action)
            }
            (Phase::Serving, "textDocument/hover") => {
                let asked: HoverParams = read(params)?;
                let place = asked.text_document_position_params;
                let view = self.view(&place.text_document.uri);
                value(&view.and_then(|view| view.hover(place.position)))
            }
            (Phase::Serving, _) => Err(Refusal(ErrorCode::MethodNotFound, format!("`{method}` is not known"))),
        }
    }

    fn take_note(&mut self, method: &str, params: Value) -> Result<(), Refusal> {
        match method {
            "initialized" => self.watch(),
            "textDocument/didOpen" => {
                let opened = read::<DidOpenTextDocumentParams>(params)?.text_document;
                self.renew();
                let document = Document::new(opened.uri, opened.text, opened.version);
                self.documents.insert(document.uri.0.clone(), document);
            }
            "textDocument/didChange" => {
                let changed: DidChangeTextDocumentParams = read(params)?;
                let identifier = changed.text_document;
                if let Some(document) = self.documents.get_mut(&identifier.text_document_identifier.uri.0) {
                    document.change(changed.content_changes, identifier.version, self.client.unit);
                }
            }
            "textDocument/didClose" => {
                let closed: DidCloseTextDocumentParams = read(params)?;
                let document = self.documents.remove(&closed.text_document.uri.0);
                if let Some(document) = document.filter(|document| document.shown) {
                    self.publish(PublishDiagnosticsParams::new(document.uri, None, Vec::new()));
                }
            }
            // Files beside a notebook count, too, and so does what another run has looked up meanwhile.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => {
                self.renew();
                let now = Some(Instant::now());
                self.documents.values_mut().for_each(|document| document.due = document.due.or(now));
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the configuration anew from now on.
    fn renew(&mut self) {
        self.job = Job::of_editor(self.project);
    }

    /// Asks to be told when a configuration changes.
    fn watch(&mut self) {
        if self.client.watches_files {
            let watchers = ["**/pyproject.toml", "**/fix.toml"].map(|pattern| json!({ "globPattern": pattern }));
            let registration = json!({
                "id": "configuration",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            });
            self.send(Request {
                id: "watch".to_owned().into(),
                method: "client/registerCapability".to_owned(),
                params: json!({ "registrations": [registration] }),
            });
        }
    }

    /// The document as it is now, checked.
    fn view(&mut self, uri: &Uri) -> Option<View<'_>> {
        if self.documents.get(&uri.0)?.due.is_some() {
            self.check(&uri.0);
        }
        View::of(self.documents.get(&uri.0)?, self.client)
    }

    fn check_due(&mut self) {
        let now = Instant::now();
        let due = self.documents.iter().filter(|(_, document)| document.due.is_some_and(|due| due <= now));
        let due: Vec<String> = due.map(|(uri, _)| uri.clone()).collect();
        due.iter().for_each(|uri| self.check(uri));
    }

    /// Checks a document and shows what was found.
    fn check(&mut self, uri: &str) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        let complaint = document.check(&self.job).err();
        let found = View::of(document, self.client).map(|view| view.diagnostics());
        let diagnostics = found.or(complaint.as_deref().map(|message| vec![not_checked(message)]));
        let was_shown = std::mem::replace(&mut document.shown, diagnostics.is_some());
        if document.shown || was_shown {
            let (uri, version) = (document.uri.clone(), Some(document.version));
            self.publish(PublishDiagnosticsParams::new(uri, version, diagnostics.unwrap_or_default()));
        }
        match complaint {
            None => self.said.clear(),
            Some(message) if self.said.insert(message.clone()) => {
                const ERROR: u32 = 1;
                self.notify("window/showMessage", &json!({ "type": ERROR, "message": format!("wasmfix: {message}") }));
            }
            Some(_) => {}
        }
    }

    fn publish(&self, params: PublishDiagnosticsParams) {
        self.notify("textDocument/publishDiagnostics", &params);
    }

    fn notify(&self, method: &str, params: &impl Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(Notification { method: method.to_owned(), params });
        }
    }

    /// Sends a message. An editor that reads no more has gone away, which its silence will tell.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }
}

/// What matters of what an editor can do. Read key by key: an editor may say things that are not in the protocol yet.
fn client(params: &Value) -> Client {
    let capability = |path: &str| params.pointer(&format!("/capabilities/{path}"));
    let is_true = |path: &str| capability(path).and_then(Value::as_bool).unwrap_or(false);
    let names = |path: &str, name: &str| {
        capability(path).and_then(Value::as_array).is_some_and(|list| list.iter().any(|item| item == name))
    };
    let formats = "textDocument/hover/contentFormat";
    Client {
        unit: if names("general/positionEncodings", "utf-8") { Unit::Utf8 } else { Unit::Utf16 },
        versioned_edits: is_true("workspace/workspaceEdit/documentChanges"),
        disabled_actions: is_true("textDocument/codeAction/disabledSupport"),
        plain_hover: capability(formats).is_some() && !names(formats, "markdown"),
        resolves_edits: names("textDocument/codeAction/resolveSupport/properties", "edit")
            && is_true("textDocument/codeAction/dataSupport"),
        watches_files: is_true("workspace/didChangeWatchedFiles/dynamicRegistration"),
    }
}

fn initialized(client: Client) -> InitializeResult {
    let kinds = vec![CodeActionKind::QuickFix, CodeActionKind::Custom(FIX_ALL.into())];
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(match client.unit {
            Unit::Utf8 => PositionEncodingKind::UTF8,
            Unit::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSync::Options(sync)),
        hover_provider: Some(HoverProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(kinds),
            resolve_provider: Some(true),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    };
    let server = ServerInfo::new("wasmfix".to_owned(), Some(env!("CARGO_PKG_VERSION").to_owned()));
    InitializeResult::new(capabilities, Some(server))
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|problem| Refusal(ErrorCode::InvalidParams, problem.to_string()))
}

fn value(answer: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|problem| Refusal(ErrorCode::InternalError, problem.to_string()))
}
