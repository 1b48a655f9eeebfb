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
    from io import StringIO

    return StringIO, psycopg2


@app.cell
def _(StringIO, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE items (id int, name text)")
    buffer = StringIO("1\tpen\n2\tink\n3\t\\N\n")
    cur.copy_from(buffer, "items", columns=("id", "name"))
    conn.commit()
    cur.execute("SELECT id, name FROM items ORDER BY id")
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
