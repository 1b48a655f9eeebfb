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
    from psycopg2.extras import execute_values

    return execute_values, psycopg2


@app.cell
def _(execute_values, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (a int, b text)")
    execute_values(cur, "INSERT INTO t VALUES %s", [{"a": 1, "b": "x"}], template="(%(a)s, upper(%(b)s))")
    cur.execute("SELECT * FROM t")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
