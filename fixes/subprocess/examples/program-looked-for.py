# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import shutil
    import subprocess

    return shutil, subprocess


@app.cell
def _(shutil, subprocess):
    git = shutil.which("git")
    if git is not None:
        subprocess.run([git, "status"])
    return


if __name__ == "__main__":
    app.run()
