# ports: either (the SQL is not literal)

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
    for table in ("a", "b"):
        conn.execute(f"CREATE TABLE {table} (n INTEGER)")
        conn.execute(f"INSERT INTO {table} VALUES (1)")
    conn.commit()
    for table in ("a", "b"):
        print(table, conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    return


if __name__ == "__main__":
    app.run()
