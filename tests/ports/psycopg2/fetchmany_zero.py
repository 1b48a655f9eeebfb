# ports: withheld (another number of rows)
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
    cur.execute("SELECT generate_series(1, 5)")
    print(cur.fetchmany(0))
    print(cur.fetchmany(None) if False else 1)
    return


if __name__ == "__main__":
    app.run()
