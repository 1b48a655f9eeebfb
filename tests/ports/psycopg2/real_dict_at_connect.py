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
    import psycopg2.extras

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect(
        "host=127.0.0.1 port=55432 user=postgres dbname=postgres",
        cursor_factory=psycopg2.extras.RealDictCursor,
    )
    with conn.cursor() as cur:
        cur.execute("SELECT 3 AS a, 4 AS b")
        row = cur.fetchone()
        print(row["a"] + row["b"], sorted(row.keys()), len(row))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
