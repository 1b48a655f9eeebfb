# ports: either (connections are stored in a dict)

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
    databases = {name: sqlite3.connect(":memory:") for name in ("north", "south")}
    for name, database in databases.items():
        database.execute("CREATE TABLE t (a)")
    databases["north"].execute("INSERT INTO t VALUES (1)")
    print({name: db.execute("SELECT count(*) FROM t").fetchone()[0] for name, db in databases.items()})
    return


if __name__ == "__main__":
    app.run()
