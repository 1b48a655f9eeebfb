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
    conn = sqlite3.connect(":memory:")
    cur = conn.cursor()
    cur.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) SELECT i, i * i FROM n")
    while True:
        batch = cur.fetchmany(3)
        if not batch:
            break
        print(len(batch), batch)
    return


if __name__ == "__main__":
    app.run()
