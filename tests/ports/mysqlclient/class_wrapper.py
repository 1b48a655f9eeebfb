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
    import MySQLdb

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    class Database:
        def __init__(self):
            self.conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")

        def query(self, text, args=None):
            with self.conn.cursor() as cur:
                cur.execute(text, args)
                return cur.fetchall()

        def close(self):
            self.conn.close()

    return (Database,)


@app.cell
def _(Database):
    db = Database()
    print(db.query("SELECT %s", (1,)))
    db.close()
    return


if __name__ == "__main__":
    app.run()
