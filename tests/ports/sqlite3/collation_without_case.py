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
    def by_length(a, b):
        return (len(a) > len(b)) - (len(a) < len(b))


    conn = sqlite3.connect(":memory:")
    conn.create_collation("by_length", by_length)
    conn.execute("CREATE TABLE w (word TEXT)")
    conn.executemany("INSERT INTO w VALUES (?)", [("pear",), ("fig",), ("banana",)])
    print([word for (word,) in conn.execute("SELECT word FROM w ORDER BY word COLLATE by_length")])
    return


if __name__ == "__main__":
    app.run()
