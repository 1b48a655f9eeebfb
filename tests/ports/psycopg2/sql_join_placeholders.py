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
    from psycopg2 import sql

    return psycopg2, sql


@app.cell
def _(psycopg2, sql):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (a int, b text)")
    columns = ["a", "b"]
    query = sql.SQL("INSERT INTO t ({}) VALUES ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )
    cur.execute(query, (1, "x"))
    cur.execute("SELECT a, b FROM t")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
