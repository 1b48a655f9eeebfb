# ports: withheld (beyond the map)
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
    from psycopg2 import pool

    return (pool,)


@app.cell
def _(pool):
    connections = pool.SimpleConnectionPool(1, 2, "host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    conn = connections.getconn()
    cur = conn.cursor()
    cur.execute("SELECT 'pooled'")
    print(cur.fetchone())
    connections.putconn(conn)
    connections.closeall()
    return


if __name__ == "__main__":
    app.run()
