# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2

    return (psycopg2,)


@app.cell
def _(psycopg2):
    DSN = "host=127.0.0.1 port=55432 user=postgres dbname=postgres"
    conn = psycopg2.connect(DSN)
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE people (id serial PRIMARY KEY, name text, age integer)")
    cur.execute("INSERT INTO people (name, age) VALUES (%s, %s)", ("Ada", 36))
    cur.execute("INSERT INTO people (name, age) VALUES (%s, %s)", ("Bob", 41))
    conn.commit()
    cur.execute("SELECT id, name, age FROM people ORDER BY id")
    for row in cur.fetchall():
        print(row)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
