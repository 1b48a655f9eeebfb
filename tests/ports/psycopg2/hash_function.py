# ports: withheld (sha256 gives bytes, not a memoryview)
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
        cur.execute("SELECT sha256('a')")
        print(type(cur.fetchone()[0]).__name__)
    except Exception as error:
        print(type(error).__name__)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
