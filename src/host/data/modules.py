#!/usr/bin/env python3
"""Reads which modules distributions bring out of their newest wheels, and writes measured/modules.tsv.

    modules.py                  read the wheels of all distributions in distributions.tsv
    modules.py NAME ...         read these anew, and keep the other rows

Python 3.11, standard library only; pip gets the wheels, one at a time and into a temporary folder, and Debian's package wamerican
holds the words. A distribution without a wheel for any Python here has no row. generate.py makes the tables that the program is built from.

Columns: import name (dotted in a namespace), distribution, wheel, why the import alone means this distribution:
    lock                     it is in a Pyodide lock
    own name, no word        the distribution has the module's own name, which is no English word and none of programming
    repositories A/B, C/D    two unrelated public repositories list it beside that import (distributions.tsv)
    -                        nothing: it counts only where it is listed
"""

import csv
import io
import keyword
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE / "measured" / "modules.tsv"
WORDS = Path("/usr/share/dict/american-english")
HEADING = ["import", "distribution", "wheel", "stands by"]
# What names of files and folders in a project often are, beyond what a dictionary has.
PROGRAMMING = set(keyword.kwlist) | set(sys.stdlib_module_names) | set(
    "api app auth cfg cli cmd conf config core ctx db dev dist env func http impl init io lib libs llm main misc mod nb orm pkg "
    "repo runtime sdk setup shared sql src sys tmp tools ui util utils web wrapper".split()
)
DEEPEST = 4
# Folders that a wheel holds by mistake.
STRAY = {"build", "doc", "docs", "example", "examples", "scripts", "test", "tests"}


def normal(name):
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def rows(path, columns):
    """The rows of a table: tab-separated, `#` comments, short rows filled up."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            yield [*cells, *[""] * (columns - len(cells))]


def modules(files):
    """The top-level modules among a wheel's files; of a namespace, what is in it: `google.genai`."""
    tree = {}
    for file in files:
        parts = file.split("/")
        if parts[0].endswith(".data") and len(parts) > 2 and parts[1] in ("purelib", "platlib"):
            parts = parts[2:]
        if parts[0].endswith((".data", ".dist-info", ".libs")):
            continue
        at = tree
        for part in parts:
            at = at.setdefault(part, {})

    def found(folder, before, depth):
        for name, inside in sorted(folder.items()):
            stem = name.split(".")[0]
            if inside:
                if stem != name or not name.isidentifier():
                    continue
                if any(child.split(".")[0] == "__init__" for child in inside):
                    yield [*before, name]
                elif depth < DEEPEST:
                    yield from found(inside, [*before, name], depth + 1)
            elif name.endswith((".py", ".so", ".pyd")) and stem.isidentifier():
                yield [*before, stem]

    names = {".".join(parts) for parts in found(tree, [], 1) if parts[0] not in STRAY}
    return sorted(name for name in names if not name.rpartition(".")[2].startswith("_"))


def wheel(distribution):
    """The name and version of the newest wheel, and its files; None where pip finds no wheel."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder, distribution]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            return None
        path = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(path) as archive:
            return "-".join(path.name.split("-")[:2]), archive.namelist()


def repositories(cell):
    """`slugify: A/B, C/D; other: E/F` by import."""
    parts = (part.split(":") for part in cell.split(";") if part.strip())
    return {name.strip(): sorted(one.strip() for one in listed.split(",")) for name, listed in parts}


def unrelated(listed):
    """Whether the repositories have at least two owners."""
    return len({one.split("/")[0] for one in listed}) >= 2


def locked():
    """The distributions of the locks."""
    return {row[0] for path in HERE.glob("lock-*.tsv") for row in rows(path, 1)}


def main(names):
    words = set(WORDS.read_text("utf-8").lower().split()) | PROGRAMMING
    in_lock = locked()
    made = {}
    if names:
        made = {(row[0], row[1]): row for row in csv.reader(io.StringIO(TABLE.read_text("utf-8")), delimiter="\t")}
    for distribution, seen in rows(HERE / "distributions.tsv", 2):
        if names and distribution not in names:
            continue
        read = wheel(distribution)
        if read is None:
            print(f"{distribution}: no wheel")
            continue
        for key in [key for key in made if key[1] == distribution]:
            del made[key]
        beside = repositories(seen)
        for module in modules(read[1]):
            listed = beside.get(module, [])
            if normal(distribution) in in_lock:
                why = "lock"
            elif normal(module) == normal(distribution) and module.lower().rstrip("s") not in words and module.lower() not in words:
                why = "own name, no word"
            elif unrelated(listed):
                why = "repositories " + ", ".join(listed)
            else:
                why = "-"
            made[module, distribution] = [module, distribution, read[0], why]
    made.pop((HEADING[0], HEADING[1]), None)
    lines = sorted(made.values(), key=lambda row: (row[0].lower(), row))
    TABLE.write_text("".join("\t".join(line) + "\n" for line in [HEADING, *lines]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
