# ports: withheld (backup(progress=))

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
    def progress(status, remaining, total):
        print(f"{total - remaining} of {total}")


    source = sqlite3.connect(":memory:")
    source.execute("CREATE TABLE t (a)")
    target = sqlite3.connect(":memory:")
    source.backup(target, pages=1, progress=progress)
    print(target.execute("SELECT name FROM sqlite_master").fetchall())
    return


if __name__ == "__main__":
    app.run()
