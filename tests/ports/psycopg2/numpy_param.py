# ports: withheld (psycopg2 refuses the type)
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
    import numpy as np
    import psycopg2

    return np, psycopg2


@app.cell
def _(np, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    try:
        cur.execute("SELECT %s, %s", (np.int64(3), np.float64(2.5)))
        print(cur.fetchone())
    except psycopg2.Error:
        print("can't adapt")
    except Exception:
        print("other")
    return


if __name__ == "__main__":
    app.run()
