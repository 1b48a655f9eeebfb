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
    from psycopg2.extras import RealDictCursor, DictCursor

    return DictCursor, RealDictCursor, psycopg2


@app.cell
def _(DictCursor, RealDictCursor, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    for factory in (RealDictCursor, DictCursor):
        with conn.cursor(cursor_factory=factory) as cur:
            cur.execute("SELECT 1 AS a")
            print(cur.fetchone()["a"])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
