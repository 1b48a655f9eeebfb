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
    class Repository:
        def title(self):
            return "notes"

        def revision(self):
            return subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)

    return (Repository,)


@app.cell
def _(Repository):
    print(Repository().title())
    return


if __name__ == "__main__":
    app.run()
