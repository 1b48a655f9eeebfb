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
    subprocess.run(["curl", "-o", "data.csv", "https://example.org/data.csv"])
    with open("data.csv") as file:
        print(file.readline())
    return


@app.cell
def _(subprocess):
    subprocess.run(["touch", "never-read.txt"])
    print("touched")
    return


if __name__ == "__main__":
    app.run()
