# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import subprocess

    subprocess.run(["git", "fetch", "--all", "--prune", "--tags", "--jobs", "4"], check=True)
    return (subprocess,)


@app.cell
def _(subprocess):
    print(subprocess.PIPE)
    return


if __name__ == "__main__":
    app.run()
