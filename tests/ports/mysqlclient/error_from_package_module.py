# ports: either (beyond the map)
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
    import MySQLdb.cursors

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    def safe_query(sql):
        try:
            conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
            with conn.cursor(MySQLdb.cursors.DictCursor) as cur:
                cur.execute(sql)
                return cur.fetchone()
        except MySQLdb.Error as err:
            return {"error": err.args[0]}

    return (safe_query,)


@app.cell
def _(safe_query):
    print(safe_query("SELECT 1 AS ok"))
    print(safe_query("SELECT nonsense"))
    return


if __name__ == "__main__":
    app.run()
