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
    from psycopg2.extras import NamedTupleCursor

    return NamedTupleCursor, psycopg2


@app.cell
def _(NamedTupleCursor, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    with conn.cursor(cursor_factory=NamedTupleCursor) as cur:
        cur.execute("SELECT x AS id, 'n' || x AS name FROM generate_series(1, 2) AS x")
        for record in cur:
            print(record.id, record.name)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
