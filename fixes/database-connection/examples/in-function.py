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
    query = "SELECT 1"


    def first():
        with pymysql.connect(host="db.example.org", user="reader", password="x") as connection:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchone()

    return (first,)


@app.cell
def _(first):
    first()
    return


if __name__ == "__main__":
    app.run()
