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
    conn.execute("CREATE TABLE country (code TEXT, name TEXT)")
    conn.executemany("INSERT INTO country VALUES (?, ?)", [("fr", "France"), ("it", "Italy"), ("pt", "Portugal")])
    conn.commit()
    return (conn,)


@app.cell
def _(conn):
    names = {code: name for code, name in conn.execute("SELECT code, name FROM country")}
    codes = [row[0] for row in conn.execute("SELECT code FROM country ORDER BY code DESC")]
    longest = max(len(name) for (name,) in conn.execute("SELECT name FROM country"))
    print(names, codes, longest)
    return


if __name__ == "__main__":
    app.run()
