# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import configparser
    import linecache
    return configparser, linecache


@app.cell
def _(configparser):
    settings = configparser.ConfigParser()
    settings.read(["/etc/shop.ini", "shop.ini"])
    print(settings.sections())
    return


@app.cell
def _(linecache):
    print(linecache.getline("notes.txt", 1))
    return


if __name__ == "__main__":
    app.run()
