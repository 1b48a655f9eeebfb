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
    from psycopg2.extras import RealDictCursor

    return RealDictCursor, psycopg2


@app.cell
def _(RealDictCursor, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor(cursor_factory=RealDictCursor)
    cur.execute("SELECT 1 AS a")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
