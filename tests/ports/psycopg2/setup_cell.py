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

with app.setup:
    import psycopg2
    import os


@app.cell
def _():
    conn = psycopg2.connect(os.environ.get("NO_SUCH_DSN", "host=127.0.0.1 port=55432 user=postgres dbname=postgres"))
    cur = conn.cursor()
    cur.execute("SELECT 42")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
