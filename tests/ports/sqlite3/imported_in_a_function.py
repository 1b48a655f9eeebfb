# ports: either (the import is local)

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
    def ask(sql):
        import sqlite3

        with sqlite3.connect(":memory:") as conn:
            return conn.execute(sql).fetchone()


    print(ask("SELECT 1"))
    return


if __name__ == "__main__":
    app.run()
