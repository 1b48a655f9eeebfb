# /// script
# dependencies = [
#     "marimo",
#     "psycopg",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg
    import marimo as mo

    return (psycopg,)


@app.cell
def _(psycopg):
    conn = psycopg.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    return conn, cur


@app.cell
def _(conn, cur):
    cur.execute("CREATE TEMP TABLE t (a int)")
    cur.execute("INSERT INTO t VALUES (1), (2), (3)")
    conn.commit()
    inserted = cur.rowcount
    return (inserted,)


@app.cell
def _(cur, inserted):
    print(inserted)
    cur.execute("SELECT a FROM t WHERE a > %s ORDER BY a", (1,))
    rows = cur.fetchall()
    return (rows,)


@app.cell
def _(rows):
    print(rows)
    print([r[0] for r in rows])
    return


if __name__ == "__main__":
    app.run()
