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
    import io

    return io, psycopg2


@app.cell
def _(io, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    buffer = io.StringIO()
    cur.copy_expert("COPY (SELECT x, x + 1 FROM generate_series(1, 3) AS x) TO STDOUT WITH CSV HEADER", buffer)
    print(buffer.getvalue())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
