# ports: withheld (the error's class is shown)
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
    import traceback

    return psycopg2, traceback


@app.cell
def _(psycopg2, traceback):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    try:
        cur.execute("SELECT 1/0")
    except psycopg2.Error:
        print([line for line in traceback.format_exc().splitlines() if line.strip()][-2])
    return


if __name__ == "__main__":
    app.run()
