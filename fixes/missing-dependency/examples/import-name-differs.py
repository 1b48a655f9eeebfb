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
    import yaml
    from bs4 import BeautifulSoup

    return BeautifulSoup, yaml


@app.cell
def _(BeautifulSoup, yaml):
    settings = yaml.safe_load("size: 3")
    page = BeautifulSoup("<p>text</p>", "html.parser")
    return page, settings


@app.cell
def _(page, settings):
    print(settings["size"], page.p.text)
    return


if __name__ == "__main__":
    app.run()
