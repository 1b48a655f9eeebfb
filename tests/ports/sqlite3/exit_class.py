# ports: withheld (the error's class is shown)
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
    class Log:
        def __enter__(self):
            return self
        def __exit__(self, kind, error, tb):
            print(kind)
            return True
    conn = sqlite3.connect(":memory:")
    with Log():
        conn.execute("SELECT nope")
    return


if __name__ == "__main__":
    app.run()
