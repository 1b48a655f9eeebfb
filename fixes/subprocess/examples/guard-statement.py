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
    import sys

    return (subprocess,)


@app.cell
def _(subprocess):
    print("before")
    subprocess.run(["git", "fetch"], check=True)
    print("after")
    return


if __name__ == "__main__":
    app.run()
