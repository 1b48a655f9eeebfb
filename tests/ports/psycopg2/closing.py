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
    from contextlib import closing

    return closing, psycopg2


@app.cell
def _(closing, psycopg2):
    with closing(psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")) as conn:
        with conn.cursor() as cur:
            cur.execute("SELECT 'closed for you'")
            print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
