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
    SCRIPT = """
    CREATE TEMPORARY TABLE t (a INT);
    INSERT INTO t VALUES (1);
    """
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute(SCRIPT)
    while cur.nextset() is not None:
        pass
    cur.execute("SELECT a FROM t")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
