#!/usr/bin/env python3
"""Runs whole notebooks before and after a library was swapped, and compares what they print.

    python -m pip install -r tests/requirements.txt
    cargo build
    tests/ports/servers.sh start                  for psycopg2 and mysqlclient
    python tests/ports/run.py [FOLDER...]         FOLDER: sqlite3, psycopg2, mysqlclient; all if left out

The first line of a program, a marimo notebook, says what must become of it:
    # ports: swapped                every use is in the library's table: it must be swapped
    # ports: withheld (why)         it must keep its library: a swap would change what it prints, or cannot be made
    # ports: either (why)           beyond the table, but equal: both are right as long as the output stays

For each of them, in folders of its own: it runs; `wasmfix --fix --unsafe-fixes` mends it; it compiles; real marimo finds
nothing new in it; a second fix changes nothing; it runs again with the same output and exit code; and it uses only the
new library if it was swapped. Nothing is skipped: a missing package or server is a failure.
Exit code 1 if anything does not hold, 2 if the tools are missing.
"""

import argparse
import ast
import collections
import concurrent.futures
import dataclasses
import difflib
import fnmatch
import importlib.util
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PORTS = Path(__file__).resolve().parent
TOP = PORTS.parent.parent
sys.path.insert(0, str(TOP / "tests"))
from real_marimo import HINT, compare, lint  # noqa: E402  (it ends with the same hint if marimo is missing)

TIMEOUT = 120  # seconds, for one program
EXPECTATION = re.compile(r"# ports: (swapped|withheld|either)(?: \(.+\))?")


@dataclasses.dataclass
class Port:
    """A folder of programs."""

    old: str  # the module that is replaced
    new: str  # the module that replaces it
    packages: list  # modules that the programs import, before and after
    least: int  # programs there must be
    schemes: tuple = ((), ())  # of database addresses: old ones, new ones
    stand_in: str = None  # a call that makes the new module answer to the old one's name
    server: tuple = None  # name and port on 127.0.0.1


# Folder by folder; `packages` come from tests/requirements.txt, servers from tests/ports/servers.sh.
TABLE = {
    "sqlite3": Port("sqlite3", "apsw", ["apsw", "pandas"], 60),
    "psycopg2": Port(
        "psycopg2", "psycopg", ["psycopg2", "psycopg", "psycopg_pool", "pandas", "polars", "sqlalchemy"], 40,
        schemes=(("postgresql+psycopg2:",), ("postgresql+psycopg:",)), server=("PostgreSQL", 55432),
    ),
    "mysqlclient": Port(
        "MySQLdb", "pymysql", ["MySQLdb", "pymysql", "pandas", "polars", "sqlalchemy"], 40,
        schemes=(("mysql:", "mysql+mysqldb:"), ("mysql+pymysql:",)), stand_in="install_as_MySQLdb", server=("MariaDB", 53306),
    ),
}


@dataclasses.dataclass
class Outcome:
    """What became of one program."""

    name: str
    expected: str = ""
    state: str = "failed"  # or swapped, withheld
    differs: bool = False
    reasons: list = dataclasses.field(default_factory=list)
    faults: list = dataclasses.field(default_factory=list)


def uses(text, port):
    """Whether the old library is used, and whether the new one is."""
    tree = ast.parse(text)
    modules, words = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module.split(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.Attribute):
            modules.add(f".{node.attr}")
    old_scheme, new_scheme = (any(word.startswith(schemes) for word in words) for schemes in port.schemes)
    stands_in = port.stand_in is not None and f".{port.stand_in}" in modules
    return port.old in modules and not stands_in or old_scheme, port.new in modules or new_scheme


# Has marimo imported already, and forks for each program that a line of stdin names: folder, program, and files for its output. Most of
# a program's time would be that import.
SERVER = """
import json, os, runpy, signal, sys, tempfile
import marimo
for line in sys.stdin:
    folder, path, stdout, stderr, seconds = json.loads(line)
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        for number, name in enumerate((os.devnull, stdout, stderr)):
            file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
            os.dup2(file, number)
        os.chdir(folder)
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        sys.argv, sys.path[0] = [path], folder
        runpy.run_path(path, run_name="__main__")
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Server:
    """A process that runs programs, one at a time."""

    def __init__(self):
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def run(self, path):
        """Output and exit code of a program, and what it said about an error."""
        stdout, stderr = (path.parent.with_suffix(end) for end in (".stdout", ".stderr"))
        request = [str(one) for one in (path.parent, path, stdout, stderr)]
        self.process.stdin.write(json.dumps([*request, TIMEOUT]) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        if code == -signal.SIGALRM:
            return "", "no end", f"still running after {TIMEOUT} s"
        return stdout.read_text("utf-8"), code, stderr.read_text("utf-8")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def fix(program, path):
    """Fixes a file and gives the report on what is left."""
    command = [program, "check", "--fix", "--unsafe-fixes", "--offline", "--isolated", "--quiet", "--format", "json", path]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"wasmfix ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def reasons(report):
    """Why fixes were withheld, without the places, so that equal ones can be counted."""
    texts = (one["reason"] for file in report["files"] for problem in file["problems"] for one in problem.get("withheld", []))
    return sorted({re.sub(r"\b(lines?) [0-9]+\b", r"\1 N", text) for text in texts})


def check(path, port, program, folder, servers):
    """One program, from the first run to the last."""
    outcome = Outcome(path.stem)
    expectation = EXPECTATION.fullmatch(path.read_text("utf-8").partition("\n")[0])
    if not expectation:
        outcome.faults.append("its first line is not `# ports: swapped`, `# ports: withheld (why)` or `# ports: either (why)`")
        return outcome
    outcome.expected = expectation[1]
    before, after = folder / "before" / path.stem / path.name, folder / "after" / path.stem / path.name
    for copy in (before, after):
        copy.parent.mkdir(parents=True)
        shutil.copyfile(path, copy)
    try:
        report = fix(program, after)
        fixed = after.read_bytes()
        fix(program, after)
        if after.read_bytes() != fixed:
            outcome.faults.append("a second fix changes it again")
        after.write_bytes(fixed)
        compile(fixed, str(after), "exec")
        old, new = uses(fixed, port)
        if uses(before.read_bytes(), port) == (old, new) or (old, new) == (True, False):
            outcome.state = "withheld"
            outcome.reasons = reasons(report) or ["(no reason given)"]
        elif old:
            outcome.faults.append("both libraries are used after the swap")
        else:
            outcome.state = "swapped"
    except (RuntimeError, SyntaxError, ValueError) as error:
        outcome.faults.append(f"{type(error).__name__}: {error}")
        return outcome
    if outcome.expected not in (outcome.state, "either"):
        outcome.faults.append(f"must be {outcome.expected}, is {outcome.state}: {'; '.join(outcome.reasons)}")
    server = servers.get()
    try:
        compare_runs(outcome, server, before, after)
    finally:
        servers.put(server)
    return outcome


def compare_runs(outcome, server, before, after):
    """Runs the program, and again if it was changed."""
    stdout, code, stderr = server.run(before)
    if code != 0 or not stdout.strip():
        outcome.faults.append(f"the program itself fails: exit code {code}, output {stdout!r}\n{stderr}")
    elif after.read_bytes() != before.read_bytes():
        now, now_code, now_stderr = server.run(after)
        if (now, now_code) != (stdout, code):
            outcome.differs = True
            diff = difflib.unified_diff(stdout.splitlines(), now.splitlines(), "before", "after", lineterm="")
            outcome.faults.append("\n".join([f"the output differs; exit code {code}, then {now_code}", *diff, now_stderr]))


def missing(name, port):
    """What the programs of a folder cannot run without."""
    absent = [package for package in port.packages if importlib.util.find_spec(package) is None]
    if absent:
        yield f"{name}: no module {', '.join(absent)}: {HINT}"
    if port.server:
        with socket.socket() as connection:
            connection.settimeout(2)
            if connection.connect_ex(("127.0.0.1", port.server[1])) != 0:
                yield f"{name}: no {port.server[0]} on 127.0.0.1:{port.server[1]}: tests/ports/servers.sh start"


def ask_marimo(outcomes, folder):
    """Adds what real marimo finds in the fixed files that it did not find before."""
    complaints = [lint(folder / side) for side in ("before", "after")]
    for outcome in outcomes:
        relative = Path(outcome.name) / f"{outcome.name}.py"
        before, after = (folder / side / relative for side in ("before", "after"))
        if after.exists() and before.read_bytes() != after.read_bytes():
            found = [one.get(relative, collections.Counter()) for one in complaints]
            outcome.faults.extend(compare(before, after, *found))


def check_folder(name, options):
    """The outcomes of a folder's programs, and the faults of the folder itself."""
    port = TABLE[name]
    faults = list(missing(name, port))
    programs = sorted((PORTS / name).glob("*.py"))
    if len(programs) < port.least:
        faults.append(f"{name}: {len(programs)} programs, {port.least} are needed")
    if faults:
        return [], faults
    chosen = [path for path in programs if fnmatch.fnmatch(path.stem, options.k)]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder).resolve()
        servers = queue.SimpleQueue()
        for _ in range(options.jobs):
            servers.put(Server())
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            outcomes = list(pool.map(lambda path: check(path, port, options.wasmfix, folder, servers), chosen))
        for _ in range(options.jobs):
            servers.get().close()
        ask_marimo(outcomes, folder)
    return outcomes, faults


def table(results):
    """The figures of all folders."""
    yield f"{'':12} {'programs':>8} {'swapped':>8} {'withheld':>8} {'differing':>9} {'faulty':>6}"
    for name, outcomes in results.items():
        states = collections.Counter(outcome.state for outcome in outcomes)
        differing = sum(outcome.differs for outcome in outcomes)
        faulty = sum(bool(outcome.faults) for outcome in outcomes)
        yield f"{name:12} {len(outcomes):8} {states['swapped']:8} {states['withheld']:8} {differing:9} {faulty:6}"
        for expected in ("swapped", "either", "withheld"):
            of = [outcome.state for outcome in outcomes if outcome.expected == expected]
            if of:
                yield f"    expected {expected + ':':10} {len(of):4}, of which swapped {of.count('swapped')}"
        counted = collections.Counter(reason for outcome in outcomes for reason in outcome.reasons)
        for reason, count in counted.most_common():
            yield f"    withheld {count:3}  {reason}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help=f"{', '.join(TABLE)} [default: all]")
    parser.add_argument("--wasmfix", type=Path, default=TOP / "target/debug/wasmfix", help="the program to test")
    parser.add_argument("-k", default="*", metavar="PATTERN", help="only programs whose name fits")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time [default: 2]")
    options = parser.parse_args()
    options.wasmfix = options.wasmfix.resolve()
    unknown = [name for name in options.folders if name not in TABLE]
    if unknown:
        parser.error(f"no such folder: {', '.join(unknown)}; there are {', '.join(TABLE)}")
    if not options.wasmfix.is_file():
        print(f"ports: {options.wasmfix}: no such program: cargo build", file=sys.stderr)
        return 2
    results, faults = {}, []
    for name in options.folders or TABLE:
        results[name], found = check_folder(name, options)
        faults.extend(found)
        faults.extend(f"{name}/{one.name}: {fault}" for one in results[name] for fault in one.faults)
    print("\n".join(table(results)))
    for fault in faults:
        print(fault.rstrip(), file=sys.stderr)
    if not any(results.values()):
        print("ports: nothing was run", file=sys.stderr)
    print(f"{sum(map(len, results.values()))} programs, {len(faults)} faults")
    return 1 if faults or not any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
