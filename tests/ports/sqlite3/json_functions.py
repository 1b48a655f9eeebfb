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
    import json
    import sqlite3

    return json, sqlite3


@app.cell
def _(json, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE doc (body TEXT)")
    conn.execute("INSERT INTO doc VALUES (?)", ('{"name": "ann", "tags": ["a", "b"]}',))
    print(conn.execute("SELECT json_extract(body, '$.name') FROM doc").fetchone()[0])
    print([value for (value,) in conn.execute("SELECT value FROM doc, json_each(body, '$.tags')")])
    print(json.loads(conn.execute("SELECT json_object('a', 1, 'b', json_array(1, 2))").fetchone()[0]))
    return


if __name__ == "__main__":
    app.run()
