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
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE account (id int, balance int CHECK (balance >= 0))")
    cur.execute("INSERT INTO account VALUES (1, 100), (2, 0)")
    conn.commit()
    try:
        cur.execute("UPDATE account SET balance = balance + 500 WHERE id = 2")
        cur.execute("UPDATE account SET balance = balance - 500 WHERE id = 1")
        conn.commit()
    except psycopg2.Error:
        conn.rollback()
    cur.execute("SELECT id, balance FROM account ORDER BY id")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
