# ports: withheld (the waiting time is another one)

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
    one = sqlite3.connect("locked.db", timeout=0.01)
    two = sqlite3.connect("locked.db", timeout=0.01)
    one.execute("CREATE TABLE t (a)")
    one.execute("INSERT INTO t VALUES (1)")
    try:
        two.execute("INSERT INTO t VALUES (2)")
    except sqlite3.OperationalError as error:
        print(error)
    one.rollback()
    one.close()
    two.close()
    return


if __name__ == "__main__":
    app.run()
