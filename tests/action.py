"""The GitHub action and the workflow for GitHub Pages in docs/ci.md, run here step by step.

    python tests/action.py        wasmfix is built with pip, as the action does it

Needs the packages of requirements.txt. Each `run` step is given to bash as GitHub does it. The steps of other actions
cannot run here; that the files are right for GitHub is checked by its own schemas.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parent.parent
EXAMPLE = TOP / "fixes/subprocess/examples/guard-assignment.py"
# The users' own build but for the profile, which spares the long optimised one.
BUILD = {"MATURIN_PEP517_ARGS": "--profile dev", "CARGO_TARGET_DIR": str(TOP / "target")}


def fail(message):
    sys.exit(f"action: {message}")


def bash(script, folder, env):
    """Runs a step as GitHub does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **BUILD, **env}, capture_output=True, text=True)
    print(done.stdout + done.stderr, end="")
    return done


def filled(text, values):
    """A text with its `${{ ... }}` filled in; one that is not known is an error."""
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: values[match[1]], text)


def act(folder, temporary, paths, args):
    """The steps of action.yml; the last one's end."""
    action = yaml.safe_load((TOP / "action.yml").read_text())
    given = {"paths": paths, "args": args}
    values = {"github.action_path": str(TOP), "runner.temp": str(temporary)}
    for name, declared in action["inputs"].items():
        values[f"inputs.{name}"] = given.pop(name) or declared["default"]
    if given:
        fail(f"inputs that action.yml does not declare: {given}")
    for step in action["runs"]["steps"]:
        done = bash(step["run"], folder, {key: filled(value, values) for key, value in step["env"].items()})
        if done.returncode:
            break
    return step["name"], done


def schema(name, file):
    subprocess.run(["check-jsonschema", "--builtin-schema", name, str(file)], check=True)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        temporary = Path(temporary)
        folder = temporary / "project"
        (folder / "notebooks").mkdir(parents=True)
        shutil.copy(EXAMPLE, folder / "notebooks/notebook.py")
        (folder / "other.py").write_text("print(1)\n")

        schema("vendor.github-actions", TOP / "action.yml")
        step, done = act(folder, temporary, "notebooks other.py", "--offline --skip-non-notebooks")
        if step != "Check the notebooks" or done.returncode != 1:
            fail(f"a broken notebook: step `{step}` ended with {done.returncode}")
        if not re.search(r"^::error file=notebooks/notebook.py,line=\d+", done.stdout, re.MULTILINE):
            fail("a broken notebook has no annotation")

        wasmfix = temporary / "wasmfix/bin/wasmfix"
        subprocess.run([wasmfix, "--offline", "--fix", "-q", "notebooks"], cwd=folder, check=True)
        step, done = act(folder, temporary, "", "")
        if done.returncode:
            fail(f"a mended notebook: step `{step}` ended with {done.returncode}")

        text = (TOP / "docs/ci.md").read_text()
        workflow = re.search(r"^<!-- pages-workflow -->\n```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1]
        file = folder / "pages.yml"
        file.write_text(workflow)
        schema("vendor.github-workflows", file)
        shutil.copy(folder / "notebooks/notebook.py", folder)
        steps = yaml.safe_load(workflow)["jobs"]["publish"]["steps"]
        for step in steps:
            if "/wasmfix@" in step.get("uses", ""):
                name, done = act(folder, temporary, step["with"]["paths"], step["with"].get("args", ""))
            elif "run" in step:
                done = bash(step["run"], folder, {})
            if done.returncode:
                fail(f"the workflow's step {step} ended with {done.returncode}")
        published = next(step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", ""))
        page = folder / published / "index.html"
        if "<marimo-wasm" not in page.read_text():
            fail(f"{page} is no page that runs in the browser")
    print("action: the steps of action.yml and of the workflow for GitHub Pages work")


main()
