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
    class Database:
        def __init__(self, dsn):
            self.conn = psycopg2.connect(dsn)

        def query(self, text, params=None):
            with self.conn.cursor() as cur:
                cur.execute(text, params)
                return cur.fetchall()

        def close(self):
            self.conn.close()

    return (Database,)


@app.cell
def _(Database):
    db = Database("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    print(db.query("SELECT %s", (1,)))
    db.close()
    return


if __name__ == "__main__":
    app.run()
