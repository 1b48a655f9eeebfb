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
    cur.execute("CREATE TEMP TABLE points (x int, label text)")
    rows = [(1, "one"), (2, "two"), (3, "it's three")]
    cur.executemany("INSERT INTO points VALUES (%s, %s)", rows)
    print(cur.rowcount)
    cur.execute("SELECT * FROM points ORDER BY x")
    print(cur.fetchall())
    conn.commit()
    conn.close()
    return


if __name__ == "__main__":
    app.run()
