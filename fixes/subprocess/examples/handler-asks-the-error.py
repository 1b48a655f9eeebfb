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
    missing = []
    for tool in ["git", "dot"]:
        try:
            subprocess.run([tool, "--version"], check=True)
        except FileNotFoundError as error:
            missing.append(error.filename)
    print("missing", missing)
    return


if __name__ == "__main__":
    app.run()
