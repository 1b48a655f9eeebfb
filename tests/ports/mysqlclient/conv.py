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
    from MySQLdb.constants import FIELD_TYPE

    return FIELD_TYPE, MySQLdb


@app.cell
def _(FIELD_TYPE, MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t", conv={FIELD_TYPE.LONG: int})
    cur = conn.cursor()
    cur.execute("SELECT 1")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
