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
    with psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres") as conn:
        with conn.cursor() as cur:
            cur.execute("CREATE TEMP TABLE t (a int)")
            cur.execute("INSERT INTO t VALUES (1), (2)")
            cur.execute("SELECT sum(a) FROM t")
            print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
