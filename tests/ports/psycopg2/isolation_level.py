# ports: withheld (beyond the map)
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
    from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

    return ISOLATION_LEVEL_AUTOCOMMIT, psycopg2


@app.cell
def _(ISOLATION_LEVEL_AUTOCOMMIT, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    conn.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    cur = conn.cursor()
    cur.execute("SELECT 'autocommit'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
