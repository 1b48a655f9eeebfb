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

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (a int, b text)")
    rows = [(1, "x"), (2, "y")]
    values = ",".join(cur.mogrify("(%s, %s)", row).decode() for row in rows)
    cur.execute("INSERT INTO t VALUES " + values)
    cur.execute("SELECT * FROM t ORDER BY a")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
