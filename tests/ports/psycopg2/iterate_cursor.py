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
    conn = psycopg2.connect("postgresql://postgres@127.0.0.1:55432/postgres")
    cur = conn.cursor()
    cur.execute("SELECT x, x * x FROM generate_series(1, 4) AS x")
    for x, square in cur:
        print(x, square)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
