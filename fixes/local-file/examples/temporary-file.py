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
    import tempfile

    return (tempfile,)


@app.cell
def _(tempfile):
    with tempfile.TemporaryFile("w+") as _file:
        _file.write("text")
        _file.seek(0)
        print(_file.read())
    return


if __name__ == "__main__":
    app.run()
