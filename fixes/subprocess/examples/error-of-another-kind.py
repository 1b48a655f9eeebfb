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
        subprocess.run(["git", "status"], check=True)
    except subprocess.CalledProcessError as error:
        print("git failed", error.returncode)
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
