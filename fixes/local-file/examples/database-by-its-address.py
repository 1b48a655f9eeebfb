# /// script
# dependencies = [
#     "marimo",
#     "sqlalchemy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    import marimo as mo
    import sqlalchemy

    return mo, sqlalchemy, sqlite3


@app.cell
def _(sqlite3):
    notes = sqlite3.connect("file:data/notes.db?mode=ro", uri=True)
    print(notes.execute("SELECT count(*) FROM notes").fetchone())
    return


@app.cell
def _(sqlalchemy):
    engine = sqlalchemy.create_engine("sqlite:///data/notes.db")
    memory = sqlalchemy.create_engine("sqlite://")
    return


if __name__ == "__main__":
    app.run()
