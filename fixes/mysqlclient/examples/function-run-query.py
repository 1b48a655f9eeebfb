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


@app.cell
def _(MySQLdb):
    def run_query(sql, args=None):
        conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
        try:
            cur = conn.cursor()
            cur.execute(sql, args)
            return cur.fetchall()
        finally:
            conn.close()

    return (run_query,)


@app.cell
def _(run_query):
    print(run_query("SELECT %s + 1", (2,)))
    print(run_query("SELECT 'a%'"))
    return


if __name__ == "__main__":
    app.run()
