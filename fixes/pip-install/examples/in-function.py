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
    folder = "wheels"


    def install():
        os.system("pip install humanize")
        return folder

    return (install,)


@app.cell
def _(install):
    print(install())
    return


if __name__ == "__main__":
    app.run()
