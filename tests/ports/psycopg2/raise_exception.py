# ports: withheld (the error has another class)
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
    conn.autocommit = True
    cur = conn.cursor()
    try:
        cur.execute("DO $$ BEGIN RAISE EXCEPTION 'x'; END $$")
    except psycopg2.InternalError:
        print("internal")
    except psycopg2.Error as e:
        print("other", e.pgcode)
    return


if __name__ == "__main__":
    app.run()
