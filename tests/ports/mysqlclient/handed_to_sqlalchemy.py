# ports: withheld (beyond the map)
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
#     "sqlalchemy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import MySQLdb
    import sqlalchemy

    return MySQLdb, sqlalchemy


@app.cell
def _(MySQLdb, sqlalchemy):
    engine = sqlalchemy.create_engine("mysql+mysqldb://", creator=lambda: MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t"))
    with engine.connect() as connection:
        print(connection.execute(sqlalchemy.text("SELECT 1")).fetchall())
    return


if __name__ == "__main__":
    app.run()
