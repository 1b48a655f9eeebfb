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
    def report():
        conn = sqlite3.connect(":memory:")
        cur = conn.cursor()
        cur.execute("CREATE TABLE t (a, b)")
        cur.executemany("INSERT INTO t VALUES (?, ?)", [(1, "x"), (2, "y")])
        conn.commit()
        lines = []
        for a, b in cur.execute("SELECT a, b FROM t ORDER BY a DESC"):
            lines.append(f"{a}{b}")
        conn.close()
        return lines


    print(report())
    return


if __name__ == "__main__":
    app.run()
