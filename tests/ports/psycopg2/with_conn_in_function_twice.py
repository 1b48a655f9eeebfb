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
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    def put(n):
        with conn:
            with conn.cursor() as cur:
                cur.execute("SELECT %s", (n,))
                return cur.fetchone()[0]
    print(put(1))
    print(put(2))
    return


if __name__ == "__main__":
    app.run()
