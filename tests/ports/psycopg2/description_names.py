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
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT 1 AS id, 'x' AS name")
    print([column.name for column in cur.description])
    print([dict(zip([c[0] for c in cur.description], row)) for row in cur.fetchall()])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
