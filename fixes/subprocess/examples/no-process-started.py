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
    done = subprocess.CompletedProcess(["git"], returncode=0)
    print(done.returncode, subprocess.list2cmdline(["a b", "c"]))
    return


if __name__ == "__main__":
    app.run()
