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
    import psycopg2.extras as pgx

    return pgx, psycopg2


@app.cell
def _(pgx, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor(cursor_factory=pgx.RealDictCursor)
    cur.execute("SELECT 1 AS one")
    print([dict(row) for row in cur.fetchall()])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
