# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import subprocess

    return (subprocess,)


@app.cell
def _(subprocess):
    try:
        subprocess.run(["make"], check=True)
    except Exception:
        print("not made")
    return


@app.cell
def _(subprocess):
    try:
        version = subprocess.check_output(["git", "--version"])
    except Exception:
        version = b"unknown"
    version
    return


if __name__ == "__main__":
    app.run()
