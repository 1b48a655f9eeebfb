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
    from sqlite3 import Error, IntegrityError, connect

    return Error, IntegrityError, connect


@app.cell
def _(Error, IntegrityError, connect):
    conn = connect(":memory:")
    conn.execute("CREATE TABLE t (a UNIQUE)")
    try:
        conn.execute("INSERT INTO t VALUES (1)")
        conn.execute("INSERT INTO t VALUES (1)")
    except IntegrityError as error:
        print("twice:", error)
    except Error as error:
        print(error)
    return


if __name__ == "__main__":
    app.run()
