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
    import marimo as mo
    import sys

    if sys.platform != "emscripten":
        import psycopg2
    return mo, psycopg2, sys


@app.cell
def _(mo, psycopg2, sys):
    mo.stop(sys.platform == "emscripten", mo.md("`psycopg2` is not available in the browser."))
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT 'guarded'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
