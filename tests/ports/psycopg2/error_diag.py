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
    cur.execute("CREATE TEMP TABLE t (a int CONSTRAINT positive CHECK (a > 0))")
    try:
        cur.execute("INSERT INTO t VALUES (-1)")
    except psycopg2.errors.CheckViolation as e:
        print(e.diag.constraint_name, e.pgcode)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
