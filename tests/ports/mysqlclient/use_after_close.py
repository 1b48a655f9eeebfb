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

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    conn.close()
    try:
        conn.cursor().execute("SELECT 1")
    except MySQLdb.OperationalError as e:
        print("operational", e.args[0])
    except MySQLdb.InterfaceError as e:
        print("interface", e.args[0])
    return


if __name__ == "__main__":
    app.run()
