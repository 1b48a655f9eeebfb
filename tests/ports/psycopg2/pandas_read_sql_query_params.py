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
def _(psycopg2, warnings):
    warnings.simplefilter("ignore")
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    return (conn,)


@app.cell
def _(conn, pd):
    frame = pd.read_sql_query("SELECT x FROM generate_series(1, 9) AS x WHERE x > %s", conn, params=(7,))
    print(frame.x.tolist(), frame.dtypes.astype(str).tolist())
    return


if __name__ == "__main__":
    app.run()
