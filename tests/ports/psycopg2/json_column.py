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
    from psycopg2.extras import Json

    return Json, psycopg2


@app.cell
def _(Json, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (doc jsonb)")
    cur.execute("INSERT INTO t VALUES (%s)", (Json({"a": [1, 2]}),))
    cur.execute("SELECT doc, doc->>'a' FROM t")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
