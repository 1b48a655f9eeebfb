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
    import psycopg2.extras

    return (psycopg2,)


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("CREATE TEMP TABLE sales (day date, amount numeric, shop text)")
    rows = [("2024-01-0%d" % day, day * 10, "north") for day in range(1, 4)]
    psycopg2.extras.execute_values(cur, "INSERT INTO sales (day, amount, shop) VALUES %s", rows)
    conn.commit()
    cur.execute("SELECT day, amount, shop FROM sales ORDER BY day")
    for day, amount, shop in cur.fetchall():
        print(day.isoformat(), amount, shop)
    conn.close()
    return


if __name__ == "__main__":
    app.run()
