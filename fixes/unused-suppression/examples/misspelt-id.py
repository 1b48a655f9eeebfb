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
    subprocess.run(["git", "fetch"])  # wasmfix: ignore[subproces] only on our machines
    return


if __name__ == "__main__":
    app.run()
