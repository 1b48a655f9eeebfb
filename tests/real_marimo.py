#!/usr/bin/env python3
"""Fixes every example in fixes/ with the real program and asks the real marimo and Python about the results.

    python -m pip install -r tests/requirements.txt
    cargo build
    python tests/real_marimo.py [PROGRAM]        PROGRAM: target/debug/wasmfix if left out

For every example, with the safe fixes and with the unsafe ones too:
  1. CPython compiles the fixed file if it compiled the example,
  2. `marimo check` finds nothing in it that it did not find in the example (its WASM rules included;
     a cell that an unsafe fix leaves empty is no finding here),
  3. marimo loads it with the same cells: number, names, kinds, options, and no new complaint about the file,
  4. marimo's own save leaves each cell as the fix wrote it if it left it so before (parameters, returns, blank lines).
Exit code 1 and one line for each that does not hold; 2 if the tools are missing.
"""

import ast
import collections
import difflib
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MARIMO = "0.25.2"
# MF004, an empty cell: a removed statement (unsafe) may have been its cell's only one, and a fix removes no cell.
ALLOWED = {"--fix": set(), "--fix --unsafe-fixes": {"MF004"}}
HINT = "python -m pip install -r tests/requirements.txt"

try:
    import marimo
    from marimo._ast.codegen import generate_filecontents_from_ir
    from marimo._ast.load import get_notebook_status
    from marimo._ast.parse import parse_notebook
    from marimo._lint import run_check
except ImportError as error:
    sys.exit(f"real_marimo: {error}: {HINT}")


def lint(folder):
    """The complaints of `marimo check` on each file below a folder, counted by rule."""
    linter = run_check((str(folder),), lint_config={"select": ["MB", "MR", "MF", "MW"]})
    return {
        Path(status.file).resolve().relative_to(folder): collections.Counter(one.code for one in status.diagnostics)
        for status in linter.files
    }


def cells_as_written(text):
    """The source of each cell, its frame included: decorators, parameters, body, return."""
    lines = text.splitlines()
    cells = []
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.decorator_list:
            first = min(decorator.lineno for decorator in node.decorator_list)
        elif isinstance(node, ast.With):
            first = node.lineno
        else:
            continue
        cells.append("\n".join(line.rstrip() for line in lines[first - 1 : node.end_lineno]))
    return cells


def changed_by_save(path):
    """Whether marimo's own save changes each cell: (as written, as saved) pairs; None if it cannot be told."""
    text = path.read_text("utf-8-sig")
    try:
        written = cells_as_written(text)
        notebook = parse_notebook(text, filepath=str(path))
        saved = cells_as_written(generate_filecontents_from_ir(notebook))
    except (SyntaxError, ValueError):
        return None
    return list(zip(written, saved)) if len(written) == len(saved) else None


def loaded(path):
    """What marimo makes of the file: status, and of each cell its kind, name and options."""
    result = get_notebook_status(str(path))
    cells = result.notebook.cells if result.notebook else []
    return result.status, [(type(cell).__name__, cell.name, sorted(cell.options.items())) for cell in cells]


def compiles(path):
    try:
        compile(path.read_bytes(), str(path), "exec")
        return True
    except (SyntaxError, ValueError):
        return False


def new_cell(before, after):
    """The number of the one cell that a fix added, to ask for values or to import what guards need: None if there is none."""
    try:
        old, new = (cells_as_written(path.read_text("utf-8-sig")) for path in (before, after))
    except (SyntaxError, ValueError):
        return None
    def is_added(cell):
        lines = {line.strip() for line in cell.splitlines()[2:-1]} - {""}
        return cell not in old and (".ui.text(label=" in cell or lines <= {"import marimo as mo", "import sys"})

    added = [number for number, cell in enumerate(new) if is_added(cell)]
    return added[0] if len(new) == len(old) + 1 and added else None


def compare(before, after, complaints_before, complaints_after, allowed=frozenset()):
    """What does not hold for one fixed file."""
    if compiles(before) and not compiles(after):
        yield "does not compile any more"
        return
    new = complaints_after - complaints_before
    if set(new) - allowed:
        yield f"marimo check finds more: {dict(new)}"
    (status_before, cells_before), (status_after, cells_after) = loaded(before), loaded(after)
    added = new_cell(before, after)
    if added is not None and cells_after[added : added + 1] == [("CellDef", "_", [])]:
        del cells_after[added]
    if cells_before != cells_after:
        yield f"marimo loads other cells: {cells_before} -> {cells_after}"
    worse = ["valid", "has_warnings", "has_errors", "empty", "invalid"]
    if worse.index(status_after) > worse.index(status_before):
        yield f"marimo's status of the file: {status_before} -> {status_after}"
    saved_before, saved_after = changed_by_save(before), changed_by_save(after)
    if saved_before is None:
        return
    if saved_after and added is not None:
        new, new_saved = saved_after.pop(added)
        if new != new_saved:
            yield f"marimo's own save would change the new cell: {new!r} -> {new_saved!r}"
    if saved_after is None or len(saved_after) != len(saved_before):
        yield "marimo cannot save it any more"
        return
    for number, ((old, old_saved), (new, new_saved)) in enumerate(zip(saved_before, saved_after), 1):
        if old == old_saved and new != new_saved:
            diff = difflib.unified_diff(new.splitlines(), new_saved.splitlines(), "as fixed", "as marimo saves it", lineterm="")
            yield f"cell {number} would be changed by marimo's own save:\n    " + "\n    ".join(diff)


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "target/debug/wasmfix").resolve()
    if not program.is_file():
        print(f"real_marimo: {program}: no such program: cargo build", file=sys.stderr)
        return 2
    if marimo.__version__ != MARIMO:
        print(f"real_marimo: marimo {marimo.__version__} instead of {MARIMO}: {HINT}", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    failures, changed, files = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder).resolve()
        before = folder / "before"
        shutil.copytree(TOP / "fixes", before)
        complaints = {"before": lint(before)}
        for flags in (["--fix"], ["--fix", "--unsafe-fixes"]):
            name = " ".join(flags)
            after = folder / name.replace(" ", "")
            shutil.copytree(TOP / "fixes", after)
            run = subprocess.run(
                [program, "check", *flags, "--offline", "--isolated", "--quiet", "--format", "concise", after],
                capture_output=True, text=True, check=False,
            )
            if run.returncode not in (0, 1):
                failures.append(f"{name}: exit code {run.returncode}: {run.stderr}")
            complaints[name] = lint(after)
            for path in sorted(after.glob("*/examples/*.py")):
                relative = path.relative_to(after)
                files += 1
                if path.read_bytes() == (before / relative).read_bytes():
                    continue
                changed += 1
                for failure in compare(
                    before / relative, path,
                    complaints["before"].get(relative, collections.Counter()),
                    complaints[name].get(relative, collections.Counter()),
                    ALLOWED[name],
                ):
                    failures.append(f"fixes/{relative}, {name}: {failure}")
    for failure in failures:
        print(failure)
    print(f"{files} runs, {changed} files changed by fixes, {len(failures)} failures")
    if not changed:
        print("no file was changed: nothing was tested")
    return 1 if failures or not changed else 0


if __name__ == "__main__":
    sys.exit(main())
