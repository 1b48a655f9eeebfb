# ports: withheld (description cannot be read on an empty result)

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
    conn.execute("CREATE TABLE t (a, b)")
    cur = conn.execute("SELECT * FROM t")
    print([d[0] for d in cur.description])
    return


if __name__ == "__main__":
    app.run()
