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
    import psycopg2.extras

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor(cursor_factory=psycopg2.extras.DictCursor)
    cur.execute("SELECT 1 AS a, 2 AS b")
    row = cur.fetchone()
    print(row["a"], row[1])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
