# ports: withheld (the transaction is left open in a class)

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
    class Session:
        def __enter__(self):
            self.conn = sqlite3.connect("session.db")
            return self.conn

        def __exit__(self, kind, value, trace):
            if kind is None:
                self.conn.commit()
            else:
                self.conn.rollback()
            self.conn.close()
            return True

    return (Session,)


@app.cell
def _(Session):
    with Session() as s:
        s.execute("CREATE TABLE t (a)")
    with Session() as s:
        s.execute("INSERT INTO t VALUES (1)")
        raise ValueError("no")
    with Session() as s:
        print(s.execute("SELECT count(*) FROM t").fetchone())
    return


if __name__ == "__main__":
    app.run()
