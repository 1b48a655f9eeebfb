# ports: withheld (converters)

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
    sqlite3.register_adapter(dict, json.dumps)
    sqlite3.register_converter("json", json.loads)
    conn = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
    conn.execute("CREATE TABLE t (body json)")
    conn.execute("INSERT INTO t VALUES (?)", ({"a": [1, 2]},))
    print(conn.execute("SELECT body FROM t").fetchone())
    return


if __name__ == "__main__":
    app.run()
