# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import MySQLdb

    return (MySQLdb,)


@app.function
def column(cursor, sql):
    cursor.execute(sql)
    return [row[0] for row in cursor.fetchall()]


@app.cell
def _(MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    with conn.cursor() as cur:
        print(sum(column(cur, "SELECT 1 UNION SELECT 2")))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
