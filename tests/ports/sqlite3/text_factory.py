# ports: withheld (text_factory)

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
    conn = sqlite3.connect(":memory:")
    conn.text_factory = bytes
    print(conn.execute("SELECT 'text'").fetchone())
    conn.text_factory = lambda data: data.decode("utf-8", errors="replace")
    print(conn.execute("SELECT CAST(x'61ff' AS TEXT)").fetchone())
    return


if __name__ == "__main__":
    app.run()
