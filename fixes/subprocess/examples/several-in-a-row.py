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
    print("before")
    subprocess.run(["git", "fetch"])
    head = subprocess.getoutput("git rev-parse HEAD")
    return (head,)


@app.cell
def _(head):
    print(head)
    return


if __name__ == "__main__":
    app.run()
