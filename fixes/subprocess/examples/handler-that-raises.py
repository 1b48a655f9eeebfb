# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import subprocess

    return mo, subprocess


@app.cell
def _(subprocess):
    try:
        revision = subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)
    except subprocess.CalledProcessError:
        raise SystemExit("not a repository")
    print(revision)
    return


if __name__ == "__main__":
    app.run()
