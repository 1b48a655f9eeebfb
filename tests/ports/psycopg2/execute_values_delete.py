# ports: withheld (it is no insert)
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
    import psycopg2.extras

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t1 (a int)")
    cur.execute("INSERT INTO t1 VALUES (1), (2), (3)")
    psycopg2.extras.execute_values(cur, "DELETE FROM t1 WHERE (a) NOT IN (VALUES %s)", [(1,), (2,)])
    cur.execute("SELECT * FROM t1 ORDER BY a")
    print(cur.fetchall())
    return


if __name__ == "__main__":
    app.run()
