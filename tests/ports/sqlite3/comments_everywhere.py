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
    # the standard library's database
    import sqlite3  # no server needed

    return (sqlite3,)


@app.cell
def _(sqlite3):
    # a fresh one each time
    conn = sqlite3.connect(":memory:")  # gone at the end
    conn.execute(
        # two columns
        "CREATE TABLE t (a, b)"
    )
    conn.execute("INSERT INTO t VALUES (?, ?)", (1, 2))  # one row
    conn.commit()  # kept
    print(conn.execute("SELECT * FROM t").fetchall())  # and shown
    return


if __name__ == "__main__":
    app.run()
