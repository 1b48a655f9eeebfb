# ports: either (the parameters' types are not known)

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
    import csv
    import io
    import sqlite3

    return csv, io, sqlite3


@app.cell
def _(csv, io, sqlite3):
    text = "name,qty\npen,3\nbag,1\n"
    reader = csv.DictReader(io.StringIO(text))
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE ware (name TEXT, qty INTEGER)")
    conn.executemany("INSERT INTO ware VALUES (:name, :qty)", reader)
    conn.commit()
    print(conn.execute("SELECT name, qty FROM ware ORDER BY qty").fetchall())
    return


if __name__ == "__main__":
    app.run()
