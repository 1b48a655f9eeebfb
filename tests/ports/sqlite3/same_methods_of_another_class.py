# ports: either (another class has the same methods)

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
    class Fake:
        def execute(self, sql):
            return [sql]

        def commit(self):
            print("not a database")


    fake = Fake()
    fake.commit()
    conn = sqlite3.connect(":memory:")
    conn.commit()
    print(fake.execute("x"), conn.execute("SELECT 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
