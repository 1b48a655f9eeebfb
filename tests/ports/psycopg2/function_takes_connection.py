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


@app.function
def count_rows(connection, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    with conn.cursor() as cur:
        cur.execute("CREATE TEMP TABLE t AS SELECT generate_series(1, 5)")
    print(count_rows(conn, "t"))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
