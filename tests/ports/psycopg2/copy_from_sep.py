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
    import io

    return io, psycopg2


@app.cell
def _(io, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (a int, b text)")
    cur.copy_from(io.StringIO("1,x\n2,\n"), "t", sep=",", null="")
    cur.execute("SELECT * FROM t ORDER BY a")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
