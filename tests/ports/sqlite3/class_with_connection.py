# ports: either (the connection is stored in an attribute)

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
    class Store:
        def __init__(self):
            self.db = sqlite3.connect(":memory:")
            self.db.execute("CREATE TABLE kv (k TEXT PRIMARY KEY, v TEXT)")

        def put(self, k, v):
            self.db.execute("INSERT OR REPLACE INTO kv VALUES (?, ?)", (k, v))
            self.db.commit()

        def get(self, k):
            row = self.db.execute("SELECT v FROM kv WHERE k = ?", (k,)).fetchone()
            return row[0] if row else None

    return (Store,)


@app.cell
def _(Store):
    store = Store()
    store.put("colour", "red")
    store.put("colour", "blue")
    print(store.get("colour"), store.get("size"))
    return


if __name__ == "__main__":
    app.run()
