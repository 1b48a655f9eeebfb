# ports: swapped
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
    from sqlalchemy import create_engine, text
    import MySQLdb

    return MySQLdb, create_engine, text


@app.cell
def _(create_engine, text):
    engine = create_engine("mysql+mysqldb://u:pw@127.0.0.1:53306/t")
    with engine.connect() as c:
        print(c.execute(text("SELECT 'engine'")).scalar())
    return


@app.cell
def _(MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    _cur = conn.cursor()
    _cur.execute("SELECT 'driver'")
    print(_cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
