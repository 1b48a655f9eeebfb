# ports: withheld (beyond the map)
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
    from MySQLdb.cursors import DictCursor

    return DictCursor, MySQLdb


@app.cell
def _(DictCursor):
    def people(conn):
        with conn.cursor(DictCursor) as cur:
            cur.execute("SELECT 1 AS a")
            return cur.fetchall()

    return (people,)


@app.cell
def _(MySQLdb, people):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    print(people(conn))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
