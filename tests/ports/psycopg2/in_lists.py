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
    ids = (1, 3)
    cur.execute("SELECT x FROM generate_series(1, 5) x WHERE x IN %s AND x < %s", (ids, 3))
    print(cur.fetchall())
    cur.execute("""SELECT x FROM generate_series(1, 5) x
     WHERE x::text not in %s and 'a%%' = 'a%%'""", [("1", "2"),])
    print(cur.fetchall())
    names = ["a", "b"]
    cur.execute("SELECT 'a' in %s, 'inn' || %s", (tuple(names), "x"))
    print(cur.fetchall())
    cur.execute('SELECT 5\nWHERE 5 IN %s', ((5,),))
    print(cur.fetchall())
    return


if __name__ == "__main__":
    app.run()
