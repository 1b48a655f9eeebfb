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
    import zipfile

    return (zipfile,)


@app.cell
def _(zipfile):
    def names(path):
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()

    print(names("archive.zip"))
    return


if __name__ == "__main__":
    app.run()
