# ports: either (the module's name in text)

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
    url = "sqlite3:///:memory:"
    conn = sqlite3.connect(url.split("///")[1])
    print("sqlite3", url, conn.execute("SELECT 'sqlite3'").fetchone())
    return


if __name__ == "__main__":
    app.run()
