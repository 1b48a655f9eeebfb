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
    from psycopg2.extras import execute_values

    return execute_values, psycopg2


@app.cell
def _(execute_values, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE t (id serial, a int)")
    print(execute_values(cur, "INSERT INTO t (a) VALUES %s RETURNING id", [(1,), (2,)], fetch=True))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
