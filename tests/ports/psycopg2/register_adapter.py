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
    from psycopg2.extensions import register_adapter, AsIs

    return AsIs, psycopg2, register_adapter


@app.cell
def _(AsIs, psycopg2, register_adapter):
    class Point:
        def __init__(self, x, y):
            self.x, self.y = x, y


    register_adapter(Point, lambda point: AsIs(f"'({point.x}, {point.y})'"))
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT %s::point", (Point(1, 2),))
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
