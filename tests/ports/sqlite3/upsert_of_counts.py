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
    conn.execute("CREATE TABLE counts (word TEXT PRIMARY KEY, n INTEGER)")
    conn.executemany(
        "INSERT INTO counts VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET n = n + 1",
        [("to",), ("be",), ("or",), ("not",), ("to",), ("be",)],
    )
    conn.commit()
    print(conn.execute("SELECT word, n FROM counts ORDER BY n DESC, word").fetchall())
    return


if __name__ == "__main__":
    app.run()
