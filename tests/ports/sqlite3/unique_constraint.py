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
    conn.execute("CREATE TABLE u (email TEXT UNIQUE NOT NULL)")
    conn.execute("INSERT INTO u VALUES ('a@example.org')")
    try:
        conn.execute("INSERT INTO u VALUES ('a@example.org')")
    except sqlite3.IntegrityError as error:
        print("refused:", error)
    try:
        conn.execute("INSERT INTO u VALUES (NULL)")
    except sqlite3.IntegrityError as error:
        print("refused:", error)
    print(conn.execute("SELECT count(*) FROM u").fetchone()[0])
    return


if __name__ == "__main__":
    app.run()
