# ports: either (beyond the map)
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
    from psycopg2 import connect, OperationalError

    return OperationalError, connect


@app.cell
def _(OperationalError, connect):
    try:
        conn = connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
        cur = conn.cursor()
        cur.execute("SELECT 'from'")
        print(cur.fetchone())
        conn.close()
    except OperationalError as e:
        print("no connection", e)
    return


if __name__ == "__main__":
    app.run()
