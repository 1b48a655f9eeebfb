# ports: swapped

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
    conn.execute("CREATE TABLE c (n INTEGER CHECK (n > 0))")


    def add_minus_one():
        try:
            conn.execute("INSERT INTO c VALUES (-1)")
            return "ok"
        except sqlite3.IntegrityError:
            return "not positive"


    print(add_minus_one())
    print(conn.execute("SELECT count(*) FROM c").fetchone())
    return


if __name__ == "__main__":
    app.run()
