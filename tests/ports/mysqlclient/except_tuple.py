# ports: withheld (the error's class is shown)
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
    from MySQLdb import ProgrammingError, OperationalError

    return MySQLdb, OperationalError, ProgrammingError


@app.cell
def _(MySQLdb, OperationalError, ProgrammingError):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    for _sql in ["SELEC 1", "SELECT 1"]:
        try:
            cur.execute(_sql)
            print(cur.fetchall())
        except (ProgrammingError, OperationalError) as error:
            print(type(error).__name__, error.args[0])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
