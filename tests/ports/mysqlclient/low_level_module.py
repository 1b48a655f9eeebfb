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
    from MySQLdb import _mysql

    db = _mysql.connect(host="127.0.0.1", port=53306, user="u", password="pw", database="t")
    db.query("SELECT 1")
    print(db.store_result().fetch_row())
    db.close()
    return


if __name__ == "__main__":
    app.run()
