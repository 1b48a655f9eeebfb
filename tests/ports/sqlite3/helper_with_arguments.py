# ports: either (the parameters' types are not known)

# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE user (name TEXT, age INTEGER)")


    def add_user(name, age):
        conn.execute("INSERT INTO user VALUES (?, ?)", (name, age))
        conn.commit()


    def older_than(age):
        return conn.execute("SELECT name FROM user WHERE age > ? ORDER BY name", (age,)).fetchall()


    add_user("ann", 41)
    add_user("bob", 19)
    print(older_than(18), older_than(40))
    return


if __name__ == "__main__":
    app.run()
