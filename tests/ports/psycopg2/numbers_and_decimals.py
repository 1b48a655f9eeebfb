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
    from decimal import Decimal

    return Decimal, psycopg2


@app.cell
def _(Decimal, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT %s * 2, round(%s, 1), %s::float, sum(x), avg(x) FROM generate_series(1, 4) AS x", (Decimal("1.10"), 1.55, 2.5))
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
