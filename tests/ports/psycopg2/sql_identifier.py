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
    from psycopg2 import sql

    return psycopg2, sql


@app.cell
def _(psycopg2, sql):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    table = "My Table"
    cur.execute(sql.SQL("CREATE TEMP TABLE {} (a int)").format(sql.Identifier(table)))
    cur.execute(sql.SQL("INSERT INTO {} VALUES (%s)").format(sql.Identifier(table)), (5,))
    cur.execute(sql.SQL("SELECT {column} FROM {table}").format(column=sql.Identifier("a"), table=sql.Identifier(table)))
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
