# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "polars",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2
    import polars as pl

    return pl, psycopg2


@app.cell
def _(pl, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    frame = pl.read_database("SELECT x AS id, 'n' || x AS name FROM generate_series(1, 3) AS x", conn)
    print(frame.rows())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
