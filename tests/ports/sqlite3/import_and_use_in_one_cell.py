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

    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a INTEGER)")
    conn.executemany("INSERT INTO t VALUES (?)", [(5,), (6,)])
    conn.commit()
    average = conn.execute("SELECT avg(a) FROM t").fetchone()[0]
    return (average,)


@app.cell
def _(average):
    print(f"on average {average:.2f}")
    return


if __name__ == "__main__":
    app.run()
