//! The language server, through its pipes: one whole exchange as it was recorded, and what a recording cannot show.
//!
//! `INSTA_UPDATE=always cargo test --test program` records anew: read what changed in `language_server.snap`.

#![cfg(unix)]

use std::fs;
use std::io::BufReader;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

const NOTEBOOK: &str = r#"import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import tools
    return mo, tools


@app.cell
def _(tools):
    title = "🙂 é"; state = tools.state("é")
    return state, title


if __name__ == "__main__":
    app.run()
"#;

const FIX: &str = r#"
message = "`{name}` asks our server"
reason = "a browser cannot reach it"
suggestion = "ask it outside the browser only"
measured = "error"

[find]
call = ["tools.*"]

[[fix]]
id = "guard"
title = "Stop the cell in the browser before `{name}`"
safety = "safe"
[[fix.edit]]
do = "guard"
message = "This cell asks our server."
stop = true

[[fix]]
id = "remove"
title = "Remove the call of `{name}`"
safety = "unsafe"
[[fix.edit]]
do = "remove-statement"
"#;

/// An editor in a folder of its own, with a problem that the folder defines.
struct Editor {
    folder: TempDir,
    server: Child,
    input: ChildStdin,
    output: Receiver<Message>,
    record: String,
}

impl Editor {
    fn new(configuration: &str) -> Editor {
        let folder = tempfile::tempdir().unwrap();
        let fix = folder.path().join("wasm-fixes/ask-tools");
        fs::create_dir_all(&fix).unwrap();
        fs::write(fix.join("fix.toml"), FIX).unwrap();
        fs::write(fix.join("README.md"), "# ask-tools\n\nA cell asks our server.\n").unwrap();
        fs::write(folder.path().join("pyproject.toml"), configuration).unwrap();
        let mut server = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"))
            .args(["server", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take().unwrap();
        let output = listen(server.stdout.take().unwrap());
        Editor { folder, server, input, output, record: String::new() }
    }

    /// One that has said what it can do.
    fn ready(configuration: &str, capabilities: Value) -> Editor {
        let mut editor = Editor::new(configuration);
        editor.ask(1, "initialize", json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.path().display())
    }

    fn note(&mut self, arrow: &str, message: &Message) {
        let text = serde_json::to_string_pretty(message).unwrap();
        let text = text.replace(&self.folder.path().display().to_string(), "/FOLDER");
        let text = text.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"VERSION\"");
        self.record += &format!("{arrow} {text}\n");
    }

    fn write(&mut self, message: Message) {
        self.note("-->", &message);
        message.write(&mut self.input).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(Notification { method: method.into(), params }.into());
    }

    /// Sends a request, and gives the answer.
    fn ask(&mut self, id: i32, method: &str, params: Value) -> Value {
        self.write(Request { id: id.into(), method: method.into(), params }.into());
        match self.hear() {
            Message::Response(response) if response.id == id.into() => answer(response),
            other => panic!("{other:?} is no answer to {method}"),
        }
    }

    fn hear(&mut self) -> Message {
        let message = self.output.recv_timeout(Duration::from_secs(20)).expect("the server says something");
        self.note("<--", &message);
        message
    }

    /// The next diagnostics: the version they are for, and id and first line and column of each.
    fn diagnostics(&mut self) -> (Value, Vec<String>) {
        match self.hear() {
            Message::Notification(Notification { method, params }) if method == "textDocument/publishDiagnostics" => {
                let all = params["diagnostics"].as_array().unwrap().iter();
                let short = |one: &Value| {
                    let start = &one["range"]["start"];
                    format!("{} {}:{}", one["code"].as_str().unwrap(), start["line"], start["character"])
                };
                (params["version"].clone(), all.map(short).collect())
            }
            other => panic!("{other:?} are no diagnostics"),
        }
    }

    fn open(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": "python", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, name: &str, version: i32, changes: Value) {
        let document = json!({ "uri": self.uri(name), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    fn actions(&mut self, id: i32, name: &str, range: Value, context: Value) -> Value {
        let document = json!({ "uri": self.uri(name) });
        self.ask(id, "textDocument/codeAction", json!({ "textDocument": document, "range": range, "context": context }))
    }

    fn exit(mut self) -> (i32, String) {
        self.tell("exit", Value::Null);
        (self.server.wait().unwrap().code().unwrap(), self.record)
    }
}

fn listen(output: ChildStdout) -> Receiver<Message> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Ok(Some(message)) = Message::read(&mut output) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

fn answer(response: Response) -> Value {
    match response.response_result {
        Ok(value) => value,
        Err(error) => json!(error.code),
    }
}

/// A range on one line.
fn at(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

const ONLY_OURS: &str = "[tool.wasmfix]\nselect = [\"local/ask-tools\", \"syntax-error\"]\nfixes = [\"wasm-fixes\"]\n";

/// What a current editor says of itself, as far as the server asks.
fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "workspace": {
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": { "codeAction": { "disabledSupport": true }, "hover": { "contentFormat": ["markdown"] } },
    })
}

#[test]
fn an_exchange_is_as_recorded() {
    let mut editor = Editor::new(ONLY_OURS);
    let early = editor.ask(1, "textDocument/hover", json!({}));
    assert_eq!(early, -32002);
    let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities() });
    editor.ask(2, "initialize", params);
    editor.tell("initialized", json!({}));
    assert!(matches!(editor.hear(), Message::Request(request) if request.method == "client/registerCapability"));
    editor.write(Response::new_ok("watch".to_owned().into(), ()).into());

    editor.open("no_notebook.py", "import marimo, tools\ntools.state()\n");
    editor.open("notebook.py", NOTEBOOK);
    // Column 28 in UTF-16: the smiley counts twice.
    assert_eq!(editor.diagnostics(), (1.into(), vec!["local/ask-tools 14:28".to_owned()]));
    let document = json!({ "uri": editor.uri("notebook.py") });
    editor.ask(
        3,
        "textDocument/hover",
        json!({ "textDocument": document, "position": { "line": 14, "character": 30 } }),
    );
    let nowhere = json!({ "textDocument": document, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask(4, "textDocument/hover", nowhere), Value::Null);
    let actions = editor.actions(5, "notebook.py", at(14, 30, 30), json!({ "diagnostics": [] }));
    let titles: Vec<&str> = actions.as_array().unwrap().iter().filter_map(|action| action["title"].as_str()).collect();
    assert_eq!(titles, ["Stop the cell in the browser before `tools.state`", "Make all safe fixes of wasmfix"]);
    let only = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    assert_eq!(editor.actions(6, "notebook.py", at(0, 0, 0), only).as_array().unwrap().len(), 1);

    // A bracket less: the file does not parse, and the server goes on.
    editor.change("notebook.py", 2, json!([{ "range": at(14, 43, 44), "text": "" }]));
    let (version, problems) = editor.diagnostics();
    assert!(version == 2 && problems.iter().any(|problem| problem.starts_with("syntax-error ")), "{problems:?}");
    editor.change("notebook.py", 3, json!([{ "range": at(14, 43, 43), "text": ")" }]));
    assert_eq!(editor.diagnostics(), (3.into(), vec!["local/ask-tools 14:28".to_owned()]));

    assert_eq!(editor.ask(7, "textDocument/rename", json!({})), -32601);
    assert_eq!(editor.ask(8, "textDocument/hover", json!({ "position": "here" })), -32602);
    editor.tell("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(editor.diagnostics(), (Value::Null, vec![]));
    assert_eq!(editor.ask(9, "shutdown", Value::Null), Value::Null);
    assert_eq!(editor.ask(10, "textDocument/hover", nowhere_of("notebook.py")), -32600);
    let (code, record) = editor.exit();
    assert_eq!(code, 0);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("language_server", record));
}

fn nowhere_of(name: &str) -> Value {
    json!({ "textDocument": { "uri": name }, "position": { "line": 0, "character": 0 } })
}

#[test]
fn positions_are_counted_as_agreed() {
    for (offered, agreed, column) in [
        (json!(["utf-32", "utf-16"]), "utf-16", 28),
        (json!(["utf-16", "utf-8"]), "utf-8", 31),
        (Value::Null, "utf-16", 28),
    ] {
        let mut editor = Editor::new(ONLY_OURS);
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let answer = editor.ask(1, "initialize", json!({ "processId": null, "capabilities": capabilities }));
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        editor.tell("initialized", json!({}));
        editor.open("notebook.py", NOTEBOOK);
        assert_eq!(editor.diagnostics().1, [format!("local/ask-tools 14:{column}")]);
        // What is typed behind the smiley arrives at the same place.
        editor.change("notebook.py", 2, json!([{ "range": at(14, column, column), "text": "é; b = " }]));
        let moved = column + if agreed == "utf-8" { 8 } else { 7 };
        assert_eq!(editor.diagnostics().1, [format!("local/ask-tools 14:{moved}")]);
    }
}

#[test]
fn an_editor_that_knows_little_gets_plain_edits() {
    let mut editor =
        Editor::ready(ONLY_OURS, json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] } } }));
    editor.open("notebook.py", NOTEBOOK);
    editor.diagnostics();
    let actions = editor.actions(2, "notebook.py", at(14, 30, 30), json!({ "diagnostics": [] }));
    assert!(actions[0]["edit"]["changes"][editor.uri("notebook.py")].is_array(), "{actions}");
    assert_eq!(actions[0]["isPreferred"], true);
    let hover = json!({
        "textDocument": { "uri": editor.uri("notebook.py") },
        "position": { "line": 14, "character": 30 },
    });
    assert_eq!(editor.ask(3, "textDocument/hover", hover)["contents"]["kind"], "plaintext");
}

#[test]
fn an_unsafe_fix_says_so_and_is_never_preferred() {
    let mut editor = Editor::ready(ONLY_OURS, capabilities());
    editor.hear();
    editor.open("notebook.py", &NOTEBOOK.replace("state = tools.state(\"é\")", "tools.state(\"é\")"));
    editor.diagnostics();
    let actions = editor.actions(2, "notebook.py", at(14, 21, 21), json!({ "diagnostics": [], "only": ["quickfix"] }));
    let facts: Vec<(&str, &Value)> = actions
        .as_array()
        .unwrap()
        .iter()
        .map(|action| (action["title"].as_str().unwrap(), &action["isPreferred"]))
        .collect();
    let expected = [
        ("Stop the cell in the browser before `tools.state`", &Value::Bool(true)),
        ("Remove the call of `tools.state` (unsafe)", &Value::Bool(false)),
    ];
    assert_eq!(facts, expected);
}

#[test]
fn a_fix_that_copies_a_file_is_left_to_the_command_line() {
    let configuration = "[tool.wasmfix]\nselect = [\"local-file\"]\n";
    let text = NOTEBOOK.replace("tools.state(\"é\")", "open(\"notes.txt\").read()");
    for (disabled, expected) in [(true, 1), (false, 0)] {
        let support = json!({ "textDocument": { "codeAction": { "disabledSupport": disabled } } });
        let mut editor = Editor::ready(configuration, support);
        fs::write(editor.folder.path().join("notes.txt"), "n").unwrap();
        editor.open("notebook.py", &text);
        assert_eq!(editor.diagnostics().1.len(), 1);
        let actions = editor.actions(2, "notebook.py", at(14, 0, 60), json!({ "diagnostics": [] }));
        let actions = actions.as_array().unwrap();
        assert_eq!(actions.len(), expected, "{actions:?}");
        assert!(actions.iter().all(|action| action["edit"].is_null() && action["disabled"]["reason"].is_string()));
    }
}

#[test]
fn a_wrong_configuration_is_said_once_and_read_again_when_it_is_right() {
    let mut editor = Editor::ready("[tool.wasmfix]\nselekt = []\n", json!({}));
    editor.open("notebook.py", NOTEBOOK);
    let said = |message: Message| match message {
        Message::Notification(Notification { method, params }) => {
            assert_eq!(method, "window/showMessage");
            params["message"].as_str().unwrap().to_owned()
        }
        other => panic!("{other:?}"),
    };
    // At the top of the notebook too, where it stays.
    let first = |message: Message| match message {
        Message::Notification(Notification { params, .. }) => {
            params["diagnostics"][0]["message"].as_str().unwrap_or_default().to_owned()
        }
        other => panic!("{other:?}"),
    };
    assert!(first(editor.hear()).starts_with("not checked: "));
    let message = said(editor.hear());
    assert!(message.contains("pyproject.toml:2: unknown key `selekt`; did you mean `select`?"), "{message}");
    editor.change("notebook.py", 2, json!([{ "text": NOTEBOOK }]));
    assert!(first(editor.hear()).starts_with("not checked: "));
    fs::write(editor.folder.path().join("pyproject.toml"), ONLY_OURS).unwrap();
    let document = json!({ "uri": editor.uri("notebook.py") });
    editor.tell("textDocument/didSave", json!({ "textDocument": document }));
    assert_eq!(editor.diagnostics(), (2.into(), vec!["local/ask-tools 14:28".to_owned()]));
}

#[test]
fn a_waiting_request_can_be_cancelled() {
    let mut editor = Editor::ready("[tool.wasmfix]\noffline = true\n", json!({}));
    // Long enough for the check to take a while.
    let cell = "@app.cell\ndef _():\n    import subprocess as _s\n    _s.run([])\n    return\n\n\n";
    let text = format!("import marimo\n\napp = marimo.App()\n\n\n{}", cell.repeat(400));
    let document = json!({ "uri": editor.uri("notebook.py") });
    editor.open("notebook.py", &text);
    let place = json!({ "textDocument": document, "position": { "line": 1, "character": 0 } });
    for id in 2..5 {
        editor.write(Request { id: id.into(), method: "textDocument/hover".into(), params: place.clone() }.into());
    }
    editor.tell("$/cancelRequest", json!({ "id": 4 }));
    editor.tell("$/cancelRequest", json!({ "id": 99 }));
    let mut answers = Vec::new();
    while answers.len() < 3 {
        if let Message::Response(response) = editor.hear() {
            answers.push((response.id.to_string(), answer(response)));
        }
    }
    answers.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(answers[2], ("4".to_owned(), json!(-32800)));
    assert_eq!(answers[1], ("3".to_owned(), Value::Null));
}

#[test]
fn going_without_shutdown_is_told_by_the_exit_code() {
    assert_eq!(Editor::ready(ONLY_OURS, json!({})).exit().0, 1);
    let mut editor = Editor::ready(ONLY_OURS, json!({}));
    drop(editor.input);
    assert_eq!(editor.server.wait().unwrap().code(), Some(1));
}

#[test]
fn the_edits_of_all_fixes_come_when_they_are_chosen() {
    let support = json!({ "textDocument": { "codeAction": { "dataSupport": true, "resolveSupport": { "properties": ["edit"] } } } });
    let mut editor = Editor::ready(ONLY_OURS, support);
    editor.open("notebook.py", NOTEBOOK);
    editor.diagnostics();
    let all = |actions: &Value| {
        let actions = actions.as_array().unwrap();
        actions.iter().find(|action| action["kind"] == "source.fixAll.wasmfix").cloned().expect("it is offered")
    };
    let offered = all(&editor.actions(2, "notebook.py", at(14, 28, 33), json!({ "diagnostics": [] })));
    assert!(offered["edit"].is_null(), "{offered}");
    let resolved = editor.ask(3, "codeAction/resolve", offered);
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    let at_once = all(&editor.actions(4, "notebook.py", at(14, 28, 33), context));
    assert!(!at_once["edit"].is_null(), "{at_once}");
    assert_eq!(resolved["edit"], at_once["edit"]);
}

#[test]
fn nothing_holds_up_a_shutdown() {
    let mut editor = Editor::ready("[tool.wasmfix]\noffline = true\n", json!({}));
    let cell = "@app.cell\ndef _():\n    import subprocess as _s\n    _s.run([])\n    return\n\n\n";
    editor.open("notebook.py", &format!("import marimo\n\napp = marimo.App()\n\n\n{}", cell.repeat(400)));
    let place =
        json!({ "textDocument": { "uri": editor.uri("notebook.py") }, "position": { "line": 1, "character": 0 } });
    for (id, method) in [(2, "textDocument/hover"), (3, "textDocument/hover"), (4, "shutdown")] {
        editor.write(Request { id: id.into(), method: method.into(), params: place.clone() }.into());
    }
    let mut answers = Vec::new();
    while answers.last().is_none_or(|(id, _)| id != "4") {
        if let Message::Response(response) = editor.hear() {
            answers.push((response.id.to_string(), answer(response)));
        }
    }
    assert!(answers.contains(&("3".to_owned(), json!(-32800))), "{answers:?}");
    assert_eq!(editor.exit().0, 0);
}
