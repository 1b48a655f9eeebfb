# /// script
# dependencies = [
#     "marimo",
#     "pymysql",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import pymysql

    return (pymysql,)


@app.cell
def _(pymysql):
    connection = pymysql.connect(host="db.example.org", user="reader", database="shop")
    return (connection,)


@app.cell
def _(connection):
    with connection.cursor() as _cursor:
        _cursor.execute("SELECT 1")
        print(_cursor.fetchone())
    return


if __name__ == "__main__":
    app.run()
