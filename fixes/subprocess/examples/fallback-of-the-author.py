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
    except (subprocess.CalledProcessError, FileNotFoundError):
        revision = "unknown"
    print(revision)
    return (revision,)


@app.cell
def _(subprocess):
    def node_version():
        try:
            return subprocess.check_output(["node", "-v"], text=True)
        except subprocess.CalledProcessError as error:
            print("node ended with", error.returncode)
            return None

    print(node_version())
    return


if __name__ == "__main__":
    app.run()
