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


    def run_query(query, params=None):
        conn = psycopg2.connect(DSN)
        try:
            with conn.cursor() as cur:
                cur.execute(query, params)
                return cur.fetchall()
        finally:
            conn.close()

    return (run_query,)


@app.cell
def _(run_query):
    print(run_query("SELECT 1 + %s", (2,)))
    print(run_query("SELECT 'plain'"))
    return


if __name__ == "__main__":
    app.run()
