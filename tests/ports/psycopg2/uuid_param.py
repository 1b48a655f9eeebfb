# ports: withheld (psycopg2 refuses the type)
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
    import uuid

    return psycopg2, uuid


@app.cell
def _(psycopg2, uuid):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    u = uuid.UUID(int=1)
    try:
        cur.execute("SELECT %s", (u,))
        print(cur.fetchone())
    except psycopg2.ProgrammingError:
        print("can't adapt")
    return


if __name__ == "__main__":
    app.run()
