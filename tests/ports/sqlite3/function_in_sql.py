# ports: swapped

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
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    import re


    def slug(text):
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


    conn = sqlite3.connect(":memory:")
    conn.create_function("slug", 1, slug)
    print(conn.execute("SELECT slug('Hello, World!'), slug('  A  B ')").fetchone())
    return


if __name__ == "__main__":
    app.run()
