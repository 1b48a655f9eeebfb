# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    import os
    return mo, os


@app.cell
def _(mo, os):
    title = os.environ["SHOP_REPORT_TITLE"] or "Untitled"
    mo.md(f"# {title}, {os.environ['SHOP_REPORT_SUBTITLE']}")
    return


@app.cell
def _(os):
    second = {"tenant": os.environ["SHOP_TENANT"], "name": "north"}
    print(second["tenant"].index("a"))
    return


@app.cell
def _(os):
    class Client:
        base = "https://example.org"

        @property
        def key(self):
            return os.environ["SHOP_CLIENT_KEY"]

    return (Client,)


@app.cell
def _(Client):
    print(len(Client().key))
    return


@app.cell
def _(os):
    from dataclasses import dataclass, field

    @dataclass
    class Db:
        dsn: str = field(default_factory=lambda: os.environ["SHOP_DSN"])

    print(Db().dsn)
    return


if __name__ == "__main__":
    app.run()
