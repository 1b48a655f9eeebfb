# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2
    import json

    return json, psycopg2


@app.cell
def _(json, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (doc json)")
    cur.execute("INSERT INTO t VALUES (%s)", (json.dumps({"a": 1}),))
    cur.execute("SELECT doc FROM t")
    print(cur.fetchone()[0]["a"])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
