# ports: either (the parameters' types are not known)

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
    conn.execute("CREATE TABLE sq (n INTEGER, square INTEGER)")
    conn.executemany("INSERT INTO sq VALUES (?, ?)", [(i, i * i) for i in range(5)])
    conn.executemany("INSERT INTO sq VALUES (?, ?)", ((i, i * i) for i in range(5, 8)))
    conn.commit()
    print(conn.execute("SELECT count(*), sum(square) FROM sq").fetchone())
    return


if __name__ == "__main__":
    app.run()
