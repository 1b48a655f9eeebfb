# ports: withheld (a tuple is a composite value)
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
    import pandas as pd
    import psycopg2

    return pd, psycopg2


@app.cell
def _(pd, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    df = pd.read_sql("SELECT g FROM generate_series(1, 5) g WHERE g IN %(ids)s", conn, params={"ids": (1, 2)})
    print(df)
    return


if __name__ == "__main__":
    app.run()
