# ports: withheld (detect_types)

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
    import datetime
    import sqlite3

    return datetime, sqlite3


@app.cell
def _(datetime, sqlite3):
    conn = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
    conn.execute("CREATE TABLE t (day date)")
    conn.execute("INSERT INTO t VALUES ('2024-02-29')")
    day = conn.execute("SELECT day FROM t").fetchone()[0]
    print(day, day + datetime.timedelta(days=1))
    return


if __name__ == "__main__":
    app.run()
