# ports: withheld (the error has another text)
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
    def get(port):
        return MySQLdb.connect(host="127.0.0.1", port=port, user="u", passwd="pw", db="t")
    try:
        get(1)
    except MySQLdb.OperationalError as e:
        print(e)
    return


if __name__ == "__main__":
    app.run()
