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
    import enum
    import psycopg2

    return enum, psycopg2


@app.cell
def _(enum, psycopg2):
    class Color(enum.Enum):
        RED = "red"
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    try:
        cur.execute("SELECT %s", (Color.RED,))
        print(cur.fetchone())
    except psycopg2.ProgrammingError:
        print("can't adapt")
    return


if __name__ == "__main__":
    app.run()
