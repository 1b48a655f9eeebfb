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
    import datetime

    return datetime, psycopg2


@app.cell
def _(datetime, psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    start = datetime.date(2024, 1, 1)
    cur.execute("SELECT d::date FROM generate_series(%s, %s, interval '1 day') AS d", (start, start + datetime.timedelta(days=2)))
    for (day,) in cur:
        print(day.isoformat())
    cur.execute("SELECT %s + interval '2 hours'", (datetime.datetime(2024, 1, 1, 12),))
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
