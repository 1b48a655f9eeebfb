# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "pandas",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2
    import pandas as pd
    import warnings

    return pd, psycopg2, warnings


@app.cell
def _(pd, psycopg2, warnings):
    warnings.simplefilter("ignore")
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    df = pd.read_sql("SELECT x AS id, 'n' || x AS name FROM generate_series(1, 3) AS x", conn)
    print(df.to_string())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
