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
    import psycopg2

    return (psycopg2,)


@app.cell
def _(psycopg2):
    connect = lambda: psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    conn = connect()
    cur = conn.cursor()
    cur.execute("SELECT 'lambda'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
