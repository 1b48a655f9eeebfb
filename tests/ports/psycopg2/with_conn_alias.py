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

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    same = conn
    with conn:
        cur = conn.cursor()
        cur.execute("SELECT 1")
        print(cur.fetchone())
    cur2 = same.cursor()
    cur2.execute("SELECT 2")
    print(cur2.fetchone())
    return


if __name__ == "__main__":
    app.run()
