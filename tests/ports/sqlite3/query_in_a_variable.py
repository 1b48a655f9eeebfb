# ports: either (the SQL is not literal at the call)

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
    query = """
    SELECT 1 AS a
    UNION ALL
    SELECT 2
    """
    print(conn.execute(query).fetchall())
    return


if __name__ == "__main__":
    app.run()
