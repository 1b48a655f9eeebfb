# ports: withheld (the times have another tzinfo)
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
    try:
        cur.execute("SELECT timestamp '2020-01-01' AT TIME ZONE 'UTC'")
        print(cur.fetchall())
    except Exception as error:
        print(type(error).__name__)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
