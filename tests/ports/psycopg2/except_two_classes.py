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
    conn = None
    try:
        conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
        cur = conn.cursor()
        cur.execute("SELECT 1 / 0")
    except (psycopg2.DataError, psycopg2.OperationalError) as e:
        print("failed:", type(e).__name__)
    finally:
        if conn is not None:
            conn.close()
            print("closed")
    return


if __name__ == "__main__":
    app.run()
