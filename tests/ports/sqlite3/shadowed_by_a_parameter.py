# ports: either (another thing of the same name)

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
    def title(sqlite3):
        return sqlite3.title()


    conn = sqlite3.connect(":memory:")
    print(title("name"), conn.execute("SELECT 1").fetchone())
    return


if __name__ == "__main__":
    app.run()
