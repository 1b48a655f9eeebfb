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
    cur = conn.cursor()
    cur.executescript("""
        CREATE TABLE item (name TEXT, price REAL);
        CREATE TABLE history (name TEXT, old REAL, new REAL);
        CREATE TRIGGER changed AFTER UPDATE OF price ON item
        BEGIN
            INSERT INTO history VALUES (old.name, old.price, new.price);
        END;
        CREATE VIEW dear AS SELECT name FROM item WHERE price > 10;
        INSERT INTO item VALUES ('pen', 2.0), ('bag', 40.0);
    """)
    cur.execute("UPDATE item SET price = 12.5 WHERE name = 'pen'")
    conn.commit()
    print(cur.execute("SELECT * FROM history").fetchall())
    print(cur.execute("SELECT name FROM dear ORDER BY name").fetchall())
    return


if __name__ == "__main__":
    app.run()
