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

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    try:
        _conn = MySQLdb.connect(host="127.0.0.1", port=1, user="u", passwd="pw", connect_timeout=2)
    except MySQLdb.OperationalError as e:
        print(e.args[0])
    return


if __name__ == "__main__":
    app.run()
