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
    conn.execute("CREATE TABLE file (name TEXT, data BLOB)")
    conn.execute("INSERT INTO file VALUES (?, ?)", ("a.bin", b"\x00\x01\xff"))
    conn.execute("INSERT INTO file VALUES (?, x'616263')", ("b.bin",))
    conn.commit()
    for name, data in conn.execute("SELECT name, data FROM file ORDER BY name"):
        print(name, data, len(data), type(data).__name__)
    return


if __name__ == "__main__":
    app.run()
