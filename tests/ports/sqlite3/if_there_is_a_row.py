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
    conn.execute("CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT)")
    if conn.execute("SELECT value FROM setting WHERE key = 'theme'").fetchone() is None:
        conn.execute("INSERT INTO setting VALUES ('theme', 'dark')")
        conn.commit()
    else:
        print("was there")
    value, = conn.execute("SELECT value FROM setting WHERE key = ?", ("theme",)).fetchone()
    print(value)
    return


if __name__ == "__main__":
    app.run()
