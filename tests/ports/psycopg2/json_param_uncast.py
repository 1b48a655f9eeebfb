# ports: withheld (JSON gets another type)
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
    import psycopg2.extras

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT %s, pg_typeof(%s)::text", (psycopg2.extras.Json({"a": 1}), psycopg2.extras.Json([1])))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
