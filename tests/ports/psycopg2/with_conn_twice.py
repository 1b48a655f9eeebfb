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
    with conn:
        with conn.cursor() as cur:
            cur.execute("CREATE TEMP TABLE t (a int PRIMARY KEY)")
            cur.execute("INSERT INTO t VALUES (1)")
    try:
        with conn:
            with conn.cursor() as cur:
                cur.execute("INSERT INTO t VALUES (2)")
                cur.execute("INSERT INTO t VALUES (1)")
    except psycopg2.IntegrityError:
        print("rolled back")
    with conn:
        with conn.cursor() as cur:
            cur.execute("SELECT a FROM t ORDER BY a")
            print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
