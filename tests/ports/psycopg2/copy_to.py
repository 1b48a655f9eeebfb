# ports: withheld (beyond the map)
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
    import sys

    return psycopg2, sys


@app.cell
def _(psycopg2, sys):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t AS SELECT generate_series(1, 2) AS a")
    cur.copy_to(sys.stdout, "t")
    conn.close()
    return


if __name__ == "__main__":
    app.run()
