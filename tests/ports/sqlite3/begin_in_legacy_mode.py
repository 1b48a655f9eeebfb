# ports: withheld (BEGIN in legacy transaction mode)

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
    conn.execute("CREATE TABLE t (a)")
    conn.execute("BEGIN")
    conn.execute("INSERT INTO t VALUES (1)")
    print(conn.in_transaction)
    conn.commit()
    print(conn.in_transaction)
    return


if __name__ == "__main__":
    app.run()
