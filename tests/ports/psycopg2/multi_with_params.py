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

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t1 (a int); INSERT INTO t1 VALUES (%s); INSERT INTO t1 VALUES (%s)", (1, 2))
    cur.execute("SELECT count(*) FROM t1")
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
