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
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE people (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), age INT)")
    cur.execute("INSERT INTO people (name, age) VALUES (%s, %s)", ("Ada", 36))
    cur.execute("INSERT INTO people (name, age) VALUES (%s, %s)", ("Bob", 41))
    conn.commit()
    print(cur.lastrowid, conn.insert_id())
    cur.execute("SELECT id, name, age FROM people ORDER BY id")
    for row in cur.fetchall():
        print(row)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
