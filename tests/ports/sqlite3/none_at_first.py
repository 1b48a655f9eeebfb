# ports: either (the name is None at first)

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
    conn = None
    try:
        conn = sqlite3.connect(":memory:")
        conn.execute("CREATE TABLE t (a)")
        conn.execute("INSERT INTO t VALUES (1)")
        conn.commit()
        print(conn.execute("SELECT a FROM t").fetchone())
    except sqlite3.Error as error:
        print("failed", error)
    finally:
        if conn:
            conn.close()
    return


if __name__ == "__main__":
    app.run()
