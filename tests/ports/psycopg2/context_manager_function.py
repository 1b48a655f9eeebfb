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
    from contextlib import contextmanager

    return contextmanager, psycopg2


@app.cell
def _(contextmanager, psycopg2):
    @contextmanager
    def get_cursor(dsn):
        conn = psycopg2.connect(dsn)
        try:
            yield conn.cursor()
            conn.commit()
        finally:
            conn.close()

    return (get_cursor,)


@app.cell
def _(get_cursor):
    with get_cursor("host=127.0.0.1 port=55432 user=postgres dbname=postgres") as cur:
        cur.execute("SELECT 'managed'")
        print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
