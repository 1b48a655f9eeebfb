# ports: either (sqlite3.Connection as an annotation)

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
    def tables(conn: sqlite3.Connection) -> list[str]:
        return [name for (name,) in conn.execute("SELECT name FROM sqlite_master ORDER BY name")]

    return (tables,)


@app.cell
def _(sqlite3, tables):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE b (x)")
    conn.execute("CREATE TABLE a (x)")
    print(tables(conn))
    return


if __name__ == "__main__":
    app.run()
