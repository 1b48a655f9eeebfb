"""What marimo's wheels say of the browser: read from the package index, kept as extracts, made into rows of hosts.tsv.

A fact is a place in a file of the wheel and the texts that have stood there, one for each value. A wheel in which none of
them stands, or two, is an error and never "no": then someone reads that file and adds the new text here.

Of a wheel only the zip's directory and six files are read, by range requests. measured/wheels.tsv keeps what was found:
each release with the SHA-256 that the index gives its wheel, and each text at the release where it first stands.
"""

import io
import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

OLDEST = (0, 17, 0)
HEADING = """# release\tfact\tmember\ttext
# What stands in marimo's wheels (wheels.py). wheel: the SHA-256 of the release's wheel. All else: the text by which a fact was told, with
# white space as one blank, at the release where it first says so.
"""
# The end of a zip: enough for its last record, whose fields say where the directory lies.
TAIL = 1 << 16
SIMPLE = "application/vnd.pypi.simple.v1+json"
ELIDED = " ... "


class Unreadable(Exception):
    """An index or a wheel that does not say what is asked of it."""


@dataclass(frozen=True)
class Fact:
    """A column of hosts.tsv: what it says, the file, the text for each value (white space counts as one blank), and the
    members of the wheel that are there if and only if the value is `y`."""

    name: str
    meaning: str
    file: str
    texts: dict
    beside: str = ""


SESSION = r"marimo/_pyodide/pyodide_session\.py"
WORKER = r"marimo/_static/assets/worker-[^/]+\.js"
FORMATTERS = r"marimo/_output/formatters/df_formatters\.py"
FACTS = [
    Fact("pyodide",
         "the version of Pyodide under it",
         # The constant after the loader of Pyodide, which every worker holds a copy of; the value is the group.
         WORKER, {"": r"`getInstantiateWasmFunc`\);var [\w$]+=`(?P<value>\d+\.\d[\w.]*)`"}),
    Fact("markers",
         "what becomes of a marker in the script block: honoured, cut off with all behind the first `;`, or left where no "
         "version is cut off before it",
         SESSION, {
        "honoured": r"script_deps = filter_requirements_for_emscripten\( reader\.dependencies \)",
        "cut": r'script_deps = reader\.dependencies .{,1500} dep = dep\.split\(";"\)\[0\]\.strip\(\)',
        "left": r'script_deps = reader\.dependencies .{,60}try: return re\.split\(r"==\|>=\|<=\|~=", dep\)\[0\]',
    }),
    Fact("specifiers",
         "whether versions in the script block reach micropip: kept or stripped",
         SESSION, {
        "kept": r"return \[dep\.strip\(\) for dep in script_deps\]",
        "stripped": r"return \[strip_\w+\(dep\) for dep in script_deps\]",
    }),
    Fact("compared",
         "what of a requirement is compared with the packages and modules that are there, to leave it out: its name, or "
         "its whole text",
         WORKER, {
        "name": r"function (?P<name>[\w$]+)\(\w\)\{return \w\.trim\(\)\.split\(/\[\[<>=!~;@\\s\]/\)\[0\]\}"
                r".*!\w\.loadedPackages\[(?P=name)\(\w\)\]",
        "text": r"\w\.filter\(\w=>!\w\.loadedPackages\[\w\]\)",
    }),
    Fact("unlisted",
         "whether the packages of imports are installed where the script block lists none",
         SESSION, {
        "y": r"package_manager\.module_to_package\(mod\) for mod in module_names",
        "n": r'"Error parsing script metadata: %s", e\) (?:# .{,250} )?return \[\]',
    }),
    Fact("duckdb_loads",
         "whether a use of duckdb loads what SQL needs, not only the text `mo.sql`",
         WORKER, {
        "y": r"\w\.includes\(`mo\.sql`\)\|\|[\w$]+\.test\(\w\)\|\|\w\?\.has\(`duckdb`\)",
        "n": r"\w\.includes\(`mo\.sql`\)&&\(",
    }),
    Fact("adapters",
         "whether marimo's own threads and processes exist",
         r"marimo/_pyodide/bootstrap\.py", {
        "y": r"import ensure_wasm_runtime_bootstrapped .{,60}ensure_wasm_runtime_bootstrapped\(\)",
        "n": r"from __future__ import annotations import json from typing import TYPE_CHECKING(?:, Callable)? from marimo\._config",
    }, r"marimo/_runtime/_wasm/_concurrency/"),
    Fact("polars_urls",
         "whether marimo reads an address for polars",
         FORMATTERS, {
        "y": r"unpatch_polars = patch_polars_for_wasm\(\)",
        "n": r"unpatch_polars_write_json = patch_polars_write_json\(\)",
    }, r"marimo/_runtime/_wasm/_polars\.py"),
    Fact("duckdb_urls",
         "whether marimo reads an address for duckdb and `mo.sql`",
         FORMATTERS, {
        "y": r"class DuckDBFormatter\(FormatterFactory\): .{,200}return patch_duckdb_for_wasm\(\)",
        "n": r"class PyArrowFormatter\(FormatterFactory\): (?:(?!class ).)*class (?!DuckDB)\w+\(FormatterFactory\)",
    }, r"marimo/_runtime/_wasm/_duckdb/"),
    Fact("local_modules",
         "whether an HTML export packs the modules beside the notebook",
         r"marimo/_cli/export/commands\.py", {
        "y": r"def export_with_local_wheels\(.{,700}resolve_notebook_local_modules\(",
        "n": r"return export_as_wasm\(file_path, mode, show_code=show_code\)",
    }, r"marimo/(?:_cli/export|_export)/local_modules\.py"),
    Fact("islands",
         "whether islands install what the notebook lists",
         r"marimo/_islands/_island_generator\.py", {
        "y": r'payload\["dependencies"\] = self\._dependencies',
        "n": r"^(?!.*dependencies).*class MarimoIslandGenerator:",
    }),
]


def number(release):
    """`0.25.2` -> (0, 25, 2)."""
    return tuple(int(part) for part in release.split("."))


def found(fact, text):
    """The value and what was matched: exactly one of the known texts stands there, or it is an error."""
    hits = [(value, hit) for value, pattern in fact.texts.items() if (hit := re.search(pattern, text))]
    if len(hits) != 1:
        what = " and ".join(value or "a version" for value, _ in hits) or "none of its known texts"
        raise Unreadable(f"{fact.file}: `{fact.name}`: {what}; read that file, then add its text to FACTS")
    value, hit = hits[0]
    matched = hit[0] if len(hit[0]) <= 240 else hit[0][:80] + ELIDED + hit[0][-120:]
    return value or hit["value"], matched


def value(fact, extract):
    return found(fact, extract)[0]


class Wheel(io.RawIOBase):
    """A wheel on a server, read where it is looked at. A server that knows no ranges gives the whole file, once."""

    def __init__(self, address, size):
        self.address, self.size, self.place = address, size, 0
        self.parts = []
        self.read_bytes = 0
        self.fetch(max(0, size - TAIL), size)

    def fetch(self, start, end):
        if any(low <= start and end <= low + len(part) for low, part in self.parts):
            return
        request = urllib.request.Request(self.address, headers={"Range": f"bytes={start}-{end - 1}"})
        with urllib.request.urlopen(request, timeout=180) as answer:
            body = answer.read()
            self.parts.append((start if answer.status == 206 else 0, body))
        self.read_bytes += len(body)

    def seekable(self):
        return True

    def readable(self):
        return True

    def tell(self):
        return self.place

    def seek(self, offset, whence=io.SEEK_SET):
        self.place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        return self.place

    def read(self, size=-1):
        end = self.size if size < 0 else min(self.size, self.place + size)
        self.fetch(self.place, end)
        low, part = next(one for one in self.parts if one[0] <= self.place and end <= one[0] + len(one[1]))
        data = part[self.place - low : end - low]
        self.place = end
        return data

    def member(self, archive, info):
        """A file of the archive, in one request: local header, a name and at most 64 KB of extra field before the data."""
        self.fetch(info.header_offset, min(self.size, info.header_offset + info.compress_size + len(info.filename) + 4096))
        return archive.read(info)


def extracts(release, file):
    """What a wheel says: fact -> (member, text that was matched); and how many bytes were read for it."""
    wheel = Wheel(file["url"], file["size"])
    archive = zipfile.ZipFile(wheel)
    texts, result = {}, {}
    for fact in FACTS:
        members = [info for info in archive.infolist() if re.fullmatch(fact.file, info.filename)]
        if len(members) != 1:
            raise Unreadable(f"marimo {release}: {len(members)} files {fact.file} in its wheel, one is expected")
        name = members[0].filename
        if name not in texts:
            texts[name] = " ".join(wheel.member(archive, members[0]).decode("utf-8").split())
        try:
            said, text = found(fact, texts[name])
        except Unreadable as error:
            raise Unreadable(f"marimo {release}: {error}") from None
        beside = fact.beside and any(re.match(fact.beside, info.filename) for info in archive.infolist())
        if fact.beside and beside != (said == "y"):
            is_there = "is there" if beside else "is missing"
            raise Unreadable(f"marimo {release}: `{fact.name}` is `{said}`, but {fact.beside} {is_there} in its wheel")
        result[fact.name] = (name, text)
    return result, wheel.read_bytes


def index_address():
    """The index that pip would ask: `pip download --help` says it, after its files and its environment."""
    said = subprocess.run(["pip", "download", "--help"], check=True, capture_output=True, text=True).stdout
    hit = re.search(r"--index-url <url>\s.*?\(default\s+(\S+?)\)", said, re.DOTALL)
    if not hit:
        raise Unreadable("`pip download --help` names no package index")
    address = hit[1]
    if "****@" in address:  # pip hides a password; its own settings have it
        own = subprocess.run(["pip", "config", "get", "global.index-url"], capture_output=True, text=True)
        address = own.stdout.strip() or address
    return address


def released():
    """The wheels of marimo on the index, release -> {url, size, sha256}, the oldest first."""
    address = index_address().rstrip("/") + "/marimo/"
    request = urllib.request.Request(address, headers={"Accept": SIMPLE})
    with urllib.request.urlopen(request, timeout=180) as answer:
        if SIMPLE not in answer.headers.get("Content-Type", ""):
            raise Unreadable(f"{address} speaks no {SIMPLE}: set PIP_INDEX_URL to an index that does")
        files = json.load(answer)["files"]
    wheels = {}
    for file in files:
        hit = re.fullmatch(r"marimo-(\d+(?:\.\d+)*)-py3-none-any\.whl", file["filename"])
        if hit and not file.get("yanked") and number(hit[1]) >= OLDEST:
            url = urllib.parse.urljoin(address, file["url"])
            wheels[hit[1]] = {"url": url, "size": file["size"], "sha256": file["hashes"]["sha256"]}
    return {release: wheels[release] for release in sorted(wheels, key=number)}


def read(releases, wheels):
    """Reads wheels, four at a time: release -> extracts; and the bytes read."""
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda release: extracts(release, wheels[release]), releases))
    return {release: answer for release, (answer, _) in zip(releases, answers)}, sum(size for _, size in answers)


def known(table):
    """The kept extracts: release -> (SHA-256, {fact: (member, text)}), each text where it first stands and after."""
    result, last = {}, {}
    for release, fact, member, text in table:
        if fact == "wheel":
            last = dict(last)
            result[release] = (text, last)
        else:
            result[release][1][fact] = (member, text)
    return result


def says(release):
    """A release's wheel and the value of each fact."""
    sha256, facts = release
    return sha256, {fact.name: value(fact, facts[fact.name][1]) for fact in FACTS}


def table(releases):
    """The rows of measured/wheels.tsv: a text stands where it differs from the release before, whatever its file is called."""
    lines, last = [], {}
    for release in sorted(releases, key=number):
        sha256, facts = releases[release]
        lines.append([release, "wheel", "", sha256])
        for fact in FACTS:
            member, text = facts[fact.name]
            if last.get(fact.name) is None or value(fact, last[fact.name]) != value(fact, text):
                lines.append([release, fact.name, member, text])
                last[fact.name] = text
    return lines


def spans(releases):
    """Where behaviour begins: [first release, {fact: value}, [releases]]."""
    result = []
    for release in sorted(releases, key=number):
        _, values = says(releases[release])
        if result and result[-1][1] == values:
            result[-1][2].append(release)
        else:
            result.append([release, values, [release]])
    return result
