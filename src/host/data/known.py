#!/usr/bin/env python3
"""Writes known.tsv: more packages that can be installed in the browser, or not, for when the index is not asked.

    known.py PROGRAM --list FILE [--cache FOLDER] [LOCK...]

PROGRAM is wasmfix itself. It judges each name alone, on the newest and on the oldest host, with all it needs; what it asks on the way
is answered from here, so that no index is asked:

FILE     the packages of the index, a line each, between tabs: name, newest version, month, rank among the most downloaded.
         Only what has a rank gets a row: what nobody knows could be anyone's.
FOLDER   the program's own cache (`~/.cache/wasmfix`): what the index said when it checked notebooks. To know more, check more
         notebooks first, without `--offline`.
LOCK     uv.lock files of public repositories, for what the cache lacks. They say which wheels there are and what a package
         needs, but no bounds, so that they can only tell that something is missing, and never that all is well. An old version,
         or one for a single system, tells nothing.

A name whose answer is not known in full gets no row; nor does one of the lock, pure.tsv or native.tsv. Standard library only.
"""

import argparse
import datetime
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True  # nothing beside the tables
import generate  # noqa: E402

HEADING = """# name\tneeds
# More packages for when the index is not asked, of the 15,000 most downloaded. needs: `-` if micropip installs the bare name on every
# known host; else what no wheel in the browser fits: `.` for the package itself, or the name of something that it needs.
# source: known.py, {day}: {cache} names by what PyPI answered when public notebooks were checked, {locks} by {files} public uv.lock files.
"""
SIMPLE = "application/vnd.pypi.simple.v1+json"


class Page:
    """What is known of a project: its files, and what each wheel needs."""

    def __init__(self, source):
        self.source, self.files, self.needs = source, {}, {}


def cached(folder):
    """The answers in the program's cache."""
    metadata = {}
    for path in sorted(folder.glob("metadata-*/*.json")):
        entry = json.loads(path.read_text("utf-8"))
        metadata[entry["address"].split("#")[0]] = entry["value"]
    pages = {}
    for path in sorted(folder.glob("projects-*/*.json")):
        entry = json.loads(path.read_text("utf-8"))
        page = pages.setdefault(generate.normal(entry["address"].rstrip("/").rsplit("/", 1)[1]), Page("cache"))
        project = entry["value"]
        if not project:
            continue
        for version in project["versions"]:
            page.files[f"project-{version}.tar.gz"] = False
        for wheel in project["wheels"]:
            page.files[wheel["filename"]] = wheel["yanked"]
            said = metadata.get(wheel["url"].split("#")[0])
            if said:
                lines = [f"Requires-Dist: {line}" for line in said["requires_dist"]]
                lines += [f"Provides-Extra: {extra}" for extra in said["provides_extra"]]
                page.needs[wheel["filename"]] = lines
    return pages


def parts(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def tells(package, newest):
    """Whether a locked version tells something of the newest one: of the same major version, and the same where it has no wheel."""
    files = [wheel.get("url", "") for wheel in package.get("wheels", [])]
    one_system = files and any(all(system in file for file in files) for system in ("macosx", "-win"))
    same = package["version"] == newest if not files else parts(package["version"])[:1] == parts(newest)[:1]
    return same and not one_system


def locked(paths, listed):
    """The packages of locks that come from an index, the newest version of each."""
    found = {}
    for path in paths:
        packages = tomllib.loads(Path(path).read_text("utf-8"))["package"]
        registries = Counter(package["source"]["registry"] for package in packages if "registry" in package["source"])
        # The package index is where most come from.
        index = registries.most_common(1)[0][0]
        for package in packages:
            if package["source"].get("registry") != index:
                continue
            key = parts(package["version"])
            name = generate.normal(package["name"])
            if name not in listed or not tells(package, listed[name][0]):
                continue
            if name not in found or found[name][0] < key:
                found[name] = key, package
    pages = {}
    for name, (_, package) in found.items():
        page = pages[name] = Page("lock")
        lines = []
        for need in package.get("dependencies", []):
            extra = f"[{','.join(need['extra'])}]" if "extra" in need else ""
            marker = f"; {need['marker']}" if "marker" in need else ""
            lines.append(f"Requires-Dist: {need['name']}{extra}{marker}")
        for wheel in package.get("wheels", []):
            file = wheel.get("url", "").rsplit("/", 1)[-1]
            if file:
                page.files[file] = False
                page.needs[file] = lines
        page.files.setdefault(f"project-{package['version']}.tar.gz", False)
    return pages


class Index(http.server.BaseHTTPRequestHandler):
    """An index that has these pages. What it does not know it refuses, which is no answer."""

    pages = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        _, kind, name, *file = self.path.split("/")
        page = self.pages.get(name)
        if kind == "simple" and page:
            files = [self.file(name, file, yanked, page) for file, yanked in page.files.items()]
            self.say(200 if files else 404, json.dumps({"meta": {"api-version": "1.0"}, "name": name, "files": files}), SIMPLE)
        elif kind == "files" and page and file[0].removesuffix(".metadata") in page.needs:
            lines = ["Metadata-Version: 2.1", f"Name: {name}", *page.needs[file[0].removesuffix(".metadata")], "", ""]
            self.say(200, "\n".join(lines), "text/plain")
        else:
            self.say(403, "", "text/plain")

    def file(self, name, file, yanked, page):
        url = f"http://127.0.0.1:{self.server.server_port}/files/{name}/{file}"
        return {"filename": file, "url": url, "yanked": yanked, "hashes": {}, "core-metadata": file in page.needs}

    def say(self, status, body, kind):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def judge(program, names, port, host):
    """What the program says of each name on a release of marimo: name -> notes."""
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            block = f'# /// script\n# dependencies = ["{name}"]\n# ///\n'
            Path(folder, f"{name}.py").write_text(f"{block}import marimo\n\napp = marimo.App()\n", "utf-8")
        address = f"http://127.0.0.1:{port}/simple/"
        flags = ["--isolated", "--marimo", host, "--exit-zero", "--format", "json", "--index-url", address]
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder, "cache"))}
        said = subprocess.run([program, *flags, "."], cwd=folder, env=environment, capture_output=True, text=True)
        for file in json.loads(said.stdout)["files"]:
            name = Path(file["path"]).stem
            result |= {name: one["notes"] for one in file["packages"] if generate.normal(one["name"]) == name}
    return result


def needs(notes):
    """What stands in the way of a name, if it is certain on any host: no version of it has a wheel; `None` else."""
    if notes.startswith("no WASM build: the package index has no wheel"):
        return "."
    # Of what has a wheel in another version, or is in the lock, more is said behind it.
    hit = re.fullmatch(r"(?:needs \S+[^;]*?, which )*?needs ([A-Za-z0-9._-]+)[^;]*?, which has no wheel for this host", notes)
    return hit and generate.normal(hit[1])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--list", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, default=Path.home() / ".cache/wasmfix")
    arguments.add_argument("locks", nargs="*", type=Path)
    given = arguments.parse_intermixed_args()
    program = given.program.resolve()
    rows = (line.split("\t") for line in given.list.read_text("utf-8").splitlines()[1:])
    listed = {generate.normal(row[0]): (row[1], row[3]) for row in rows if len(row) > 3}
    Index.pages = {**locked(given.locks, listed), **cached(given.cache)}
    hosts = [row for row in generate.rows("hosts.tsv", 20)]
    tables = [f"lock-{row[0]}.tsv" for row in generate.rows("pyodides.tsv", 20)]
    tables += ["lock-added.tsv", "pure.tsv", "native.tsv", "wrong-names.tsv", "renamed.tsv"]
    there = {generate.normal(row[0]) for table in tables for row in generate.rows(table, 20)} | {"marimo"}
    names = sorted(name for name in set(Index.pages) - there if listed.get(name, ("", ""))[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    newest = judge(program, names, server.server_port, hosts[-1][0])
    oldest = judge(program, names, server.server_port, hosts[0][0])
    server.shutdown()
    pure = re.compile(r"pure Python, installed by micropip: \S+")
    lines = []
    for name in names:
        source = Index.pages[name].source
        both = [said.get(name, "") for said in (newest, oldest)]
        missing = [needs(notes) for notes in both]
        if all(missing):
            lines.append((name, missing[0], source))
        elif source == "cache" and all(pure.fullmatch(notes) for notes in both):
            lines.append((name, "-", source))
    counts = {source: sum(line[2] == source for line in lines) for source in ("cache", "lock")}
    day = datetime.date.today().isoformat()
    heading = HEADING.format(day=day, cache=counts["cache"], locks=counts["lock"], files=len(given.locks))
    (generate.HERE / "known.tsv").write_text(heading + "".join(f"{name}\t{what}\n" for name, what, _ in lines), "utf-8")
    print(f"{len(names)} names judged; {sum(line[1] == '-' for line in lines)} can be installed, "
          f"{sum(line[1] != '-' for line in lines)} cannot")


if __name__ == "__main__":
    main()
