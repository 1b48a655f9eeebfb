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
    import os

    return (os,)


@app.cell
def _(os):
    in_ci = any(os.environ.get(name) for name in ("CI", "GITHUB_ACTIONS"))
    in_colab = "COLAB_GPU" in os.environ
    quiet = bool(os.getenv("QUIET"))
    first = next((os.environ[name] for name in ("EDITOR", "VISUAL") if name in os.environ), "none")
    print(in_ci, in_colab, quiet, first)
    return


if __name__ == "__main__":
    app.run()
