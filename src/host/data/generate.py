#!/usr/bin/env python3
"""Writes the host tables that the program is built from.

    generate.py            read the marimo releases that are new on the package index, write the tables
    generate.py --check    write nothing; exit 1 and name each table that differs from what would be written, and each fact
                           in which the newest known wheel, read again, differs from what was kept of it
    --all-wheels           read the wheels of all releases again
    --offline              leave the wheels and the lock tables alone (everything else is made from files in this folder)

A new marimo: run this, commit what it wrote. On a new Pyodide it also adds a row to pyodides.tsv, gets the lock, and
prints what must still be measured there.

Python 3.11, standard library only; pip names the package index, npm gets the package `pyodide` of each version.
The same input gives the same bytes: rows are sorted, nothing depends on the clock or the machine.

made here                from
hosts.tsv                measured/wheels.tsv and pyodides.tsv: the marimo releases, the oldest first, where behaviour begins
measured/wheels.tsv      marimo's wheels on the package index (wheels.py)
lock-VERSION.tsv         pyodide-lock.json in the npm package `pyodide` of that version, and measured/sizes.tsv
stdlib.tsv               measured/stdlib.tsv: what `import` of each module does
calls.tsv                measured/patterns.tsv through pattern-names.tsv, and calls-extra.tsv
imports.tsv              import-names.tsv, and the rows of measured/modules.tsv that something stands by: import name -> distribution
modules.tsv              measured/modules.tsv and import-names.tsv: distribution -> the modules that it brings, where it is listed
guidance.tsv             measured/guidance-packages.txt: the published list of built-in packages

kept by hand             what
pyodides.tsv             what no wheel says of a Pyodide, and the marimo releases that were run on it
measured/sizes.tsv       how many bytes the file of a package has, on each Pyodide
lock-added.tsv           what marimo's own copy of the lock has beyond Pyodide's
loaded.tsv               what marimo loads for every notebook
running.tsv              what Python has imported by then
pattern-names.tsv        which dotted names a measured pattern speaks for
calls-extra.tsv          calls that no pattern speaks for, each with its source
import-names.tsv         import names that differ from their distribution's: the guidance's, and those of well-known owners
distributions.tsv        the distributions whose wheels modules.py reads into measured/modules.tsv
pure.tsv, native.tsv     packages known to be installable, or not, with what micropip said
known.tsv                more of them, of which the program itself said so: written by known.py, which is run by hand
renamed.tsv              packages that fail in the browser, and the one that brings the same modules
"""

import csv
import gzip
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing beside the tables
import wheels  # noqa: E402

HERE = Path(__file__).resolve().parent
OUTCOMES = {"works", "degraded", "silent", "fails"}


class Malformed(Exception):
    """A row of an input table that cannot be read."""


def normal(name):
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def rows(name, columns):
    """The rows of a table kept by hand: tab-separated, `#` comments, short rows filled up."""
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise Malformed(f"{name}:{number}: {len(cells)} columns, {columns} expected")
        yield [*cells, *[""] * (columns - len(cells))]


def measured(name):
    """A measured table: tab-separated with quoting, a heading first."""
    text = (HERE / "measured" / name).read_text("utf-8")
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def table(heading, lines):
    """The text of a table that is made here."""
    lines = sorted({tuple(line) for line in lines})
    names = [line[0] for line in lines]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise Malformed(f"{heading[0]}: twice: {', '.join(sorted(twice))}")
    return "".join("\t".join(line) + "\n" for line in [["# " + heading[0], *heading[1:]], *lines])


def sizes(version):
    """Bytes by package. No lock says them; they are those of public copies of Pyodide's files, seen on 2026-11-22: of the
    same name and version (other builds of a version differ by less than 1 %), or of the patch release 314.0.7. Where a file was not seen, the one of the other Pyodide stands for it:
    good enough for "about 34 MB", and for nothing finer."""
    heading, *lines = measured("sizes.tsv")
    own = [heading.index(version)] if version in heading else []
    others = [column for column in range(len(heading) - 1, 0, -1) if column not in own]
    return {line[0]: next(filter(None, (line[column] for column in own + others)), "") for line in lines}


def npm(version):
    """The files of the npm package `pyodide`, by name."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"pyodide@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            files = [member for member in archive.getmembers() if member.isfile()]
            return {member.name.removeprefix("package/"): archive.extractfile(member).read() for member in files}


def lock(version, files):
    """Name, name as written, version, `y` for a pure wheel, dependencies, import names, bytes where they are known."""
    size = sizes(version)
    packages = json.loads(files["pyodide-lock.json"])["packages"]
    return table(
        ["name", "written", "version", "pure", "depends", "imports", "size"],
        (
            [
                normal(package["name"]),
                package["name"],
                package["version"],
                "y" if package["file_name"].endswith("-none-any.whl") else "",
                " ".join(sorted(normal(name) for name in package["depends"])),
                " ".join(sorted(package["imports"])),
                size.get(normal(package["name"]), ""),
            ]
            for package in packages.values()
        ),
    )


def stdlib(versions):
    """The columns that were measured. `-`: the module is not part of that Python."""
    heading, *lines = measured("stdlib.tsv")
    known = [version for version in versions if f"pyodide-{version}" in heading]
    columns = [heading.index(f"pyodide-{version}") for version in known]
    return table(["module", *known], ([line[0], *(line[column] for column in columns)] for line in lines))


def new_pyodide(version, files):
    """A row for pyodides.tsv out of the npm package: a proposal, to be measured."""
    info = json.loads(files["pyodide-lock.json"])["info"]
    release = info["platform"].partition("_")[2]
    tags = [f"{kind}_{info['abi_version']}" for kind in ("pyemscripten", "pyodide")] + [f"emscripten_{release}"]
    script = r"pyodide(\.asm)?\.mjs|pyodide\.asm\.(js|wasm)|python_stdlib\.zip|pyodide-lock\.json"
    core = sum(len(gzip.compress(body, 9)) for name, body in files.items() if re.fullmatch(script, name))
    platforms = " ".join(f"{tag}_wasm32" for tag in tags)
    print(f"pyodides.tsv: Pyodide {version} is new; measure python, platforms and platform_release of its row")
    print(f"measured/stdlib.tsv: import every module on it, as a column pyodide-{version}; until then the one before stands for it")
    print("measured/patterns.tsv, running.tsv, loaded.tsv, lock-added.tsv, sizes.tsv: run them again on it")
    return [version, info["python"], platforms, release.replace("_", "."), str(core), ""]


def hosts(releases, pyodides):
    """Rows begin where a wheel says something else than the one before; the first holds for all that is older."""
    columns = [fact.name for fact in wheels.FACTS if fact.name != "pyodide"]
    heading = ["from", "pyodide", "python", "platforms", "platform_release", *columns, "releases", "measured", "core"]
    lines = ["# " + "\t".join(heading), *(f"# {fact.name}: {fact.meaning}" for fact in wheels.FACTS)]
    rows = wheels.spans(releases)
    for row, (first, values, held) in enumerate(rows):
        version, python, platforms, platform_release, core, measured = pyodides[values["pyodide"]]
        own = [values[column] for column in columns]
        measured = " ".join(release for release in measured.split() if release in held)
        cells = [first if row else "0", version, python, platforms, platform_release, *own, " ".join(held), measured, core]
        lines.append("\t".join(cells))
    return "".join(line + "\n" for line in lines)


def read_outcome(text, where):
    """`fails:Error` -> outcome and error."""
    outcome, _, error = text.partition(":")
    if outcome not in OUTCOMES:
        raise Malformed(f"{where}: {outcome!r} is no outcome")
    return outcome, error


def observed(text):
    """What a measured cell says: outcome, error, detail."""
    if text.startswith("works:"):
        return "works", "", ""
    if text.startswith("TIMEOUT"):
        return "fails", "", "never returns"
    error, _, message = text.partition(": ")
    error = error if error == "termios.error" else error.rpartition(".")[2]
    return "fails", error, "" if message == "None" else " ".join(message.strip('"').split())


def combine(text, override, detail, where):
    """A measured cell with what is put in its place."""
    if not text and not override:
        return "", "", ""
    outcome, error, message = observed(text) if text else ("", "", "")
    if override:
        outcome, error = read_outcome(override, where)
        message = ""
    return outcome, error, message if outcome == "works" and not override else detail or message


def calls():
    """Dotted name, plain Pyodide (outcome, error, detail), marimo (the same, empty: as plain), shims."""
    patterns = {line[0]: line for line in measured("patterns.tsv")[1:]}
    found = {}
    named = set()
    for pattern, names, plain, marimo, shims, detail in rows("pattern-names.tsv", 6):
        where = f"pattern-names.tsv: {pattern}"
        if pattern not in patterns or pattern in named:
            raise Malformed(f"{where}: not in measured/patterns.tsv, or twice")
        named.add(pattern)
        line = [*patterns[pattern], "", ""]
        row = [*combine(line[2], plain, detail, where), *combine(line[3], marimo, detail, where), shims]
        # The words of the table are about one side; on the other, an error keeps its own message.
        if marimo and not plain:
            row[2] = observed(line[2])[2] if row[0] != "works" else ""
        for name in [] if names == "-" else names.split():
            if name in found:
                raise Malformed(f"{where}: {name} twice")
            found[name] = row
    if missing := set(patterns) - named:
        raise Malformed(f"pattern-names.tsv lacks {', '.join(sorted(missing))}")
    for name, plain, marimo, shims, detail, source in rows("calls-extra.tsv", 6):
        where = f"calls-extra.tsv: {name}"
        if name in found or not source:
            raise Malformed(f"{where}: also in pattern-names.tsv, or twice, or without a source")
        outcome, error = read_outcome(plain, where)
        row = [outcome, error, "" if outcome == "works" or marimo == "degraded" else detail]
        row += [*read_outcome(marimo, where), detail] if marimo else ["", "", ""]
        found[name] = [*row, shims]
    heading = ["name", "plain", "error", "detail", "marimo", "error", "detail", "shims"]
    return table(heading, ([name, *row] for name, row in found.items()))


def imports():
    """The table kept by hand wins. A module that two distributions bring, both with something that stands by them, means neither."""
    found = {}
    for name, distribution, _, why in measured("modules.tsv")[1:]:
        if why != "-":
            found.setdefault(name, set()).add(distribution)
    found = {name: next(iter(owners)) for name, owners in found.items() if len(owners) == 1}
    found |= {name: distribution for name, distribution, _ in rows("import-names.tsv", 3)}
    return table(["import", "distribution"], found.items())


def modules():
    """By the distribution's normalised name: what its wheel holds, and what the table kept by hand says."""
    found = {}
    kept = [(name, distribution) for name, distribution, _ in rows("import-names.tsv", 3)]
    for name, distribution in [*(line[:2] for line in measured("modules.tsv")[1:]), *kept]:
        found.setdefault(normal(distribution), set()).add(name)
    return table(["distribution", "modules"], ([name, " ".join(sorted(brought))] for name, brought in found.items()))


def guidance():
    lines = (HERE / "measured" / "guidance-packages.txt").read_text("utf-8").split()
    return table(["name", "written"], ([normal(name), name] for name in lines))


def kept_wheels():
    return wheels.known(rows("measured/wheels.tsv", 4)) if (HERE / "measured/wheels.tsv").exists() else {}


def read_wheels(kept, check, everything):
    """The releases with what their wheels say; and where the newest one, read again, says something else."""
    index = wheels.released()
    wanted = [release for release in index if everything or release not in kept]
    if check:
        for release in wanted if not everything else []:
            print(f"marimo {release} is on the package index and not in measured/wheels.tsv: run generate.py")
        wanted = [release for release in list(kept)[-1:] if release in index]
    read, size = wheels.read(wanted, index)
    differ = []
    for release, facts in read.items():
        again = (index[release]["sha256"], facts)
        if release in kept and wheels.says(again) != wheels.says(kept[release]):
            differ.append(f"measured/wheels.tsv: marimo {release}, read again, says something else")
        kept = {**kept, release: again}
    print(f"{len(read)} wheels read, {size} bytes")
    return kept, differ


def main(arguments):
    check, offline = "--check" in arguments, "--offline" in arguments
    releases, differ = kept_wheels(), []
    if not offline:
        releases, differ = read_wheels(releases, check, "--all-wheels" in arguments)
    pyodides = {line[0]: line for line in rows("pyodides.tsv", 6)}
    versions = list(dict.fromkeys(values["pyodide"] for _, values, _ in wheels.spans(releases)))
    packages = {} if offline else {version: npm(version) for version in versions}
    made = {}
    for version in versions:
        if version not in pyodides and offline:
            raise Malformed(f"pyodides.tsv lacks {version}")
        if version not in pyodides:
            pyodides[version] = new_pyodide(version, packages[version])
            text = (HERE / "pyodides.tsv").read_text("utf-8")
            made["pyodides.tsv"] = made.get("pyodides.tsv", text) + "\t".join(pyodides[version]) + "\n"
    made |= {
        "measured/wheels.tsv": wheels.HEADING + "".join("\t".join(line) + "\n" for line in wheels.table(releases)),
        "hosts.tsv": hosts(releases, pyodides),
        "stdlib.tsv": stdlib(versions),
        "calls.tsv": calls(),
        "imports.tsv": imports(),
        "modules.tsv": modules(),
        "guidance.tsv": guidance(),
    }
    made |= {f"lock-{version}.tsv": lock(version, files) for version, files in packages.items()}
    for name, text in made.items():
        path = HERE / name
        if not path.exists() or path.read_bytes() != text.encode():
            differ.append(f"{name}: {'is not what would be written' if check else 'written'}")
            if not check:
                path.write_bytes(text.encode())
    for line in differ:
        print(line)
    return 1 if check and differ else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Malformed, wheels.Unreadable) as error:
        sys.exit(f"generate.py: {error}")
