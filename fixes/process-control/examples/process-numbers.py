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
    print(os.getpid(), os.getppid(), os.cpu_count())
    os.kill(os.getpid(), 0)
    return


if __name__ == "__main__":
    app.run()
