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
    conn.execute("CREATE TABLE lang (name TEXT, first_appeared INTEGER)")
    conn.executemany(
        "INSERT INTO lang VALUES (:name, :year)",
        [{"name": "C", "year": 1972}, {"name": "Fortran", "year": 1957}, {"name": "Python", "year": 1991}],
    )
    conn.commit()
    print(conn.execute("SELECT name FROM lang WHERE first_appeared < :limit ORDER BY name", {"limit": 1980}).fetchall())
    return


if __name__ == "__main__":
    app.run()
