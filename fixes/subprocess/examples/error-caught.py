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
    import subprocess

    return (subprocess,)


@app.cell
def _(subprocess):
    try:
        version = subprocess.check_output(["git", "--version"], text=True)
    except (OSError, subprocess.CalledProcessError):
        version = "unknown"
    return (version,)


@app.cell
def _(version):
    print(version)
    return


if __name__ == "__main__":
    app.run()
