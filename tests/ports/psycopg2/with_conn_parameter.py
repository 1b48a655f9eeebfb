# ports: withheld (psycopg closes the caller's connection)
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
    def put(c, n):
        with c:
            with c.cursor() as cur:
                cur.execute("SELECT %s", (n,))
                return cur.fetchone()[0]
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    print(put(conn, 1))
    cur = conn.cursor()
    cur.execute("SELECT 5")
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
