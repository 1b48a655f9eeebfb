# ports: either (the parameters' types are not known)

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
    import hashlib
    import sqlite3

    return hashlib, sqlite3


@app.cell
def _(hashlib, sqlite3):
    cache = sqlite3.connect(":memory:")
    cache.execute("CREATE TABLE cache (key TEXT PRIMARY KEY, value INTEGER)")


    def slow_length(text):
        key = hashlib.sha256(text.encode()).hexdigest()
        row = cache.execute("SELECT value FROM cache WHERE key = ?", (key,)).fetchone()
        if row:
            return f"cached {row[0]}"
        cache.execute("INSERT INTO cache VALUES (?, ?)", (key, len(text)))
        cache.commit()
        return f"computed {len(text)}"

    return (slow_length,)


@app.cell
def _(slow_length):
    print(slow_length("abc"), slow_length("abc"), slow_length("a"))
    return


if __name__ == "__main__":
    app.run()
