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
        subprocess.run(["ruff", "check", "."], check=True)
        status = "clean"
    except subprocess.CalledProcessError as error:
        status = f"{error.returncode}: {error.stderr}"
    return (status,)


@app.cell
def _(status):
    print(status)
    return


if __name__ == "__main__":
    app.run()
