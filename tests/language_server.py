#!/usr/bin/env python3
"""Lets a real client of the Language Server Protocol (pygls) open every example in fixes/ in `wasmfix server`.

    python -m pip install -r tests/requirements.txt
    cargo build
    python tests/language_server.py [PROGRAM]        PROGRAM: target/debug/wasmfix if left out

For every example, in one conversation for each way of counting columns:
  1. the diagnostics are the problems that the command line reports, at the same places,
  2. each fix is offered as a code action at its problem; applied by the client it makes the text that its edits in
     `--format json` make; unsafe ones say so and are not preferred,
  3. "fix all" gives the text that `--fix` writes (but for fixes that copy files),
  4. hovering over a problem explains it.
And: what is typed piece by piece ends in the same diagnostics as the file as a whole.
Exit code 1 and one line for each that does not hold.
"""

import asyncio
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

TOP = Path(__file__).resolve().parent.parent
WAIT = 60
FAILURES = []
SEEN = collections.Counter()


def expect(holds, *words):
    if not holds:
        FAILURES.append(" ".join(str(word) for word in words))
    return holds


def width(character, unit):
    return len(character.encode("utf-8")) if unit == "utf-8" else len(character.encode("utf-16-le")) // 2


def offset(text, position, unit):
    """The index in a text of a line and column."""
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").replace("\n\0", "\r\n").split("\n")
    at = sum(len(line) + 1 for line in lines[: position.line])
    column = 0
    for character in lines[position.line]:
        if column >= position.character:
            break
        column += width(character, unit)
        at += 1
    expect(column == position.character, f"no character begins at {position}")
    return at


def applied(text, edit, unit):
    """The text after a WorkspaceEdit for its one document."""
    changes = edit.document_changes[0].edits
    spans = sorted((offset(text, one.range.start, unit), offset(text, one.range.end, unit), one.new_text) for one in changes)
    for (_, end, _), (start, _, _) in zip(spans, spans[1:]):
        expect(end <= start, "overlapping edits")
    for start, end, new in reversed(spans):
        text = text[:start] + new + text[end:]
    return text


class Editor:
    """A client that keeps the diagnostics it is sent."""

    def __init__(self, unit):
        self.unit = unit
        self.client = LanguageClient("editor", "1")
        self.diagnostics = asyncio.Queue()

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params):
            self.diagnostics.put_nowait(params)

        @self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def _(params):
            return None

    async def start(self, program, environment):
        await self.client.start_io(str(program), "server", "--isolated", env=environment)
        answer = await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(
                    general=lsp.GeneralClientCapabilities(position_encodings=[self.unit]),
                    workspace=lsp.WorkspaceClientCapabilities(
                        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
                        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
                    ),
                    text_document=lsp.TextDocumentClientCapabilities(
                        code_action=lsp.CodeActionClientCapabilities(disabled_support=True),
                    ),
                ),
            )
        )
        expect(answer.capabilities.position_encoding == self.unit, "counts in", answer.capabilities.position_encoding)
        self.client.initialized(lsp.InitializedParams())

    async def stop(self):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        code = await asyncio.wait_for(self.client._server.wait(), WAIT)
        expect(code == 0, "the server ended with", code)
        await self.client.stop()

    async def open(self, path, text):
        document = lsp.TextDocumentItem(path.as_uri(), "python", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return await self.published(1)

    async def change(self, path, version, changes):
        document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, changes))

    async def published(self, version):
        while True:
            params = await asyncio.wait_for(self.diagnostics.get(), WAIT)
            if params.version == version:
                return params.diagnostics

    async def close(self, path):
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(path.as_uri())))
        await self.published(None)

    async def actions(self, path, at, kind):
        context = lsp.CodeActionContext(diagnostics=[], only=[kind])
        document = lsp.TextDocumentIdentifier(path.as_uri())
        return await self.client.text_document_code_action_async(lsp.CodeActionParams(document, at, context)) or []

    async def hover(self, path, position):
        document = lsp.TextDocumentIdentifier(path.as_uri())
        return await self.client.text_document_hover_async(lsp.HoverParams(document, position))


def patched(text, fix):
    """What the edits of `--format json`, which count bytes, make of a text."""
    data = text.encode()
    for edit in reversed(fix["edits"]):
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    return data.decode()


def place(text, at, unit):
    """Line and column, from 1, in characters and without a byte order mark, as the command line counts."""
    start = offset(text, at, unit)
    line = at.line
    before = text[start - len(text[:start].replace("\r", "\n").rsplit("\n", 1)[-1]) : start]
    return line + 1, len(before.removeprefix("\ufeff") if line == 0 else before) + 1


async def check(editor, path, problems, fixed):
    """One notebook: diagnostics, actions, hovers."""
    name = path.relative_to(TOP)
    text = path.read_bytes().decode()
    diagnostics = await editor.open(path, text)
    found = sorted((one.code, *place(text, one.range.start, editor.unit)) for one in diagnostics)
    SEEN["diagnostics"] += len(found)
    known = sorted((one["id"], one["line"], one["column"]) for one in problems)
    expect(found == known, f"{name}: the editor shows {found}, the command line {known}")
    whole = await editor.actions(path, lsp.Range(lsp.Position(0, 0), lsp.Position(9999, 0)), "quickfix")
    titles = sorted((action.diagnostics[0].code, action.title) for action in whole)
    unsafe = {"safe": "", "unsafe": " (unsafe)"}
    offered = sorted((one["id"], fix["title"] + unsafe[fix["safety"]]) for one in problems for fix in one["fixes"])
    expect(titles == offered, f"{name}: offers {titles} instead of {offered}")
    # What only a person may choose has no edits in a report for programs.
    asked = {fix["title"] + unsafe[fix["safety"]] for one in problems for fix in one["fixes"] if fix["ask"]}
    results = [patched(text, fix) for one in problems for fix in one["fixes"] if not fix["copies"]]
    for action in whole:
        expect(not (action.is_preferred and action.title.endswith("(unsafe)")), f"{name}: {action.title} is preferred")
        if action.edit is None:
            expect(action.disabled and action.disabled.reason, f"{name}: {action.title}: nothing and no reason")
        else:
            SEEN["fixes"] += 1
            result = applied(text, action.edit, editor.unit)
            if action.title in asked:
                expect(result != text, f"{name}: {action.title}: nothing")
            else:
                expect(result in results, f"{name}: {action.title}: another text")
    if fixed is not None:
        every = await editor.actions(path, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)), "source.fixAll")
        result = applied(text, every[0].edit, editor.unit) if every else text
        SEEN["texts with all safe fixes"] += bool(every)
        expect(result == fixed, f"{name}: not what --fix writes")
    for one in diagnostics:
        hover = await editor.hover(path, one.range.start)
        expect(hover and one.code in hover.contents.value, f"{name}: {one.code} is not explained")
    await editor.close(path)


async def type_in(editor, path):
    """Types a notebook from its end to its start, in three pieces."""
    text = path.read_bytes().decode()
    whole = await editor.open(path, text)
    await editor.close(path)
    third = len(text) // 3
    pieces = [text[:third], text[third : 2 * third], text[2 * third :]]
    await editor.open(path, "import marimo\napp = marimo.App()\n")
    everything = lsp.Range(lsp.Position(0, 0), lsp.Position(2, 0))
    start = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    partial = lsp.TextDocumentContentChangePartial
    await editor.change(path, 2, [partial(range=everything, text=pieces[2])])
    await editor.change(path, 3, [partial(range=start, text=pieces[1]), partial(range=start, text=pieces[0])])
    typed = await editor.published(3)
    expect(typed == whole, f"{path.relative_to(TOP)}: typed in pieces it has other diagnostics")
    await editor.close(path)


def command_line(program, arguments, environment, cwd=TOP):
    run = subprocess.run([program, *arguments], capture_output=True, env=environment, cwd=cwd)
    if run.returncode > 1:
        sys.exit(f"language_server: {' '.join(map(str, arguments))}: {run.stderr.decode()}")
    return run.stdout


async def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "target/debug/wasmfix").resolve()
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "XDG_CACHE_HOME": scratch}
        copies = Path(scratch) / "fixes"
        shutil.copytree(TOP / "fixes", copies)
        # The copies lie in the same project as the examples.
        shutil.copy(TOP / "pyproject.toml", scratch)
        options = ["--offline", "--isolated"]
        report = json.loads(command_line(program, [*options, "--format", "json", "fixes"], environment))
        copying = json.loads(command_line(program, [*options, "--fix", "--format", "json", "fixes"], environment, scratch))
        expect(len(report["files"]) == len(copying["files"]) > 100, "too few examples")
        for unit in (lsp.PositionEncodingKind.Utf16, lsp.PositionEncodingKind.Utf8):
            editor = Editor(unit)
            await editor.start(program, environment)
            for file in report["files"]:
                path = TOP / file["path"]
                text = path.read_bytes()
                # Such a fix is not for an editor.
                copies_files = any(
                    fix["copies"] and fix["safety"] == "safe" for one in file["problems"] for fix in one["fixes"]
                )
                try:
                    text.decode()
                except UnicodeDecodeError:
                    continue
                fixed = None if copies_files else (Path(scratch) / file["path"]).read_bytes().decode()
                await check(editor, path, file["problems"], fixed)
            for file in report["files"][::10]:
                await type_in(editor, TOP / file["path"])
            await editor.stop()
    for failure in FAILURES:
        print(failure)
    expect(min(SEEN.values(), default=0) > 100, "too little was seen")
    print(f"{len(report['files'])} notebooks, {dict(SEEN)}, {len(FAILURES)} failures")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
