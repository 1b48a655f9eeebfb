# ports: withheld (the error's class is shown)
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
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    for statement in ("SELECT 1 / 0", "SELEC 1", "SELECT * FROM nowhere"):
        try:
            cur.execute(statement)
        except psycopg2.Error as error:
            print(type(error).__name__)
            conn.rollback()
    conn.close()
    return


if __name__ == "__main__":
    app.run()
