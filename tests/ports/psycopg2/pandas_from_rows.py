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

    return pd, psycopg2


@app.cell
def _(pd, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT x AS id, x / 2.0 AS half FROM generate_series(1, 3) AS x")
    columns = [desc[0] for desc in cur.description]
    df = pd.DataFrame(cur.fetchall(), columns=columns)
    print(df.to_string())
    cur.close()
    conn.close()
    return


if __name__ == "__main__":
    app.run()
