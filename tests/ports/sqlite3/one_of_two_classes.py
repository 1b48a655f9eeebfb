# ports: withheld (the name is one of two things)

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


@app.class_definition
class Fake:
    def execute(self, sql):
        return self

    def fetchone(self):
        return ("fake",)

    def commit(self):
        print("fake commit")


@app.cell
def _(sqlite3):
    for real in (True, False):
        conn = sqlite3.connect(":memory:") if real else Fake()
        conn.commit()
        print(conn.execute("SELECT 'real'").fetchone())
    return


if __name__ == "__main__":
    app.run()
