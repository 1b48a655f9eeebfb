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
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    return (conn,)


@app.cell
def _(conn):
    _cur = conn.cursor()
    _cur.execute("SELECT 'second cell'")
    print(_cur.fetchone()[0])
    return


if __name__ == "__main__":
    app.run()
